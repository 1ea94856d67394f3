"""Index the desk's entries and issues, for every page to look things up in.

Nothing here is formatted. A `Row` is one line of a list (a story or a single article), a `Thread` a story that ran over
several weeks. Stories that the editor hid are left out everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from digest.model import Assignment, Entry, Issue, Known, Placed, Source, Tag, Topic
from digest.publish.desk import Desk
from digest.publish.press import credited
from digest.publish.text import base_language, slugs
from digest.weeks import week_of

SHOWN = ("top", "catch-up", "lost-in-translation", "one-more-thing")
"""The sections that an issue prints, in order."""

UNLISTED = frozenset({"deal", "promo"})
"""The kinds of article that no list shows."""

NEWS = frozenset({"news", "opinion"})
"""The kinds shown on the pages of topics and entities; the lists by day also have round-ups and podcasts."""

LATEST = 200
"""How many of a list's newest rows are counted for the names and topics that occur in them."""

UNASSIGNED = Assignment()

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: the articles of one story, or a single article, on the day they were first seen."""

    entries: tuple[Entry, ...]
    """The leading article first."""
    moment: datetime
    """When the first of them was seen, in the site's time zone."""
    week: str
    issue: Issue | None = None
    placed: Placed | None = None
    """The story as an issue printed it, if one did."""

    @property
    def lead(self) -> Entry:
        return self.entries[0]

    @property
    def day(self) -> date:
        return self.moment.date()


@dataclass(frozen=True, slots=True)
class Thread:
    """A story that ran over several weeks: each issue that printed it, oldest first."""

    id: str
    parts: tuple[tuple[Issue, Placed], ...]


