"""From an article's page to its text."""

from __future__ import annotations

from digest.collect import encoding
from digest.model import Item, Text


def extract(html: bytes, *, url: str, content_type: str = "", item: Item | None = None) -> Text:
    """The readable text of a page; where the page gives none, of what the feed carried."""
    import trafilatura

    text = (
        trafilatura.extract(encoding.decode(html, content_type).text, include_comments=False, include_tables=True) or ""
    )
    if item is not None and len(text) < len(item.content):
        return from_feed(item)
    return Text(text=text, origin="page" if text else "none")


def from_feed(item: Item) -> Text:
    """What the feed itself carried of an article."""
    if item.content:
        return Text(text=item.content, origin="feed")
    return Text(text=item.summary, origin="summary" if item.summary else "none")
