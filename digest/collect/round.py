"""Collect one source, from its address to its entries: fetch, read, plan, visit its pages, judge its health.

    ask      -> answer, or a failure
    read     -> feed (in a worker), unless the answer is the same as last time
    plan     -> items to read, entries that changed
    visit    -> pages, as their sites allow           } many at once, each page read as soon as it is there
    read     -> entries (in a worker)                 }
    catch up -> entries whose pages could not be read in earlier runs
    judge    -> health

Nothing is stored here; the pipeline stores all outcomes at the end. The order in which answers arrive does not change
the outcome.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from digest.collect import health as judge
from digest.collect import schedule
from digest.collect.answers import refused
from digest.collect.exchange import Request, Response
from digest.collect.feeds.adapt import Feed, without_guids
from digest.collect.fetch import Fetcher
from digest.collect.identity import Index, is_opaque, redacted
from digest.collect.visit import Visitor
from digest.model import Entry, Failure, Health, Item, Limits, Source

log = logging.getLogger(__name__)
ACCEPT = "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"


class Readers(Protocol):
    """The work that is done in other processes."""

    async def feed(self, answer: Response, source: Source, now: datetime) -> tuple[Feed, int] | Failure:
        """The newest items of a feed and how many more there were, or why it could not be read."""

    async def article(self, planned: schedule.Planned, page: Response | None) -> Entry | Failure:
        """The entry of an item, from its page or, without one, from what its feed carried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one source in this run."""

    source: Source
    health: Health
    status: str
    """The status shown for this run: the stored one, or `not modified`."""
    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What all sources share in one run."""

    limits: Limits
    fetcher: Fetcher
    visitor: Visitor
    readers: Readers
    index: Callable[[], Index]
    """Gives the entries known before this run; only called once a feed has changed."""
    now: datetime
    report: Callable[[str, str], None]
    """Called for each article and source that is done, with the source's id and a few words."""

    async def read(self, source: Source, known: Health | None) -> Outcome:
        """Read one source. A bug in this program fails only this source: it is logged with its trace."""
        health = judge.start(source, known)
        try:
            return await self._read(source, health)
        except OSError:  # a fault of the desk's own files, which must end the run
            raise
        except Exception as fault:
            log.exception("%s: could not be read", source.id)
            return self._failed(source, health, _broken(source, fault), None)

    async def _read(self, source: Source, health: Health) -> Outcome:
        answer = await self.fetcher.get(self._request(source, health))
        if isinstance(answer, Failure):
            return self._failed(source, health, answer, None)
        if failure := refused(answer, source=source, stage="fetch", url=source.url):
            return self._failed(source, health, failure, answer)
        if answer.status == 304 and health.read is None:
            return self._failed(source, health, _never_read(source), answer)
        if answer.status == 304 or judge.digest_of(answer.body) == health.digest:
            after = judge.unchanged(health, answer, self.now)
            return await self._catch_up(Outcome(source=source, health=after, status=judge.shown(after)))
        read = await self.readers.feed(answer, source, self.now)
        if isinstance(read, Failure):
            return self._failed(source, health, read, answer)
        return await self._take(source, health, answer, *read)

    async def _take(self, source: Source, health: Health, answer: Response, feed: Feed, cut: int) -> Outcome:
        after = judge.read(health, feed, answer, source, self.now)
        if after.status == "quarantined":
            failure = _quarantined(source, after)
            return self._done(Outcome(source=source, health=after, status=after.status, failures=(failure,)))
        feed = without_guids(feed) if after.untrusted_guids else feed
        plan = schedule.plan(
            feed, source=source, index=self.index(), first=health.read is None, limits=self.limits, now=self.now
        )
        new, failures, asked = await self._articles(source, plan.new)
        after = judge.after_pages(after, [each for each in failures if each.stage == "page"], asked, self.now)
        after = replace(after, owed=len(self.index().waiting(source.id)) + sum(entry.tries > 0 for entry in new))
        dropped = Counter(plan.dropped) + Counter(
            {"beyond the newest": cut, "repeated or without any text": feed.dropped}
        )
        return await self._catch_up(
            Outcome(
                source=source, health=after, status=after.status, new=new, changed=plan.changed,
                dropped=dict(sorted(dropped.items())), failures=failures,
            )
        )  # fmt: skip

    async def _articles(
        self, source: Source, planned: tuple[schedule.Planned, ...]
    ) -> tuple[tuple[Entry, ...], tuple[Failure, ...], int]:
        """The entries, the failures, and how many pages were requested."""
        read = await asyncio.gather(*(self._article(source, each) for each in planned))
        entries = tuple(entry for entry, _ in read if entry is not None)
        failures = tuple(failure for _, some in read for failure in some)
        return entries, failures, sum(_has_page(source, each.item) for each in planned)

    async def _article(self, source: Source, planned: schedule.Planned) -> tuple[Entry | None, list[Failure]]:
        page = await self.visitor.page(planned.item.url, source) if _has_page(source, planned.item) else None
        failures = [page] if isinstance(page, Failure) else []
        with self.fetcher.backlog.hold(len(page.body) if isinstance(page, Response) else 0):
            entry = await self.readers.article(planned, page if isinstance(page, Response) else None)
        if isinstance(entry, Failure):
            failures.append(entry)
            if isinstance(page, Response):  # its reader was killed by the page: use what the feed carried
                entry = await self.readers.article(planned, None)
        self.report(source.id, planned.item.title)
        if isinstance(entry, Failure):
            return None, failures
        return schedule.missed(entry, self.now) if failures and failures[0].passing else entry, failures

    async def _catch_up(self, outcome: Outcome) -> Outcome:
        """Request the pages again that could not be read in earlier runs."""
        source, health = outcome.source, outcome.health
        if not health.owed or health.status == "quarantined":
            return self._done(outcome)
        waiting = {entry.id: entry for entry in self.index().waiting(source.id)}
        waiting |= {entry.id: entry for entry in outcome.changed if entry.tries}
        again = [entry for entry in waiting.values() if entry.tried != self.now]
        read = await asyncio.gather(*(self._again(source, entry) for entry in again))
        after = {entry.id: entry for entry, _ in read}
        failures = tuple(failure for _, some in read for failure in some)
        if len(failures) < len(again):
            health = judge.after_pages(health, failures, len(again), self.now)
        left = sum(entry.tries > 0 for entry in (waiting | after).values()) + sum(e.tries > 0 for e in outcome.new)
        return self._done(
            replace(
                outcome,
                health=replace(health, owed=left),
                status=outcome.status if health.status == outcome.health.status else health.status,
                changed=tuple(({entry.id: entry for entry in outcome.changed} | after).values()),
                failures=(*outcome.failures, *failures),
            )
        )

    async def _again(self, source: Source, entry: Entry) -> tuple[Entry, list[Failure]]:
        """The entry read from its page, or with fewer tries left if that failed."""
        item = schedule.as_item(entry)
        if not _has_page(source, item):
            return replace(entry, tries=0, tried=None), []
        page = await self.visitor.page(item.url, source)
        if isinstance(page, Failure):
            return schedule.missed(entry, self.now) if page.passing else replace(entry, tries=0, tried=None), [page]
        with self.fetcher.backlog.hold(len(page.body)):
            read = await self.readers.article(schedule.Planned(item, entry.seen), page)
        self.report(source.id, item.title)
        if isinstance(read, Failure):
            return replace(entry, tries=0, tried=None), [read]
        return schedule.caught_up(entry, read), []

    def _failed(self, source: Source, health: Health, failure: Failure, answer: Response | None) -> Outcome:
        if answer is not None:
            self.fetcher.turns.heed(answer, self.now)
        after = judge.failed(health, failure, self.now, answer)
        return self._done(Outcome(source=source, health=after, status=after.status, failures=(failure,)))

    def _done(self, outcome: Outcome) -> Outcome:
        self.report(outcome.source.id, outcome.status)
        return outcome

    def _request(self, source: Source, health: Health) -> Request:
        return Request(
            url=source.url, source=source.id, max_bytes=source.max_bytes or self.limits.feed_bytes, accept=ACCEPT,
            etag=health.etag, modified=health.modified, downgrade=source.allow_http_downgrade,
        )  # fmt: skip


def _has_page(source: Source, item: Item) -> bool:
    return source.fulltext == "page" and bool(item.url) and not is_opaque(item.url)


def _quarantined(source: Source, health: Health) -> Failure:
    return Failure(
        source=source.id, stage="feed", reason=health.reason, status=health.status, remedy=health.remedy, url=health.url
    )


def _never_read(source: Source) -> Failure:
    reason = "it says that nothing has changed (304), and was never read before"
    return Failure(
        source=source.id,
        stage="fetch",
        reason=reason,
        remedy="nothing, unless it lasts for days",
        url=redacted(source.url),
    )


def _broken(source: Source, fault: Exception) -> Failure:
    remedy = "report it as a mistake of this program, with the lines that the log has of it"
    reason = f"reading it broke ({type(fault).__name__})"
    return Failure(source=source.id, stage="feed", reason=reason, remedy=remedy, url=redacted(source.url))


def without_repeats(outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes with each entry only at the first source that has it, since two sources may list one article."""
    taken: set[str] = set()
    kept = []
    for outcome in outcomes:
        mine = tuple(entry for entry in outcome.new if entry.id not in taken)
        taken |= {entry.id for entry in mine}
        kept.append(replace(outcome, new=mine))
    return kept
