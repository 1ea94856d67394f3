"""Pages: the article and nothing else, whatever stands around it; what a page says of itself; and what hangs nobody."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect import robots, tidy
from digest.collect.extract import extract, from_feed
from digest.model import Item, Text

URL = "https://outlet.example/2026/01/export-rules"
SENTENCES = [
    f"The ministry said on {day} that the {thing} would be reported to the regulator within thirty days of their sale."
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
    for thing in ("advanced chips", "design tools", "memory stacks")
]
CHINESE = [
    f"监管部门在{day}表示，企业应当在{thing}出口后的三十天之内向主管机关提交完整的书面报告，并接受必要的检查。"
    for day in ("周一", "周二", "周三")
    for thing in ("先进芯片", "设计软件", "存储产品")
]
LEAD = "The ministry has told the makers of chips what they must report to it, and when they must do so."


def page(body: str, head: str = "", lang: str = "en") -> bytes:
    """A page of an outlet."""
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def paragraphs(sentences: list[str] = SENTENCES) -> str:
    """The article as it is marked up."""
    return "".join(f"<p>{each}</p>" for each in sentences)


def read(body: str, head: str = "", item: Item | None = None) -> Text:
    """What is extracted."""
    return extract(page(body, head), url=URL, content_type="text/html", item=item)


def item(**more: str) -> Item:
    """What the feed said."""
    return Item(id="1", source="outlet", url=URL, title="Ministry explains its export rules", **more)


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
    """Within, before and after the text."""
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


@pytest.mark.parametrize("button", ["Accept all", "Got it", "Manage preferences", "同意"])
def test_a_notice_about_cookies_is_known_by_its_button(button: str) -> None:
    """However little it says, whatever it is called, and however short the article is."""
    notice = f"<div><div><p>{'We and our partners store information such as cookies for advertising, and ask for your consent. ' * 4}</p></div><button>{button}</button></div>"
    text = read(f"{notice}<main><h1>Rules</h1>{paragraphs(SENTENCES[:5])}</main>").text
    assert text.split("\n") == SENTENCES[:5]


@pytest.mark.parametrize(
    "notice",
    [
        "<h2>我们重视您的隐私</h2><p>我们和合作伙伴在您的设备上存储信息，并处理个人数据，以提供个性化的广告和内容。</p><button>同意</button>",
        "<h2>我們重視您的隱私權</h2><p>我們與合作夥伴會在您的裝置上存取資訊，以提供個人化的廣告與內容。</p><button>接受全部</button>",
        "<h2>We value your privacy</h2><p>We and our vendors store and access information on your device, for ads and content made for you.</p><button>Accept all</button>",
    ],
)
def test_a_notice_about_privacy_is_recognised_by_its_button(notice: str) -> None:
    """It is removed even if it never mentions cookies."""
    text = read(f"<div><div>{notice}</div></div><div><h1>Rules</h1>{paragraphs(SENTENCES[:5])}</div>").text
    assert text.split("\n") == SENTENCES[:5]


def test_a_short_article_may_quote_a_notice() -> None:
    """It is recognised by the words of its title."""
    said = [
        "苹果公司周二更新了隐私政策，要求所有应用说明如何使用用户数据，违反者将被下架。",
        "公司在声明中说，我们重视您的隐私，这是产品设计的一部分，不会因广告业务而改变。",
        "监管机构表示将在下月审查这些变化，并要求公司提交说明材料。",
    ]
    assert (
        read(f"<h1>苹果更新隐私政策</h1>{paragraphs(said)}", "<title>苹果更新隐私政策</title>").text.split("\n") == said
    )


@pytest.mark.parametrize("tag", ["div", "p", "span", "em"])
def test_words_under_a_picture_are_its_caption(tag: str) -> None:
    """Without any name, where an element holds but the two; a paragraph that begins with a picture is none."""
    picture = f"<div><a><img src=x.jpg></a><{tag}>A chip lies on a table in a plant of its maker</{tag}></div>"
    half = paragraphs(SENTENCES[:6]), paragraphs(SENTENCES[6:])
    assert read(f"<article>{half[0]}{picture}{half[1]}</article>").text.split("\n") == SENTENCES
    begun = f"<p><img src=x.jpg> {LEAD}</p>"
    assert LEAD in read(f"<article>{half[0]}{begun}{half[1]}</article>").text


def test_lists_within_the_text_are_kept() -> None:
    """Not every list is a menu."""
    points = [
        "the maker of the chip and its place",
        "the buyer and what it will be used for",
        "the price that was paid for it",
    ]
    listed = "<ul>" + "".join(f"<li>{each}</li>" for each in points) + "</ul>"
    text = read(f"<article>{paragraphs(SENTENCES[:6])}{listed}{paragraphs(SENTENCES[6:])}</article>").text
    assert all(point in text for point in points)


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


def ld(**said: object) -> str:
    """JSON-LD of an article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "Rules", **said})}</script>'


