"""What a page says of itself, beside its text: JSON-LD (schema.org) and the head's `meta` and `link` elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from digest.collect import dates, identity, markup

NODES = 400
"""Objects of JSON-LD that are looked at."""
HEADINGS = 20
_ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|Review|NewsItem|WebPage)$")
_META = {
    "title": ("og:title", "twitter:title"),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "byl"),
    "published": ("article:published_time", "datePublished", "pubdate", "publishdate", "parsely-pub-date", "date"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """The page's own word. `free` is None where it says nothing of a paywall."""

    title: str = ""
    author: str = ""
    published: datetime | None = None
    language: str = ""
    url: str = ""
    text: str = ""
    free: bool | None = None
    titles: tuple[str, ...] = field(default=())
    """All that it calls itself, as its headings repeat them."""


def listen(root: Any, url: str) -> Said:
    """What the page says of itself; `url` is where it was read."""
    article = _article(root)
    meta = _meta(root)
    headings = [markup.title(" ".join(each.itertext())) for each in islice(root.iter("h1"), HEADINGS)]
    name = root.findtext(".//title") or ""
    said_title = article.get("headline") or meta.get("title") or (headings[0] if len(headings) == 1 else "") or name
    return Said(
        title=markup.title(said_title) if isinstance(said_title, str) else "",
        author=markup.person(_author(article.get("author")) or meta.get("author", "")),
        published=_date(article.get("datePublished")) or _date(meta.get("published")),
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:20],
        url=_canonical(root, url),
        text=markup.plain(body) if isinstance(body := article.get("articleBody"), str) else "",
        free=_free(article),
        titles=tuple(filter(None, (*headings, markup.title(meta.get("title", "")), markup.title(name)))),
    )


def _article(root: Any) -> Mapping[str, Any]:
    """The JSON-LD object that describes the article: the one with a body or a headline goes before others."""
    found = [node for node in _objects(root) if any(map(_ARTICLES.match, _list(node.get("@type"))))]
    return max(found, key=lambda node: ("articleBody" in node, "headline" in node), default={})


def _objects(root: Any) -> Iterator[Mapping[str, Any]]:
    waiting: list[Any] = []
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            try:
                waiting.append(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = node[:NODES] + waiting
        elif isinstance(node, dict):
            yield node
            waiting += [
                node[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(node.get(name), (list, dict))
            ]


def _list(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _author(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    listed = (each.get("name") if isinstance(each, dict) else each for each in people[:5])
    return ", ".join(name for name in listed if isinstance(name, str) and not name.startswith("http"))


def _free(article: Mapping[str, Any]) -> bool | None:
    value = article.get("isAccessibleForFree")
    return None if value is None else str(value).strip().lower() not in {"false", "0", "no"}


def _date(value: Any) -> datetime | None:
    return (
        dates.parse(value, zone=UTC, language="en", now=datetime.max.replace(tzinfo=UTC))
        if isinstance(value, str)
        else None
    )


def _meta(root: Any) -> dict[str, str]:
    said: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        if name and node.get("content"):
            said.setdefault(name.lower(), node.get("content"))
    found = {
        what: next((said[name.lower()] for name in wanted if said.get(name.lower())), "")
        for what, wanted in _META.items()
    }
    return {what: value for what, value in found.items() if not (what == "author" and value.startswith("http"))}


def _canonical(root: Any, url: str) -> str:
    """The canonical link, believed only within the same registrable domain."""
    for node in root.iter("link"):
        if (node.get("rel") or "").strip().lower() == "canonical" and node.get("href"):
            link = identity.canonical(node.get("href"), url)
            return link if link and identity.site_of(link) == identity.site_of(url) else ""
    return ""
