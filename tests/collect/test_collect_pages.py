"""Pages in the style of common publishing systems: the whole article is extracted, and nothing else."""

# ruff: noqa: E501 - fixtures are lines as publishing systems write them

from __future__ import annotations

import re

import pytest

from digest.collect import tidy
from digest.collect.extract import extract

ENGLISH = [
    f"The {who} said that makers of {what} would have to report each sale to the regulator within {days} days of it."
    for who, what, days in [
        ("ministry", "advanced chips", "thirty"),
        ("commission", "design software", "forty"),
        ("regulator", "memory stacks", "sixty"),
        ("minister", "cooling systems", "ninety"),
        ("agency", "power supplies", "twenty"),
        ("committee", "test equipment", "fifty"),
    ]
]
CHINESE = [
    f"{who}表示，{what}的出口企业应当在{days}日之内向主管部门提交完整的书面报告，并且接受后续的各项检查。"
    for who, what, days in [
        ("商务部", "先进芯片", "三十"),
        ("发改委", "设计软件", "四十"),
        ("工信部", "存储产品", "六十"),
        ("监管部门", "冷却系统", "九十"),
        ("有关委员会", "电源设备", "二十"),
        ("网信办", "测试设备", "五十"),
    ]
]
CARD = '<div class="x{i}"><a href="/{i}"><img src="{i}.jpg"></a><h3><a href="/{i}">What the neighbours think of rule number {i}</a></h3><p>In the second part of our series we ask what others make of it, and whether it will hold.</p></div>'
COMMENT = '<li><b>reader{i}</b> <time>2 hours ago</time><p>I have worked in this trade for {i} years and I can tell you that this will never work, as all of us know.</p><a href="#">Reply</a></li>'
ZH_COMMENT = "<div><span>网友{i}</span><p>我在这个行业干了{i}年，这样的规定以前也有过，最后还不是不了了之，大家看看就好，不要太当真。</p><em>回复</em><em>举报</em></div>"


def many(template: str, count: int) -> str:
    """The same block with different numbers."""
    return "".join(template.replace("{i}", str(i)) for i in range(3, count + 3))


def paragraphs(sentences: list[str], tag: str = "p") -> str:
    """The text as most systems mark it up."""
    return "".join(f"<{tag}>{each}</{tag}>" for each in sentences)


