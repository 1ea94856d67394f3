"""The who's who: a directory in both scripts, and a page for each name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Any

from digest.model import Page
from digest.publish.archive import LATEST, Archive, Row
from digest.publish.pages.frame import Frame, alternates
from digest.publish.pages.history import history
from digest.publish.pages.topics import WEEKS, weekly
from digest.publish.stories import name
from digest.publish.text import initial, slug
from digest.publish.views import Name

KINDS = ("ORG", "PERSON", "PRODUCT", "LAW", "EVENT", "PLACE")

MOST = 8
"""How many names of each type stand at the top of the directory."""

SPLIT = 300
"""With more names than this, the directory is split into a page for each letter."""

Counted = tuple[Name, int]


@dataclass(frozen=True, slots=True)
class Letter:
    """One part of the directory, and the address that its page has if the directory is split."""

    letter: str
    people: tuple[Counted, ...]
    path: str
    chinese: bool = False


def pages(frame: Frame) -> Iterator[Page]:
    """The directory, and a page for each name that has one."""
    letters = _letters(frame)
    split = len(frame.archive.entity_slugs) > SPLIT
    yield frame.page(
        "entities/index.html", "entities.html", frame.words["entities"], lambda: _index(frame, letters, split)
    )
    if split:
        yield from (_letter_page(frame, letter) for letter in letters)
    for canonical, own in sorted(frame.archive.entity_slugs.items()):
        yield from history(
            frame,
            f"entities/{own}/",
            "entity.html",
            frame.called(canonical),
            frame.archive.by_entity[canonical],
            partial(_context, frame, canonical),
        )


def _letters(frame: Frame) -> list[Letter]:
    """The parts of the directory: one for each Latin letter, one for Chinese names; the interface's script first."""
    archive = frame.archive
    names = [(name(archive, archive.tags[n]), len(archive.by_entity[n])) for n in archive.entity_slugs]
    latin: dict[str, list[Counted]] = {}
    for one, count in sorted(names, key=lambda pair: (pair[0].name.casefold(), pair[0].name)):
        latin.setdefault(initial(one.name), []).append((one, count))
    parts = [
        Letter(letter, tuple(people), f"entities/page/{_part(letter)}/") for letter, people in sorted(latin.items())
    ]
    chinese = _by_pinyin([pair for pair in names if pair[0].zh])
    own = [Letter("中文", chinese, "entities/page/zh-names/", chinese=True)] if chinese else []
    return own + parts if frame.words.language == "zh" else parts + own


def _part(letter: str) -> str:
    return slug(letter) if letter.isalpha() else "other"


def _by_pinyin(names: list[Counted]) -> tuple[Counted, ...]:
    """Names in the order of their pinyin, by which Chinese readers look them up."""
    if not names:
        return ()
    from pypinyin import lazy_pinyin  # heavy, and only a desk with Chinese names needs it

    return tuple(sorted(names, key=lambda pair: (lazy_pinyin(pair[0].zh), pair[0].zh, pair[0].name)))


def _letter_page(frame: Frame, letter: Letter) -> Page:
    title = f"{frame.words['entities']}: {letter.letter}"
    what = (repr([(one, count) for one, count in letter.people]),)
    return frame.page(
        f"{letter.path}index.html", "names.html", title, lambda: {"letter": letter, "description": title}, what
    )


def _index(frame: Frame, letters: list[Letter], split: bool) -> Mapping[str, Any]:
    archive = frame.archive
    lately = {n: _lately(archive.by_entity[n], set(archive.weeks[-WEEKS:])) for n in archive.actors}
    seen = sorted((n for n in lately if lately[n]), key=lambda n: (-lately[n], n))
    kinds = {kind: [n for n in seen if archive.tags[n].type == kind][:MOST] for kind in KINDS}
    return {
        "letters": letters,
        "split": split,
        "first": [
            (kind, [(name(archive, archive.tags[n]), lately[n]) for n in names])
            for kind, names in kinds.items()
            if names
        ],
        "count": len(archive.entity_slugs),
        "description": f"{frame.site.title}: {frame.words['entities']}",
    }


def _lately(rows: Sequence[Row], weeks: set[str]) -> int:
    return sum(1 for _ in takewhile(lambda row: row.week in weeks, reversed(rows)))


def _topics(archive: Archive, rows: Sequence[Row]) -> list[tuple[str, int]]:
    counts = Counter(topic for row in rows[-LATEST:] for topic in archive.topics_of(row))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:4]


def _context(frame: Frame, canonical: str) -> Mapping[str, Any]:
    archive = frame.archive
    rows = archive.by_entity[canonical]
    who = name(archive, archive.tags[canonical])
    known = archive.known.get(canonical)
    return {
        **weekly(frame, rows, 480, 72),
        "who": who,
        "alternates": alternates(frame.called(canonical), who.path),
        "aliases": _aliases(who, known.aliases if known else ()),
        "country": known.country if known else "",
        "company": [(name(archive, archive.tags[n]), count) for n, count in archive.company(canonical)],
        "about_topics": _topics(archive, rows),
        "count": sum(len(row.entries) for row in rows),
        "first_seen": rows[0].day,
        "description": _said_of(frame, who, len(rows)),
    }


def _aliases(who: Name, aliases: Sequence[str]) -> list[str]:
    """The other names, without those that differ only in case or in the form of an apostrophe."""
    said = {_folded(one): one for one in (*reversed(aliases), who.zh, who.name)}
    return [one for one in aliases if said[_folded(one)] == one]


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")


def _said_of(frame: Frame, who: Name, rows: int) -> str:
    """One line about a name, for search engines and previews."""
    stories = f"{frame.called(who.name)}{frame.words['colon']}{frame.words.count('story', rows)}"
    return f"{who.about} · {stories}" if who.about and frame.words.language == "en" else stories
