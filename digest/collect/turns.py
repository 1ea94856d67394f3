"""Politeness towards one host: how many at a time, how long between two, and when to leave it alone for this run.

Also our own protection: a host that never answered once is not asked again and again, each time for a full timeout.
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
"""Seconds that a request may wait for its turn at a host that wants long pauses."""
HAND_BYTES = 64 * 2**20
SILENCES = 3
"""Timeouts in a row after which a host that did answer before is left alone."""


class Host:
    """One host's queue. `delay` seconds lie between the starts of two requests."""

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
        """Wait for a turn. Gives the status and why, if there will be none in this run; else two empty strings."""
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
        """It answered, whatever it said."""
        self._answered, self._silent = True, 0

    def stayed_silent(self) -> None:
        """It could not be reached, or gave nothing in time."""
        self._silent += 1

    def rest(self, seconds: float) -> None:
        """It asked to be left alone for that long (`Retry-After`)."""
        self._closed_until = max(self._closed_until, asyncio.get_running_loop().time() + seconds)

    def _refusal(self, now: float) -> tuple[str, str]:
        if self._silent >= (SILENCES if self._answered else 1):
            return "timed out", f"{self.name} did not answer in this run"
        if max(self._next, self._closed_until) - now > PATIENCE:
            return "waiting", f"{self.name} wants longer pauses than one run has"
        return "", ""


class Hand:
    """Pages that were fetched and are not read yet: while they are too many bytes, no further page is asked for."""

    def __init__(self, most: int = HAND_BYTES) -> None:
        self._most = most
        self._held = 0
        self._room = asyncio.Event()
        self._room.set()

    async def room(self) -> None:
        """Wait until there is room for one more."""
        while self._held >= self._most:
            await self._room.wait()

    @contextmanager
    def hold(self, size: int) -> Iterator[None]:
        """Hold a page of this size while it is read."""
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
        """Leave a host alone for as long as its answer asks for (`Retry-After`)."""
        if (until := wait_until(answer.headers, now)) is not None:
            self.of(answer.url).rest((until - now).total_seconds())

    def of(self, url: str) -> Host:
        """The host of an address; one with a port of its own is a host of its own."""
        name = urlsplit(url).netloc.rpartition("@")[2].lower()
        return self._hosts.setdefault(name, Host(name, self._connections, self._delay))
