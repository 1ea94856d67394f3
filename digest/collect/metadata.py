"""Read a page's metadata: JSON-LD (schema.org), `meta` and `link` elements, else its visible byline and date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from digest.collect import byline, dates, identity, markup

CHINA = timezone(timedelta(hours=8))
_CHINESE = re.compile("^[^\u3040-\u30ff\uac00-\ud7af]*[\u4e00-\u9fff]{2}[^\u3040-\u30ff\uac00-\ud7af]*$")
_EVER = datetime(9000, 1, 1, tzinfo=UTC)
_NOT_FREE = frozenset({"0", "false", "locked", "no"})
NODES = 400
"""Most JSON-LD objects considered on one page."""
HEADINGS = 20
_ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|Review|NewsItem|WebPage)$")
_META = {
    "title": ("og:title", "twitter:title"),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "byl"),
    "free": ("isAccessibleForFree", "article:content_tier"),
    "language": ("og:locale", "content-language", "language", "inLanguage"),
    "published": ("article:published_time", "datePublished", "pubdate", "publishdate", "parsely-pub-date", "date"),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's metadata. `free` is None if it does not say whether there is a paywall."""

    title: str = ""
    author: str = ""
    published: datetime | None = None
    language: str = ""
    url: str = ""
    text: str = ""
    free: bool | None = None
    titles: tuple[str, ...] = field(default=())
    """All of its titles and headings, any of which may be repeated in the text."""
    types: frozenset[str] = frozenset()
    """The types of its JSON-LD objects: `NewsArticle`, `QAPage`…"""


def read(root: Any, url: str) -> Metadata:
    """The metadata of the page that was read from `url`."""
    objects = list(_objects(root))
    article = _article(objects)
    meta = _meta(root)
    headings = [markup.title(" ".join(each.itertext())) for each in islice(root.iter("h1"), HEADINGS)]
    name = root.findtext(".//title") or ""
    raw_title = article.get("headline") or meta.get("title") or (headings[0] if len(headings) == 1 else "") or name
    title = markup.title(raw_title) if isinstance(raw_title, str) else ""
    language = _language(root, article, meta) or ("zh" if _CHINESE.search(title) else "")
    return Metadata(
        title=title,
        author=next(_names(article, meta), "") or byline.author(root),
        published=_date(article.get("datePublished"), language)
        or _date(meta.get("published"), language)
        or _date(byline.date(root), language)
        or _date(byline.date_of_url(url), language),
        language=language,
        url=_canonical(root, url),
        text=markup.plain(body) if isinstance(body := article.get("articleBody"), str) else "",
        free=_free(article, meta),
        titles=tuple(filter(None, (*headings, markup.title(meta.get("title", "")), markup.title(name)))),
        types=frozenset(kind for each in objects for kind in _list(each.get("@type"))),
    )


def _article(objects: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The JSON-LD object that describes the article, preferably one with a body, then one with a headline."""
    found = [node for node in objects if any(map(_ARTICLES.match, _list(node.get("@type"))))]
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


def _names(article: Mapping[str, Any], meta: Mapping[str, str]) -> Iterator[str]:
    """The authors in JSON-LD, then in the head, if they are names."""
    for who in (_author(article.get("author")), meta["author"]):
        name = markup.person(who)
        if name.lower() not in byline.NOBODY and not name.startswith("http"):
            yield name


def _author(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    listed = (each.get("name") if isinstance(each, dict) else each for each in people[:5])
    names = (name for name in listed if isinstance(name, str) and not name.startswith("http"))
    return ", ".join(name for name in names if name.strip().lower() not in byline.NOBODY)


def _free(article: Mapping[str, Any], meta: Mapping[str, str]) -> bool | None:
    """Whether the article is free: `isAccessibleForFree` of the article, else of a part of it, else of the head."""
    parts = article.get("hasPart")
    values = [article.get("isAccessibleForFree")]
    values += [part.get("isAccessibleForFree") for part in _dicts(parts)] + [meta.get("free") or None]
    value = next((each for each in values if each is not None), None)
    return None if value is None else str(value).strip().rpartition("/")[2].lower() not in _NOT_FREE


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]


def _language(root: Any, article: Mapping[str, Any], meta: Mapping[str, str]) -> str:
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("language")
    other = article.get("inLanguage")
    return str(said or (other if isinstance(other, str) else "")).strip().replace("_", "-")[:20]


def _date(value: Any, language: str) -> datetime | None:
    """A date of the page. If it names no zone, that is China's on a Chinese page and UTC on others."""
    zone = CHINA if language.lower().startswith("zh") else UTC
    return dates.parse(value, zone=zone, language="en", now=_EVER) if isinstance(value, str) and value else None


def _meta(root: Any) -> dict[str, str]:
    said: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
        if name and node.get("content"):
            said.setdefault(name.lower(), node.get("content"))
    return {
        what: next((said[name.lower()] for name in wanted if said.get(name.lower())), "")
        for what, wanted in _META.items()
    }


def _canonical(root: Any, url: str) -> str:
    """The canonical link, accepted only within the same registrable domain and not if it is the front page."""
    for node in root.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split() and node.get("href"):
            link = identity.canonical(node.get("href"), url)
            there, here = urlsplit(link), urlsplit(url)
            if not link or identity.site_of(link) != identity.site_of(url) or (there.path == "/" != (here.path or "/")):
                return ""
            return f"https{link[4:]}" if here.scheme == "https" and there.scheme == "http" else link
    return ""