EN_PAGES = {
    "WordPress": """<body class="single single-post has-sidebar"><header><h1 class="entry-title">Rules for chips</h1></header><div id="content"><article class="post"><div class="entry-meta">By <a href="/a">Ann Writer</a> on January 28, 2026</div>
        <div class="entry-content">{text}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div><div id="jp-relatedposts"><h3>Related</h3></div></div></article>
        <div id="comments"><h2>3 thoughts on &ldquo;Rules for chips&rdquo;</h2><ol>{comments}</ol></div></div><aside id="secondary"><h2>Recent Posts</h2><ul><li><a href="/1">One</a></li></ul></aside></body>""",
    "Ghost": """<body class="post-template"><main class="gh-main"><article class="gh-article"><header class="gh-article-header"><h1>Rules for chips</h1><figure><img src="a.jpg"><figcaption>A fab at night. Photo: Agency</figcaption></figure></header>
        <section class="gh-content">{text}<div class="kg-card kg-signup-card"><h2>Get more like this</h2><p>Sign up for our newsletter and never miss a post.</p><form><input></form></div></section></article><section class="gh-comments"><h3>Member discussion</h3></section></main></body>""",
    "Substack": """<div id="main"><div class="single-post"><article><h1 class="post-title">Rules for chips</h1><h3 class="subtitle"></h3><div class="available-content"><div class="body markup">{text}<div class="subscription-widget-wrap"><p>Thanks for reading! Subscribe for free to receive new posts and support my work.</p></div></div></div></article>
        <div class="visibility-check"></div><div><h4>Discussion about this post</h4>{comments}</div><p>Ready for more?</p></div></div>""",
    "Drupal": """<div class="region region-content"><h1>Rules for chips</h1><div class="node node--type-article"><div class="field field--name-field-date">January 28, 2026</div><div class="field field--name-body field--type-text-with-summary"><div class="field__item">{text}</div></div><div class="field field--name-field-tags"><div class="field__label">Tags</div><a href="/t">chips</a></div></div></div><div class="region region-sidebar"><div class="views-row"><a href="/x">Another page of this site with a long name</a></div></div>""",
    "Next.js": """<div id="__next"><div class="css-1x2y3z"><div class="css-9a8b7c"><a href="/">Home</a><a href="/c">Chips</a><p>All that you need to know on how we make the tools which people use to read what others write of them.</p></div><h1 class="css-k3l">Rules for chips</h1><div class="css-77aa">{text}</div><div class="css-0f0f">{cards}</div></div></div>""",
    "Blogger": """<div class="post hentry"><h3 class="post-title">Rules for chips</h3><div class="post-body entry-content">{text}<div style="clear: both;"></div></div><div class="post-footer">Posted by Ann at <a href="/p">10:15 AM</a></div></div><div class="c" id="cm"><h4>4 comments:</h4>{comments}</div>""",
    "Medium": """<div id="root"><div><article><div><section><div><h1>Rules for chips</h1><div><a href="/@a">Ann Writer</a><span>Follow</span><span>5 min read</span></div>{text}</div></section></div></article></div><div><h2>Written by Ann Writer</h2></div><div><h2>More from Ann Writer</h2>{cards}</div></div>""",
    "government": """<div class="usa-banner"><p>An official website of a government. Here is how you know that it is one, and that it is secure.</p></div><main id="main-content"><h1>Rules for chips</h1><p>For Immediate Release</p><div class="usa-prose">{text}<p>###</p></div></main><footer><p>Contact the office of public affairs with questions that you have about what we publish here.</p></footer>""",
    "documentation": """<div class="wy-nav-side"><ul><li><a href="/1">Install</a></li><li><a href="/2">Use</a></li><li><a href="/3">Extend</a></li></ul></div><div role="main" class="document"><div class="section" id="s"><h1>Rules for chips<a href="#s">¶</a></h1>{text}</div></div><footer><p>Built with a generator, using a theme provided by somebody who likes documents very much.</p></footer>""",
    "nameless blocks": """<div><div><div><a href=/>Home</a> <a href=/b>Business</a></div><div>All that you need to know, every morning, from those who were there when it happened to all of us.</div></div><h1>Rules for chips</h1><div>{text}</div><div>{cards}</div><ul>{comments}</ul></div>""",
    "tables for layout": """<table width=800><tr><td width=160><a href=/>Home</a><br><a href=/n>News</a><br><a href=/s>Sports</a></td><td><font size=5>Rules for chips</font>{text}<hr><font size=1>Copyright &copy; 2026 The Outlet</font></td></tr></table>""",
    "advertisements between": """<main><h1>Rules for chips</h1><div class="article-body"><p>{first}</p><div class=ad-unit>Don't want to see this? Remove ads</div><p>{second}</p><p>Don't want to see this? Remove ads</p>{rest}<p>Don't want to see this? Remove ads</p><p>Don't want to see this? Remove ads</p></div></main>""",
    "XHTML with a prefix": """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Rules for chips</title></head><body><div id="content"><h1>Rules for chips</h1>{text}</div></body></html>""",
    "AMP": """<html amp lang="en"><body><amp-sidebar id=s><ul><li><a href=/>Home</a></li></ul></amp-sidebar><article class="amp-wp-article"><header><h1>Rules for chips</h1></header><div class="amp-wp-article-content"><amp-img src=a.jpg></amp-img>{text}<amp-ad type=x></amp-ad></div></article></body></html>""",
    "wire report": """<article><h1>Rules for chips</h1><p>By Ann Writer and Bob Editor</p>{text}<p>(Reporting by Ann Writer in Brussels; Editing by Bob Editor)</p><p>Our Standards: The Thomson Reuters Trust Principles.</p></article>""",
    "author box": """<article><h1>Rules for chips</h1>{text}<p>Ann Writer is a senior reporter covering chips and rules for The Outlet.</p></article>""",
}