class Archive:
    """Look-ups over a desk, each computed when it is first needed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.site = desk.config.site
        self.zone = ZoneInfo(self.site.timezone)
        self.sources: dict[str, Source] = {source.id: source for source in desk.config.sources}
        self.topics: dict[str, Topic] = {topic.slug: topic for topic in desk.config.topics}
        self.known: dict[str, Known] = {known.name: known for known in desk.config.whoswho.known}
        self.issues: tuple[Issue, ...] = tuple(sorted(desk.issues, key=lambda issue: issue.week))

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Entry id -> entry, for all entries that may be shown, oldest first."""
        hidden = {
            i for issue in self.issues for placed in issue.stories if placed.section == "hidden" for i in placed.items
        }
        kept = (entry for entry in self.desk.entries if entry.id not in hidden)
        return {entry.id: entry for entry in sorted(kept, key=lambda entry: (entry.seen, entry.id))}

    def source(self, entry: Entry) -> Source:
        """The entry's source."""
        return self.sources.get(entry.source) or self.left[entry.source]

    @cached_property
    def left(self) -> dict[str, Source]:
        """Source id -> source, for those removed from `sources.yaml` whose articles are still here.

        Their id stands in for the name, and the language is that of their first article."""
        found: dict[str, Source] = {}
        for entry in self.entries.values():
            if entry.source not in self.sources and entry.source not in found:
                found[entry.source] = Source(id=entry.source, name=entry.source, url="", language=entry.language)
        return found

    def assignment(self, entry: Entry) -> Assignment:
        """The topics that the entry was assigned."""
        return self.desk.assignments.get(entry.id, UNASSIGNED)

    def moment(self, entry: Entry) -> datetime:
        """When the desk first saw the entry, in the site's time zone; this decides its day, week and month."""
        return entry.seen.astimezone(self.zone)

    def items(self, placed: Placed) -> tuple[Entry, ...]:
        """The entries of a printed story that still exist, the leading one first."""
        return tuple(self.entries[i] for i in placed.items if i in self.entries)

    def shown(self, issue: Issue) -> Iterator[Placed]:
        """The stories that an issue prints: those in a printed section that have an article or a link by hand."""
        return (p for p in issue.stories if p.section in SHOWN and (p.by_hand or self.items(p)))

    @cached_property
    def grouped(self) -> dict[str, tuple[Issue, Placed]]:
        """Entry id -> the issue and story it belongs to, printed or near the cut; the first issue wins."""
        found: dict[str, tuple[Issue, Placed]] = {}
        for issue in self.issues:
            for placed in issue.stories:
                if placed.section != "hidden":
                    for entry in self.items(placed):
                        found.setdefault(entry.id, (issue, placed))
        return found

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row that lists are made of, oldest first."""
        done: set[str] = set()
        rows = [row for entry in self.entries.values() if entry.id not in done for row in self._row(entry, done)]
        return tuple(sorted(rows, key=lambda row: (row.moment, row.lead.id)))

    def _row(self, entry: Entry, done: set[str]) -> Iterator[Row]:
        issue, placed = self.grouped.get(entry.id, (None, None))
        entries: tuple[Entry, ...] = (entry,)
        if issue and placed:
            entries = tuple(e for e in self.items(placed) if self.grouped[e.id] == (issue, placed))
        done.update(e.id for e in entries)
        if entry.kind not in UNLISTED:
            moment = self.moment(min(entries, key=lambda e: (e.seen, e.id)))
            printed = placed is not None and placed.section in SHOWN
            yield Row(entries, moment, week_of(moment), issue if printed else None, placed if printed else None)

    def topics_of(self, row: Row) -> tuple[str, ...]:
        """The known topics of a row: those the issue gives a printed story, else those of its articles."""
        if row.placed and row.placed.topics:
            return tuple(t for t in row.placed.topics if t in self.topics)
        found = (topic for entry in row.entries for topic in self.assignment(entry).topics)
        return tuple(dict.fromkeys(topic for topic in found if topic in self.topics))

    @cached_property
    def by_topic(self) -> dict[str, list[Row]]:
        """Topic slug -> its rows of news, oldest first."""
        return _index((topic, row) for row in self.news for topic in self.topics_of(row))

    @cached_property
    def by_entity(self) -> dict[str, list[Row]]:
        """Canonical name -> the rows of news it appears in, oldest first."""
        return _index((name, row) for row in self.news for name in names_in(row))

    @cached_property
    def by_language(self) -> dict[str, list[Row]]:
        """Language (`zh`, whatever its script) -> the rows of news whose lead is in it, oldest first."""
        return _index((base_language(row.lead.language), row) for row in self.news)

    @cached_property
    def by_source(self) -> dict[str, list[Row]]:
        """Source id -> the rows in which it has an article, oldest first."""
        return _index((source, row) for row in self.rows for source in dict.fromkeys(e.source for e in row.entries))

    @cached_property
    def by_week(self) -> dict[str, list[Row]]:
        """Week -> its rows, oldest first."""
        return _index((row.week, row) for row in self.rows)

    @cached_property
    def by_month(self) -> dict[tuple[int, int], list[Row]]:
        """(year, month) -> its rows, oldest first."""
        return _index(((row.moment.year, row.moment.month), row) for row in self.rows)

    @cached_property
    def news(self) -> tuple[Row, ...]:
        """The rows whose lead is news or opinion."""
        return tuple(row for row in self.rows if row.lead.kind in NEWS)

    @cached_property
    def tags(self) -> dict[str, Tag]:
        """Canonical name -> the first tag by that name, for its type and Chinese name, in the order of the news."""
        found: dict[str, Tag] = {}
        for entry in self.entries.values():
            for tag in entry.entities:
                found.setdefault(tag.name, tag)
        return found

    @cached_property
    def entity_slugs(self) -> dict[str, str]:
        """Canonical name -> slug, for every name with a page: those in the who's who, or in at least two rows of news.

        If several names give the same slug, the one that was in the news first gets it, whether or not it has a page,
        so that no later name can take over an address."""
        rows = self.by_entity
        every = slugs(self.tags)
        return {n: own for n, own in every.items() if n in rows and (n in self.known or len(rows[n]) > 1)}

    @cached_property
    def threads(self) -> dict[str, Thread]:
        """Thread id -> thread, for stories printed in at least two weeks."""
        parts: defaultdict[str, list[tuple[Issue, Placed]]] = defaultdict(list)
        for issue in self.issues:
            for placed in self.shown(issue):
                parts[placed.thread or placed.id].append((issue, placed))
        return {i: Thread(i, tuple(p)) for i, p in parts.items() if len({issue.week for issue, _ in p}) > 1}

    @cached_property
    def weeks(self) -> tuple[str, ...]:
        """Every week with an issue or a row, oldest first."""
        return tuple(sorted({issue.week for issue in self.issues} | set(self.by_week)))

    @cached_property
    def press(self) -> frozenset[str]:
        """The outlets that others credit but do not report on; they have pages but are not counted as actors."""
        return credited(self.entries.values(), self.sources, self.known, self.tags)

    @cached_property
    def actors(self) -> frozenset[str]:
        """The names with a page, except outlets that are only credited: those that rankings may list."""
        return frozenset(self.entity_slugs) - self.press

    @property
    def newest_week(self) -> str:
        """The last week in which anything happened."""
        return self.weeks[-1] if self.weeks else "1970-W01"

    @cached_property
    def issue_of(self) -> dict[str, Issue]:
        """Week -> its issue."""
        return {issue.week: issue for issue in self.issues}

    def company(self, name: str, most: int = 12) -> list[tuple[str, int]]:
        """The names that appear in the latest rows with `name`, and in how many, the most frequent first."""
        counts = Counter(
            other for row in self.by_entity[name][-LATEST:] for other in names_in(row) if other in self.actors
        )
        del counts[name]
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def names_in(row: Row) -> dict[str, None]:
    """The canonical names in a row, each once, in order of appearance."""
    return dict.fromkeys(tag.name for entry in row.entries for tag in entry.entities)


def _index(pairs: Iterable[tuple[K, Row]]) -> dict[K, list[Row]]:
    found: dict[K, list[Row]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return found