@pytest.mark.parametrize(
    ("head", "paid"),
    [
        (ld(isAccessibleForFree=False), True), (ld(isAccessibleForFree="False"), True), (ld(isAccessibleForFree=True), False),
        (ld(isAccessibleForFree="http://schema.org/False"), True), (ld(hasPart={"@type": "WebPageElement", "isAccessibleForFree": "false"}), True),
        (ld(hasPart=[{"cssSelector": ".a"}, {"isAccessibleForFree": False}]), True), (ld(isAccessibleForFree=True, hasPart=[{"isAccessibleForFree": False}]), False),
        ('<meta itemprop="isAccessibleForFree" content="false">', True), ('<meta property="article:content_tier" content="locked">', True),
        ('<meta property="article:content_tier" content="free">', False), (ld(hasPart="x", isAccessibleForFree=None), False), ("", False),
    ],
)  # fmt: skip
def test_a_page_says_that_it_is_paid_for(head: str, paid: bool) -> None:
    """In all the shapes that outlets give it; the article's word goes before that of its parts."""
    assert read(f"<article>{paragraphs()}</article>", head).paywall is paid


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
    """Only a whole day is one, and only where nothing else is said."""
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
    """Not an address, not what a form was filled with."""
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


@pytest.mark.parametrize(
    "notice",
    [
        "We use cookies. Accept all cookies or manage preferences to go on with us and our partners.",
        "Please enable JavaScript and disable any ad blocker to go on.",
        "Checking your browser before you can go on. Just a moment please, this takes some seconds.",
        "Sorry, the page you were looking for is no longer available. Try our search instead.",
        "为了您的安全，请完成安全验证后继续访问，输入验证码即可。",
        "我们重视您的隐私。您可以选择接受，或者更改设置，然后继续阅读本站的内容。",
        "我们和我们的合作伙伴会在您的设备上存储和访问信息，以便提供个性化的内容和广告。",
        "本網站使用 Cookie 以提升您的瀏覽體驗，繼續瀏覽即表示您同意我們的政策。",
        "点击“接受所有 Cookie”即可继续，您也可以随时更改自己的选择。",
    ],
)
def test_a_notice_is_no_article(notice: str) -> None:
    """What the feed carried goes before a cookie wall, a check for robots or an error."""
    text = read(f"<main><p>{notice}</p><p>{notice}</p></main>", item=item(summary="The ministry explained its rules."))
    assert (text.text, text.origin) == ("The ministry explained its rules.", "summary")


@pytest.mark.parametrize(
    "stub",
    [
        "Subscribe now to continue reading this story.",
        "Already a subscriber? Sign in to read the full article.",
        "订阅后阅读全文，成为会员即可查看。",
    ],
)
def test_a_stub_is_a_paywall(stub: str) -> None:
    """It is marked, the invitation goes, and a longer text of the feed is preferred."""
    body = f"<article><p>{SENTENCES[0]}</p><p>{stub}</p></article>"
    text = read(body)
    assert text.paywall
    assert text.text == SENTENCES[0]
    full = read(body, item=item(content="\n".join(SENTENCES)))
    assert (full.origin, full.paywall) == ("feed", True)


