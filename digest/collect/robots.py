"""What a site allows: its robots.txt (RFC 9309, read by protego) and the opt-outs of its pages.

protego rather than the standard library's parser, which is wrong on precedence and wildcards and knows no fractions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from protego import Protego

from digest.collect import encoding

LIMIT = 500 * 1024
"""Bytes of a robots.txt that are read, as RFC 9309 asks at least."""
WILDCARDS = 8
"""A rule with more `*` than this is hostile or a mistake, and is slow to match: it is cut there."""

# `noarchive` is honoured by keeping no copy of any page, so it needs no refusal.
_REFUSALS = frozenset({"noai", "nosnippet"})
_META = re.compile(
    rb"<meta\b(?=[^>]{0,300}\bname\s*=\s*[\"']?(robots|news-desk-digest|tdm-reservation)\b)[^>]{0,300}?\bcontent\s*=\s*[\"']?([^\"'>]{1,200})",
    re.IGNORECASE,
)


class Robots:
    """One host's robots.txt."""

    def __init__(self, body: bytes = b"") -> None:
        rows = encoding.decode(body[:LIMIT]).text.lstrip("\ufeff").splitlines()
        self._rules = Protego.parse("\n".join(_tamed(row) for row in rows))

    def allows(self, url: str, agent: str) -> bool:
        """Whether `agent` may read the page."""
        return bool(self._rules.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """Seconds that it wants between two requests; 0 if it does not say."""
        return min(max(float(self._rules.crawl_delay(agent) or 0.0), 0.0), 86400.0)


def opted_out(headers: Mapping[str, str], html: bytes = b"") -> str:
    """Which opt-out a page carries, in its headers or its head: `nosnippet`, `noai`, `tdm-reservation`…; or empty."""
    if headers.get("tdm-reservation", "").strip() == "1":
        return "tdm-reservation"
    said = [_for_us(headers.get("x-robots-tag", ""))]
    for name, content in _META.findall(html[:100_000]):
        if name.lower() == b"tdm-reservation":
            if content.strip() == b"1":
                return "tdm-reservation"
        else:
            said.append(content.decode("utf-8", "replace"))
    words = {word.strip().lower() for each in said for word in each.split(",")}
    return next((word for word in sorted(words) if word in _REFUSALS or word == "max-snippet:0"), "")


def _for_us(tag: str) -> str:
    """The part of an X-Robots-Tag that speaks to all or to us: `otherbot: noindex` does not."""
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


def _tamed(row: str) -> str:
    parts = row[:2000].split("*")
    return row[:2000] if len(parts) <= WILDCARDS + 1 else "*".join(parts[: WILDCARDS + 1])
