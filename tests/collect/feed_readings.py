"""Readings of feeds that the test writes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from digest.collect import feeds
from digest.collect.feeds import Feed
from digest.model import Failure, Item, Source

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Outlet</title><link>https://outlet.example/</link>{items}</channel></rss>"""


def parse(body: str | bytes, source: Source, **more: Any) -> Feed | Failure:
    """The feed in `body`, as read from the source's address."""
    raw = body.encode() if isinstance(body, str) else body
    given = {"url": source.url, "content_type": "application/xml", "now": NOW, "timezone": "UTC", **more}
    return feeds.parse(raw, source=source, **given)


def items(body: str | bytes, source: Source, **more: Any) -> tuple[Item, ...]:
    """The items of the feed in `body`; fails if it could not be read."""
    feed = parse(body, source, **more)
    assert isinstance(feed, Feed), feed
    return feed.items


def one(fields: str, source: Source, **more: Any) -> Item:
    """The item of an RSS feed with a single item."""
    return items(RSS.format(items=f"<item>{fields}</item>"), source, **more)[0]
