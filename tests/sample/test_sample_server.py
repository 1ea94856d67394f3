"""The sample's server answers as the outlets would have at a moment, and nothing before its time."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import feedparser
import pytest

from digest.sample import Outlet, Press, days, load, serve
from digest.sample.render import WINDOW

OUTLETS = {outlet.id: outlet for outlet in load()}
LIVING = [outlet for outlet in OUTLETS.values() if not outlet.closed]
LAST = days()[-1]


@pytest.fixture(scope="module")
def running() -> Iterator[Press]:
    """One server for the module."""
    with serve(LAST) as press:
        yield press


@pytest.fixture
def press(running: Press) -> Press:
    """The server, at the last moment of the sample."""
    running.as_of = LAST
    return running


def get(press: Press, outlet: Outlet, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Ask the server for a path of an outlet."""
    host, port = press.hosts[outlet.host]
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Host": outlet.host, **named})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("outlet", LIVING, ids=lambda outlet: outlet.id)
def test_feed_parses(press: Press, outlet: Outlet) -> None:
    """Each feed is well-formed, of the kind it says, and lists the newest items by their canonical address."""
    status, headers, body = get(press, outlet, outlet.feed)
    assert status == 200
    expected = [article.title for article in outlet.published(LAST)][:WINDOW]
    if outlet.format == "json":
        items = json.loads(body)["items"]
        assert [item["title"] for item in items] == expected
        assert [item["url"] for item in items] == [outlet.link(article) for article in outlet.articles[:WINDOW]]
        return
    ElementTree.fromstring(body.decode(outlet.encoding).partition("?>")[2])  # expat knows no GBK
    parsed = feedparser.parse(body, response_headers={"content-type": headers["Content-Type"]})
    assert not parsed.bozo
    assert parsed.version == {"rss2": "rss20", "rss1": "rss10", "atom": "atom10"}[outlet.format]
    assert [entry.title for entry in parsed.entries] == expected
    links = [entry.link.partition("?")[0] for entry in parsed.entries]
    assert links == [outlet.link(article) for article in outlet.articles[:WINDOW]]
    assert all(entry.summary for entry in parsed.entries)


def test_full_text_is_in_one_feed(press: Press) -> None:
    """The full-text outlet's feed carries each article's last paragraph, the others' do not."""
    for outlet in LIVING:
        body = get(press, outlet, outlet.feed)[2].decode(outlet.encoding)
        article = next(one for one in outlet.published(LAST) if one.kind == "news")
        words = article.text.splitlines()[-1][-30:-1]
        assert (words in body) is outlet.fulltext, outlet.id


def test_gbk_is_gbk(press: Press) -> None:
    """The GBK outlet's feed and pages are declared as GBK, decode as GBK, and are not UTF-8."""
    outlet = next(one for one in LIVING if one.encoding == "gbk")
    for path in (outlet.feed, outlet.path(outlet.articles[0])):
        _, headers, body = get(press, outlet, path)
        assert "charset=gbk" in headers["Content-Type"]
        assert outlet.articles[0].title in body.decode("gbk")
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")


def test_bare_dates(press: Press) -> None:
    """The outlet with bare dates gives no time of day."""
    outlet = next(one for one in LIVING if one.date_only)
    feed = ElementTree.fromstring(get(press, outlet, outlet.feed)[2])
    dates = [item.text or "" for item in feed.iter("pubDate")]
    assert dates
    assert all(len(date) == len("2023-07-03") for date in dates)


@pytest.mark.parametrize("outlet", LIVING, ids=lambda outlet: outlet.id)
def test_unchanged_is_304(press: Press, outlet: Outlet) -> None:
    """Who sends back either validator gets 304 without a body, until the feed changes."""
    _, headers, _ = get(press, outlet, outlet.feed)
    for sent in ({"If_None_Match": headers["ETag"]}, {"If_Modified_Since": headers["Last-Modified"]}):
        status, _, body = get(press, outlet, outlet.feed, **sent)
        assert (status, body) == (304, b"")
    press.as_of = outlet.articles[0].date - timedelta(seconds=1)
    assert get(press, outlet, outlet.feed, If_None_Match=headers["ETag"])[0] == 200


@pytest.mark.parametrize("outlet", LIVING, ids=lambda outlet: outlet.id)
def test_nothing_before_its_time(press: Press, outlet: Outlet) -> None:
    """An article is neither in the feed nor on its page a second before its date, and both at its date."""
    for article in outlet.articles:
        press.as_of = article.date - timedelta(seconds=1)
        assert get(press, outlet, outlet.path(article))[0] == 404
        assert article.slug not in get(press, outlet, outlet.feed)[2].decode(outlet.encoding)
        press.as_of = article.date
        assert get(press, outlet, outlet.path(article))[0] == 200
        assert article.slug in get(press, outlet, outlet.feed)[2].decode(outlet.encoding)


@pytest.mark.parametrize("outlet", LIVING, ids=lambda outlet: outlet.id)
def test_pages_hold_the_article(press: Press, outlet: Outlet) -> None:
    """A page has title and text, and of a paywalled one only the beginning, with the mark that says so."""
    for article in outlet.articles:
        page = get(press, outlet, outlet.path(article))[2].decode(outlet.encoding).replace("&#39;", "'")
        page = page.replace("&#34;", '"').replace("&amp;", "&")
        assert article.title in page
        paragraphs = article.text.splitlines()
        assert paragraphs[0] in page
        assert (paragraphs[-1] in page) is (not outlet.paywall or len(paragraphs) == 1)
        assert ('"isAccessibleForFree": false' in page) is outlet.paywall


def test_what_is_known_only_to_tests_is_not_served(press: Press) -> None:
    """Neither an event's key nor an article's kind is in a feed or a page."""
    for outlet in LIVING:
        for path in (outlet.feed, outlet.path(outlet.articles[0])):
            body = get(press, outlet, path)[2].decode(outlet.encoding)
            assert "event:" not in body
            assert "kind:" not in body


def test_closed_outlet_is_gone(press: Press) -> None:
    """The closed outlet serves its feed before its end, and 410 from then on."""
    outlet = next(one for one in OUTLETS.values() if one.closed)
    assert get(press, outlet, outlet.feed)[0] == 410
    press.as_of = days()[0]
    assert get(press, outlet, outlet.feed)[0] == 200


def test_robots_front_and_nothing(press: Press) -> None:
    """robots.txt allows articles, the front page names the feed, and everything else is 404."""
    outlet = LIVING[0]
    assert b"Disallow: /search" in get(press, outlet, "/robots.txt")[2]
    assert outlet.feed.encode() in get(press, outlet, "/")[2]
    assert get(press, outlet, "/2023/nothing")[0] == 404
    stranger = http.client.HTTPConnection(*press.address, timeout=10)
    stranger.request("GET", outlet.feed)
    assert stranger.getresponse().status == 404
    stranger.close()


def test_same_bytes_on_any_port(press: Press) -> None:
    """Two servers on two ports answer with the same bytes, so that what is kept names no port."""
    with serve(LAST) as other:
        assert other.address != press.address
        for outlet in LIVING:
            assert get(press, outlet, outlet.feed)[2] == get(other, outlet, outlet.feed)[2]
            path = outlet.path(outlet.articles[0])
            assert get(press, outlet, path)[2] == get(other, outlet, path)[2]


def test_every_day_is_later_than_the_one_before() -> None:
    """The demo's moments are in UTC, ascending and a day apart."""
    moments = days()
    assert all(later - sooner == timedelta(days=1) for sooner, later in pairwise(moments))
    assert moments[0].tzinfo is UTC
    assert isinstance(moments[0], datetime)
