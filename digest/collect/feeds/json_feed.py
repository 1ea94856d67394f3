"""Read JSON Feed 1.0 and 1.1 (jsonfeed.org). feedparser does not know the format and reports an empty feed."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from digest.collect.feeds.adapt import RawFeed, RawItem
from digest.model import Source


def read(text: str, url: str, source: Source) -> RawFeed | str:
    """The feed in `text`, or a sentence that says why there is none."""
    try:
        found = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return "its JSON can't be read"
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        return "it is JSON, but no JSON Feed: `items` is missing"
    return RawFeed(
        items=[_item(each) for each in items if isinstance(each, dict)],
        title=_text(found, "title"),
        site=_text(found, "home_page_url"),
        language=_text(found, "language"),
    )


def _item(found: Mapping[str, Any]) -> RawItem:
    return RawItem(
        title=_text(found, "title"),
        link=_text(found, "url") or _text(found, "external_url"),
        guid=_text(found, "id"),
        guid_is_link=True,
        author=_authors(found),
        dates=[_text(found, name) for name in ("date_published", "date_modified") if _text(found, name)],
        summary=_text(found, "summary"),
        content=_text(found, "content_html")
        or html.escape(_text(found, "content_text"), quote=False).replace("\n", "<br>"),
        language=_text(found, "language"),
        categories=[tag for tag in found.get("tags") or () if isinstance(tag, str)][:20],
    )


def _authors(found: Mapping[str, Any]) -> str:
    """The names of the authors: version 1.1 has a list `authors`, 1.0 one `author`."""
    listed = found.get("authors")
    people = listed if isinstance(listed, list) and listed else [found.get("author")]
    return ", ".join(name for each in people[:5] if isinstance(each, dict) and (name := _text(each, "name")))


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
