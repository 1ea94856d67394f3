"""Extraction of the text: the whole article, nothing from around it, and no exception whatever the page holds."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import pytest
from article_pages import CHINESE, SENTENCES, URL, item, page, paragraphs, read
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect import tidy
from digest.collect.extract import extract, from_feed
from digest.model import Text

LEAD = "The ministry has told the makers of chips what they must report to it, and when they must do so."

NOISE = {
    "navigation": "<nav><a href=/a>Home</a><a href=/b>Business</a></nav>",
    "cookie banner": "<div class='cookie-banner'><p>We use cookies to improve your experience on this site, and share data.</p></div>",
    "share buttons": "<div class='share-tools'><a href=#>Share</a> <a href=#>Tweet</a></div>",
    "caption": "<figure><img src=x.jpg><figcaption>A chip on a table. Photo: A. Person/Agency</figcaption></figure>",
    "related": "<div class='related-articles'><h3>Related</h3><ul><li><a href=/1>How a chip is made today</a></li><li><a href=/2>What a chip costs</a></li></ul></div>",
    "teaser": "<p><a href=/3>READ MORE: What the neighbours think of the chip rules</a></p>",
    "newsletter": "<p>Sign up for our daily newsletter to get the news in your inbox.</p>",
    "comments": "<section id='comments'><h3>2 comments</h3><p>I do not think that this is right at all, as they said last year already.</p></section>",
    "byline": "<p>By Ann Writer</p><p>Published: January 28, 2026</p>",
    "rights": "<p>Copyright © 2026 Outlet Media. All rights reserved.</p>",
    "advertisement": "<p>Advertisement</p><aside><p>Buy one of our mugs today and support the newsroom of the outlet.</p></aside>",
    "script": "<script>!function(){window.x=1}()</script><noscript><p>Please enable JavaScript.</p></noscript>",
    "hidden": "<div style='display:none'><p>This paragraph is here for machines only and shown to nobody who reads the page.</p></div>",
}


@pytest.mark.parametrize("kind", NOISE)
@pytest.mark.parametrize("wrapper", ["<article>{}</article>", "<div class='post-content'>{}</div>", "<div>{}</div>"])
def test_noise_is_left_out_and_the_article_is_whole(kind: str, wrapper: str) -> None:
    """The noise stands before, within and after the text."""
    half = len(SENTENCES) // 2
    inside = paragraphs(SENTENCES[:half]) + NOISE[kind] + paragraphs(SENTENCES[half:])
    assert read(wrapper.format(inside)).text.split("\n") == SENTENCES
    assert read(NOISE[kind] + wrapper.format(paragraphs()) + NOISE[kind]).text.split("\n") == SENTENCES


@pytest.mark.parametrize(
    "noise",
    [
        "<p>（原标题：出口规则公布）</p>", "<p>责任编辑：王某</p>", "<p>来源：某日报</p>", "<p>图片来源：某摄影</p>", "<p>扫描二维码关注我们的公众号</p>",
        "<div>相关阅读</div><ul><li><a href=/1>芯片怎样制造</a></li><li><a href=/2>芯片的价格</a></li></ul>", "<p>版权声明：未经许可不得转载</p>",
    ],
)  # fmt: skip
def test_chinese_noise_is_left_out(noise: str) -> None:
    """Editors' names, sources, QR codes, lists of links and rights."""
    body = page(f"<div class='content'>{paragraphs(CHINESE)}{noise}</div>", lang="zh")
    assert extract(body, url=URL).text.split("\n") == CHINESE


def test_an_article_cut_into_blocks_is_whole() -> None:
    """Advertisements part the text of some outlets into several elements."""
    blocks = "".join(
        f"<div class='grid'><div class='body'>{paragraphs(SENTENCES[i : i + 4])}</div><div class=ad></div></div>"
        for i in (0, 4, 8)
    )
    assert read(f"<main><h1>Title</h1><div class='chunks'>{blocks}</div></main>").text.split("\n") == SENTENCES


def test_a_standfirst_belongs_to_the_text() -> None:
    """It stands right before the text and is named so; what is named so elsewhere does not."""
    lead = "<div class='article__summary'>The ministry has told the makers of chips what they must report to it, and when they must do so.</div>"
    body = f"<div class='article'>{lead}<div class='article__text'>{paragraphs()}</div></div>"
    assert read(body).text.startswith("The ministry has told the makers")
    assert (
        read(f"{lead}<nav></nav><main><div class='article__text'>{paragraphs()}</div></main>").text.split("\n")
        == SENTENCES
    )


@pytest.mark.parametrize("called", ["article-leadText", "a-article-intro", "post_excerpt", "deck", "unnamed"])
def test_a_standfirst_may_stand_in_the_header(called: str) -> None:
    """Deeper than beside the text, as long as it is within the article."""
    lead = f"<header><h1>Rules</h1><div><h2 class='{called}'>{LEAD}</h2></div></header>"
    assert read(f"<article>{lead}<div><div>{paragraphs()}</div></div></article>").text.split("\n") == [LEAD, *SENTENCES]


