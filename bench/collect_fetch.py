"""Fetch 200 feeds and 2,000 pages of 150 hosts, against an ideal first-come schedule at no CPU.

    python bench/collect_fetch.py

Latencies are 50 to 300 ms; four hosts take 5 s for each answer and four never answer. The ideal is simulated from the
same latencies, limits per host and order of need (feed, then the site's terms, then its pages). Target: at most 1.15.
"""

from __future__ import annotations

import asyncio
import heapq
import random
import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from collect_world import NOW, served

from digest.collect.exchange import Response
from digest.collect.feeds.adapt import Feed
from digest.collect.fetch import CONNECTIONS, Fetcher
from digest.collect.identity import Index, item_id
from digest.collect.round import Round
from digest.collect.schedule import Planned
from digest.collect.visit import Visitor
from digest.model import Entry, Failure, Item, Limits, Source

HOSTS, FEEDS, PAGES = 150, 200, 10
LIMITS = Limits(connect_seconds=5, read_seconds=8, total_seconds=12)
TERMS = ("/robots.txt", "/.well-known/tdmrep.json")
SLOW, SILENT = range(4), range(4, 8)


def plan() -> tuple[dict[str, float], dict[str, tuple[str, bytes]], list[Source]]:
    """Delays by host and path, what is served, and the sources."""
    dice = random.Random(7)
    delays: dict[str, float] = {f"h{i}.example": 5.0 for i in SLOW} | {f"h{i}.example": -1.0 for i in SILENT}
    bodies: dict[str, tuple[str, bytes]] = {}
    sources = []
    for number in range(FEEDS):
        host = f"h{number % HOSTS}.example"
        paths = [f"/feed{number}", *TERMS, *(f"/a{number}-{i}" for i in range(_pages(host)))]
        for path in paths:
            bodies[host + path] = ("text/html", b"<html>" + b"x" * 20_000)
            if number % HOSTS not in (*SLOW, *SILENT):
                delays[host + path] = dice.uniform(0.05, 0.3)
        sources.append(Source(id=str(number), name="", url=f"http://{host}/feed{number}"))
    return delays, bodies, sources


class Idle:
    """Readers without work: what is measured is fetching."""

    async def feed(self, answer: Response, source: Source, now: object) -> tuple[Feed, int]:
        host = source.url.split("/")[2]
        urls = [f"http://{host}/a{source.id}-{i}" for i in range(_pages(host))]
        return Feed(
            items=tuple(
                Item(id=item_id("", u, "", "", None), source=source.id, url=u, title=u, published=NOW) for u in urls
            )
        ), 0

    async def article(self, planned: Planned, page: Response | None) -> Entry | Failure:
        item = planned.item
        return Entry(
            id=item.id,
            source=item.source,
            url=item.url,
            title=item.title,
            seen=NOW,
            published=NOW,
            words=page is not None,
        )


async def real(port: int, sources: list[Source]) -> tuple[float, int]:
    """Seconds, and pages that arrived."""
    begun = time.monotonic()
    async with Fetcher(LIMITS, hosts={f"h{i}.example": ("127.0.0.1", port) for i in range(HOSTS)}) as fetcher:
        this = Round(
            limits=LIMITS, fetcher=fetcher, visitor=Visitor(fetcher, LIMITS, NOW), readers=Idle(), index=Index, now=NOW,
            report=lambda source, words: None,
        )  # fmt: skip
        outcomes = await asyncio.gather(*(this.read(source, None) for source in sources))
    return time.monotonic() - begun, sum(entry.words for outcome in outcomes for entry in outcome.new)


class Ideal:
    """The first-come schedule in which nothing costs time but the answers."""

    def __init__(self, delays: dict[str, float]) -> None:
        self.delays = delays
        self.clock = 0.0
        self.events: list[tuple[float, int, str, Callable[[], None]]] = []
        self.lines: dict[str, deque[tuple[float, Callable[[], None]]]] = {}
        self.busy: Counter[str] = Counter()
        self.dead: set[str] = set()
        self.waiting: dict[str, list[Callable[[], None]] | None] = {}
        self.terms: Counter[str] = Counter()
        self.count = 0

    def seconds(self, sources: list[Source]) -> float:
        """How long it takes to read these."""
        for source in sources:
            host, path = source.url.split("/")[2:]
            self.ask(host, f"/{path}", partial(self.feed_comes, host, source.id))
        while self.events:
            self.clock, _, host, then = heapq.heappop(self.events)
            self.busy[host] -= 1
            then()
            for each in self.lines:
                self.start(each)
        return self.clock

    def ask(self, host: str, path: str, then: Callable[[], None]) -> None:
        """Stand in line at a host."""
        delay = self.delays.get(host + path, self.delays.get(host, 0.0))
        self.lines.setdefault(host, deque()).append((delay, then))
        self.start(host)

    def start(self, host: str) -> None:
        """Begin what the limits allow; a silent host is found out once."""
        line = self.lines[host]
        while line and self.busy[host] < LIMITS.per_host and self.busy.total() < CONNECTIONS:
            delay, then = line.popleft()
            if host not in self.dead:
                self.busy[host] += 1
                self.count += 1
                end = (self.clock + delay, then) if delay >= 0 else (LIMITS.read_seconds, partial(self.dead.add, host))
                heapq.heappush(self.events, (end[0], self.count, host, end[1]))

    def feed_comes(self, host: str, source: str) -> None:
        """A feed's pages are asked for once its host's terms are there."""
        visit = partial(self.visit, host, source)
        if host not in self.waiting:
            self.waiting[host] = [visit]
            for path in TERMS:
                self.ask(host, path, partial(self.terms_come, host))
        elif (line := self.waiting[host]) is None:
            visit()
        else:
            line.append(visit)

    def terms_come(self, host: str) -> None:
        """Once all are there, what waited for them may go."""
        self.terms[host] += 1
        if self.terms[host] == len(TERMS):
            line, self.waiting[host] = self.waiting[host], None
            for visit in line or ():
                visit()

    def visit(self, host: str, source: str) -> None:
        """Ask for the pages of one feed."""
        for i in range(_pages(host)):
            self.ask(host, f"/a{source}-{i}", lambda: None)


def _pages(host: str) -> int:
    return 1 if int(host[1:].split(".")[0]) in SLOW else PAGES + 1


def main() -> None:
    """Print times of the quick hosts alone and of all, and the worse ratio last."""
    delays, bodies, sources = plan()
    quick = [source for source in sources if int(source.id) % HOSTS not in (*SLOW, *SILENT)]
    ratios = []
    with served(bodies, delays) as port:
        for name, some in (("quick hosts", quick), ("all hosts", sources)):
            seconds, pages = asyncio.run(real(port, some))
            least = Ideal(delays).seconds(some)
            ratios.append(seconds / least)
            print(f"{name}: {len(some)} feeds, {pages} pages in {seconds:.2f} s, ideal {least:.2f} s")
    print(f"ratio {max(ratios):.3f} (target 1.15)")


if __name__ == "__main__":
    main()
