"""What a page is made from, as digests: a page whose digest is unchanged would come out the same.

A mark covers all that any page shows of an entry, a row or an issue, also what is looked up for it: the topics it was
assigned, which of its names have pages, the thread that it belongs to. Sources, topics and the who's who are in the
frame's own key, since every page names some of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.model import Entry, Issue
from digest.publish.archive import Archive, Row
from digest.publish.text import digest


class Marks:
    """Digests over an archive, each worked out once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._entries: dict[str, str] = {}
        self._rows: dict[int, str] = {}
        """By the identity of a row, which lives as long as the archive: hashing its value would cost what it saves."""

    def entry(self, entry: Entry) -> str:
        """The mark of one entry."""
        found = self._entries.get(entry.id)
        if found is None:
            found = self._entries[entry.id] = digest((_facts(self._archive, entry),))
        return found

    def row(self, row: Row) -> str:
        """The mark of one line of a list."""
        found = self._rows.get(id(row))
        if found is None:
            placed = (row.placed.id, row.placed.title, row.placed.headline, row.placed.topics) if row.placed else ()
            where = (row.issue.week if row.issue else "", *map(str, placed))
            found = self._rows[id(row)] = digest((*map(self.entry, row.entries), *where))
        return found

    def rows(self, rows: Iterable[Row]) -> str:
        """The mark of a list."""
        known = self._rows
        return digest([known.get(id(row)) or self.row(row) for row in rows])

    def issue(self, issue: Issue) -> str:
        """The mark of an issue, all its stories included."""
        archive = self._archive
        entries = (e for placed in issue.stories for e in archive.items(placed))
        threads = [p.id for p in issue.stories if (p.thread or p.id) in archive.threads]
        return digest((repr(issue), repr(threads), *map(self.entry, entries), *self._before(issue)))

    def _before(self, issue: Issue) -> Iterable[str]:
        """Where the earlier parts of its threads stand."""
        threads = self._archive.threads
        found = (threads.get(placed.thread or placed.id) for placed in issue.stories)
        return (f"{i.week} {p.id}" for thread in found if thread for i, p in thread.parts if i.week < issue.week)


def _facts(archive: Archive, entry: Entry) -> str:
    names = [
        (tag.name, tag.zh, tag.type, tag.salience, tag.count, tag.name in archive.entity_slugs)
        for tag in entry.entities
    ]
    parts: Sequence[object] = (
        entry.id, entry.source, entry.url, entry.title, entry.seen.timestamp(), entry.published.timestamp(),
        entry.language, entry.kind, entry.summary, entry.paywall, names, archive.assignment(entry).topics,
    )  # fmt: skip
    return repr(parts)
