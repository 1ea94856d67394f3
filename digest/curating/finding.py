"""Find the feed of a site: try the address itself, its link tags, its links, then the usual paths."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from digest.collect.answers import refused
from digest.collect.exchange import Request, Response
from digest.collect.feeds import kind_of
from digest.collect.feeds.adapt import Feed
from digest.collect.identity import canonical, site_of
from digest.collect.identity import url_key as key_of
from digest.collect.markup import title as one_line
from digest.curating.look import Desk, request
from digest.model import Failure, Source

MOST = 12
"""How many addresses are tried; a site with more feeds is a directory."""
PATHS = ("/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss", "/feed.json", "/rss/index.xml", "/feeds")
"""Where feeds usually are, for sites that do not link them."""
_TYPES = frozenset(
    ("application/atom+xml", "application/feed+json", "application/rdf+xml", "application/rss+xml", "application/xml",
     "text/xml")
)  # fmt: skip
_LINK = re.compile(r"(?:^|[/._?=-])(?:rss|atom|feeds?)(?:$|[/._?&=-])", re.IGNORECASE)
_HOST = re.compile(r"(?:feeds?|rss)\d?\.")
"""Start of a host that serves feeds, the outlet's own or a service's."""
_COMMENTS = re.compile(r"comment|评论|留言", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One feed that was found and read."""

    url: str
    feed: Feed
    moved: str = ""
    """The address to which it has moved permanently, if it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The feeds of an address, the best first; if there are none, the reason and a remedy."""

    found: tuple[Found, ...] = ()
    reason: str = ""
    remedy: str = ""
    tried: tuple[str, ...] = ()


async def find(desk: Desk, url: str, links: str = "") -> Findings:
    """Find the feeds of an address; with `links`, a CSS selector, the page itself is read as a feed."""
    probe = Source(id="new", name="new", url=url, links=links)
    answer = await desk.fetcher.get(request(probe, desk.limits))
    if isinstance(answer, Failure):
        return Findings(reason=answer.reason, remedy=answer.remedy, tried=(url,))
    if (failure := refused(answer, source=probe, stage="fetch", url=url)) is not None:
        return Findings(reason=failure.reason, remedy=failure.remedy, tried=(url,))
    if links:
        return await _itself(desk, probe, answer)
    text = answer.body[: desk.limits.page_bytes].decode("utf-8", "replace")
    if kind_of(text) in ("json", "xml"):
        return await _itself(desk, probe, answer)
    for candidates in (offered(text, answer.url), linked(text, answer.url), guessed(answer.url)):
        if found := await _read(desk, candidates):
            return Findings(found=found, tried=tuple(candidates))
    what = "the site names no feed, and none is at the usual addresses"
    remedy = "look for its feed by hand; or add the page that lists its articles, with --links 'main h2 a'"
    return Findings(reason=what, remedy=remedy, tried=tuple(guessed(answer.url)))


async def _itself(desk: Desk, probe: Source, answer: Response) -> Findings:
    read = await desk.readers.feed(answer, probe, desk.now)
    if isinstance(read, Failure):
        return Findings(reason=read.reason, remedy=read.remedy, tried=(probe.url,))
    return Findings(found=(Found(url=answer.url, feed=read[0], moved=answer.moved),), tried=(probe.url,))


async def _read(desk: Desk, candidates: Iterable[str]) -> tuple[Found, ...]:
    """The addresses that are feeds with items, each feed once; feeds of comments only if there are no others."""
    each = await asyncio.gather(*(one(desk, url) for url in candidates))
    once: dict[object, Found] = {}
    for found in each:
        if found is not None and found.feed.items:
            once.setdefault(frozenset(item.id for item in found.feed.items), found)
    articles = [each for each in once.values() if not _COMMENTS.search(f"{each.url} {each.feed.title}")]
    return tuple(articles or once.values())


async def one(desk: Desk, url: str) -> Found | None:
    """The feed at an address, None if there is none."""
    probe = Source(id="new", name="new", url=url)
    asked: Request = replace(request(probe, desk.limits), kinds=r"^$|xml|json|text/(?!html)|octet-stream")
    answer = await desk.fetcher.get(asked)
    if isinstance(answer, Failure) or answer.status != 200 or not answer.body:
        return None
    read = await desk.readers.feed(answer, probe, desk.now)
    return None if isinstance(read, Failure) else Found(url=answer.url, feed=read[0], moved=answer.moved)


def offered(text: str, url: str) -> list[str]:
    """The feeds that a page names in its link tags."""
    return _distinct(
        link
        for node, link in _links(text, url, "link")
        if node.get("type", "").partition(";")[0].strip().lower() in _TYPES
        and "alternate" in node.get("rel", "").lower().split()
    )


def linked(text: str, url: str) -> list[str]:
    """The links of a page that look like feeds, within its own site or on a host that serves feeds."""
    site = site_of(url)
    return _distinct(link for _, link in _links(text, url, "a") if _like_a_feed(link, site))


def _like_a_feed(link: str, site: str) -> bool:
    parts = urlsplit(link)
    return bool(_HOST.match(parts.netloc)) or (bool(_LINK.search(parts.path)) and site_of(link) == site)


def guessed(url: str) -> list[str]:
    """The usual addresses of feeds, first below the page's path and then at the top of its site."""
    parts = urlsplit(url)
    top, own = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    below = [f"{top}{own}{path}" for path in PATHS[:2]] if own and "." not in own.rpartition("/")[2] else []
    return _distinct([*below, *(top + path for path in PATHS)])


def _links(text: str, url: str, tag: str) -> Iterator[tuple[Any, str]]:
    """The elements of a page with this tag, each with the address it links to; none if the page can't be parsed."""
    from lxml import etree, html

    try:
        tree: Any = html.document_fromstring(text.encode("utf-8", "replace"))
    except (etree.ParserError, ValueError):
        return
    base = next((link for node in tree.xpath("//base[@href]") if (link := canonical(node.get("href"), url))), url)
    for node in tree.xpath(f"//{tag}[@href]"):
        if link := canonical(node.get("href"), base):
            yield node, link


def _distinct(links: Iterable[str]) -> list[str]:
    once = {key_of(link): link for link in reversed(list(links))}
    return list(reversed(once.values()))[:MOST]


def label(found: Found) -> str:
    """One line about a feed, to help an editor choose."""
    newest = found.feed.items[0].published if found.feed.items else None
    date = f", newest {newest:%Y-%m-%d}" if newest else ""
    return f"{one_line(found.feed.title) or 'untitled'}: {len(found.feed.items)} items{date}"
