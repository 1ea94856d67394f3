"""Collect the mentions of each entity in an article under one name and one type.

Known names come from the who's who, unknown ones from the caller. Mentions are joined by the aliases that the article
explains, by short forms of a full name, by bare surnames, and by head words (`the Commission`). A numbered version of
a product becomes an entity of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from digest.model import EntityType, Tag
from digest.tag import tables
from digest.tag.aliases import Lesson
from digest.tag.article import Article
from digest.tag.fold import has_chinese
from digest.tag.names import Mention
from digest.tag.spans import Span, occurrences
from digest.tag.versions import Versioned

_SEPARATORS = re.compile(r"[\s·]+")


@dataclass(slots=True, eq=False)
class Name:
    """One entity of the article with the places where it is mentioned; it grows as mentions are joined."""

    name: str
    type: EntityType
    zh: str = ""
    known: bool = False
    """Whether it is in the who's who."""
    spans: list[Span] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Offset of the first mention."""
        return min(self.spans)[0]


def collect(mentions: Iterable[Mention]) -> list[Name]:
    """The mentions of known names, grouped by entity."""
    names: dict[str, Name] = {}
    for mention in mentions:
        known = mention.known
        name = names.setdefault(known.name, Name(known.name, known.type, known.zh, known=True))
        name.spans.append((mention.start, mention.end))
    return list(names.values())


def part_versions(names: list[Name], versions: Iterable[Versioned]) -> None:
    """Make each version of a product an entity of its own, in place.

    A version that is one whole number (`iPhone 18`) is split off only if the text never names the product without a
    number."""
    by_name = {n.name: n for n in names}
    made: dict[str, Name] = {}
    for found in versions:
        family = by_name[found.base]
        numbered = [v for v in family.spans if v[0] == found.start]
        if not numbered or (found.whole and len(family.spans) > len(numbered)):
            continue
        family.spans.remove(numbered[0])
        key = re.sub(r"[\s-]", "", found.name).lower()
        name = made.setdefault(key, Name(found.name, "PRODUCT"))
        name.spans.append((found.start, found.end))
    names[:] = [n for n in names if n.spans] + list(made.values())


def teach(text: str, names: list[Name], lessons: Sequence[Lesson]) -> None:
    """Join the names that the article says are the same, in place. Two entries of the who's who are never joined."""
    for _ in range(2):  # an alias learned from one lesson may occur in another
        for lesson in lessons:
            _learn(text, names, lesson)


def _learn(text: str, names: list[Name], lesson: Lesson) -> None:
    long, short = _owner(names, lesson.long), _owner(names, lesson.short)
    if long and long.known and not _reaches(text, long, lesson.long):
        return
    if long and not long.known:
        _spell_out(text, long, lesson)
    if long and short:
        if long.known and short.known:
            _own_abbreviation(text, names, long, short, lesson)
        elif long is not short:
            _join(names, *((long, short) if long.known or not short.known else (short, long)))
        return
    name, new = (long, lesson.short) if long else (short, lesson.long)
    alias = text[new[0] : new[1]]
    # No space marks where a Chinese name begins in a sentence, so an unknown long name next to Chinese is not learned.
    if name is None or not alias or (name is short and has_chinese(text[max(0, new[0] - 1) : new[0]])):
        return
    for other in [n for n in names if n is not name and not n.known and n.name == alias]:
        _join(names, name, other)
    name.spans += [s for s in occurrences(text, alias) if not _owner(names, s)]
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
    if long is short or abbreviation == short.name or abbreviation != _initials(text[slice(*lesson.long)].split()):
        return
    moved = [span for span in short.spans if text[slice(*span)] == abbreviation]
    long.spans += moved
    short.spans = [span for span in short.spans if span not in moved]
    if not short.spans:
        names.remove(short)


