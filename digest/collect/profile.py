"""What a feed usually is (host, vocabulary, size, pace), and whether its new items jumped away from it.

A lapsed domain or a name taken over by others keeps its address and its green lights; what it says gives it away, by
four signs of which one is enough: hardly any of the commonest words is left (another language), hardly any of its
subjects is, all links lead elsewhere, or many items offer what such domains come to offer. The thresholds were set on
the feeds of fourteen outlets, each read on for weeks and each continued with another one's items and with shop windows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from digest.collect.feeds.adapt import Feed
from digest.collect.identity import site_of
from digest.model import Item, Source

WORDS = 40
"""The commonest words of a feed that are remembered: mostly its language's grammar."""
SUBJECTS = 120
"""The commonest longer words, or pairs of Chinese characters, that are remembered: its beat."""
LEAST_ITEMS = 5
"""Fewer items show no profile, and no jump."""
FAMILIAR = 0.2
"""Part of the usual share of remembered words; below it, the language has changed."""
CLEAR = 0.1
"""Share of its own older subjects in a feed's newer items from which it has a beat at all."""
ON_THE_BEAT = 0.1
"""Part of that share; below it, the subjects have changed."""
HOST_SHARE = 0.6
"""Of the links, so that a host is what the feed links to."""
OFFERS = 0.34
"""Share of items that are offers, beyond the usual one, from which a feed has become a shop window."""
POINTS = 2

_WORD = re.compile(
    "[a-z\u00df-\u024f\u1e00-\u1eff\u0400-\u04ff\u0600-\u06ff]+|[\u4e00-\u9fff]|[\u3040-\u30ff]+|[\uac00-\ud7af]+|[\u0e00-\u0e7f]+"
)
_SUBJECT = re.compile("[a-z\u00df-\u024f\u0400-\u04ff]{5,}|(?=([\u4e00-\u9fff]{2}))")
Words = Callable[[Item], Sequence[str]]


def of(feed: Feed) -> dict[str, Any]:
    """The profile of one reading; little of one where there are too few items."""
    items = feed.items
    if len(items) < LEAST_ITEMS:
        return {"items": float(len(items))}
    words, half = _commonest(items, _words, WORDS), len(items) // 2
    return {
        "beat": round(_share(items[:half], _commonest(items[half:], _subjects, SUBJECTS), _subjects), 3),
        "familiar": round(_share(items, words, _words), 3),
        "gap_hours": _gap(feed),
        "host": _host(items),
        "items": float(len(items)),
        "offers": round(_offers(items), 3),
        "subjects": sorted(_commonest(items, _subjects, SUBJECTS)),
        "words": sorted(words),
    }


def jump(usual: Mapping[str, Any], items: Sequence[Item], source: Source) -> str:
    """What of a feed's new items jumped (`language or vocabulary`, `vocabulary`, `host`), or an empty string."""
    if len(items) < LEAST_ITEMS or not usual.get("words"):
        return ""
    if _share(items, frozenset(usual["words"]), _words) < FAMILIAR * float(usual["familiar"]):
        return "language or vocabulary"
    beat = float(usual.get("beat", 0.0))
    if beat >= CLEAR and _share(items, frozenset(usual["subjects"]), _subjects) < ON_THE_BEAT * beat:
        return "vocabulary"
    if _offers(items) >= OFFERS + float(usual.get("offers", 0.0)):
        return "vocabulary"
    host, own = usual.get("host", ""), {usual.get("host", ""), site_of(source.url), site_of(source.site)}
    return "host" if host and _host(items) and not own & _hosts(items).keys() else ""


def merged(usual: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """The usual profile after one more reading: size drifts slowly, all else follows at once.

    `usual_items` is the size that was usual before this reading: what the reading is measured against."""
    before = float(usual.get("items", seen["items"]))
    size = before * 0.8 + float(seen["items"]) * 0.2
    return {**usual, **seen, "items": round(size, 1), "usual_items": before}


def _commonest(items: Sequence[Item], words: Words, count: int) -> frozenset[str]:
    """The words found in most items; among equals the alphabet decides, so that order does not."""
    counts = Counter(word for item in items for word in set(words(item)))
    return frozenset(word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:count])


def _share(items: Sequence[Item], known: frozenset[str], words: Words) -> float:
    """Share of all that is said that is known; of a feed that says nothing, all."""
    said = [word for item in items for word in words(item)]
    return sum(word in known for word in said) / len(said) if said else 1.0


def _text(item: Item) -> str:
    return f"{item.title} {item.summary}".lower()


def _words(item: Item) -> list[str]:
    return _WORD.findall(_text(item))


def _subjects(item: Item) -> list[str]:
    return [found.group(1) or found.group() for found in _SUBJECT.finditer(_text(item))]


def _hosts(items: Sequence[Item]) -> Counter[str]:
    return Counter(site_of(item.url) for item in items if item.url)


def _host(items: Sequence[Item]) -> str:
    hosts = _hosts(items)
    name, count = max(hosts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return name if count >= HOST_SHARE * hosts.total() else ""


def _gap(feed: Feed) -> float:
    """Mean hours between its items."""
    days = [item.published for item in feed.items if item.published and not item.date_inferred]
    return round((max(days) - min(days)).total_seconds() / 3600 / (len(days) - 1), 1) if len(days) > 1 else 24.0


def _offers(items: Sequence[Item]) -> float:
    """Share of the items that offer what lapsed domains come to offer."""
    return sum(_points(item) >= POINTS for item in items) / len(items)


def _points(item: Item) -> int:
    points = _spam()
    return sum(points[phrase] for phrase in set(_pattern().findall(_text(item))))


@cache
def _spam() -> dict[str, int]:
    rows = (files("digest.collect") / "spam.tsv").read_text(encoding="utf-8").splitlines()
    return {
        phrase: int(points) for points, _, phrase in (row.partition("\t") for row in rows if row[:1] in "12" and row)
    }


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(_spam(), key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(rf"\b{re.escape(each)}\b" if each.isascii() else re.escape(each) for each in longest))
