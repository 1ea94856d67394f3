"""Fetch article pages as far as their sites allow: check the site's terms, fetch the page, check its own opt-outs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from digest.collect import robots
from digest.collect.answers import refused
from digest.collect.exchange import AGENT, Request, Response
from digest.collect.fetch import Fetcher
from digest.collect.identity import redacted
from digest.collect.robots import Reservations, Robots
from digest.model import Failure, Limits, Source

PAGE_KINDS = r"^$|html|xml|text/plain"
_JSON = r"^$|json|text/plain"
_CLOSED_REMEDY = "nothing, unless it lasts: until its robots.txt can be read, none of its pages is"
_ROBOTS_REMEDY = "write `fulltext: feed` at the source: its feed is all that it gives away"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms on which a site lets its pages be read."""

    robots: Robots
    reserved: Reservations
    closed: str = ""
    """Why no page of it may be read in this run; empty if they may."""
    passing: bool = False
    """Whether that may be different in the next run."""


class Visitor:
    """Reads pages during one run, and each site's robots.txt and tdmrep.json once."""

    def __init__(self, fetcher: Fetcher, limits: Limits, now: datetime) -> None:
        self._fetcher = fetcher
        self._limits = limits
        self._now = now
        self._terms: dict[str, asyncio.Task[Terms]] = {}

    async def page(self, url: str, source: Source) -> Response | Failure:
        """The page, or a failure that says why it may not or could not be read."""
        if self._limits.respect_robots and (refusal := await self._refusal(url, source)) is not None:
            return refusal
        answer = await self._fetcher.get(
            Request(
                url=url, source=source.id, stage="page", max_bytes=self._limits.page_bytes, kinds=PAGE_KINDS,
                accept="text/html,application/xhtml+xml", downgrade=source.allow_http_downgrade,
            )
        )  # fmt: skip
        if isinstance(answer, Failure):
            return answer
        if (failure := refused(answer, source=source, stage="page", url=url)) is not None:
            self._fetcher.turns.heed(answer, self._now)
            return failure
        if _is_front(answer.url) and not _is_front(url):
            return _failure(source, url, "it leads to the front page instead of the article", "failed")
        if not answer.body:
            return _failure(source, url, "the page is empty or no web page", "failed")
        if self._limits.respect_robots and (opt_out := robots.opted_out(answer.headers, answer.body)):
            return _failure(source, url, f"the page says {opt_out}")
        return answer

    async def _refusal(self, url: str, source: Source) -> Failure | None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._terms:
            self._terms[origin] = asyncio.create_task(self._ask(origin, source))
        terms = await asyncio.shield(self._terms[origin])
        if terms.closed:
            return replace(_failure(source, url, terms.closed), remedy=_CLOSED_REMEDY, passing=terms.passing)
        host = self._fetcher.turns.of(url)
        host.delay = max(host.delay, terms.robots.delay(AGENT))
        if not terms.robots.allows(url, AGENT):
            return _failure(source, url, "robots.txt does not allow the page")
        return _failure(source, url, "tdmrep.json reserves the page") if terms.reserved.covers(url) else None

    async def _ask(self, origin: str, source: Source) -> Terms:
        """A site's terms. A missing robots.txt allows all, an unavailable one nothing for now (RFC 9309, 2.3.1)."""
        rules, reserved = await asyncio.gather(
            self._fetcher.get(_wanted(f"{origin}/robots.txt", source)),
            self._fetcher.get(_wanted(f"{origin}/.well-known/tdmrep.json", source, kinds=_JSON)),
        )
        closed, passing = _no_rules(rules)
        return Terms(
            Robots(rules.body if isinstance(rules, Response) else b""),
            Reservations(reserved.body if isinstance(reserved, Response) else b""),
            closed,
            passing,
        )


def _is_front(url: str) -> bool:
    """Whether an address is a site's front page, to which many servers redirect requests for deleted pages."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def _no_rules(rules: Response | Failure) -> tuple[str, bool]:
    if isinstance(rules, Failure):
        return f"robots.txt can't be read: {rules.reason}", rules.passing
    if rules.status == 429 or rules.status >= 500:
        return f"robots.txt can't be read: the server answered {rules.status}", True
    return "", False


def _wanted(url: str, source: Source, kinds: str = "") -> Request:
    return Request(
        url=url, source=source.id, stage="page", max_bytes=robots.LIMIT, kinds=kinds, downgrade=True, cut=True
    )


def _failure(source: Source, url: str, reason: str, status: str = "refused by robots") -> Failure:
    remedy = _ROBOTS_REMEDY if status == "refused by robots" else "nothing: its feed was used instead"
    return Failure(source=source.id, stage="page", reason=reason, status=status, remedy=remedy, url=redacted(url))
