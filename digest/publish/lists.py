"""Prepare rows for templates, and cut long lists into stable pages.

Pages are counted from the oldest row, so that page 1 never changes and a growing list rewrites only its newest page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from digest.publish.addresses import permalink
from digest.publish.archive import Archive, Row
from digest.publish.stories import headline_of, report, voiced
from digest.publish.views import Report
from digest.publish.words import Words

CHUNK = 40
"""Rows on a full page. The first page of a list, which has the newest rows, has up to twice as many."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One line of a list, ready for a template."""

    title: str
    language: str
    url: str
    lead: Report
    others: tuple[Report, ...]
    kind: str
    path: str
    """The address at which an issue printed it, or ''."""
    week: str
    day: str = ""
    """Its day, if the heading above does not give it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: a day or a month."""

    heading: str
    short: str
    id: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """One page of a list: its number (0 for the newest) and its rows, oldest first."""

    number: int
    rows: tuple[Row, ...]


def row_view(archive: Archive, row: Row, day: str = "") -> RowView:
    """A row prepared for templates; the editor's headline wins."""
    entries = voiced(archive, row.placed, row.entries) if row.placed else row.entries
    lead = report(archive, entries[0])
    title, language = headline_of(archive, row.placed, entries) if row.placed else (lead.title, lead.language)
    others: dict[str, Report] = {}
    for entry in entries[1:]:
        if entry.source != entries[0].source:
            others.setdefault(entry.source, report(archive, entry))
    return RowView(
        title=title,
        language=language,
        url=lead.url,
        lead=lead,
        others=tuple(others.values()),
        kind=entries[0].kind,
        path=permalink(row.issue, row.placed) if row.issue and row.placed else "",
        week=row.issue.week if row.issue else row.week,
        day=day,
    )


def chunks(rows: Sequence[Row]) -> tuple[Chunk, ...]:
    """A list cut into pages: the newest rows first (number 0), then full pages down to the oldest (number 1)."""
    full = max(0, len(rows) // CHUNK - 1)
    older = [Chunk(i + 1, tuple(rows[i * CHUNK : (i + 1) * CHUNK])) for i in range(full)]
    return (Chunk(0, tuple(rows[full * CHUNK :])), *reversed(older))


def by_day(archive: Archive, words: Words, rows: Sequence[Row]) -> tuple[Group, ...]:
    """Rows under day headings, the newest day first."""
    days = groupby(reversed(rows), key=lambda row: row.day)
    return tuple(
        Group(words.weekday(day), words.short_day(day), day.isoformat(), tuple(row_view(archive, row) for row in group))
        for day, group in days
    )


def by_month(archive: Archive, words: Words, rows: Sequence[Row]) -> tuple[Group, ...]:
    """Rows under month headings, the newest month first."""
    months = groupby(reversed(rows), key=lambda row: (row.day.year, row.day.month))
    return tuple(
        Group(
            words.month(*month),
            words.month_name(month[1]),
            f"{month[0]}-{month[1]:02d}",
            tuple(row_view(archive, row, words.short_day(row.day)) for row in group),
        )
        for month, group in months
    )


def span(words: Words, chunk: Chunk) -> str:
    """The range of days that a chunk covers, in words."""
    return words.span(chunk.rows[0].day, chunk.rows[-1].day) if chunk.rows else ""
