"""Metadata of pages: author, date, language, canonical link, and the text in JSON-LD."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from article_pages import CHINESE, SENTENCES, URL, ld, page, paragraphs, read

from digest.collect.extract import extract


def test_a_page_says_who_wrote_it_when_and_where() -> None:
    """From JSON-LD; the canonical link only within the same site."""
    said = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Outlet"},
            {"@type": ["NewsArticle"], "headline": "Ministry explains &amp; reports", "author": [{"@type": "Person", "name": "Ann Writer"}],
             "datePublished": "2026-01-28T09:00:00+08:00", "isAccessibleForFree": "False"},
        ],
    }  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(said)}</script><link rel="canonical" href="https://www.outlet.example/rules?utm_source=x">'
    text = read(f"<article>{paragraphs()}</article>", head)
    assert (text.title, text.author, text.language) == ("Ministry explains & reports", "Ann Writer", "en")
    assert text.published == datetime(2026, 1, 28, 1, tzinfo=UTC)
    assert text.url == "https://www.outlet.example/rules"
    assert text.paywall
    elsewhere = '<link rel="canonical" href="https://evil.example/rules">'
    assert read(f"<article>{paragraphs()}</article>", elsewhere).url == ""


@pytest.mark.parametrize(
    ("head", "body", "when"),
    [
        (ld(datePublished="2026-01-02T10:00:00Z") + '<meta property="article:published_time" content="2026-01-03">', "", "2026-01-02 10:00"),
        ('<meta property="article:published_time" content="2026-01-03T01:00:00+08:00">', "<time datetime=2026-01-05>", "2026-01-02 17:00"),
        ("", "<h1>Rules</h1><span>By A</span><time datetime='2026-01-04T10:00:00Z'>4 January</time>", "2026-01-04 10:00"),
        ("", "<time datetime=2020-01-01></time><h1>Rules</h1><p>Updated January 6, 2026</p>", "2026-01-06 00:00"),
        ("", "<h1>出口规则公布</h1><div>2026年1月7日 08:30 来源：某报</div>", "2026-01-07 00:30"),
        ("", "<h1>Rules</h1><p>In the years from 2020 on, and long after it all, nothing at all was said of 2021-01-01 in any of the rules of theirs.</p>", ""),
        (ld(datePublished="soon") + '<meta name="date" content="0000-00-00">', "", ""),
    ],
)  # fmt: skip
def test_a_date_is_believed_in_the_order_of_who_says_it(head: str, body: str, when: str) -> None:
    """JSON-LD, then the head, then what is marked or written after the headline; a Chinese page without zone means China's."""
    text = read(f"{body}<article>{paragraphs()}</article>", head)
    if "出口" in body:
        text = extract(page(f"{body}<article>{paragraphs(CHINESE)}</article>", head, "zh-CN"), url=URL)
    assert (f"{text.published:%Y-%m-%d %H:%M}" if text.published else "") == when


def test_a_date_may_be_in_the_link() -> None:
    """Only a complete day counts, and only if the page has no other date."""
    body = page(f"<article>{paragraphs()}</article>")
    assert extract(body, url="https://outlet.example/2026/01/29/rules").published == datetime(2026, 1, 29, tzinfo=UTC)
    assert extract(body, url="https://outlet.example/20260129-rules").published == datetime(2026, 1, 29, tzinfo=UTC)
    assert extract(body, url="https://outlet.example/2026/13/29/rules").published is None


@pytest.mark.parametrize(
    ("said", "author"),
    [
        (ld(author="By Ann Writer"), "Ann Writer"), (ld(author=[{"name": "Ann Writer"}, {"name": "Bob Editor"}, 5]), "Ann Writer, Bob Editor"),
        (ld(author={"name": "admin"}) + '<meta name="author" content="name, mail@outlet.example">', ""), (ld(author="https://outlet.example/ann"), ""),
        ('<meta name="author" content="Ann Writer">', "Ann Writer"),
        (ld(author="View all posts by Ann Writer"), "Ann Writer"), (ld(author="The Outlet (www.outlet.example)"), "The Outlet"),
        (ld(author='{"@type": "Person", "name": "x"}'), ""),
    ],
)  # fmt: skip
def test_an_author_is_a_name(said: str, author: str) -> None:
    """Links and placeholders such as `admin` are not accepted."""
    assert read(f"<article>{paragraphs()}</article>", said).author == author
    linked = f"<a rel='author' href=/ann>Ann Writer</a><article>{paragraphs()}</article>"
    assert read(linked, said).author == (author or "Ann Writer")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<div class='c-byline'>By <b>Monica Hersher</b> and May Zhou <i>Staff Writer</i> 4 Min Read</div>", "Monica Hersher and May Zhou"),
        ("<p>By JANE DOE Tuesday, Aug. 17, 2026</p>", "JANE DOE"), ("<span class='post-author-name'>Jan de Vries</span>", "Jan de Vries"),
        ("<p>By Friday Morning all of the makers had left the town.</p>", ""), ("<p>Jane Doe went to the town.</p>", ""), ("<div class='author'>STAFF</div>", ""),
        ("<div>来源：某报　作者：王小明 发布时间：2026年1月28日</div>", "王小明"), ("<p>文｜李晓明</p>", "李晓明"), ("<div>某某新闻记者 王小明</div>", "王小明"), ("<p>记者 从主管部门获悉这一消息</p>", ""), ("<p>记者：张三 李四</p>", "张三 李四"),
        ("<ul class='comments'><li><cite class='comment-author'>Ann Reader</cite></li></ul>", ""),
    ],
)  # fmt: skip
def test_an_author_is_read_from_a_line_below_the_headline(line: str, author: str) -> None:
    """Where nothing marks one: what is called a byline or begins like one, up to the first word that is no name."""
    assert read(f"<article><h1>Rules</h1>{line}{paragraphs()}</article>").author == author


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/rules", "https://outlet.example/rules"), ("http://outlet.example/rules", "https://outlet.example/rules"), ("https://amp.outlet.example/r", "https://amp.outlet.example/r"),
        ("https://evil.example/rules", ""), ("//evil.example/rules", ""), ("javascript:alert(1)", ""), ("https://outlet.example/", ""), ("", ""), ("https://[", ""),
    ],
)  # fmt: skip
def test_a_canonical_link_is_of_the_same_site(link: str, url: str) -> None:
    """Never another site's, nor the front page, nor without the encryption that there is."""
    assert read(f"<article>{paragraphs()}</article>", f'<link rel="canonical" href="{link}">').url == url


def test_a_language_is_said_in_many_places_or_seen() -> None:
    """The element, the head, JSON-LD; a title in Chinese is Chinese."""
    text = "<p>x</p>"
    assert extract(f'<meta property="og:locale" content="zh_CN">{text}'.encode(), url=URL).language == "zh-CN"
    assert extract(f"{ld(inLanguage='en')}{text}".encode(), url=URL).language == "en"
    assert extract(f"<title>出口规则公布</title>{text}".encode(), url=URL).language == "zh"


def test_a_page_drawn_by_scripts_is_read_from_its_json() -> None:
    """`articleBody` is a candidate where the markup has nothing."""
    said = {"@type": "NewsArticle", "headline": "Rules", "articleBody": "\n".join(SENTENCES)}
    text = read("<div id=app></div>", f'<script type="application/ld+json">{json.dumps(said)}</script>')
    assert text.origin == "jsonld"
    assert text.text.split("\n") == SENTENCES
