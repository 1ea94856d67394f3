"""Apply a source's `include:` and `exclude:` lists to an item. Pure.

Each entry of a list has one of these forms:

    apple watch      words in the title, the summary or a category: whole words in any case; Chinese matches anywhere
    review*          a trailing * allows any ending
    category=Deals   a category with this name, in any case
    link=/sport/     a part of the article's address, in exactly this case
    /\\bvs\\.? /       a regular expression, in any case (`digest.config` rejects those that could be slow)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from digest.model import Item, Source, has_chinese

Test = Callable[[Item], bool]


def verdict(item: Item, source: Source) -> str:
    """`not included`, `excluded`, or an empty string for an item that is wanted."""
    if source.include and not holding(item, source.include):
        return "not included"
    return "excluded" if holding(item, source.exclude) else ""


def holding(item: Item, entries: Sequence[str]) -> str:
    """The first entry that matches an item; an empty string if none does."""
    return next((entry for entry in entries if _test(entry)(item)), "")


@lru_cache(maxsize=4096)
def _test(entry: str) -> Test:
    name, sign, rest = entry.partition("=")
    if sign and name.strip() == "category":
        return lambda item: rest.strip().casefold() in (each.casefold() for each in item.categories)
    if sign and name.strip() == "link":
        return lambda item: rest.strip() in item.url
    if len(entry) > 2 and entry.startswith("/") and entry.endswith("/"):
        pattern = re.compile(entry[1:-1], re.IGNORECASE)
    else:
        pattern = _words(entry)
    return lambda item: any(pattern.search(text) for text in _texts(item))


def _words(entry: str) -> re.Pattern[str]:
    words = re.escape(entry.strip().rstrip("*")).replace(r"\ ", r"\s+")
    if has_chinese(entry):
        return re.compile(words, re.IGNORECASE)
    return re.compile(rf"(?<!\w){words}" + ("" if entry.endswith("*") else r"(?!\w)"), re.IGNORECASE)


def _texts(item: Item) -> Iterable[str]:
    return (item.title, item.summary, *item.categories)
