"""Pages without the whole article: paywalls, stubs, and notices in place of the text."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import pytest
from article_pages import SENTENCES, item, ld, paragraphs, read


@pytest.mark.parametrize("button", ["Accept all", "Got it", "Manage preferences", "同意"])
def test_a_notice_about_cookies_is_known_by_its_button(button: str) -> None:
    """It is removed however short it or the article is, and without any telling class name."""
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
    """The feed's own text replaces a cookie wall, a robot check or an error page."""
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
    """Phrases of a paywall in a long text do not count."""
    body = f"<article>{paragraphs(SENTENCES * 2)}<p>Readers must subscribe to read the report, the ministry said in its answer.</p></article>"
    assert not read(body).paywall
