"""What a feed usually is (host, vocabulary, size, pace), and whether a reading jumped away from it.

A lapsed domain or a name taken over by others keeps its address and its green lights; what it says gives it away. The
thresholds were set on the feeds of fourteen outlets: two halves of one feed without a common item share at least 0.36
of the familiar words, another language or a shop window at most 0.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from digest.collect.feeds.adapt import Feed
from digest.collect.identity import site_of
from digest.model import Item, Source

WORDS = 40
"""The commonest words of a feed that are remembered: mostly its language's grammar, and its beat."""
LEAST_ITEMS = 5
"""A feed with fewer items shows no profile."""
FAMILIAR = 0.2
"""Part of the usual share of remembered words; below it, language or vocabulary has changed."""
HOST_SHARE = 0.6
"""Of the links, so that a host is what the feed links to."""
SPAM_SHARE = 0.34

_WORD = re.compile(
    "[a-z\u00df-\u024f\u1e00-\u1eff\u0400-\u04ff\u0600-\u06ff]+|[\u4e00-\u9fff]|[\u3040-\u30ff]+|[\uac00-\ud7af]+|[\u0e00-\u0e7f]+"
)


def of(feed: Feed) -> dict[str, Any]:
    """The profile of one reading; empty where there are too few items for one."""
    if len(feed.items) < LEAST_ITEMS:
        return {"items": float(len(feed.items))}
    words = _vocabulary(feed.items)
    return {
        "familiar": round(_share(feed.items, words), 3),
        "gap_hours": _gap(feed),
        "host": _host(feed.items),
        "items": float(len(feed.items)),
        "words": sorted(words),
    }


def jump(usual: Mapping[str, Any], feed: Feed, source: Source) -> str:
    """What of a reading jumped (`language or vocabulary`, `host`), or an empty string."""
    if len(feed.items) < LEAST_ITEMS or not usual.get("words"):
        return ""
    if _share(feed.items, frozenset(usual["words"])) < FAMILIAR * float(usual.get("familiar", 1.0)):
        return "language or vocabulary"
    if _spam(feed.items) >= SPAM_SHARE:
        return "vocabulary"
    host, own = _host(feed.items), {usual.get("host", ""), site_of(source.url), site_of(source.site)}
    return "host" if host and usual.get("host") and host not in own else ""


def merged(usual: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """The usual profile after one more reading: size drifts slowly, all else follows at once."""
    size = float(usual.get("items", seen["items"])) * 0.8 + float(seen["items"]) * 0.2
    return {**usual, **seen, "items": round(size, 1)}


def _vocabulary(items: Iterable[Item]) -> frozenset[str]:
    """The words found in most items; among equals the alphabet decides, so that order does not."""
    counts = Counter(word for item in items for word in set(_words(item)))
    return frozenset(word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS])


def _share(items: Iterable[Item], words: frozenset[str]) -> float:
    said = [word for item in items for word in _words(item)]
    return sum(word in words for word in said) / len(said) if said else 1.0


def _words(item: Item) -> list[str]:
    return _WORD.findall(f"{item.title} {item.summary}".lower())


def _host(items: Iterable[Item]) -> str:
    hosts = Counter(site_of(item.url) for item in items if item.url)
    name, count = max(hosts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return name if count >= HOST_SHARE * hosts.total() else ""


def _gap(feed: Feed) -> float:
    """Mean hours between its items."""
    days = [item.published for item in feed.items if item.published and not item.date_inferred]
    return round((max(days) - min(days)).total_seconds() / 3600 / (len(days) - 1), 1) if len(days) > 1 else 24.0


def _spam(items: tuple[Item, ...]) -> float:
    """Share of the items whose title or summary offers what lapsed domains come to offer."""
    return sum(bool(_terms().search(f"{item.title} {item.summary}".lower())) for item in items) / len(items)


@cache
def _terms() -> re.Pattern[str]:
    rows = (files("digest.collect") / "spam.txt").read_text(encoding="utf-8").splitlines()
    words = [re.escape(row) for row in rows if row and not row.startswith("#")]
    return re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in words))
