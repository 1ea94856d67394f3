"""Fetch article pages as their sites allow: robots.txt first, then the page, then what the page itself says."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from digest.collect import robots
from digest.collect.answers import refused
from digest.collect.exchange import AGENT, Request, Response
from digest.collect.fetch import Fetcher
from digest.collect.identity import redacted
from digest.model import Failure, Limits, Source

PAGE_KINDS = r"^$|html|xml|text/plain"
_ALL = robots.Robots()
_ROBOTS_REMEDY = "write `fulltext: feed` at the source: its feed is all that it gives away"


class Visitor:
    """Reads pages for one run, and each host's robots.txt once."""

    def __init__(self, fetcher: Fetcher, limits: Limits) -> None:
        self._fetcher = fetcher
        self._limits = limits
        self._robots: dict[str, asyncio.Task[robots.Robots | str]] = {}

    async def page(self, url: str, source: Source) -> Response | Failure:
        """The page, or why it may not or could not be read."""
        if self._limits.respect_robots and (refusal := await self._refusal(url, source)):
            return _failure(source, url, refusal)
        answer = await self._fetcher.get(
            Request(
                url=url, source=source.id, stage="page", max_bytes=self._limits.page_bytes, kinds=PAGE_KINDS,
                accept="text/html,application/xhtml+xml", downgrade=source.allow_http_downgrade,
            )
        )  # fmt: skip
        if isinstance(answer, Failure):
            return answer
        if (failure := refused(answer, source=source, stage="page", url=url)) is not None:
            return failure
        if not answer.body:
            return _failure(source, url, "the page is empty or no web page", "failed")
        if self._limits.respect_robots and (opt_out := robots.opted_out(answer.headers, answer.body)):
            return _failure(source, url, f"the page says {opt_out}")
        return answer

    async def _refusal(self, url: str, source: Source) -> str:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = asyncio.create_task(self._read(origin, source))
        rules = await asyncio.shield(self._robots[origin])
        if isinstance(rules, str):
            return rules
        host = self._fetcher.turns.of(url)
        host.delay = max(host.delay, rules.delay(AGENT))
        return "" if rules.allows(url, AGENT) else "robots.txt does not allow the page"

    async def _read(self, origin: str, source: Source) -> robots.Robots | str:
        """A missing robots.txt allows all; one that cannot be had allows nothing for now (RFC 9309, 2.3.1)."""
        answer = await self._fetcher.get(
            Request(
                url=f"{origin}/robots.txt", source=source.id, stage="page", max_bytes=4 * robots.LIMIT, downgrade=True
            )
        )
        if isinstance(answer, Failure):
            return _ALL if answer.status == "too large" else f"robots.txt can't be read: {answer.reason}"
        if answer.status == 429 or answer.status >= 500:
            return f"robots.txt can't be read: the server answered {answer.status}"
        return robots.Robots(answer.body) if answer.status == 200 and answer.body else _ALL


def _failure(source: Source, url: str, reason: str, status: str = "refused by robots") -> Failure:
    remedy = _ROBOTS_REMEDY if status == "refused by robots" else "nothing: its feed was used instead"
    return Failure(source=source.id, stage="page", reason=reason, status=status, remedy=remedy, url=redacted(url))
