"""Tell news from other kinds of article (round-ups, live blogs, deals, podcasts), which must not join stories.

The patterns for each kind are in `kinds.tsv` beside this module; the code knows no outlet."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from digest.model import EntryKind, Item
from digest.tag import tables
from digest.tag.article import Article
from digest.tag.fold import fold, simplified

_OPENING = 200
"""Characters of a text that count as its opening."""
_OWN_EVENT = (
    r"\b{outlet}\b[\w ]{{0,20}}"
    r"\b(?:disrupt|summit|conference|forum|sessions|festival|live|awards|expo|event|all stage)\b ?20\d\d"
)


class Rule(NamedTuple):
    """One line of `kinds.tsv`."""

    kind: EntryKind
    where: str
    pattern: re.Pattern[str]


def kind(item: Item, article: Article) -> EntryKind:
    """The kind of an article: `news`, unless its title, address, first category or opening says otherwise."""
    places = {
        "title": (_plain(article.title),),
        "address": (urlsplit(item.url).path.lower(),),
        "category": tuple(_plain(category) for category in item.categories[:1]),
        "opening": (_plain(item.summary)[:_OPENING], _plain(article.body[:_OPENING])),
    }
    if _own_event(item, places["title"][0]):
        return "promo"
    for rule in _rules():
        if any(_fits(rule, text) for text in places[rule.where] if text):
            return rule.kind
    return "news"


def _fits(rule: Rule, text: str) -> bool:
    found = rule.pattern.fullmatch(text) if rule.where == "category" else rule.pattern.search(text)
    return found is not None


def _own_event(item: Item, title: str) -> bool:
    """Whether the title names the outlet's own conference: such an article advertises it."""
    host = (urlsplit(item.url).hostname or "").removeprefix("www.").split(".")[0]
    names = {name for name in (host, item.source.replace("-", " ")) if len(name) > 3}
    return any(re.search(_OWN_EVENT.format(outlet=re.escape(name)), title) for name in names)


def _plain(text: str) -> str:
    return simplified(fold(text)).lower().strip()


@cache
def _rules() -> tuple[Rule, ...]:
    rows = [line.split("\t") for line in tables.lines("kinds.tsv")]
    return tuple(Rule(cast("EntryKind", row[0]), row[1], re.compile(row[2], re.IGNORECASE)) for row in rows)
