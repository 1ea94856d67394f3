"""The tasks of a worker process: read a feed's items, and turn an article's page into its entry.

Extraction and tagging happen in one task, so that the text of an article never leaves its process; only the entry does.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import wrap_future
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from digest.model import Config, Entry, Failure, Item, Source
from digest.workers import LostError, Workers

if TYPE_CHECKING:
    from digest.collect.exchange import Response
    from digest.collect.feeds import Feed
    from digest.collect.schedule import Planned
    from digest.tag.tagger import Tagger

FEED_SECONDS = 30.0
ARTICLE_SECONDS = 20.0
"""Most articles take a twentieth of a second; one that takes longer than this is given up."""
PATIENCE = 600.0
"""Seconds without any result after which all workers are assumed to be dead."""
AHEAD = 8
"""Articles submitted at a time: enough to keep the workers busy, few enough that a feed does not wait behind them."""

FEED_MODULES = ("digest.collect.feeds", "digest.collect.schedule", "feedparser")
ARTICLE_MODULES = ("digest.collect.extract", "digest.tag.tagger", "lxml.html", "trafilatura")
"""Modules that worker processes import before they are forked."""

Result = TypeVar("Result")
_REMEDY = "nothing: the rest of the run went on without it"
_prepared: list[Config] = []
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as fetched, and the address from which it came."""

    body: bytes
    url: str
    content_type: str = ""


def prepare(config: Config) -> None:
    """Set up a process that reads feeds; called once, before any task."""
    if _prepared != [config]:
        _prepared[:] = [config]
        _tagger.cache_clear()


def article_modules(config: Config) -> tuple[str, ...]:
    """Modules to import before forking the readers of articles: spaCy too, if any source may be in English."""
    return (*ARTICLE_MODULES, "spacy") if _has_english(config) else ARTICLE_MODULES


def prepare_articles(config: Config) -> None:
    """Set up a process that reads articles: loads the model, so that this does not count as an article's time."""
    prepare(config)
    if _has_english(config):
        _tagger().ready()


def _has_english(config: Config) -> bool:
    return not all(source.language.startswith("zh") for source in config.sources)


def read_feed(body: bytes, source: Source, url: str, content_type: str, now: datetime) -> tuple[Feed, int] | Failure:
    """The newest items of a feed, and how many more there were."""
    from digest.collect import feeds, schedule

    config = _prepared[0]
    feed = feeds.parse(body, source=source, url=url, content_type=content_type, now=now, timezone=config.site.timezone)
    return feed if isinstance(feed, Failure) else schedule.newest(feed, config.collect)


def read_article(item: Item, seen: datetime, page: Page | None) -> Entry:
    """The entry of an item: from its page if there is one, else from what its feed carried."""
    from digest.collect import extract, schedule

    if page is None:
        text = extract.from_feed(item)
    else:
        text = extract.extract(page.body, url=page.url, content_type=page.content_type, item=item)
    entry = _tagger().entry(item, text, seen=seen)
    return replace(entry, title=item.title, revision=schedule.revision(item))


@cache
def _tagger() -> Tagger:
    from digest.tag.tagger import Tagger

    config = _prepared[0]
    return Tagger(config.collect, config.whoswho, config.topics)


class Readers:
    """Implements `digest.collect.round.Readers` with workers, and with separate ones for articles if given."""

    def __init__(self, feeds: Workers, articles: Workers | None = None) -> None:
        self._feeds = feeds
        self._articles = articles or feeds
        self._line = asyncio.Semaphore(AHEAD)
        self._starts: dict[int, asyncio.Task[None]] = {}
        self._heard = 0.0
        self._open = 0
        self._gone = False

    async def _result(self, workers: Workers, seconds: float, work: Callable[..., Result], *args: object) -> Result:
        """The result of `work`; LostError if it was killed, or if no worker has answered for `PATIENCE` seconds.

        Workers are started in a thread, as their imports take seconds during which the event loop must go on."""
        if id(workers) not in self._starts:
            self._starts[id(workers)] = asyncio.ensure_future(asyncio.to_thread(workers.start))
        await asyncio.shield(self._starts[id(workers)])
        clock = asyncio.get_running_loop().time
        self._heard = self._heard if self._open else clock()
        self._open += 1
        try:
            task = asyncio.ensure_future(wrap_future(workers.submit(work, *args, seconds=seconds)))
            while not self._gone and not (await asyncio.wait({task}, timeout=self._heard + PATIENCE - clock()))[0]:
                self._gone = self._heard + PATIENCE <= clock()
            if self._gone:
                task.cancel()
                raise LostError("its reader is gone")
            self._heard = clock()
            return task.result()
        finally:
            self._open -= 1

    async def feed(self, answer: Response, source: Source, now: datetime) -> tuple[Feed, int] | Failure:
        """The newest items of a feed and how many more there were, or why it could not be read."""
        kind = answer.headers.get("content-type", "")
        try:
            return await self._result(self._feeds, FEED_SECONDS, read_feed, answer.body, source, answer.url, kind, now)
        except LostError as loss:
            return Failure(source=source.id, stage="feed", reason=str(loss), status="malformed", remedy=_REMEDY)

    async def article(self, planned: Planned, page: Response | None) -> Entry | Failure:
        """The entry of an item, from its page or, without one, from what its feed carried."""
        item = planned.item
        sent = Page(page.body, page.url, page.headers.get("content-type", "")) if page is not None else None
        async with self._line:
            try:
                return await self._result(self._articles, ARTICLE_SECONDS, read_article, item, planned.seen, sent)
            except LostError as loss:
                return Failure(source=item.source, stage="extract", reason=str(loss), remedy=_REMEDY, url=item.url)
            except Exception as fault:  # a bug in this program: it is logged, and the run goes on
                log.exception("%s: could not read an article", item.source)
                return Failure(
                    source=item.source, stage="tag", reason=f"its reader broke ({type(fault).__name__})", url=item.url
                )
