"""A page without a feed: its article links, by the CSS selector that the editor wrote (`links:` in sources.yaml)."""

from __future__ import annotations

from typing import Any

from digest.collect.feeds.adapt import RawFeed, RawItem
from digest.model import Source

LIMIT = 300
"""Links looked at."""


def read(text: str, url: str, source: Source) -> RawFeed | str:
    """The links on the page as items without dates; a sentence if the selector is wrong or finds none."""
    from lxml import etree, html
    from lxml.cssselect import CSSSelector

    try:
        found = CSSSelector(source.links, translator="html")(html.document_fromstring(text))[:LIMIT]
    except etree.ParserError:
        return "the page can't be read"
    except (ValueError, SyntaxError) as mistake:
        return f"links: {source.links!r} is not a CSS selector: {mistake}"
    items = [item for node in found if (item := _item(node))]
    return RawFeed(items=items, site=url) if items else f"links: {source.links!r} matches no link on the page"


def _item(node: Any) -> RawItem | None:
    anchor = node if node.tag == "a" else next(iter(node.xpath(".//a[@href]")), None)
    if anchor is None or not anchor.get("href"):
        return None
    return RawItem(title=" ".join(node.text_content().split()), link=anchor.get("href"), dates=_dates(node))


def _dates(node: Any) -> list[str]:
    return [str(value) for value in node.xpath(".//time/@datetime | ../time/@datetime | ../..//time/@datetime")[:1]]
