"""Limit the requests to each host: how many at a time, how long between two, and when to stop for the rest of the run.

This is politeness, and it protects the run: a host that never answers costs one timeout, not one for each request.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from urllib.parse import urlsplit

from digest.collect.answers import wait_until
from digest.collect.exchange import Response

PATIENCE = 600.0
"""Most seconds that a request waits for its turn at a host that asks for long pauses."""
BACKLOG_BYTES = 64 * 2**20
"""Bytes of fetched pages that may wait to be read."""
SILENCES = 3
"""Timeouts in a row after which a host that has answered before is not asked again in this run."""


class Host:
    """One host's queue, with at least `delay` seconds between the starts of two requests."""

    def __init__(self, name: str, connections: int, delay: float) -> None:
        self.name = name
        self.delay = delay
        self._slots = asyncio.Semaphore(connections)
        self._next = 0.0
        self._silent = 0
        self._answered = False
        self._closed_until = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[tuple[str, str]]:
        """Wait for a turn. Yields status and reason if there is none in this run, else two empty strings."""
        loop = asyncio.get_running_loop()
        if any(refusal := self._refusal(loop.time())):
            yield refusal
            return
        start = max(self._next, self._closed_until, loop.time())
        self._next = start + self.delay if self.delay else 0.0
        if start > loop.time():
            await asyncio.sleep(start - loop.time())
        async with self._slots:
            yield self._refusal(loop.time())

    def answered(self) -> None:
        """Note that the host answered, with whatever status."""
        self._answered, self._silent = True, 0

    def stayed_silent(self) -> None:
        """Note that the host could not be reached or did not answer in time."""
        self._silent += 1

    def rest(self, seconds: float) -> None:
        """Ask nothing of the host for this many seconds (`Retry-After`)."""
        self._closed_until = max(self._closed_until, asyncio.get_running_loop().time() + seconds)

    def _refusal(self, now: float) -> tuple[str, str]:
        if self._silent >= (SILENCES if self._answered else 1):
            return "timed out", f"{self.name} did not answer in this run"
        if max(self._next, self._closed_until) - now > PATIENCE:
            return "waiting", f"{self.name} wants longer pauses than one run has"
        return "", ""


class Backlog:
    """Bounds the memory for pages that are fetched but not read yet: while it is full, no more are requested."""

    def __init__(self, most: int = BACKLOG_BYTES) -> None:
        self._most = most
        self._held = 0
        self._room = asyncio.Event()
        self._room.set()

    async def wait_for_room(self) -> None:
        """Wait until there is room for another page."""
        while self._held >= self._most:
            await self._room.wait()

    @contextmanager
    def hold(self, size: int) -> Iterator[None]:
        """Count a page of `size` bytes as held while it is read."""
        self._change(size)
        try:
            yield
        finally:
            self._change(-size)

    def _change(self, size: int) -> None:
        self._held += size
        (self._room.clear if self._held >= self._most else self._room.set)()


class Turns:
    """The hosts of one run."""

    def __init__(self, connections: int, delay: float) -> None:
        self._connections = connections
        self._delay = delay
        self._hosts: dict[str, Host] = {}

    def heed(self, answer: Response, now: datetime) -> None:
        """Ask nothing of a host for as long as its answer requests (`Retry-After`)."""
        if (until := wait_until(answer.headers, now)) is not None:
            self.of(answer.url).rest((until - now).total_seconds())

    def of(self, url: str) -> Host:
        """The host of an address; the same name with another port is another host."""
        name = urlsplit(url).netloc.rpartition("@")[2].lower()
        return self._hosts.setdefault(name, Host(name, self._connections, self._delay))
