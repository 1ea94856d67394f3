"""The who's who: a directory in both scripts, and a page for each name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from digest.model import Page
from digest.publish.pages.frame import Frame, alternates
from digest.publish.pages.history import history
from digest.publish.pages.topics import weekly
from digest.publish.stories import Name, name

MOST = 24
"""How many names the directory puts first."""


def pages(frame: Frame) -> Iterator[Page]:
    """The directory, and a page for each name that has one."""
    yield frame.page("entities/index.html", "entities.html", frame.words["entities"], lambda: _index(frame))
    for canonical, slug in sorted(frame.archive.entity_slugs.items()):
        yield from history(
            frame,
            f"entities/{slug}/",
            "entity.html",
            canonical,
            frame.archive.by_entity[canonical],
            lambda canonical=canonical: _context(frame, canonical),  # type: ignore[misc]
        )


def _index(frame: Frame) -> Mapping[str, Any]:
    archive = frame.archive
    names = [(name(archive, archive.tags[n]), len(archive.by_entity[n])) for n in archive.entity_slugs]
    recent = set(archive.weeks[-12:])
    lately = Counter({n: sum(row.week in recent for row in archive.by_entity[n]) for n in archive.entity_slugs})
    first = sorted((n for n in lately if lately[n]), key=lambda n: (-lately[n], n))[:MOST]
    return {
        "letters": _letters(names),
        "chinese": sorted(((one, n) for one, n in names if one.zh), key=lambda pair: pair[0].zh),
        "first": [(name(archive, archive.tags[n]), lately[n]) for n in first],
        "count": len(names),
        "description": f"{frame.site.title}: {frame.words['entities']}",
    }


def _letters(names: list[tuple[Name, int]]) -> list[tuple[str, list[tuple[Name, int]]]]:
    groups: dict[str, list[tuple[Name, int]]] = {}
    for one, count in sorted(names, key=lambda pair: (pair[0].name.casefold(), pair[0].name)):
        letter = one.name[:1].upper()
        groups.setdefault(letter if "A" <= letter <= "Z" else "#", []).append((one, count))
    return sorted(groups.items())


def _context(frame: Frame, canonical: str) -> Mapping[str, Any]:
    archive = frame.archive
    rows = archive.by_entity[canonical]
    who = name(archive, archive.tags[canonical])
    known = archive.known.get(canonical)
    return {
        **weekly(frame, rows, 480, 72),
        "who": who,
        "alternates": alternates(canonical, who.path),
        "aliases": known.aliases if known else (),
        "country": known.country if known else "",
        "company": [(name(archive, archive.tags[n]), count) for n, count in archive.company(canonical)],
        "about_topics": Counter(t for row in rows for t in archive.topics_of(row)).most_common(4),
        "count": sum(len(row.entries) for row in rows),
        "first_seen": rows[0].day,
        "description": who.about or canonical,
    }
