"""Decide which sources are due, and which items of a feed are new, changed, known or unwanted. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from digest.collect import filters
from digest.collect.answers import LONGEST_REST
from digest.collect.feeds.adapt import Feed
from digest.collect.identity import Index, hashed, redacted
from digest.collect.text import fold
from digest.model import Entry, Health, Item, Limits, Source

DEAD = frozenset({"gone"})
"""Statuses after which a source is not asked again until the editor changes its address."""
TRIES = 4
"""Number of runs in which an unavailable page is requested; after that the feed's own text is kept for good."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An item to read, and the time that will be kept as its first sight."""

    item: Item
    seen: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with the items of one reading of a feed; `dropped` counts the unwanted ones by reason."""

    new: tuple[Planned, ...] = ()
    changed: tuple[Entry, ...] = ()
    known: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)


def due(sources: Sequence[Source], health: Mapping[str, Health], now: datetime) -> list[Source]:
    """The sources to ask now: those that are enabled, not gone for good, and have not asked us to wait."""
    return [source for source in sources if source.enabled and _due(source, health.get(source.id), now)]


def _due(source: Source, health: Health | None, now: datetime) -> bool:
    if health is None or health.url != redacted(source.url):
        return True
    return health.status not in DEAD and not _resting(health, now)


def _resting(health: Health, now: datetime) -> bool:
    """Whether the source asked us to wait. A wait longer than `LONGEST_REST` is ignored: some clock was wrong."""
    return health.retry_after is not None and now < health.retry_after <= now + LONGEST_REST


def newest(feed: Feed, limits: Limits) -> tuple[Feed, int]:
    """The feed cut to its newest items, and how many were cut off."""
    cut = len(feed.items) - limits.items_per_read
    return (replace(feed, items=feed.items[: limits.items_per_read]), cut) if cut > 0 else (feed, 0)


def plan(feed: Feed, *, source: Source, index: Index, first: bool, limits: Limits, now: datetime) -> Plan:
    """Divide a feed's items into new, changed, known and dropped.

    On a source's `first` reading, items count as seen on their own date, later at `now`. So the backlog of a new source
    does not flood the week in which it was added."""
    dropped: Counter[str] = Counter()
    new: list[Planned] = []
    changed: list[Entry] = []
    matches = match(feed.items, index)
    oldest = now - timedelta(days=limits.max_age_days)
    for item in feed.items:
        if (entry := matches.get(item.id)) is not None:
            changed += [after] if (after := _changed(entry, item, now)) is not None else []
        elif reason := unwanted(item, source, oldest):
            dropped[reason] += 1
        else:
            new.append(Planned(item, min(item.published or now, now) if first else now))
    return Plan(tuple(new), tuple(changed), len(matches), dict(sorted(dropped.items())))


def match(items: Sequence[Item], index: Index) -> dict[str, Entry]:
    """Item id -> its known entry, if any. A matching title counts only if no other item is that entry."""
    found = {item.id: entry for item in items if (entry := index.exact(item)) is not None}
    taken = {entry.id for entry in found.values()}
    for item in items:
        if item.id not in found and (entry := index.alike(item)) is not None and entry.id not in taken:
            found[item.id] = entry
            taken.add(entry.id)
    return found


def missed(entry: Entry, now: datetime) -> Entry:
    """The entry after one more failure to get its page: to be tried again, unless this was the last try."""
    tries = entry.tries + 1
    return replace(entry, tries=tries, tried=now) if tries < TRIES else replace(entry, tries=0, tried=None)


def caught_up(before: Entry, read: Entry) -> Entry:
    """The entry as read from its page, with the title, revision and time of update that were known before."""
    return replace(read, title=before.title, revision=before.revision, updated=before.updated)


def as_item(entry: Entry) -> Item:
    """The item of an entry, as far as the entry has kept it, with which to read its page."""
    return Item(
        id=entry.id, source=entry.source, url=entry.url, title=entry.title, guid=entry.guid, author=entry.author,
        published=entry.published, date_inferred=entry.date_inferred, summary=" ".join(entry.summary),
        language=entry.language,
    )  # fmt: skip


def revision(item: Item) -> str:
    """8 hex digits of an item's title and summary that change when it is edited; digits ("12 comments") are ignored."""
    return hashed(fold(item.title), re.sub(r"\d", "", fold(item.summary)))[:8]


def _changed(entry: Entry, item: Item, now: datetime) -> Entry | None:
    """The entry with its new title and revision if its own source has edited it, else None."""
    if entry.source != item.source or entry.revision == (now_reads := revision(item)):
        return None
    return replace(entry, title=item.title, revision=now_reads, updated=now)


def unwanted(item: Item, source: Source, oldest: datetime) -> str:
    """Why an item is not taken (`old`, `not included`, `excluded`); empty if it is."""
    return "old" if item.published is not None and item.published < oldest else filters.verdict(item, source)
