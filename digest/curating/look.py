"""Read feeds once and store nothing, to show an editor what the desk would take; uses the collector's own fetcher.

source -> answer -> feed -> what the desk would take from it, and the source's health after the reading
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Container, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest import reading, workers
from digest.collect import health as judge
from digest.collect import schedule
from digest.collect.answers import BLOCKED, refused
from digest.collect.exchange import Request, Response
from digest.collect.feeds.adapt import Feed
from digest.collect.fetch import Fetcher
from digest.collect.filters import holding
from digest.collect.identity import Index
from digest.collect.round import ACCEPT
from digest.collect.visit import Visitor
from digest.model import Config, Failure, Health, Item, Limits, Source

UNREAD_ROBOTS = "robots.txt can't be read"
"""Start of the reason if robots.txt could not be fetched; that says nothing about the site's policy."""
Hosts = Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One item of a feed, and what the desk would do with it."""

    item: Item
    why_not: str = ""
    """Why the desk would not take it; empty if it would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The result of reading one source once."""

    source: Source
    health: Health
    """The health after this reading, without any earlier knowledge."""
    feed: Feed | None = None
    url: str = ""
    """The feed's address after redirects."""
    shown: tuple[Shown, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the feed could be read."""
        return self.health.status in judge.READABLE


@dataclass(frozen=True, slots=True)
class Desk:
    """What the readings of one command share."""

    fetcher: Fetcher
    visitor: Visitor
    readers: reading.Readers
    limits: Limits
    now: datetime


@asynccontextmanager
async def at_desk(config: Config, *, now: datetime, hosts: Hosts | None = None) -> AsyncIterator[Desk]:
    """A fetcher and workers for the duration of the block."""
    limits = replace(config.collect, contact=config.collect.contact or config.site.url)
    pool = workers.Pool(min(2, config.collect.workers or 2), (reading.prepare, (config,)))
    try:
        async with Fetcher(limits, hosts=hosts) as fetcher:
            yield Desk(fetcher, Visitor(fetcher, limits, now), reading.Readers(pool), limits, now)
    finally:
        pool.close()


def look(
    config: Config, sources: Sequence[Source], *, index: Index, now: datetime, hosts: Hosts | None = None
) -> list[Look]:
    """Read each source once, and return the results in order; `index` has the articles known already."""

    async def all_at_once() -> list[Look]:
        async with at_desk(config, now=now, hosts=hosts) as desk:
            return await asyncio.gather(*(once(desk, source, index) for source in sources))

    return asyncio.run(all_at_once())


async def once(desk: Desk, source: Source, index: Index) -> Look:
    """Read one source once."""
    health = judge.start(source, None)
    answer = await desk.fetcher.get(request(source, desk.limits))
    if isinstance(answer, Failure):
        return Look(source=source, health=judge.failed(health, answer, desk.now))
    if (failure := refused(answer, source=source, stage="fetch", url=source.url)) is not None:
        return Look(source=source, health=judge.failed(health, failure, desk.now, answer), url=answer.url)
    read = await desk.readers.feed(answer, source, desk.now)
    if isinstance(read, Failure):
        return Look(source=source, health=judge.failed(health, read, desk.now, answer), url=answer.url)
    feed, cut = read
    after = judge.read(health, feed, answer, source, desk.now)
    shown = tuple(_shown(feed, source, index, desk))
    if cut:
        note = f"{cut} older items are beyond the {desk.limits.items_per_read} that are looked at"
        after = replace(after, reason=". ".join(filter(None, (after.reason, note))))
    return Look(source=source, health=after, feed=feed, url=answer.url, shown=shown)


def request(source: Source, limits: Limits) -> Request:
    """The request for a source's feed, without validators, so that all of it is sent."""
    return Request(
        url=source.url, source=source.id, max_bytes=source.max_bytes or limits.feed_bytes, accept=ACCEPT,
        downgrade=source.allow_http_downgrade,
    )  # fmt: skip


def _shown(feed: Feed, source: Source, index: Index, desk: Desk) -> list[Shown]:
    known = schedule.match(feed.items, index)
    oldest = desk.now - timedelta(days=desk.limits.max_age_days)
    return [Shown(item=item, why_not=_why_not(item, source, known.keys(), oldest, desk.limits)) for item in feed.items]


def _why_not(item: Item, source: Source, known: Container[str], oldest: datetime, limits: Limits) -> str:
    if item.id in known:
        return "the desk has it already"
    reason = schedule.unwanted(item, source, oldest)
    if reason == "old":
        return f"older than {limits.max_age_days} days (max_age_days)"
    if reason == "excluded":
        return f"excluded by {holding(item, source.exclude)!r}"
    return "holds nothing of include" if reason == "not included" else reason


async def page_refusal(desk: Desk, source: Source, url: str) -> str:
    """Why a site forbids reading its articles' pages; empty if it allows it, or if that is unknown."""
    page = await desk.visitor.page(url, source)
    if isinstance(page, Response) or page.status not in (BLOCKED, "refused by robots"):
        return ""
    return "" if page.reason.startswith(UNREAD_ROBOTS) else page.reason
