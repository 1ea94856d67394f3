"""Find listed companies in a Chinese text, whose names are often plain words: before announcements and share prices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import rjieba

from digest.tag import tables
from digest.tag.han import Found, Word
from digest.tag.spans import Span, occurrences

_NAME = r"(?:\*?ST)?[\u3400-\u9fffA-Z]{2,8}?"
_DAYS_UP = r"(?:\d{1,2}连板|\d{1,2}天\d{1,2}板)?"
_WHEN = r"(?:今[日天]|昨[日天]|近日|日前|[晚早午]间|[在于]|\d{1,2}月\d{1,2}日|\d{1,2}日){0,3}"
_FILES = (
    rf"{_WHEN}(?:公告|(?:发布|披露)(?:了|关于)?[^，。\n]{{0,12}}(?:公告|业绩预告|业绩快报|财报|年报|季报|通知函)"
    r"|披露[,，:：]|发生工商变更|收到[^，。\n]{0,12}(?:通知书|告知书|监管函|问询函)|在(?:投资者)?互动平台|股票(?:交易|自|将|连续))"
)
_ANNOUNCES = re.compile(rf"(?:^|[\n，。；:：|｜丨】]|获悉|其中|近日|日前) ?{_DAYS_UP}(?P<name>{_NAME})(?={_FILES})")
_TITLE = re.compile(rf"(?:.*[|｜丨] ?)?{_DAYS_UP}(?P<name>{_NAME})[:：]")
_BEFORE = re.compile(r"(?:[\n，。；]|获悉,|获悉，|宣布) ?$")
_ACTS = re.compile(rf"{_WHEN}(?:公告|公布|发布|宣布|披露|表示|申请|推出|与|拟|将|已|完成|回应|上市|股价)")
_SHARES = re.compile(r"股|涨停|跌停|板块|盘面")
_MOVES = re.compile(
    r"(?:等(?:多|\d+(?:多|余)?|超\d+)?(?:只|家)?(?:个股|股|公司)?)?(?:均|也|(?:上市)?首日|双双|纷纷|集体|盘中|午后|早盘|再度|一度){0,2}"
    r"(?:[涨跌](?:停|超|近|逾|约|幅居前|幅扩大|\d)|收[涨跌]|[领跟大飙微暴][涨跌]|封板|触及[涨跌]停|[低高]开)"
)
_ROW = re.compile(r"[\u3400-\u9fffA-Z0-9*、/-]{3,90}$")
_JOINT = re.compile(r"[、/]|(?<=..)[和与及](?=..)")
_LEADS = re.compile(
    r".*(?:[A-Z港美个新概念权重头]股|其中|此外|龙头|方面|包括|只有|以及|板块|截至(?:发稿|收盘)|午后|[早收开午]盘|盘[中前后面]"
    r"|今日|昨日|还有|获悉|的)"
)
_ITEM = re.compile(rf"({_NAME})(?:-[A-Z]{{1,2}})?")
_NO_SHARE = re.compile(
    r"[的了是将被由从向其该此各某]|在(?!线)|^(?:去|今|昨)年|^(?:[多两几三数相全我消媒本前后现沪伦]|国际|国内|美元|布伦特|纽约|机构|公司)"
    r"|(?:[只家名位个项条股价率额量指债币]|板块|概念|指数|行业|价格|业绩|期货|主力|合约|市场|产业链?|方向|赛道|资金|公司|企业|机构"
    r"|平台|部门|人士|监管层?|专家|数据)$"
)
_NEVER_AT_ENDS = frozenset(("p", "c", "d", "r", "u", "uj", "ul", "y", "m", "ad", "vd"))
"""Parts of speech with which the name of a share neither begins nor ends."""
_FUNDS = ("ETF", "LOF", "REIT", "REITs")
"""Ends of the names of funds that are traded like shares."""
_FEWEST = 3
"""Characters of the name of a share at least, unless jieba knows it as a name."""


def companies(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The names before announcements to an exchange, and those whose share price the text reports."""
    spans = [found.span("name") for found in _ANNOUNCES.finditer(text)]
    spans += _of_title(text)
    if _SHARES.search(text):
        spans += (span for moves in _MOVES.finditer(text) for span in _row(text, moves.start()))
    firsts, lasts = {word.start: word for word in words}, {word.end: word for word in words}
    for start, end in spans:
        ends = [word.pos for word in (firsts.get(start), lasts.get(end)) if word]
        if len(ends) == 2 and _NEVER_AT_ENDS.isdisjoint(ends) and _may_be_listed(text[start:end]):
            yield Found(start, end, "PRODUCT" if text[start:end].endswith(_FUNDS) else "ORG", sure=True)


def _of_title(text: str) -> Iterator[Span]:
    """The company before the title's colon if the text says that it did something: `灯塔新材：…` and `灯塔新材公告`."""
    title = _TITLE.match(text.partition("\n")[0])
    places = occurrences(text, title["name"]) if title else ()
    if title and any(_BEFORE.search(text, max(0, s - 4), s) and _ACTS.match(text, e) for s, e in places):
        yield title.span("name")


def _row(text: str, end: int) -> Iterator[Span]:
    """The places of the shares in the row that ends at `end`: `灯塔新材、北湾股份|涨停`."""
    row = _ROW.search(text, max(0, end - 90), end)
    at = row.start() if row else end
    for piece in _JOINT.split(text[at:end]):
        lead = _LEADS.match(piece)
        skip = lead.end() if lead else 0
        item = _ITEM.fullmatch(piece, skip)
        if item:
            yield at + item.start(1), at + item.end(1)
        at += len(piece) + 1


@cache
def _may_be_listed(name: str) -> bool:
    """Whether a word can be the name of a share: it is neither part of a sentence nor a word of the market."""
    plain = tables.words("han_market.txt") | tables.words("han_plain.txt") | tables.words("han_stops.txt")
    if name in plain or _NO_SHARE.search(name):
        return False
    return len(name) >= _FEWEST or [pos for _, pos in rjieba.tag(name)] in (["nz"], ["nt"], ["nr"])
