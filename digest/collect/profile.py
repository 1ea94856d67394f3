"""Describe what a feed usually contains (host, vocabulary, size, pace), and detect an abrupt change.

After a takeover, a lapsed domain still answers as before; only its content gives it away. Any one of four signs is
enough: hardly any of the commonest words is left (another language), hardly any of its subjects is, all links lead to
another host, or many items are offers typical of such domains. The thresholds were tuned on the feeds of fourteen
outlets over several weeks, each also continued with another outlet's items and with spam.
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
"""How many of a feed's commonest words are remembered; they mostly show its language."""
SUBJECTS = 120
"""How many of its commonest longer words, or pairs of Chinese characters, are remembered; they show its subjects."""
LEAST_ITEMS = 5
"""Fewer items are too few to describe a feed, or to detect a change."""
FAMILIAR = 0.2
"""If new items have less than this fraction of the usual share of remembered words, the language has changed."""
CLEAR = 0.1
"""Subjects are only compared if a feed's newer items share at least this much of its older items' subjects."""
ON_THE_BEAT = 0.1
"""If new items have less than this fraction of that share, the subjects have changed."""
HOST_SHARE = 0.6
"""Least share of a feed's links that one host must have to be its usual host."""
OFFERS = 0.34
"""If the share of offers exceeds the usual one by this much, the feed has been taken over by spam."""
POINTS = 2
"""Points in spam.tsv at which an item counts as an offer."""

_WORD = re.compile(
    "[a-z\u00df-\u024f\u1e00-\u1eff\u0400-\u04ff\u0600-\u06ff]+|[\u4e00-\u9fff]|[\u3040-\u30ff]+|[\uac00-\ud7af]+|[\u0e00-\u0e7f]+"
)
_SUBJECT = re.compile("[a-z\u00df-\u024f\u0400-\u04ff]{5,}|(?=([\u4e00-\u9fff]{2}))")
Words = Callable[[Item], Sequence[str]]


def of(feed: Feed) -> dict[str, Any]:
    """The profile of one reading; only its size if there are too few items."""
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
    """What changed in a feed's new items (`language or vocabulary`, `vocabulary`, `host`); empty if nothing did."""
    if len(items) < LEAST_ITEMS or not usual.get("words"):
        return ""
    if _share(items, frozenset(usual["words"]), _words) < FAMILIAR * float(usual.get("familiar", 0.0)):
        return "language or vocabulary"
    beat, subjects = float(usual.get("beat", 0.0)), frozenset(usual.get("subjects", ()))
    if beat >= CLEAR and subjects and _share(items, subjects, _subjects) < ON_THE_BEAT * beat:
        return "vocabulary"
    if _offers(items) >= OFFERS + float(usual.get("offers", 0.0)):
        return "vocabulary"
    host, own = usual.get("host", ""), {usual.get("host", ""), site_of(source.url), site_of(source.site)}
    return "host" if host and _host(items) and not own & _hosts(items).keys() else ""


def merged(usual: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """The usual profile after one more reading: the size is a moving average, all else is replaced.

    `usual_items` is the usual size before this reading, with which the reading is compared."""
    before = float(usual.get("items", seen["items"]))
    size = before * 0.8 + float(seen["items"]) * 0.2
    return {**usual, **seen, "items": round(size, 1), "usual_items": before}


def _commonest(items: Sequence[Item], words: Words, count: int) -> frozenset[str]:
    """The words found in most items; ties are broken alphabetically, so that the order of items does not matter."""
    counts = Counter(word for item in items for word in set(words(item)))
    return frozenset(word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:count])


def _share(items: Sequence[Item], known: frozenset[str], words: Words) -> float:
    """Share of all words in the items that are known; 1 if there are no words."""
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
    """Mean hours between a feed's items; 24 if that is unknown."""
    days = [item.published for item in feed.items if item.published and not item.date_inferred]
    return round((max(days) - min(days)).total_seconds() / 3600 / (len(days) - 1), 1) if len(days) > 1 else 24.0


def _offers(items: Sequence[Item]) -> float:
    """Share of the items that are offers typical of domains that were taken over."""
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
