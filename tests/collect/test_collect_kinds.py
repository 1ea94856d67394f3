"""Other kinds of pages: forums, documentation, questions and answers, products, and cookie notices."""

# ruff: noqa: E501 - fixtures are lines as forums write them

from __future__ import annotations

import pytest

from digest.collect.extract import extract

POSTS = [
    "Since the last update our build farm loses its connection to the licence server every night at about two. Has anybody seen this, and what did you do?",
    "Same here. We moved the server into the same rack and it has been quiet for a week.",
    "No trouble at all on our side.",
    "Look at the clock of the machine: ours ran away by a minute a day, and tokens are refused when the two clocks differ by more than five minutes.",
]
QUOTED = "That was it, thank you all. The time service was switched off by the update, and nobody had noticed it."


def _each(template: str) -> str:
    return "".join(
        template.replace("{n}", str(70 + i)).replace("{post}", post) for i, post in enumerate([*POSTS, QUOTED])
    )


FORUMS = {
    "phpBB": (
        "https://www.makers.example/viewtopic.php?t=7",
        '<body id="phpbb" class="nojs"><h2 class="topic-title"><a href="/t">Licence server drops out</a></h2><div class="pagination">5 posts</div>'
        + _each(
            '<div id="p{n}" class="post has-profile bg1"><div class="inner"><dl class="postprofile" id="profile{n}"><dt><a href="/u">maker{n}</a></dt><dd>Posts: 12</dd><dd>Joined: Mon May 04, 2020</dd></dl><div class="postbody"><ul class="post-buttons"><li><a href="/q" title="Reply with quote">Quote</a></li></ul><div class="content">{post}</div><div id="sig{n}" class="signature">There is no place like the workshop in the cellar, says everybody who has one.</div></div></div></div>'
        )
        + "</body>",
    ),
    "XenForo": (
        "https://makers.example/threads/licence-server-drops-out.91/",
        "<h1>Licence server drops out</h1><form>"
        + _each(
            '<article class="message message--post" id="js-post-{n}"><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><h4>maker{n}</h4><h5 class="userTitle">Well-known member</h5></section></div><div class="message-cell message-cell--main"><div class="message-userContent"><article class="message-body"><div class="bbWrapper">{post}</div></article></div><footer class="message-footer"><a href="#">Like</a><a href="#">Reply</a></footer></div></div></article>'
        )
        + "</form>",
    ),
    "Discourse": (
        "https://discuss.makers.example/t/licence-server-drops-out/91",
        '<head><meta name="generator" content="Discourse 3.5"></head><h1>Licence server drops out</h1>'
        + _each(
            '<div id="post_{n}" itemprop="comment" class="topic-body"><div class="post" itemprop="text"><p>{post}</p></div></div>'
        ),
    ),
    "questions and answers": (
        "https://help.makers.example/questions/91/licence-server",
        '<div itemscope itemtype="https://schema.org/QAPage"><h1>Licence server drops out</h1>'
        f'<div class="question" id="question"><div class="js-post-body"><p>{POSTS[0]}</p></div></div>'
        + "".join(
            f'<div id="answer-{i}" class="answer"><div class="votes"><button>Up</button></div><div class="js-post-body"><p>{post}</p></div></div>'
            for i, post in enumerate([*POSTS[1:], QUOTED])
        )
        + "</div>",
    ),
    "a table for each post": (
        "https://bbs.makers.example/showthread.php?91",
        '<div id="posts">'
        + _each(
            '<table id="post{n}"><tr><td class="alt2"><div class="user-info">maker{n} Join Date: May 2020</div></td><td>{post}</td></tr></table>'
        )
        + "</div>",
    ),
    "JSON-LD": (
        "https://makers.example/91",
        '<script type="application/ld+json">{"@type": "DiscussionForumPosting", "headline": "Licence server drops out"}</script><h1>Licence server drops out</h1><ol>'
        + _each('<li id="msg{n}"><blockquote>{post}</blockquote></li>')
        + "</ol>",
    ),
}
MENU = '<div class="top"><a href="/">Makers</a><a href="/new">New posts</a><a href="/rules">Rules</a></div>'
END = '<div class="foot"><p>This board is run by volunteers; write to them if something on it should not be there.</p></div>'


@pytest.mark.parametrize("software", FORUMS)
def test_on_a_forum_the_posts_are_the_text(software: str) -> None:
    """All of them in their order, and nothing of who wrote them, since when and how often."""
    url, html = FORUMS[software]
    text = extract(f"<html>{MENU}{html}{END}</html>".encode(), url=url).text
    assert text.split("\n") == [*POSTS, QUOTED]


ARTICLE = [
    f"The {who} said that makers of {what} would have to report each sale to the regulator within thirty days of it."
    for who in ("ministry", "agency")
    for what in ("advanced chips", "design software", "memory stacks", "cooling systems")
]


