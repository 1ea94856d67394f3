"""Read a page in place of a feed: the links that the editor's CSS selector (`links:` in sources.yaml) matches."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from digest.collect.feeds.adapt import RawFeed, RawItem
from digest.collect.identity import canonical
from digest.model import Source

LIMIT = 300
"""Most links taken from a page."""


def read(text: str, url: str, source: Source) -> RawFeed | str:
    """The matching links as items, or a sentence that says why there are none."""
    from lxml import etree, html
    from lxml.cssselect import CSSSelector

    try:
        page = html.document_fromstring(text)
        found = CSSSelector(source.links, translator="html")(page)[:LIMIT]
    except etree.ParserError:
        return "the page can't be read"
    except (ValueError, SyntaxError) as mistake:
        return f"links: {source.links!r} is not a CSS selector: {mistake}"
    base = next((canonical(node.get("href"), url) for node in page.xpath("//base[@href]")), "") or url
    items = [item for node in found if (item := _item(node, base))]
    if not items:
        return f"links: {source.links!r} matches no link on the page"
    return RawFeed(items=items, title=str(page.findtext(".//title") or ""), site=urljoin(url, "/"))


def _item(node: Any, base: str) -> RawItem | None:
    anchor = node if node.tag == "a" else next(iter(node.xpath(".//a[@href]")), None)
    if anchor is None or not anchor.get("href"):
        return None
    link = canonical(anchor.get("href"), base)
    return RawItem(title=" ".join(node.text_content().split()), link=link, dates=_dates(node))


def _dates(node: Any) -> list[str]:
    return [str(value) for value in node.xpath(".//time/@datetime | ../time/@datetime | ../..//time/@datetime")[:1]]
