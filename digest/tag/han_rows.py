"""Find the companies in Chinese rows of names: those whose shares move, those that invest, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from digest.tag.han import Found, Word
from digest.tag.han_firms import NAME, Edges
from digest.tag.spans import Span

_SHARES = re.compile(r"股|涨停|跌停|板块|盘面")
_MOVES = re.compile(
    r"(?:等(?:多|\d+(?:多|余)?|超\d+)?(?:只|家)?(?:个股|股|公司)?)?"
    r"(?:均|也|(?:上市)?首日|双双|纷纷|集体|盘中|日内|午后|早盘|午间[休收]盘|再度|一度){0,2}"
    r"(?:[涨跌](?:停|超|近|逾|约|幅居前|幅扩大|\d)|收[涨跌]|[领跟大飙微暴][涨跌]|封板|触及[涨跌]停|[低高]开)"
)
_INVEST = re.compile(
    r"(?:等(?:多家)?(?:机构|股东)?)?(?:(?:联合|共同|独家|继续|持续|战略|进一步|追加){0,2}(?:领投|跟投|参投|加持)"
    r"|(?:联合|共同|追加|参与|战略)(?:投资|出资|注资|认购)(?![者方人机公基银委])|担任[^，。\n]{0,10}财务顾问)"
)
_INVESTORS = re.compile(
    r"(?:投资方|投资机构|投资人|股东|领投机构|跟投机构|财务顾问)(?:包括|有|[:：为])(?P<row>[^。；，\n]{3,120})"
)
_CALLED = re.compile(
    r"(?:等|(?=[两三四五六七八九]家))(?:多家|[一二两三四五六七八九十\d]+家|一众|头部|知名|国内|海外|国际|产业|一线|主流|老|新|科技|互联网|地方|国资|外资|风投"
    r"|投资|战略|财务|芯片|半导体|机器人|[A-Z]{2,4}){0,3}"
    r"(?:投资方|投资人|投资机构|机构|企业|公司|厂商|大厂|巨头|股东|车企|品牌|券商|银行|创投|基金|资本|药企|创企|玩家|平台|媒体)"
)
_ROW = re.compile(r"[\u3400-\u9fffA-Za-z0-9*、/ -]{3,120}$")
_JOINT = re.compile(r"[、/]|(?<=..)[和与及](?=..)")
_LEADS = re.compile(
    r".*(?:[A-Z港美个新概念权重头]股|其中|此外|龙头|方面|包括|只有|以及|板块|截至(?:发稿|收盘)|午后|[早收开午]盘|盘[中前后面]"
    r"|今日|昨日|近日|平台|还有|获悉|的|由|从|有|获得?|来自|如|与|和|受|本轮|老股东|股东|产业方|投资方|为|吸引|关联人|子公司)"
)
_ITEM = re.compile(rf"({NAME})(?:-[A-Z]{{1,2}})?")
_PLAIN = frozenset(("n", "v", "vn", "a", "l", "i", "s", "b", "t", "ns"))
"""Parts of speech of words that are no company in a row of companies: `互联网、电商等企业`."""


def companies(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The companies in all rows of a text."""
    edges = Edges(words)
    if _SHARES.search(text):
        for moves in _MOVES.finditer(text):
            yield from edges.listed(text, _row(text, moves.start()))
    for found in _INVESTORS.finditer(text):
        investors = _row(text, found.end(), found.start("row"))
        yield from edges.listed(text, [span for span in investors if not _plain(text[slice(*span)])])
    for pattern in (_INVEST, _CALLED):
        for found in pattern.finditer(text):
            row = [s for s in _row(text, found.start()) if not _plain(text[slice(*s)])]
            yield from edges.listed(text, row if pattern is _INVEST or len(row) > 1 else ())


def _row(text: str, end: int, start: int = 0) -> Iterator[Span]:
    """The places of the names in the row between `start` and `end`: `灯塔新材、北湾股份|涨停`."""
    row = _ROW.search(text, max(start, end - 120), end)
    at = row.start() if row else end
    for piece in _JOINT.split(text[at:end]):
        lead = _LEADS.match(piece)
        item = _ITEM.fullmatch(piece, lead.end() if lead else 0)
        if item:
            yield at + item.start(1), at + item.end(1)
        at += len(piece) + 1


def _plain(name: str) -> bool:
    """Whether a name is one ordinary word or a place."""
    return rjieba.has_word(name) and rjieba.tag(name)[0][1] in _PLAIN