@pytest.mark.parametrize("kind", ["comment-", "reply-", "post-"])
@pytest.mark.parametrize("url", ["https://outlet.example/forum/rules", "https://talk.outlet.example/rules"])
def test_below_an_article_they_are_not(kind: str, url: str) -> None:
    """Wherever the article stands, and whatever the replies to it are called."""
    replies = "".join(f'<li id="{kind}{i}"><p>{post}</p><a href="#">Reply</a></li>' for i, post in enumerate(POSTS))
    body = "".join(f"<p>{each}</p>" for each in ARTICLE)
    html = (
        f'<article><h1>Rules</h1>{body}</article><section><h3>Replies</h3><ol class="comments">{replies}</ol></section>'
    )
    assert extract(html.encode(), url=url).text.split("\n") == ARTICLE


def test_code_keeps_its_lines() -> None:
    """In documentation it is part of the text, whether `pre` holds it alone or with elements inside."""
    html = f"<main><h1>Set it up</h1><p>{ARTICLE[0]}</p><pre><code>make <b>ready</b>\nmake go</code></pre><p>{ARTICLE[1]}</p><pre>one\ntwo</pre><p>{ARTICLE[2]}</p></main>"
    text = extract(html.encode(), url="https://docs.makers.example/guide").text
    assert text.split("\n") == [ARTICLE[0], "make ready", "make go", ARTICLE[1], "one", "two", ARTICLE[2]]


@pytest.mark.parametrize(
    "pair",
    [
        '<h3><button aria-expanded="false">{q}</button></h3><div hidden><p>{a}</p></div>',
        "<details><summary>{q}</summary><p>{a}</p></details>",
        "<dl><dt>{q}</dt><dd>{a}</dd></dl>",
        '<h2 id="q">{q}<a href="#q">#</a></h2><p>{a}</p>',
        '<h2 id="q">{q} <a href="#q"><b>#q</b></a></h2><p>{a}</p>',
    ],
)
def test_questions_stand_with_their_answers(pair: str) -> None:
    """In whichever way they unfold, and whatever a heading has to be linked to."""
    asked = [f"May I move the server to rack {i}?" for i in range(len(POSTS))]
    body = "".join(pair.replace("{q}", q).replace("{a}", a) for q, a in zip(asked, POSTS, strict=True))
    text = extract(f"<main><h1>Questions</h1>{body}</main>".encode(), url="https://makers.example/help").text
    assert text.split("\n") == [row for both in zip(asked, POSTS, strict=True) for row in both]


CONSENT = "<div><div>Necessary</div><p>Necessary cookies are essential for this website to work, and hold no data that says who you are.</p><p>Other cookies are for statistics; they are kept in your browser only if you say so.</p><p>Cookies of others show advertisements.</p></div>"


def test_a_notice_of_cookies_needs_no_name() -> None:
    """It is told from the article by what it says, and an article about cookies is not dropped for it."""
    article = "".join(f"<p>{each}</p>" for each in ARTICLE)
    html = f"<div><div><h1>Rules</h1>{article}</div>{CONSENT}</div>"
    assert extract(html.encode(), url="https://outlet.example/rules").text.split("\n") == ARTICLE
    about = [each.replace("chips", "cookies of a browser").replace("stacks", "cookies") for each in ARTICLE]
    html = "<div><h1>Rules</h1>" + "".join(f"<p>{each}</p>" for each in about) + "</div>"
    assert extract(html.encode(), url="https://outlet.example/rules").text.split("\n") == about


SHOP = """<main><div class="product" {mark}><h1>Kettle for a workshop</h1><form><select><option>Red</option></select><button>Add to cart</button></form>
    <div class="description"><p>{first}</p><p>{second}</p><ul><li>Holds two litres</li></ul></div><h2>Specifications</h2><table><tr><th>Weight</th><td>1.2 kg</td></tr></table></div>
    <section id="customer-reviews"><h2>What buyers say</h2>{reviews}</section><section class="related-products"><h2>Others</h2><a href="/1">A small one</a><a href="/2">A large one</a><a href="/3">A cheap one</a></section></main>"""
BOUGHT = '<div class="box"><b>Verified</b><p>We bought this for the makers in our yard {i} weeks ago, and they use it every single day of the week.</p></div>'


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        ('<meta property="og:type" content="product.item">', ""),
        ("", 'itemscope itemtype="https://schema.org/Product"'),
        ('<script type="application/ld+json">{"@type": "Product", "name": "Kettle"}</script>', ""),
    ],
)
def test_a_product_is_described_and_not_praised(head: str, mark: str) -> None:
    """Its description and what it is made of, without what buyers say."""
    reviews = "".join(BOUGHT.replace("{i}", str(i)) for i in range(3, 9))
    html = head + SHOP.replace("{mark}", mark).replace("{first}", ARTICLE[0]).replace("{second}", ARTICLE[1]).replace(
        "{reviews}", reviews
    )
    text = extract(html.encode(), url="https://shop.example/kettle").text
    assert text.split("\n") == [*ARTICLE[:2], "Holds two litres", "Specifications", "Weight", "1.2 kg"]
