"""Turn the raw strings of a feed of any kind into clean, validated items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from urllib.parse import urlsplit

from digest.collect import dates, identity, markup
from digest.collect import text as border
from digest.model import Item, Source

SUMMARY_LIMIT = 1000
FULL_TEXT = 1200
"""A description with more letters than this (in Chinese, half as many) is taken for the whole article."""

_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|[。！？])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RawItem:
    """One item as written in the feed, with markup, relative links and unparsed dates."""

    title: str = ""
    link: str = ""
    guid: str = ""
    guid_is_link: bool = False
    author: str = ""
    dates: Sequence[str] = ()
    """The most reliable first."""
    summary: str = ""
    content: str = ""
    language: str = ""
    categories: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed as it was written, before any validation."""

    items: Sequence[RawItem] = ()
    title: str = ""
    site: str = ""
    language: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A validated feed: its items, newest first, without repeats."""

    items: tuple[Item, ...]
    title: str = ""
    site: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()
    untrusted_guids: bool = False
    """Several items shared one GUID, so none of its GUIDs is trusted."""
    dropped: int = field(default=0)
    """Number of items left out: repeats, and items with neither title nor text."""


def adapt(raw: RawFeed, *, source: Source, url: str, now: datetime, timezone: str, note: str = "") -> Feed:
    """The feed with clean texts, canonical links, plausible dates and item ids.

    `timezone` applies to dates without a zone if the source has none; `note` is one more note about the feed."""
    untrusted = _shares_guids(raw.items)
    zone = dates.zone_of(source.timezone or timezone)
    front = _links_to_no_article(raw.items, url)
    led = [replace(each, link="") if each.link in front else each for each in raw.items]
    items = [_item(each, source=source, base=url, now=now, zone=zone, trust=not untrusted) for each in led]
    once: dict[str, Item] = {}
    for item in items:
        if item.title:
            once.setdefault(item.id, item)
    order = sorted(once.values(), key=lambda item: item.published or now, reverse=True)
    return Feed(
        items=tuple(order),
        title=markup.title(raw.title),
        site=identity.canonical(raw.site, url),
        language=border.line(raw.language, 20),
        notes=tuple(border.line(each) for each in (*raw.notes, note) if each),
        untrusted_guids=untrusted,
        dropped=len(items) - len(once),
    )


def _item(raw: RawItem, *, source: Source, base: str, now: datetime, zone: tzinfo, trust: bool) -> Item:
    link = identity.canonical(raw.link, base) if raw.link.strip() else ""
    if not link and raw.guid_is_link and re.match(r"https?://", raw.guid.strip(), re.IGNORECASE):
        link = identity.canonical(raw.guid)
    summary, content = _texts(raw)
    title = markup.title(raw.title) or _first_sentence(summary or content)
    published, inferred = _published(raw.dates, source, now, zone)
    guid = raw.guid if trust else ""
    return Item(
        id=identity.item_id(source.id, link, guid, title, published),
        source=source.id,
        url=link,
        title=title,
        guid=identity.guid_key(source.id, guid),
        author=markup.person(raw.author),
        published=published,
        date_inferred=inferred,
        summary=summary,
        content=content,
        language=border.line(raw.language, 20),
        categories=tuple(filter(None, (markup.title(name, 80) for name in raw.categories[:20]))),
    )


def _published(written: Sequence[str], source: Source, now: datetime, zone: tzinfo) -> tuple[datetime | None, bool]:
    for raw in written:
        if (when := dates.parse(raw, zone=zone, language=source.language, now=now)) is not None:
            return dates.believed(when, now)
    return None, True


def _texts(raw: RawItem) -> tuple[str, str]:
    """Summary and content; a description as long as an article is taken for the content."""
    summary, content = markup.plain(raw.summary), markup.plain(raw.content)
    if len(summary) > _full_text(summary) and len(summary) > len(content):
        content = summary
    return border.clean(summary, SUMMARY_LIMIT), content


def _full_text(text: str) -> int:
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in text[:1000])
    return FULL_TEXT // 2 if chinese > 300 else FULL_TEXT


def _first_sentence(text: str) -> str:
    found = _SENTENCE.match(text.split("\n", 1)[0])
    return border.line(found.group() if found else text.split("\n", 1)[0], 160)


def _shares_guids(items: Sequence[RawItem]) -> bool:
    """Whether several articles, that is, items that differ in both link and title, share one GUID."""
    named: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for item in items:
        if item.guid.strip():
            named[item.guid.strip()].add((item.link.strip(), item.title.strip()))
    return any(len({link for link, _ in each}) > 1 and len({name for _, name in each}) > 1 for each in named.values())


def _links_to_no_article(items: Sequence[RawItem], url: str) -> frozenset[str]:
    """Links shared by items with different titles that lead to the front page or the feed itself: to no article."""
    led: dict[str, set[str]] = defaultdict(set)
    for item in items:
        led[item.link].add(item.title.strip())
    shared = {link: identity.canonical(link, url) for link, titles in led.items() if len(titles) > 1}
    own = identity.canonical(url)
    return frozenset(link for link, to in shared.items() if to == own or urlsplit(to)[2:4] == ("/", ""))


def without_guids(feed: Feed) -> Feed:
    """The feed without its GUIDs, for sources in which several items once shared one."""
    return replace(feed, untrusted_guids=True, items=tuple(replace(item, guid="") for item in feed.items))