def _spell_out(text: str, name: Name, lesson: Lesson) -> None:
    """Complete a name that was found only in part: `National Institute for Finance`, where the text has
    `National Institute for Finance and Growth (NIFG)`."""
    whole, initials = text[slice(*lesson.long)], text[slice(*lesson.short)]
    if initials.isupper() and name.name != whole and name.name in whole and initials == _initials(whole.split()):
        name.name = whole


def _owner(names: Iterable[Name], place: Span) -> Name | None:
    """The entity that a place in the text belongs to; for an empty place, the product or company last mentioned."""
    start, end = place
    if start == end:
        before = [(s, n.name, n) for n in names for s in n.spans if s[1] <= start and n.type in ("PRODUCT", "ORG")]
        return max(before, key=lambda b: b[:2])[2] if before else None
    holding = [(s[1], n.name, n) for n in names for s in n.spans if s[0] < end and start < s[1]]
    return max(holding, key=lambda h: h[:2])[2] if holding else None


def _join(names: list[Name], kept: Name, gone: Name) -> None:
    kept.spans += gone.spans
    kept.zh = kept.zh or gone.zh or (gone.name if has_chinese(gone.name) else "")
    names.remove(gone)


def join_short_forms(text: str, names: list[Name]) -> None:
    """Join unknown short forms to the full name last mentioned before them, in place: `Mistral` to `Mistral AI`, `CMA`
    to `Competition and Markets Authority`, `Musk` to `Elon Musk`."""
    for name in sorted((n for n in names if not n.known), key=lambda n: (len(n.name), n.name)):
        for person in names:
            if name.type == "PERSON" and _guessed_wrong(person, name):
                person.type = "PERSON"
        owners = [n for n in names if n is not name and _short_of(name, n, text)]
        if owners:
            full = [(start, n) for n in owners for start, _ in n.spans]
            for span in name.spans:
                _last_before(full, span).spans.append(span)
            for owner in owners:
                if has_chinese(name.name) and not owner.known and owner.type == "ORG":
                    owner.name, owner.zh = name.name, name.zh  # the shorter name of a company is the usual one
            names.remove(name)


def _guessed_wrong(long: Name, surname: Name) -> bool:
    """Whether an unknown company of two words is really a person, since the text calls a person by the second word."""
    return not long.known and long.type == "ORG" and long.name.split()[1:] == [surname.name]


def _last_before(full: Sequence[tuple[int, Name]], span: Span) -> Name:
    """The entity whose full name stands last before a place, or failing that, first in the text."""
    before = [f for f in full if f[0] < span[0]]
    return max(before, key=lambda f: f[0])[1] if before else min(full, key=lambda f: f[0])[1]


def _short_of(short: Name, long: Name, text: str) -> bool:
    """Whether one name may be a short form of another, in any of the spellings in which the text has the other."""
    said_before = _in_story(short, text) < _in_story(long, text)
    words = _SEPARATORS.split(short.zh or short.name)
    for surface in {text[s:e] for s, e in long.spans} | {long.name}:
        if short.name == f"{surface}s":
            return True  # cars of Tesla are `Teslas`
        full = _SEPARATORS.split(surface)
        trade = surface.removeprefix(short.name)
        if short.type == long.type == "ORG" and trade != surface and trade in tables.keys("han_heads.tsv"):
            return True  # `弋途` and `弋途科技`
        if len(full) <= len(words):
            continue
        if long.type == "PERSON":
            if full[-len(words) :] == words or (len(words) == 1 and words[0] in full and short.type != "PLACE"):
                return True
        elif _shortened(words, full, short.type, long.type):
            # If the text mentions `Fitbit` before `Fitbit Charge`, it means the maker. `Mistral` is `Mistral AI`.
            return not said_before or full[: len(words)] != words or all(map(_legal, full[len(words) :]))
    return False


def _in_story(name: Name, text: str) -> int:
    """Offset of the first mention below the title; titles prefer short forms, so they say nothing of the order."""
    title = text.find("\n")
    return min((start for start, _ in name.spans if start > title), default=len(text))