def test_a_text_in_parts_of_uneven_length_is_whole() -> None:
    """What is named alike is one text, however short its last part is."""
    parts = "".join(f"<div class='inner'>{paragraphs(each)}</div>" for each in (SENTENCES[:11], SENTENCES[11:]))
    assert read(f"<main><h1>Rules</h1><div><div>{parts}</div></div></main>").text.split("\n") == SENTENCES


@pytest.mark.parametrize("tag", ["aside", "nav"])
def test_what_stands_beside_may_be_longer_than_the_article(tag: str) -> None:
    """A ticker of the day's news beside a short report; but where one was never closed, the article is in it."""
    beside = "".join(f"<div><p>{each.replace('ministry', 'court')}</p></div>" for each in SENTENCES)
    text = read(f"<h1>Rules</h1><div>{paragraphs(SENTENCES[:6])}</div><{tag}>{beside}</{tag}>").text
    assert text.split("\n") == SENTENCES[:6]
    assert read(f"<{tag}><h1>Rules</h1><div>{paragraphs()}</div></{tag}>").text.split("\n") == SENTENCES


@pytest.mark.parametrize("tag", ["div", "p", "span", "em"])
def test_words_under_a_picture_are_its_caption(tag: str) -> None:
    """Without any name, where an element holds but the two; a paragraph that begins with a picture is none."""
    picture = f"<div><a><img src=x.jpg></a><{tag}>A chip lies on a table in a plant of its maker</{tag}></div>"
    half = paragraphs(SENTENCES[:6]), paragraphs(SENTENCES[6:])
    assert read(f"<article>{half[0]}{picture}{half[1]}</article>").text.split("\n") == SENTENCES
    begun = f"<p><img src=x.jpg> {LEAD}</p>"
    assert LEAD in read(f"<article>{half[0]}{begun}{half[1]}</article>").text


def test_lists_within_the_text_are_kept() -> None:
    """A list without links is part of the article."""
    points = [
        "the maker of the chip and its place",
        "the buyer and what it will be used for",
        "the price that was paid for it",
    ]
    listed = "<ul>" + "".join(f"<li>{each}</li>" for each in points) + "</ul>"
    text = read(f"<article>{paragraphs(SENTENCES[:6])}{listed}{paragraphs(SENTENCES[6:])}</article>").text
    assert all(point in text for point in points)


def test_without_a_page_the_feed_speaks() -> None:
    """Content, else summary, else nothing."""
    assert from_feed(item(content="Full.", summary="Short.")).origin == "feed"
    assert from_feed(item(summary="Short.")).origin == "summary"
    assert from_feed(item()) == Text()


@pytest.mark.parametrize(
    "html",
    [
        b"", b"\0" * 1000, b"<", b"<!--", b"<html", b"\xff\xfe<", b"just words", b"<html></html>", b"<p>" * 20_000, b"<div>" * 20_000 + b"x",
        b"<a href=x>" * 5_000, b"<table><tr><td>" * 3_000, b"<![CDATA[" * 1_000, b"&#" * 10_000, "<script>".encode("utf-16"),
        b'<script type="application/ld+json">' + b'{"a":' * 50_000, b"<p " + b"".join(b"a%d=1 " % i for i in range(150_000)) + b">x",
        b"<div class='" + b"w-" * 20_000 + b"'>x",
        b"<div>" * 250 + b"<img>" * 50_000, b"<div>x" + b"<img>" * 50_000, b"<div>cookie<a>OK</a></div>" * 10_000,
        b"<div><a>Reply</a></div>" * 10_000, b"%PDF-1.7\n" + bytes(range(256)) * 100, b'{"items": [{"html": "<p>x</p>"}]}',
    ],
)  # fmt: skip
def test_broken_pages_give_a_text_or_none(html: bytes) -> None:
    """No markup raises an exception."""
    assert isinstance(extract(html, url=URL).text, str)


@pytest.mark.parametrize(
    "file", [b"%PDF-1.7\n1 0 obj <p>text</p> endobj", b'{"items": [{"html": "<p>A sentence of it.</p>"}]}']
)
def test_other_files_are_no_pages(file: bytes) -> None:
    """Whatever their server calls them; the feed speaks instead."""
    text = extract(file, url=URL, content_type="text/html", item=item(summary="Short."))
    assert (text.text, text.origin) == ("Short.", "summary")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/apdivhtml =\"'&;!-[]中x\n", max_size=300))
def test_any_page_gives_a_text(html: str) -> None:
    """No exception is raised for any markup."""
    assert isinstance(extract(html.encode(), url=URL), Text)


@given(st.text(max_size=600))
def test_tidying_only_takes_away(raw: str) -> None:
    """Each line that remains was there, and a second time nothing goes."""
    once = tidy.tidy(raw)
    assert all(any(row in line for line in raw.split("\n")) for row in once.split("\n"))


def test_a_caption_glued_to_its_paragraph_is_cut_off() -> None:
    """Reposted articles part the two by a rule."""
    glued = (
        "A model in pink © Agency/GettyImages ------------------------------- The ministry said that it would report."
    )
    assert tidy.tidy(glued) == "The ministry said that it would report."
