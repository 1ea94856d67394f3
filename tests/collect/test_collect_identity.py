"""Articles are recognised by links, ids and titles, and new ones are told from known ones."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.collect import identity, schedule
from digest.collect.feeds import Feed
from digest.collect.identity import Index, canonical, url_key
from digest.model import Entry, Health, Item, Limits, Source

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)
SOURCE = Source(id="outlet", name="Outlet", url="https://outlet.example/feed")
TITLE = "Regulator publishes export rules"


def item(number: int = 1, **more: object) -> Item:
    """An item of a day ago with link and GUID."""
    url = f"https://outlet.example/{number}"
    fields = {
        "id": identity.item_id("outlet", str(more.get("url", url)), "", "", None),
        "source": "outlet",
        "url": url,
        "title": f"{TITLE} {number}",
        "guid": identity.guid_key("outlet", f"guid-{number}"),
        "published": NOW - timedelta(days=1),
        **more,
    }
    return Item(**fields)  # type: ignore[arg-type]


def entry(of: Item, **more: object) -> Entry:
    """The entry that an item once became."""
    fields = {
        "id": of.id, "source": of.source, "url": of.url, "title": of.title, "guid": of.guid, "seen": NOW - timedelta(hours=20),
        "published": of.published or NOW, "date_inferred": of.published is None, "revision": schedule.revision(of), **more,
    }  # fmt: skip
    return Entry(**fields)  # type: ignore[arg-type]


def plan(
    items: list[Item], known: list[Entry], *, first: bool = False, source: Source = SOURCE, limits: Limits | None = None
) -> schedule.Plan:
    """What a reading of these items comes to."""
    return schedule.plan(
        Feed(items=tuple(items)), source=source, index=Index(known), first=first, limits=limits or Limits(), now=NOW
    )


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("HTTPS://Outlet.Example:443/A/../b?", "https://outlet.example/A/../b"),
        ("https://outlet.example", "https://outlet.example/"),
        ("https://outlet.example/?fbclid=1&gclid=2&utm_x=3&p=4&ref=rss", "https://outlet.example/?p=4"),
        ("https://outlet.example/?ref=policy", "https://outlet.example/?ref=policy"),
        ("https://outlet.example/a b", "https://outlet.example/a%20b"),
        (
            "https://www.google.com/url?rct=j&url=https://outlet.example/a%3Futm_source%3Dx&ct=ga",
            "https://outlet.example/a",
        ),
        ("https://outlet.example:99999/", ""),
        ("https:///nohost", ""),
        ("https://out let.example/", ""),
        ("https://outlet.example/" + "a" * 3000, ""),
    ],
)
def test_canonical_links(url: str, kept: str) -> None:
    """One article, one spelling; what is no web address is none."""
    assert canonical(url) == kept


@example("//&é")
@given(st.text(alphabet="htps:/.@?&=#[]%aé中\\\x00\t 1", max_size=60))
def test_any_text_is_a_web_address_or_none(raw: str) -> None:
    """Nothing raises, nothing but http(s) comes out, and canonical links are canonical."""
    for base in ("", "https://outlet.example/feed"):
        url = canonical(raw, base)
        assert url == "" or url.startswith(("http://", "https://"))
        assert canonical(url) == url


@pytest.mark.parametrize(
    "other",
    [
        "http://outlet.example/a/b", "https://www.outlet.example/a/b", "https://m.outlet.example/a/b/",
        "https://outlet.example/a/b/amp/", "https://outlet.example/a/b/amp",
    ],
)  # fmt: skip
def test_mobile_and_amp_pages_are_the_same_article(other: str) -> None:
    """Scheme, `www.`, `m.`, AMP and a final slash do not make another article."""
    assert url_key(canonical(other)) == url_key("https://outlet.example/a/b")


def test_links_of_a_news_search_are_opaque() -> None:
    """They are kept as they are, and no page is read behind them."""
    url = "https://news.google.com/rss/articles/CBMiabc?oc=5"
    assert canonical(url) == url
    assert identity.is_opaque(url)


@pytest.mark.parametrize(
    "change",
    [
        {"guid": "ffffffffffff"},
        {"url": "https://outlet.example/edited-slug", "id": "aaaaaaaaaaaa"},
        {"guid": "ffffffffffff", "url": "https://outlet.example/1?token=xyz", "id": "aaaaaaaaaaaa"},
        {"guid": "", "url": "", "id": "aaaaaaaaaaaa"},
        {"title": "Another headline altogether"},
    ],
)
def test_an_article_is_known_by_any_rung(change: dict[str, str]) -> None:
    """A new GUID, an edited slug, a rotating token, an edited title: still the same article."""
    before = item()
    found = schedule.match((replace(before, **change),), Index([entry(before)]))
    assert [known.id for known in found.values()] == [before.id]


def test_a_title_alone_does_not_join_other_days_or_outlets() -> None:
    """A daily column is a new article each day, and two outlets may choose one headline."""
    old = item(published=NOW - timedelta(days=5))
    today = item(2, title=old.title)
    assert schedule.match((today,), Index([entry(old)])) == {}
    elsewhere = item(3, title=old.title, source="other", published=old.published)
    assert schedule.match((elsewhere,), Index([entry(old)])) == {}


def test_a_title_does_not_take_an_entry_that_is_still_there() -> None:
    """Yesterday's column is in the feed too, so today's is another."""
    yesterday = item(1, title="The morning report", published=NOW - timedelta(hours=24))
    today = item(2, title="The morning report", published=NOW - timedelta(hours=1))
    found = schedule.match((today, yesterday), Index([entry(yesterday)]))
    assert list(found) == [yesterday.id]


def test_old_items_announced_again_are_known() -> None:
    """A fresh date does not make an old article news."""
    old = item(published=NOW - timedelta(days=90))
    again = replace(old, published=NOW)
    assert plan([again], [entry(old)]).new == ()


def test_first_reading_is_dated_by_the_items_later_ones_by_the_clock() -> None:
    """A new source does not flood the week in which it was added."""
    dated, undated = item(1), item(2, published=None)
    assert [each.seen for each in plan([dated, undated], [], first=True).new] == [dated.published, NOW]
    assert [each.seen for each in plan([dated, undated], []).new] == [NOW, NOW]


def test_what_is_older_than_news_is_counted() -> None:
    """Age is judged at first sight."""
    plans = plan([item(1, published=NOW - timedelta(days=15)), item(2)], [])
    assert (len(plans.new), plans.dropped) == (1, {"old": 1})


def test_the_newest_items_of_a_long_feed_are_taken() -> None:
    """Ten thousand entries at first fetch are cut, and the cut is known."""
    feed = Feed(items=tuple(item(i, published=NOW - timedelta(minutes=i)) for i in range(1000)))
    kept, cut = schedule.newest(feed, Limits(items_per_read=200))
    assert (len(kept.items), cut) == (200, 800)
    assert kept.items[0].published == NOW


def test_include_and_exclude_choose_items() -> None:
    """Words in title, summary or categories, caseless."""
    some = [item(1, title="Chips for all"), item(2, title="Cooking", summary="about CHIPS"), item(3, title="Sports")]
    chosen = plan(some, [], source=replace(SOURCE, include=("chips",), exclude=("cooking",)))
    assert [each.item.title for each in chosen.new] == ["Chips for all"]
    assert chosen.dropped == {"excluded": 1, "not included": 1}


def test_an_edited_item_is_marked_once() -> None:
    """Title and summary count, figures in a summary do not; the second reading of the edit changes nothing."""
    before = item(summary="12 comments so far")
    known = entry(before)
    assert plan([replace(before, summary="15 comments so far")], [known]).changed == ()
    (after,) = plan([replace(before, title=f"{TITLE}, updated")], [known]).changed
    assert (after.id, after.updated, after.seen) == (known.id, NOW, known.seen)
    assert plan([replace(before, title=f"{TITLE}, updated")], [after]).changed == ()
    assert plan([replace(before, summary="Now with a correction")], [known]).changed != ()


def test_a_feed_that_alternates_keeps_both_versions_known() -> None:
    """What is missing from a reading is not deleted, and is not new when it comes back."""
    one, two = item(1), item(2, title="Quite another headline")
    known = [entry(one), entry(two)]
    for version in ([one], [two], [one, two]):
        assert plan(version, known) == schedule.Plan(known=len(version))


def test_sources_are_asked_when_they_are_due() -> None:
    """Not while they asked us to wait, not once they are gone, unless the editor writes another address."""
    waiting = Health(source="outlet", url=SOURCE.url, status="waiting", retry_after=NOW + timedelta(hours=1))
    gone = Health(source="outlet", url=SOURCE.url, status="gone")
    assert schedule.due([SOURCE], {"outlet": waiting}, NOW) == []
    assert schedule.due([SOURCE], {"outlet": waiting}, NOW + timedelta(hours=2)) == [SOURCE]
    assert schedule.due([SOURCE], {"outlet": gone}, NOW) == []
    assert schedule.due([replace(SOURCE, url="https://outlet.example/new")], {"outlet": gone}, NOW) != []
    assert schedule.due([replace(SOURCE, enabled=False)], {}, NOW) == []
