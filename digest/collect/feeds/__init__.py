"""Turn a feed's bytes into items: `parse` detects the kind of feed and calls the module for that kind.

A kind is a module with `read(text, url, source) -> RawFeed | str`, where a string says what is wrong, and one line in
`KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from digest.collect import encoding, markup
from digest.collect.feeds import json_feed, page, xml
from digest.collect.feeds.adapt import Feed, RawFeed, adapt
from digest.collect.identity import canonical, redacted, url_key
from digest.model import Failure, Source

__all__ = ["KINDS", "Feed", "kind_of", "parse"]

KINDS: dict[str, Callable[[str, str, Source], RawFeed | str]] = {
    "json": json_feed.read,
    "page": page.read,
    "xml": xml.read,
}
_ROOT = re.compile(r"<(?:[\w-]+:)?(rss|feed|rdf|channel)\b", re.IGNORECASE)
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_NAME = re.compile(r"<title\b[^>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
_OFFER = re.compile(
    r"""<link\b(?=[^>]*\brel\s*=\s*["']?alternate)(?=[^>]*(?:rss|atom|feed)\+)[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)""",
    re.IGNORECASE,
)


def parse(body: bytes, *, source: Source, url: str, content_type: str, now: datetime, timezone: str) -> Feed | Failure:
    """The items of a feed, newest first, or a failure that says why it could not be read.

    `url` is the final address of the body, to which links are relative; `timezone` applies to dates without a zone if
    the source has none of its own."""
    if not body.strip():
        return _malformed(source, "the answer was empty", "see whether the outlet has moved its feed")
    decoded = encoding.decode(body, content_type)
    kind = "page" if source.links else kind_of(decoded.text)
    if kind == "html":
        return _html(source, url, decoded.text)
    raw = KINDS[kind](decoded.text, url, source) if kind else "it is neither RSS, Atom nor JSON Feed"
    if isinstance(raw, str):
        return _malformed(source, raw, "open the address in a browser; the outlet may have moved or broken its feed")
    return adapt(raw, source=source, url=url, now=now, timezone=timezone, note=decoded.note)


def kind_of(text: str) -> str:
    """The kind of a text, whatever its label says: `json`, `xml`, `html`, or empty if it is none of these."""
    start = text[:4096].lstrip("\ufeff \t\r\n\0")
    if start.startswith("{"):
        return "json"
    if _HTML.match(start):
        return "html"
    if _ROOT.search(start) or _ROOT.search(text[:65536]):
        return "xml"
    return "html" if re.search(r"<html\b", start, re.IGNORECASE) else ""


def _html(source: Source, url: str, text: str) -> Failure:
    offers = [canonical(found.replace("&amp;", "&"), url) for found in _OFFER.findall(text[:200_000])]
    name = _NAME.search(text[:200_000])
    called = f", called “{markup.title(name[1], 80)}”" if name and markup.title(name[1], 80) else ""
    elsewhere = f", from {redacted(url)}" if url_key(url) != url_key(canonical(source.url)) else ""
    remedy = (
        f"the page names this feed: {offers[0]}"
        if offers and offers[0]
        else "open the address in a browser: it may be a challenge or a notice of maintenance"
    )
    return _malformed(source, f"a web page came instead of a feed{called}{elsewhere}", remedy)


def _malformed(source: Source, reason: str, remedy: str) -> Failure:
    return Failure(source=source.id, stage="feed", reason=reason, status="malformed", remedy=remedy, url=source.url)
