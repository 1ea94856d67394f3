"""Describe the desk's method in plain sentences, made from the current settings so that they are always true."""

from __future__ import annotations

from digest.model import Config
from digest.publish.text import base_language
from digest.publish.words import Words

METHOD: tuple[tuple[str, str], ...] = (
    (
        (
            "We read {sources} sources: {by_language}. Marked wherever they are named: {state} state-affiliated, "
            "{paywalled} with a paywall."
        ),
        (
            "我们读取 {sources} 家媒体：{by_language}。其中 {state} 家有官方背景，{paywalled} 家设有付费墙，"
            "文中均有标注。"
        ),
    ),
    (
        (
            "Of an article we keep its title, its link, at most two sentences, the names in it and what "
            "it is about; never "
            "its text. Pages that a publisher closes to automatic readers are {robots}."
        ),
        "每篇文章我们只保留标题、链接、至多两句摘要、所涉名称与主题，不保存正文。{robots_zh}网站的抓取规则。",
    ),
    (
        (
            "Articles on the same event, in either language, are one story. Round-ups, deals, live blogs "
            "and sponsored posts "
            "are recognised and kept out."
        ),
        "同一事件的中英文报道合为一条。汇总、促销、直播与推广文章会被识别并排除。",
    ),
    (
        (
            "An issue has up to {top} top stories, {catch_up} in Catch up and {lost} that only the "
            "Chinese-language press "
            "had, on Chinese affairs. A quiet week is short."
        ),
        "每期至多 {top} 条头条、{catch_up} 条速览、{lost} 条仅见于中文媒体、事关华人地区的报道。平静的一周篇幅较短。",
    ),
    (
        (
            "Stories are ordered by how many independent outlets had them, in how many languages, how "
            "much they belong to "
            "our {topics} topics, who is in them, and what is new in them; "
            "advice, reviews and market notices give way to news. "
            "Each shows the reasons that placed it."
        ),
        (
            "排序依据：独立媒体的数量、报道语言、与本刊 {topics} 个专题的关联、涉及的人物与机构以及新意；"
            "指南、评测和市场公告让位于新闻。每条"
            "报道都注明入选理由。"
        ),
    ),
    (
        (
            "Names are recognised with a who’s who of {known:,} entries in both scripts. No language "
            "model writes anything "
            "here: every sentence is quoted from the article that it links to."
        ),
        "名称依据收录 {known:,} 条的中英对照名录识别。本刊没有任何由语言模型撰写的内容：每句话都引自所链接的文章。",
    ),
    (
        (
            "The editor may move, merge, hide, retitle and annotate stories; corrections stay visible. If fewer than "
            "{min_outlets} outlets or {min_stories} stories came in, no issue comes out."
        ),
        (
            "编辑可以移动、合并、隐藏、改题和加注；更正始终可见。若不足 {min_outlets} 家媒体或 {min_stories} "
            "条报道，本期暂缓。"
        ),
    ),
)
"""The paragraphs of the method, each in English and Chinese."""


READING: tuple[tuple[str, str], ...] = (
    (
        (
            "A headline, and each sentence below it, is a link to the article that it was taken from. The outlet "
            "stands after it."
        ),
        "标题及其下的每句话都链接到原文，其后注明媒体。",
    ),
    (
        "English and Chinese coverage of one story stand side by side, each outlet with the title that it gave.",
        "同一事件的中英文报道并列，各媒体附其原标题。",
    ),
    (
        (
            "Beside an outlet, $ says that there is a paywall, two letters say in which country or region it is, and "
            "“state-affiliated” that a government owns or directs it. The sources page has a card for each."
        ),
        ("媒体名后的 $ 表示付费墙，两个字母表示所在国家或地区，“官方背景”表示由政府所有或主管。“媒体”页有各家的资料。"),
    ),
    (
        (
            "“Week 3 of this story” leads to all its parts, in order. Names and topics lead to everything that we "
            "listed on them."
        ),
        "“连续第 3 周”链接到该事件的全部报道，按时间排列。名称与专题链接到本站收录的全部相关文章。",
    ),
    (
        (
            "The # above a headline is its address in the issue, which stays. A correction stays beside what it "
            "corrects, and on the page of corrections."
        ),
        "标题上方的 # 是该条在本期的永久地址。更正保留在原处，并列入“更正”页。",
    ),
)
"""How to read an issue: one pair of English and Chinese for each paragraph."""


def reading(words: Words) -> tuple[str, ...]:
    """The paragraphs on how to read an issue, in the language of the interface."""
    return tuple(pair[words.language == "zh"] for pair in READING)


def method(config: Config, words: Words) -> tuple[str, ...]:
    """The method's paragraphs in the language of the interface."""
    column = 1 if words.language == "zh" else 0
    facts = _facts(config, words)
    return tuple(pair[column].format(**facts) for pair in METHOD)


def _facts(config: Config, words: Words) -> dict[str, object]:
    sources = [source for source in config.sources if source.enabled]
    languages = sorted({base_language(source.language) for source in sources})
    counts = (
        (sum(base_language(source.language) == code for source in sources), words.language_name(code))
        for code in languages
    )
    return {
        "sources": len(sources),
        "by_language": ("、" if words.language == "zh" else ", ").join(f"{n} {name}" for n, name in counts),
        "state": sum(source.state_affiliated for source in sources),
        "paywalled": sum(source.paywall != "none" for source in sources),
        "robots": "left alone" if config.collect.respect_robots else "read all the same",
        "robots_zh": "遵守" if config.collect.respect_robots else "不遵守",
        "top": config.issue.top,
        "catch_up": config.issue.catch_up,
        "lost": config.issue.lost_in_translation,
        "topics": len(config.topics),
        "known": len(config.whoswho.known),
        "min_outlets": config.publish.hold.outlets,
        "min_stories": config.publish.hold.stories,
    }
