"""Tell which words of a Chinese text may be the name of a company, where the text shows that one stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import rjieba

from digest.tag import tables
from digest.tag.han import Found, Word
from digest.tag.spans import Span

NAME = r"(?:\*?ST)?[\u3400-\u9fffA-Z]{2,8}?"
"""Pattern of the name under which shares are traded."""
_NO_NAME = re.compile(
    r"[的了是将被由从向其该此各某拟]|在(?!线)|同期|午间|^(?:去|今|昨)年|^(?:[多两几三数相全我消媒本后现沪伦]|前(?!海)|国际|国内|美元|布伦特|纽约)"
    r"|^(?:机构|公司|老股东|知名)|(?:[只家名位个项条股价率额量指债币]|板块|概念|指数|行业|价格|业绩|期货|主力|合约|市场)$"
    r"|(?:[领跟参]投|战略投资|产业链?|方向|赛道|资金|公司|企业|机构|平台|部门|人士|监管层?|专家|股东|巨头|大厂|厂商|资本方|投资方|投资人|领域|环节|验证|孵化|教授|场景|业务|产品)$"
)
_NEVER_AT_ENDS = frozenset(("p", "c", "d", "r", "u", "uj", "ul", "y", "m", "ad", "vd"))
"""Parts of speech with which the name of a company neither begins nor ends."""
_CUT = "x"
"""Part of speech of the rest of a word that jieba joined to the particle before it: `由大|钲`."""
FUNDS = ("ETF", "LOF", "REIT", "REITs")
"""Ends of the names of funds that are traded like shares."""
_FEWEST = 3
"""Characters of a name at least, unless jieba knows it as a name."""


class Edges:
    """Where the words of a text begin and end: names begin and end there too."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._firsts = {word.start: word.pos for word in words}
        self._lasts = {word.end: word.pos for word in words}

    def listed(self, text: str, spans: Iterator[Span] | Sequence[Span]) -> Iterator[Found]:
        """Those of the places that may name a company, or a fund that is traded like its shares."""
        for start, end in spans:
            ends = self._firsts.get(start, _CUT if text[start - 1] in "由、" else None), self._lasts.get(end)
            if None not in ends and _NEVER_AT_ENDS.isdisjoint(ends) and may_be_company(text[start:end]):
                yield Found(start, end, "PRODUCT" if text[start:end].endswith(FUNDS) else "ORG", sure=True)


@cache
def may_be_company(name: str) -> bool:
    """Whether words can be the name of a company: they are neither part of a sentence nor words of the market."""
    plain = tables.words("han_market.txt", "han_plain.txt", "han_stops.txt")
    if name in plain or _NO_NAME.search(name):
        return False
    return len(name) >= _FEWEST or [pos for _, pos in rjieba.tag(name)] in (["nz"], ["nt"], ["nr"])
