"""Read what a site allows: its robots.txt (RFC 9309), its tdmrep.json, and the opt-outs in its pages.

protego parses robots.txt, since the standard library's parser gets precedence and wildcards wrong and does not accept
fractions of a second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from protego import Protego

from digest.collect import encoding

LIMIT = 500 * 1024
"""Bytes of a robots.txt that are read: the least that RFC 9309 allows."""
RULES = 1000
"""Rules of a tdmrep.json that are considered."""
WILDCARDS = 8
"""A rule is cut after this many `*`: with more it is hostile or a mistake, and slow to match."""

# `noarchive` is honoured by keeping no copy of any page, so it needs no refusal.
_REFUSALS = frozenset({"noai", "nosnippet"})
_META = re.compile(
    rb"<meta\b(?=[^>]{0,300}\bname\s*=\s*[\"']?(robots|news-desk-digest|tdm-reservation)\b)[^>]{0,300}?\bcontent\s*=\s*[\"']?([^\"'>]{1,200})",
    re.IGNORECASE,
)


class Robots:
    """One host's robots.txt; an empty one allows everything."""

    def __init__(self, body: bytes = b"") -> None:
        rows = encoding.decode(body[:LIMIT]).text.lstrip("\ufeff").splitlines()
        self._rules = Protego.parse("\n".join(_tamed(row) for row in rows))

    def allows(self, url: str, agent: str) -> bool:
        """Whether `agent` may read the page at `url`."""
        return bool(self._rules.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """Seconds that it asks for between two requests (Crawl-delay); 0 if it does not say."""
        return min(max(float(self._rules.crawl_delay(agent) or 0.0), 0.0), 86400.0)


class Reservations:
    """One site's `/.well-known/tdmrep.json` (TDM Reservation Protocol): the paths for which text mining is reserved."""

    def __init__(self, body: bytes = b"") -> None:
        try:
            found = json.loads(encoding.decode(body).text) if body else []
        except (ValueError, RecursionError):
            found = []
        listed = found if isinstance(found, list) else [found]
        self._rules = [each for each in listed[:RULES] if isinstance(each, dict)]

    def covers(self, url: str) -> bool:
        """Whether the first rule that matches the page reserves it."""
        parts = urlsplit(url)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        fitting = (rule for rule in self._rules if _fits(str(rule.get("location", "")), path))
        return str(next(fitting, {}).get("tdm-reservation", "0")) == "1"


def opted_out(headers: Mapping[str, str], html: bytes = b"") -> str:
    """The opt-out in a page's headers or head (`nosnippet`, `noai`, `tdm-reservation`…); empty if there is none."""
    if headers.get("tdm-reservation", "").strip() == "1":
        return "tdm-reservation"
    said = [_for_us(headers.get("x-robots-tag", ""))]
    for name, content in _META.findall(html):
        if name.lower() == b"tdm-reservation":
            if content.strip() == b"1":
                return "tdm-reservation"
        else:
            said.append(content.decode("utf-8", "replace"))
    words = {"".join(word.lower().split()) for each in said for word in each.split(",")}
    return next((word for word in sorted(words) if word in _REFUSALS or word == "max-snippet:0"), "")


def _for_us(tag: str) -> str:
    """The part of an X-Robots-Tag that is addressed to every robot or to us; `otherbot: noindex` is not."""
    kept, ours = [], True
    for word in tag.split(","):
        name, colon, rest = word.partition(":")
        if colon and name.strip().lower() not in {
            "max-snippet",
            "max-image-preview",
            "max-video-preview",
            "unavailable_after",
        }:
            ours, word = name.strip().lower() in {"*", "news-desk-digest"}, rest
        if ours:
            kept.append(word)
    return ",".join(kept)


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins with the pattern, in which `*` matches anything and a final `$` the end of the path."""
    *parts, last = pattern.removesuffix("$").split("*")
    at = 0
    for number, part in enumerate(parts):
        found = path.find(part, at)
        if found < 0 or (number == 0 and found > 0):
            return False
        at = found + len(part)
    rest = path[at:]
    if pattern.endswith("$"):
        return rest.endswith(last) if parts else rest == last
    return bool(pattern) and (last in rest if parts else rest.startswith(last))


def _tamed(row: str) -> str:
    parts = row[:2000].split("*")
    return row[:2000] if len(parts) <= WILDCARDS + 1 else "*".join(parts[: WILDCARDS + 1])