ZH_PAGES = {
    "WeChat": """<div id="page-content" class="rich_media_area_primary"><h1 class="rich_media_title" id="activity-name">芯片出口新规公布</h1><div class="rich_media_meta_list"><span class="rich_media_meta">原创 李四</span><em id="publish_time">2026年1月28日 10:15</em></div><div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><section><p>点击上方蓝字关注我们</p></section>{text}<p>- END -</p><p>长按识别二维码关注</p></div></div><p>预览时标签不可点</p>""",
    "36Kr": """<div id="app"><div class="article-wrapper"><h1 class="article-title">芯片出口新规公布</h1><div class="summary"></div><div class="common-width content articleDetailContent"><p>作者｜李四</p><p>编辑｜王五</p>{text}<p>（封面图来源｜视觉中国）</p></div></div><div class="article-footer"><p>本文由「某某」原创出品，转载或内容合作请联系授权。</p></div><div><h2>为你推荐</h2></div></div>""",
    "Sina": """<div class="main-content"><h1 class="main-title">芯片出口新规公布</h1><div class="top-bar"><span class="date">2026年01月28日 10:15</span><span class="source">某某日报</span></div><div class="article" id="artibody">{text}<p class="article-editor">责任编辑：王某</p><p>海量资讯、精准解读，尽在新浪财经APP</p></div><div id="bottom_sina_comment"><span>0条评论</span></div></div><div class="article-content-right"><ul><li><a href="/1">别的新闻</a></li></ul></div>""",
    "government, zh": """<div class="BreadcrumbNav">当前位置：<a href="/">首页</a>&gt;<a href="/x">新闻</a></div><h1>芯片出口新规公布</h1><div class="pages-date">2026-01-28 10:15 来源：商务部网站 字体：大 中 小</div><div class="TRS_Editor">{text}</div><p>责任编辑：王某</p><div>扫一扫在手机打开当前页</div>""",
    "readers talk more than the outlet": """<div class="wrap"><h1>芯片出口新规公布</h1><div>{text}</div><div><h4>热门评论 12条</h4>{comments}{comments}</div></div>""",
    "portal without names": """<div><h2>芯片出口新规公布</h2><div>{text}</div><div>声明：该文观点仅代表作者本人，本平台仅提供信息存储服务。</div><div>返回首页</div></div>""",
}


@pytest.mark.parametrize("kind", EN_PAGES)
def test_english_pages(kind: str) -> None:
    """Each sentence of the article, in its order, and no other line."""
    html = EN_PAGES[kind].replace("{first}", ENGLISH[0]).replace("{second}", ENGLISH[1])
    html = html.replace("{rest}", paragraphs(ENGLISH[2:])).replace("{text}", paragraphs(ENGLISH))
    html = html.replace("{comments}", many(COMMENT, 4)).replace("{cards}", many(CARD, 5))
    text = extract(
        f"<title>Rules for chips</title>{html}".encode() if "<html" not in html else html.encode(),
        url="https://outlet.example/rules",
    ).text
    assert text.split("\n") == ENGLISH


@pytest.mark.parametrize("kind", ZH_PAGES)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_chinese_pages(kind: str, tag: str) -> None:
    """Each sentence of the article, in its order, and no other line; paragraphs may be other elements."""
    html = ZH_PAGES[kind].replace("{text}", paragraphs(CHINESE, tag)).replace("{comments}", many(ZH_COMMENT, 12))
    page = f'<html lang="zh-CN"><head><meta charset="utf-8"><title>芯片出口新规公布</title></head><body>{html}</body></html>'
    assert extract(page.encode(), url="https://outlet.example/rules").text.split("\n") == CHINESE


def test_one_sentence_goes_before_any_number_of_cards() -> None:
    """A flash of news among the headlines of the day; what remains without them is what the page is for."""
    html = f"<title>Rules</title><article><h1>Rules</h1><p>{ENGLISH[0]}</p></article><div><h2>More</h2>{many(CARD, 6)}</div>"
    assert extract(html.encode(), url="https://outlet.example/rules").text == ENGLISH[0]


def test_who_speaks_again_is_no_credit() -> None:
    """An interview's questions look like the line that names its editor."""
    text = [
        "记者：您怎么看出口管制？",
        f"李某：{CHINESE[0]}",
        "记者：企业该怎么做",
        f"李某：{CHINESE[1]}",
        "[Applause]",
    ]
    assert tidy.tidy("\n".join([*text, "编辑：王某"])).split("\n") == text


