"""Feeds of every kind and with every fault: items, or one sentence that says why there are none."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import json
import os
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from feed_readings import RSS, items, one, parse

from digest.model import Failure, Source

KINDS = {
    "RSS 0.91": '<rss version="0.91"><channel><title>O</title><item><title>T</title><link>https://outlet.example/1</link></item></channel></rss>',
    "RSS 1.0": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    '<channel><title>O</title></channel><item rdf:about="https://outlet.example/1"><title>T</title><link>https://outlet.example/1</link></item></rdf:RDF>',
    "RSS 2.0": RSS.format(items="<item><title>T</title><link>https://outlet.example/1</link></item>"),
    "Atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>O</title><entry><id>tag:1</id><title>T</title>'
    '<link rel="self" href="https://outlet.example/self"/><link href="https://outlet.example/1"/></entry></feed>',
    "JSON Feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "O",
            "items": [{"id": "1", "title": "T", "url": "https://outlet.example/1"}],
        }
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read(kind: str, source: Source) -> None:
    """RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed, under any media type."""
    for content_type in ("application/xml", "text/html; charset=utf-8", ""):
        (item,) = items(KINDS[kind], source, content_type=content_type)
        assert (item.title, item.url) == ("T", "https://outlet.example/1")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("<!DOCTYPE html><html><body>Checking your browser</body></html>", "web page"),
        ("<html><head><title>Maintenance</title></head></html>", "web page"),
        ("plain words", "neither"),
        ('{"error": "not found"}', "items"),
        ("{not json", "JSON"),
        ("[" * 100_000, "neither"),
        ('{"a":' * 100_000, "JSON"),
    ],
)
def test_what_is_no_feed_is_malformed(body: str, says: str, source: Source) -> None:
    """A challenge page or an empty answer does not count as a feed without items."""
    failure = parse(body, source)
    assert isinstance(failure, Failure)
    assert failure.status == "malformed"
    assert says in failure.reason
    assert failure.remedy


def test_a_page_that_names_its_feed_gives_the_address(source: Source) -> None:
    """The remedy is the address to write."""
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>'
    failure = parse(page, source)
    assert isinstance(failure, Failure)
    assert "http://outlet.example/rss.xml" in failure.remedy


def test_a_path_or_address_as_body_is_not_opened(source: Source, tmp_path: Path) -> None:
    """feedparser would read files and addresses that it is given as a string."""
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS.format(items="<item><title>secret</title></item>"))
    for body in (str(secret), secret.as_uri(), "http://127.0.0.1:9/"):
        assert isinstance(parse(body, source), Failure)


def test_entities_are_neither_expanded_without_end_nor_fetched(source: Source, tmp_path: Path) -> None:
    """A billion laughs and an external entity give at most an item without them."""
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    for subset in (
        f'<!ENTITY a0 "lol">{levels}',
        f'<!ENTITY a9 SYSTEM "{secret.as_uri()}">',
        f'<!ENTITY a9 "{"x" * 50_000}">',
    ):
        body = f'<?xml version="1.0"?><!DOCTYPE rss [{subset}]>' + RSS.format(
            items=f"<item><title>T{'&a9;' * 100}</title><link>https://outlet.example/1</link></item>"
        ).removeprefix('<?xml version="1.0" encoding="utf-8"?>')
        feed = parse(body, source)
        text = repr(feed)
        assert "hunter2" not in text
        assert len(text) < 10_000


def test_short_entities_of_the_document_type_are_resolved(source: Source) -> None:
    """Old feeds declare `&nbsp;` and the like."""
    body = '<!DOCTYPE rss [<!ENTITY corp "Example Corp">]><rss version="2.0"><channel><item><title>&corp; grows</title></item></channel></rss>'
    assert items(body, source)[0].title == "Example Corp grows"


def test_control_characters_do_not_reach_an_item(source: Source) -> None:
    """They are removed, whether raw or as character references."""
    item = one("<title>a\x08b&#8;c&#x1b;[31m</title><link>https://outlet.example/1</link>", source)
    assert item.title == "abc[31m"


def test_chinese_feeds_with_wrong_labels_come_out_right(source: Source) -> None:
    """Where header and declaration disagree, the bytes decide."""
    title = "国家网信办发布新的规定要求企业报告"
    body = RSS.replace("utf-8", "gb2312").format(
        items=f"<item><title>{title}</title><link>https://outlet.example/1</link></item>"
    )
    for encoding in ("gbk", "utf-8"):
        for charset in ("utf-8", "gb2312", "iso-8859-1", "us-ascii"):
            read = items(body.encode(encoding), source, content_type=f"text/xml; charset={charset}")
            assert read[0].title == title


def test_one_bad_byte_costs_one_character(source: Source) -> None:
    """The feed around it stays Chinese."""
    title = "芯片出口的新规定" * 10
    body = RSS.format(
        items=f"<item><title>{title}</title></item><item><title>坏字节X在这里的标题</title></item>"
    ).encode()
    read = items(body.replace(b"X", b"\xff"), source)
    assert title in {item.title for item in read}


def test_a_json_feed_gives_all_its_fields(source: Source) -> None:
    """Text or HTML content, old and new author form, tags, and types that are wrong."""
    written = {
        "items": [
            {"id": 7, "url": "/a?utm_medium=x", "title": "T&amp;T", "content_text": "One <2>.\nTwo.", "author": {"name": "Ann"},
             "date_published": "2026-01-28T08:00:00+08:00", "tags": ["policy", 3]},
            {"id": "8", "external_url": "https://other.example/b", "title": "B", "content_html": "<p>Body</p>", "authors": [{"name": "Bo"}, {"url": "x"}]},
            {"id": ["odd"], "title": {"odd": 1}},
            "odd",
        ]
    }  # fmt: skip
    first, second = sorted(items(json.dumps(written), source), key=lambda item: item.url)
    assert (first.url, first.title, first.content, first.author) == (
        "http://outlet.example/a",
        "T&T",
        "One <2>.\nTwo.",
        "Ann",
    )
    assert first.published == datetime(2026, 1, 28, tzinfo=UTC)
    assert (second.url, second.content, second.author) == ("https://other.example/b", "Body", "Bo")


def test_a_page_without_a_feed_is_read_by_its_selector(source: Source) -> None:
    """Links in the order of the page, with the dates that stand beside them; no script, no repeat, no menu."""
    page = """<html><nav><a href="/about">About us and our work</a></nav><main>
      <article><h2><a href="/n/2?utm_source=home">Second notice of the office</a></h2><time datetime="2026-01-28T08:00:00Z">x</time></article>
      <article><h2><a href="/n/1">First notice of the office</a></h2></article>
      <article><h2><a href="/n/1">First notice of the office</a></h2></article>
      <article><h2><a href="javascript:x">A button to press</a></h2></article></main></html>"""
    listed = replace(source, links="main h2 a")
    read = {item.title: item for item in items(page, listed)}
    assert read["Second notice of the office"].url == "http://outlet.example/n/2"
    assert read["Second notice of the office"].published == datetime(2026, 1, 28, 8, tzinfo=UTC)
    assert read["First notice of the office"].published is None
    assert read["A button to press"].url == ""
    assert len(read) == 3


@pytest.mark.parametrize(("selector", "says"), [("main h7", "matches no link"), ("main >", "selector")])
def test_a_selector_that_finds_nothing_or_is_none_says_so(selector: str, says: str, source: Source) -> None:
    """The reason quotes the editor's selector."""
    failure = parse("<html><main><h2>x</h2></main></html>", replace(source, links=selector))
    assert isinstance(failure, Failure)
    assert says in failure.reason
    assert selector in failure.reason


def test_a_feed_is_parsed_without_network_or_files(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """No stylesheet, schema or image of a feed is fetched."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("opened something")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(os, "system", refuse)
    body = '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + RSS.format(
        items='<item><title>T</title><enclosure url="http://127.0.0.1:9/a.mp3"/></item>'
    )
    assert len(items(body, source)) == 1
