"""Compute digests of what pages are made from: a page whose digest has not changed need not be rendered again.

A mark covers all that any page shows of an entry, a row or an issue, including what is looked up for it: the topics it
was assigned, which of its names have pages, the thread it belongs to. Sources, topics and the who's who are part of
the frame's own key, since every page names some of them.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from digest.model import Entry, Issue, Tag
from digest.publish.archive import Archive, Row
from digest.publish.text import digest

FORMAT = 2
"""The last marshal format whose bytes depend on values alone. It takes a third of the time of `repr`."""


class Marks:
    """Digests of an archive's parts, each computed once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._entries: dict[str, str] = {}
        self._tags: dict[int, bytes] = {}
        """By the identity of the tag, as for rows below."""
        self._issues: dict[str, str] = {}
        self._rows: dict[int, str] = {}
        """By the identity of the row, which lives as long as the archive: hashing its value would take too long."""

    def entry(self, entry: Entry) -> str:
        """The mark of one entry."""
        found = self._entries.get(entry.id)
        if found is None:
            facts = marshal.dumps(self._facts(entry), FORMAT)
            found = self._entries[entry.id] = blake2b(facts, digest_size=8).hexdigest()
        return found

    def _facts(self, entry: Entry) -> Any:
        known = self._tags
        names = b"".join([known.get(id(tag)) or self._tag(tag) for tag in entry.entities])
        return (
            entry.id, entry.source, entry.url, entry.title, entry.seen.timestamp(), entry.published.timestamp(),
            entry.language, entry.kind, entry.summary, entry.paywall, names, self._archive.assignment(entry).topics,
            entry.words, entry.fingerprint,
        )  # fmt: skip

    def _tag(self, tag: Tag) -> bytes:
        facts = (tag.name, tag.zh, tag.type, tag.salience, tag.count, tag.name in self._archive.entity_slugs)
        found = self._tags[id(tag)] = blake2b(marshal.dumps(facts, FORMAT), digest_size=8).digest()
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
        """The mark of an issue with all its stories."""
        found = self._issues.get(issue.week)
        if found is None:
            found = self._issues[issue.week] = self._issue(issue)
        return found

    def _issue(self, issue: Issue) -> str:
        archive = self._archive
        entries = (e for placed in issue.stories for e in archive.items(placed))
        threads = [p.id for p in issue.stories if (p.thread or p.id) in archive.threads]
        numbers = archive.desk.numbers.get(issue.week)
        facts = (repr(issue), repr(numbers), repr(threads))
        return digest((*facts, *map(self.entry, entries), *self._before(issue)))

    def _before(self, issue: Issue) -> Iterable[str]:
        """The places and headlines of earlier parts of its threads."""
        threads = self._archive.threads
        found = (threads.get(placed.thread or placed.id) for placed in issue.stories)
        return (
            f"{i.week} {p.id} {p.title or p.headline}"
            for thread in found
            if thread
            for i, p in thread.parts
            if i.week < issue.week
        )