def test_a_page_of_cards_keeps_them() -> None:
    """Where they are the most of what a page says they are its text."""
    text = extract(f"<h1>Rules</h1><main>{many(CARD, 8)}</main>".encode(), url="https://outlet.example/rules").text
    assert text.count("What the neighbours think of rule number") == 8


NOISE = """
    Reporting by Jane Doe in Brussels; Editing by John Roe|(With inputs from agencies)|REUTERS/Dado Ruvic/Illustration|FILE PHOTO: The logo of a maker is seen in its factory
    Image credit: Agency|Courtesy of the company|Enlarge / A chip.|1 of 5|Toggle caption|Advertisement. Scroll to continue reading.|ADVERTISEMENT - CONTINUE READING BELOW|Sponsored Content
    Listen to this article|5 min read|Updated 3 hours ago|Jan 4, 2026, 10:00 AM UTC|By Jane Doe|Tags: AI, chips, China|Filed under: Policy|Got a tip? Write to jane@example.com|Copy link|Share this post
    This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.|Your browser does not support the video tag.|View Comments (12)|Sign in to comment|Ready for more?
    责任编辑：王某|（责任编辑：张三 HN001）|撰文 | 李四|文｜李四|本报记者 李四|图源：视觉中国|（图源：视觉中国）|题图来自视觉中国|圖像來源，Getty Images|图片来自网络|△ 发布会现场|扫码关注|欢迎加入读者群
    FOR IMMEDIATE RELEASE|Media Contact: Jane Doe, press@agency.example|延伸阅读：芯片为何再次短缺|02:12 - Source: The Outlet|作者：王某，某报记者，关注半导体。
    返回门户，查看更多|《 某某日报 》（ 2026年01月28日 07 版）|本内容为作者独立观点，不代表本站立场。未经允许不得转载|广告声明：文内含有的对外跳转链接，用于传递更多信息，仅供参考。|某某新闻记者 | 王某
    点赞 收藏 分享|展开全文|打开APP阅读全文|以下文章来源于某某 ，作者李四|本文来自微信公众号“某某”，作者：李四，经授权发布。|本文仅代表作者个人观点，不代表本站立场|－END－|阅读数 1.2万|字号：小 中 大
"""
PROSE = """
    Advertisement spending on the platform rose by a third.|Comments from the minister were not available.|Share prices fell by 5 per cent.|By Friday, the company had sold all its shares.|Reporting by the newspaper led to an inquiry.
    The photo shows a chip.|Related parties must file the documents by May.|Watch makers are worried about the rules.|12 replies were received by the ministry by the end of the week.|1. The regulator has opened an inquiry into three makers. (Reuters $)
    The company's weekly newsletter reaches two million readers, its editor said.|3 weeks ago, the regulator voted to ban the devices.|They are expected to vote on the rules next week.|She has denied all of the charges.
    2026年1月28日，商务部发布公告。|用户下载该应用的客户端后，须填写姓名。|知情人士透露，谈判已经破裂。(c)AFP/Aminu|评论认为，这一政策将影响深远。|编辑软件的出口受到限制。|作者认为，出口管制不会奏效。|记者从工信部了解到，新规将于三月生效。|图灵奖得主出席了会议。|扫码支付在中国十分普及。|审核流程将缩短到三十天。|翻译：把整份文件译成中文，并且保留公式。
"""


def rows(table: str) -> list[str]:
    """The cells of one of the tables above; a bar between spaces belongs to its cell."""
    return [cell.strip() for row in table.strip().splitlines() for cell in re.split(r"(?<! )\|(?! )", row)]


@pytest.mark.parametrize("line", rows(NOISE))
def test_lines_that_are_no_article(line: str) -> None:
    """Credits, captions, calls, datelines, players, buttons and disclaimers, at the end of an article."""
    assert tidy.tidy("\n".join([*ENGLISH, line])).split("\n") == ENGLISH


@pytest.mark.parametrize("line", rows(PROSE))
def test_sentences_that_begin_like_noise_are_kept(line: str) -> None:
    """What the article itself says of comments, photographs and editors."""
    text = [*ENGLISH[:3], line, *ENGLISH[3:]]
    assert tidy.tidy("\n".join(text)).split("\n") == text
