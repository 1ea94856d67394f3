"""Join the names of which an article says that they are one: `Wenxin Yiyan, or Ernie Bot`, `the CAC`."""

from __future__ import annotations

from digest.model import has_chinese
from digest.tag import tables
from digest.tag.aliases import Lesson, lessons
from digest.tag.cast import Name, initials, join, owner
from digest.tag.spans import Span, occurrences


def teach(text: str, names: list[Name]) -> None:
    """Join the names that the article says are the same, in place. Two entries of the who's who are never joined."""
    found = tuple(lessons(text))
    for _ in range(2):  # an alias learned from one lesson may occur in another
        for lesson in found:
            _learn(text, names, lesson)


def _learn(text: str, names: list[Name], lesson: Lesson) -> None:
    long, short = owner(names, lesson.long), owner(names, lesson.short)
    if long and long.known and not _reaches(text, long, lesson.long):
        return
    if long and not long.known:
        _spell_out(text, long, lesson)
    if long and short:
        if long.known and short.known:
            _own_abbreviation(text, names, long, short, lesson)
        elif long is not short:
            join(names, *((long, short) if long.known or not short.known else (short, long)))
        return
    name, new = (long, lesson.short) if long else (short, lesson.long)
    alias = text[new[0] : new[1]]
    # No space marks where a Chinese name begins in a sentence, so an unknown long name next to Chinese is not learned.
    if name is None or not alias or (name is short and has_chinese(text[max(0, new[0] - 1) : new[0]])):
        return
    for other in [n for n in names if n is not name and not n.known and n.name == alias]:
        join(names, name, other)
    name.spans += [s for s in occurrences(text, alias) if not owner(names, s)]
    if has_chinese(alias):
        name.zh = name.zh or alias
    elif not name.known and len(alias) > len(name.name):
        name.name = alias


def _reaches(text: str, name: Name, long: Span) -> bool:
    """Whether a known name is what a Chinese lesson explains, and not only the beginning of it: `月之暗面|科技有限公司`
    is, `葡萄牙|国内生产总值` is not."""
    last = max((end for start, end in name.spans if start < long[1] and long[0] < end), default=long[1])
    rest = text[last : long[1]]
    if name.type == "PLACE":
        return not rest
    return not has_chinese(rest) or rest in tables.keys("han_heads.tsv") or rest.endswith(("公司", "集团", "股份"))


def _own_abbreviation(text: str, names: list[Name], long: Name, short: Name, lesson: Lesson) -> None:
    """Give a name the abbreviation that the text introduces for it, even if the who's who knows the abbreviation as
    another's: `the Autoriteit Persoonsgegevens (AP)` is not the Associated Press."""
    abbreviation = text[slice(*lesson.short)]
    if long is short or abbreviation == short.name or abbreviation != initials(text[slice(*lesson.long)].split()):
        return
    moved = [span for span in short.spans if text[slice(*span)] == abbreviation]
    long.spans += moved
    short.spans = [span for span in short.spans if span not in moved]
    if not short.spans:
        names.remove(short)


def _spell_out(text: str, name: Name, lesson: Lesson) -> None:
    """Complete a name that was found only in part: `National Institute for Finance`, where the text has
    `National Institute for Finance and Growth (NIFG)`."""
    whole, letters = text[slice(*lesson.long)], text[slice(*lesson.short)]
    if letters.isupper() and name.name != whole and name.name in whole and letters == initials(whole.split()):
        name.name = whole
