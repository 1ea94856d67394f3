"""The index of sources, and a page for each with what it contributed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from digest.model import READ_WELL, Page, Source
from digest.publish.archive import LATEST
from digest.publish.pages.frame import Frame
from digest.publish.pages.history import history
from digest.publish.pages.topics import weekly
from digest.publish.text import base_language


def pages(frame: Frame) -> Iterator[Page]:
    """The index of `sources.yaml`, and a page for each source that is or was read, even if it has been removed."""
    archive = frame.archive
    shown = [s for s in archive.sources.values() if s.enabled or s.id in archive.by_source]
    shown.sort(key=lambda source: (source.name.casefold(), source.id))
    yield frame.page("sources/index.html", "sources.html", frame.words["sources"], lambda: _index(frame, shown))
    for source in (*shown, *archive.left.values()):
        yield from history(
            frame,
            f"sources/{source.id}/",
            "source.html",
            source.name,
            frame.archive.by_source.get(source.id, []),
            partial(_context, frame, source),
            (repr(_state(frame, source)),),
        )


def _index(frame: Frame, shown: list[Source]) -> Mapping[str, Any]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for source in shown:
        groups.setdefault(base_language(source.language), []).append(_card(frame, source))
    own = {base_language(language): i for i, language in enumerate(frame.site.languages)}
    order = sorted(groups, key=lambda language: (own.get(language, 99), language))
    return {
        "groups": [(language, groups[language]) for language in order],
        "count": len(shown),
        "description": f"{frame.site.title}: {frame.words['sources']}",
    }


def _state(frame: Frame, source: Source) -> tuple[object, ...]:
    """What a page shows of a source's health, without what changes at every reading."""
    health = frame.archive.desk.health.get(source.id)
    return (health.status, health.since, None if health.missed is None else round(health.missed, 2)) if health else ()


def _card(frame: Frame, source: Source) -> dict[str, Any]:
    """What a source contributed: its articles, how many our issues printed, and how often it was first."""
    rows = frame.archive.by_source.get(source.id, [])
    printed = [row for row in rows if row.placed]
    health = frame.archive.desk.health.get(source.id)
    shared = [row for row in printed if len({entry.source for entry in row.entries}) > 1]
    return {
        "source": source,
        "health": health,
        "failing": health is not None and health.status not in READ_WELL,
        "coverage": None if health is None or health.missed is None else round(100 * (1 - health.missed)),
        "articles": sum(entry.source == source.id for row in rows for entry in row.entries),
        "printed": len(printed),
        "first": sum(min(row.entries, key=lambda e: (e.published, e.id)).source == source.id for row in shared),
        "shared": len(shared),
    }


def _context(frame: Frame, source: Source) -> Mapping[str, Any]:
    rows = frame.archive.by_source.get(source.id, [])
    topics = Counter(t for row in rows[-LATEST:] for t in frame.archive.topics_of(row))
    return {
        **weekly(frame, rows, 480, 72, of=source.id),
        **_card(frame, source),
        "about_topics": sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))[:6],
        "description": source.name,
    }