def _legal(word: str) -> bool:
    return word in tables.words("company_suffixes.txt") or (
        word in tables.heads() and tables.heads()[word].type == "ORG"
    )


def _shortened(words: Sequence[str], full: Sequence[str], short: EntityType, long: EntityType) -> bool:
    """Whether the words are a usual short form of a company's or product's full name: its first or last words, its head
    word or its initials."""
    if full[: len(words)] == words and short == long:
        return True
    if long == "PRODUCT" and full[-len(words) :] == words and short in ("PRODUCT", "PERSON"):
        return True
    return len(words) == 1 and (words[0] == _head(full, long) or (words[0].isupper() and words[0] == _initials(full)))


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w[:1].isupper())


def add_surnames(text: str, names: list[Name]) -> None:
    """Add each bare surname to the person of that name last mentioned in full, in place."""
    people = [n for n in names if n.type == "PERSON" and (" " in n.name or n.known)]
    owners: dict[str, list[tuple[int, Name]]] = {}
    for person in people:
        for start, end in list(person.spans):
            for surname in _surnames(text[start:end]):
                owners.setdefault(surname, []).append((start, person))
    _add_repeats(names, ((place, full) for surname, full in owners.items() for place in occurrences(text, surname)))


def add_heads(text: str, names: list[Name]) -> None:
    """Add each bare head word, in place, to the name with that head last mentioned in full: `the Commission` to
    `European Commission`."""
    heads: dict[str, list[tuple[int, Name]]] = {}
    for name in names:
        for start, end in name.spans:
            if head := _head(text[start:end].split(), name.type):
                heads.setdefault(head, []).append((start, name))
    _add_repeats(names, ((place, full) for head, full in heads.items() for place in _definite(text, head)))


def _definite(text: str, head: str) -> Iterator[Span]:
    """Every place where a head word stands alone after "the"."""
    for found in re.finditer(rf"\b[Tt]he {re.escape(head)}(?![\w-]| (?:of |for |on )?[A-Z])", text):
        yield found.end() - len(head), found.end()


def _add_repeats(names: Iterable[Name], repeats: Iterable[tuple[Span, Sequence[tuple[int, Name]]]]) -> None:
    """Add free places to names; each comes with the full mentions that it may repeat, of which one must precede it."""
    taken = [span for name in names for span in name.spans]
    for place, full in repeats:
        after = any(start < place[0] for start, _ in full)
        if after and not any(start < place[1] and place[0] < end for start, end in taken):
            _last_before(full, place).spans.append(place)


def _head(words: Sequence[str], kind: EntityType) -> str:
    """The word of a name that says what kind of thing it is, or '': `Commission`, or `Ministry` before "of"."""
    for word in (words[-1], words[0]) if len(words) > 1 else ():
        head = tables.heads().get(word)
        if head and head.type == kind and (word == words[-1] or words[1] in ("of", "for", "on")):
            return word
    return ""


def _surnames(full: str) -> set[str]:
    words = full.split()
    if len(words) < 2 or has_chinese(full):
        return set()
    first = {words[0]} if words[0] in tables.words("pinyin_surnames.txt") else set()
    openers = tables.words("openers.txt")
    return {w for w in {words[-1]} | first if len(w) > 1 and w[0].isupper() and w not in openers}


def rank(article: Article, names: Sequence[Name]) -> tuple[Tag, ...]:
    """The names as tags, most salient first. Salience is 2 for a name in the title or lead that the text comes back to,
    and 1 for any other."""
    tags = []
    for name in names:
        count = len(set(name.spans))
        in_title = any(start < len(article.title) for start, _ in name.spans)
        in_lead = name.first < article.lead
        salient = (in_title and (count > 1 or article.words < 150)) or (in_lead and count >= 4)
        tags.append((2 if salient else 1, count, name))
    tags.sort(key=lambda t: (-t[0], -t[1], t[2].first, t[2].name))
    return tuple(Tag(name=n.name, type=n.type, zh=n.zh, salience=s, count=c) for s, c, n in tags)
