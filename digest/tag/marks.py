"""Find names in Chinese title marks or quotation marks: laws, periodicals, works and products."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from digest.model import HAN
from digest.tag.han import Found, head

_WORK = re.compile(r"《([^《》\n]{2,40})》")
_BRACKETS = r"(?:[（(][^）)]*[）)])?$"
_LAW = re.compile(
    r"(?:法|法案|条例|办法|规定|协定|公约|细则|条约|决定|准则|意见|通知|规范|规划|指南|方案|计划|行政令|框架|指引|规则|规程"
    rf"|标准|条款|预案|纲要|禁令){_BRACKETS}"
)
_PAPER = re.compile(
    rf"(?:^.{{0,4}}(?:指引|细则|规则|办法|指南)|^(?:建议|说明|条例|办法|通知|意见|方案|规定)$|书|公告|报告|预告|简报|许可证|征求意见稿|函|年报|名单|声明|章程|纪要|合同|协议){_BRACKETS}"
)
"""Ends of titles that are no names: papers that are filed rather than read, short forms of laws, `《操作细则》`."""
_PERIODICAL = re.compile(
    r"(?:日报|时报|晚报|早报|商报|周报|观察报|邮报|新闻|周刊|评论|[^公年快简战播通预]报|Times|Journal|Post|Review)$"
)
_CITED = re.compile(r"》(?:杂志|网站|记者|援引|曾?(?:在|于)?.{0,10}报[道导])")
_CITES = re.compile(r"(?:据|援引|接受|引述)$")
_BEFORE = 8
"""Characters before a mark that are looked at, so that a text of nothing but marks takes no longer than another."""
_LONGEST = 16
"""Characters of a work's title at most."""
_LONGEST_QUOTED = 12
"""Chinese characters of a product's name in quotation marks at most."""
_GRAMMAR = re.compile(
    r"[很就越被了是让给也你他、：]|已(?!己)|未(?!来)|不(?!二|锈)|以(?!太)|在(?!线)|(?:没有|如何|怎么|什么|为何|就会|可以|能够)"
)
_QUOTE = r"[“「\"](?!一[种个款项])([^”」\"，。\n\ufffd]{2,16})[”」\"]"
_QUOTED = re.compile(
    r"(?:名为|命名为|称为|取名|品牌|产品|方案|模型|系统|平台|芯片|星座|项目|应用|机器人|手机|火箭|卫星|推出的?|发布的?|一款)"
    + _QUOTE
)
_ANY_QUOTED = re.compile(_QUOTE)
_STORM = re.compile(rf"(?:台风|飓风|气旋|热带风暴|寒潮){_QUOTE}")
_FEWEST = 6
"""Characters of an organisation's name at least that quotation marks alone show to be one: `「某某通信委员会」`."""
_NAMED = re.compile(r"(?:名为|命名为|称为|取名为?)$")
"""What stands before a name even if it is an ordinary word."""
_QUOTED_PLAN = re.compile(_QUOTE + r"(?=(?:计划|星座|工程|项目|行动|模型|芯片|系统|平台|卫星|号))")
_QUOTED_KIND = re.compile(
    _QUOTE + r"(?=[\u3400-\u9fff]{1,8}?(?:平台|模型|芯片|系统|引擎|框架|App|APP|助手|智能体|处理器|工具))"
)
"""A name whose kind is said a few characters later, `“量擎”量子计算云平台`: there, plain words are quoted too."""


def _coined(quoted: str) -> bool:
    """Whether quoted characters are one noun that no dictionary has."""
    return not rjieba.has_word(quoted) and [pos for _, pos in rjieba.tag(quoted)] in (["n"], ["nz"], ["nr"], ["nrt"])


def _phrase(quoted: str) -> bool:
    """Whether quoted words are a phrase rather than a name: they contain a function word, or are long."""
    return _GRAMMAR.search(quoted) is not None or len(HAN.findall(quoted)) > _LONGEST_QUOTED


def _stands_before(text: str, at: int, pattern: re.Pattern[str]) -> bool:
    return pattern.search(text, max(0, at - _BEFORE), at) is not None


def marked(text: str) -> Iterator[Found]:
    """Names in title marks, typed by their last word, and products and organisations in quotation marks."""
    for found in _WORK.finditer(text):
        if not _PAPER.search(found[1]):
            yield from _titled(text, found)
    for found in _ANY_QUOTED.finditer(text):
        named = head(found[1])
        if named and named[2] and len(found[1]) >= _FEWEST and not _phrase(found[1]):
            yield Found(*found.span(1), named[1], sure=True)
    yield from _products(text)


def _products(text: str) -> Iterator[Found]:
    """The products in quotation marks, and the storms."""
    for pattern in (_QUOTED, _QUOTED_PLAN):
        for found in pattern.finditer(text):
            plain = rjieba.has_word(found[1]) and not _stands_before(text, found.start(1) - 1, _NAMED)
            if not plain and not _phrase(found[1]):
                yield Found(*found.span(1), "PRODUCT", sure=True)
    for found in _STORM.finditer(text):
        yield Found(*found.span(1), "EVENT", sure=True)
    for found in _QUOTED_KIND.finditer(text):
        if _coined(found[1]):
            yield Found(*found.span(1), "PRODUCT", sure=True)


def _titled(text: str, found: re.Match[str]) -> Iterator[Found]:
    """The law, periodical or work in title marks."""
    title, span = found[1], found.span(1)
    if _LAW.search(title):
        yield Found(*span, "LAW", sure=True)
    elif _PERIODICAL.search(title) or _CITED.match(text, span[1]) or _stands_before(text, found.start(), _CITES):
        yield Found(*span, "ORG", sure=True)
    elif len(title) <= _LONGEST:
        yield Found(*span, "PRODUCT", sure=True)