@pytest.mark.parametrize(
    ("beside", "paid"),
    [
        ("<div class='subscribe-wall'><h3>Subscribe to continue reading</h3></div>", True), ("<div><h3>This story is for subscribers only</h3></div>", True),
        ("<div class='modal'><p>To keep reading, sign in.</p></div>", True), ("<div><span>剩余70%内容，开通会员后可阅读</span></div>", True),
        ("<div>本文为会员专享</div>", True), ("<div style='display: none'>Subscribe to continue reading</div>", False),
        ("<footer>Subscribe to read the full story.</footer>", False), ("<div>Subscribe for unlimited access</div>", False), ("<div>Already a subscriber?</div>", False),
    ],
)  # fmt: skip
def test_a_paywall_stands_beside_what_one_may_read(beside: str, paid: bool) -> None:
    """Outside of the text: there it must speak of this article. What the page says of itself goes before it."""
    body = f"<article><h1>Rules</h1>{paragraphs(SENTENCES[:2])}</article>{beside}"
    assert read(body).paywall is paid
    assert not read(body, ld(isAccessibleForFree=True)).paywall
    assert not read(body.replace(paragraphs(SENTENCES[:2]), paragraphs(SENTENCES * 2))).paywall


def test_a_long_article_about_subscriptions_is_no_stub() -> None:
    """A phrase in a long text means nothing."""
    body = f"<article>{paragraphs(SENTENCES * 2)}<p>Readers must subscribe to read the report, the ministry said in its answer.</p></article>"
    assert not read(body).paywall


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
    """Never an exception."""
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
    """Whatever the markup."""
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


@pytest.mark.parametrize(
    ("headers", "html", "says"),
    [
        ({"x-robots-tag": "nosnippet"}, b"", "nosnippet"),
        ({"x-robots-tag": "otherbot: nosnippet"}, b"", ""),
        ({"x-robots-tag": "otherbot: noindex, news-desk-digest: nosnippet"}, b"", "nosnippet"),
        ({"x-robots-tag": "noarchive, max-snippet:-1"}, b"", ""),
        ({"x-robots-tag": "max-snippet:0"}, b"", "max-snippet:0"),
        ({"tdm-reservation": "1"}, b"", "tdm-reservation"),
        ({"tdm-reservation": "0"}, b"", ""),
        ({}, b'<meta name="robots" content="index, nosnippet">', "nosnippet"),
        ({}, b"<META CONTENT='1' NAME='tdm-reservation'>", "tdm-reservation"),
        ({}, b'<meta name="otherbot" content="nosnippet">', ""),
    ],
)
def test_opt_outs_are_seen(headers: dict[str, str], html: bytes, says: str) -> None:
    """In headers and in the page's head; what is meant for others is not for us."""
    assert robots.opted_out(headers, html) == says


RULES = b"\xef\xbb\xbfUser-agent: *\nDisallow: /\nAllow: /news/\nDisallow: /news/*.pdf$\nCrawl-delay: 2.5\n\nUser-agent: badbot\nDisallow:\n"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", False), ("/news/a", True), ("/news/a.pdf", False), ("/news/a.pdf?x", True), ("/other", False)],
)
def test_robots_precedence_wildcards_and_mark(path: str, allowed: bool) -> None:
    """The longest rule wins, `*` and `$` are understood, and a byte order mark does not hide the first line."""
    assert robots.Robots(RULES).allows(f"https://outlet.example{path}", "news-desk-digest") is allowed


def test_robots_delay_may_be_a_fraction() -> None:
    """Two and a half seconds; and nonsense is none."""
    assert robots.Robots(RULES).delay("news-desk-digest") == 2.5
    assert robots.Robots(b"User-agent: *\nCrawl-delay: soon\n").delay("news-desk-digest") == 0


def test_hostile_robots_files_are_tamed() -> None:
    """A rule of a thousand wildcards, and one without end."""
    rules = robots.Robots(b"User-agent: *\nDisallow: /" + b"a*" * 1000 + b"b\nDisallow: /" + b"x" * 600_000)
    assert rules.allows("https://outlet.example/" + "a" * 1000, "news-desk-digest") in {True, False}
