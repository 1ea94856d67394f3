"""Fields of items: links, GUIDs, titles, dates, authors and texts that can be trusted."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from feed_readings import NOW, RSS, items, one, parse

from digest.collect.feeds import Feed
from digest.model import Source


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://outlet.example/a?utm_source=rss&amp;id=7#top", "https://outlet.example/a?id=7"),
        ("/relative", "http://outlet.example/relative"),
        ("//cdn.example/a", "http://cdn.example/a"),
        ("javascript:alert(1)", ""),
        ("java&#x09;script:alert(1)", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("https://me:pw@outlet.example/a", "https://outlet.example/a"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://bbc.com@evil.example/", "https://evil.example/"),
    ],
)
def test_links_are_canonical_or_none(link: str, url: str, source: Source) -> None:
    """Absolute, http(s), without tracking, user or homograph; checked after parsing."""
    assert one(f"<title>Some title</title><link>{link}</link>", source).url == url


def test_relative_links_follow_xml_base(source: Source) -> None:
    """The entry's own base goes before the feed's address."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/blog/"><entry><id>1</id>'
        '<title>Some title</title><link href="post"/></entry></feed>'
    )
    assert items(atom, source)[0].url == "https://base.example/blog/post"


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("<guid>https://outlet.example/g</guid>", "https://outlet.example/g"),
        ('<guid isPermaLink="false">https://outlet.example/g</guid>', ""),
        ("<guid>post-17</guid>", ""),
        ("<guid>javascript:alert(1)</guid>", ""),
    ],
)
def test_a_guid_is_a_link_only_if_it_says_so(fields: str, url: str, source: Source) -> None:
    """Without a link, a permanent http(s) GUID takes its place; else the item stays unlinked."""
    assert one(f"<title>Some title</title>{fields}", source).url == url


def test_a_missing_title_is_the_first_sentence(source: Source) -> None:
    """It is never "Untitled" or an address."""
    item = one(
        "<description>Rules &lt;b&gt;change&lt;/b&gt; today. More follows.</description><link>https://outlet.example/1</link>",
        source,
    )
    assert item.title == "Rules change today."
    chinese = one("<description>新规今天生效。详情如下。</description><link>https://outlet.example/1</link>", source)
    assert chinese.title == "新规今天生效。"


def test_items_without_any_text_are_counted(source: Source) -> None:
    """An item with neither title nor text is left out."""
    feed = parse(
        RSS.format(items="<item><link>https://outlet.example/1</link></item><item><title>T</title></item>"), source
    )
    assert isinstance(feed, Feed)
    assert (len(feed.items), feed.dropped) == (1, 1)


def test_one_guid_for_all_is_no_guid(source: Source) -> None:
    """Where articles share a GUID, links identify them, and the feed is marked."""
    fields = "".join(
        f"<item><title>Title {i}</title><link>https://outlet.example/{i}</link><guid isPermaLink='false'>same</guid></item>"
        for i in range(3)
    )
    feed = parse(RSS.format(items=fields), source)
    assert isinstance(feed, Feed)
    assert feed.untrusted_guids
    assert len(feed.items) == 3
    assert {item.guid for item in feed.items} == {""}


def test_items_come_newest_first_whatever_their_order(source: Source) -> None:
    """A pinned or shuffled feed is sorted by its items' own dates."""
    fields = "".join(
        f"<item><title>Day {d}</title><link>https://outlet.example/{d}</link><pubDate>{d} Jan 2026 10:00:00 GMT</pubDate></item>"
        for d in (5, 20, 1, 12)
    )
    assert [item.title for item in items(RSS.format(items=fields), source)] == ["Day 20", "Day 12", "Day 5", "Day 1"]


@pytest.mark.parametrize(
    ("written", "when", "inferred"),
    [
        ("Wed, 28 Jan 2026 08:00:00 GMT", datetime(2026, 1, 28, 8, tzinfo=UTC), False),
        ("2026/1/28 15:07:41", datetime(2026, 1, 28, 15, 7, 41, tzinfo=UTC), False),
        ("Wed, 28 Jan 2026 08:18:00 PM", datetime(2026, 1, 28, 20, 18, tzinfo=UTC), False),
        ("Fri, 30 Jan 2099 08:00:00 GMT", NOW, True),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None, True),
        ("0000-00-00", None, True),
        ("", None, True),
    ],
)
def test_item_dates(written: str, when: datetime | None, inferred: bool, source: Source) -> None:
    """A date is accepted, clamped or missing, and marked unless it is the feed's own."""
    item = one(f"<title>Some title</title><link>https://outlet.example/1</link><pubDate>{written}</pubDate>", source)
    assert (item.published, item.date_inferred) == (when, inferred)


def test_a_date_without_zone_is_the_sources(source: Source) -> None:
    """The source's zone, else the site's."""
    fields = "<title>Some title</title><pubDate>2026-01-28 08:00:00</pubDate>"
    assert one(fields, source, timezone="Asia/Shanghai").published == datetime(2026, 1, 28, 0, tzinfo=UTC)
    there = replace(source, timezone="America/New_York")
    assert one(fields, there, timezone="Asia/Shanghai").published == datetime(2026, 1, 28, 13, tzinfo=UTC)


def test_hostile_fields_are_text(source: Source) -> None:
    """Scripts in author, category and title become plain text."""
    item = one(
        "<title>Chips &lt;script&gt;alert(1)&lt;/script&gt;</title><dc:creator>&lt;img src=x onerror=alert(1)&gt;Ann</dc:creator>"
        "<category>&lt;svg/onload=alert(1)&gt;policy</category>",
        source,
    )
    assert (item.title, item.author, item.categories) == ("Chips", "Ann", ("policy",))


def test_an_author_of_20000_labels_is_cut_before_it_is_read(source: Source) -> None:
    """feedparser's address pattern is quadratic; it never sees more than a line."""
    item = one(f"<title>Some title</title><author>{'a.' * 20_000}@x</author>", source)
    assert len(item.author) <= 200


def test_full_text_in_the_description_is_content(source: Source) -> None:
    """Some outlets have no content element; a long description is the article."""
    long = "&lt;p&gt;" + "The regulator said that the rules apply. " * 60 + "&lt;/p&gt;"
    item = one(f"<title>Some title</title><description>{long}</description>", source)
    assert len(item.content) > 2000
    assert len(item.summary) <= 1000
