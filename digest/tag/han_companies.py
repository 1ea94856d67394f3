"""Unknown Chinese companies by how the business press writes them: with their legal form, or with their ticker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import rjieba

from digest.tag import tables
from digest.tag.han import Found, Word

Span = tuple[int, int]

_LEGAL = re.compile(r"(?:股份)?有限(?:责任)?公司|合伙企业[（(]有限合伙[)）]")
_TICKER = re.compile(r"[（(](?:股票)?(?:代码)?[:：]?(?:[A-Z]{2,6}[:：] ?)?\d{4,6}(?:\.[A-Z]{2})?[;；,，)）]")
_SEAT = re.compile(r"[（(][\u3400-\u9fff]{2,6}[)）]$")
_TRADE = re.compile(r"(?:信息|网络|智能|电子|商业|企业)?(?:科技|技术|实业|贸易|投资|管理|咨询)$")
_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9]{1,11}[\u3400-\u9fff]")
_OUTSIDE = frozenset(("p", "c", "d", "r", "u", "uj", "ul", "f", "t", "y", "m"))
"""Parts of speech that stand before a name and never in it,"""
_BEFORE = ("公司", "企业", "厂商", "机构", "港股", "美股")
"""and ends of words that do so too."""
_TELLING = frozenset(("nr", "nrt", "nz", "nt", "ns", "j"))
"""Parts of speech, in jieba's dictionary, of what tells one company from another."""
_SHORT = 4
"""Characters of a name that can do without its trade: 量子跃动科技 is `量子跃动`, 弋途科技 remains."""
_LONGEST_LEGAL, _LONGEST_LISTED = 24, 6
"""Characters of a legal name without its form, and of the short one that is traded."""


def legal_names(text: str, words: Sequence[Word]) -> list[Span]:
    """Where full legal names stand: `广东长兴半导体科技有限公司`."""
    spans = ((_begin(text, words, form.start(), _LONGEST_LEGAL), form.end()) for form in _LEGAL.finditer(text))
    return [(start, end) for start, end in spans if not _LEGAL.fullmatch(text, start, end)]


def companies(text: str, words: Sequence[Word], legal: Sequence[Span]) -> Iterator[Found]:
    """The companies' own names: within legal ones (`legal_names`), and before tickers."""
    for start, end in legal:
        form = _LEGAL.search(text, start, end)
        own = _own(text, words, start, form.start()) if form and form.group().endswith("公司") else None
        if own:
            yield Found(*own, "ORG", sure=True)
    for ticker in _TICKER.finditer(text):
        start = _begin(text, words, ticker.start(), _LONGEST_LISTED)
        if _NAME.fullmatch(text, start, ticker.start()):
            yield Found(start, ticker.start(), "ORG", sure=True)


def _begin(text: str, words: Sequence[Word], end: int, longest: int) -> int:
    """Where a name begins that ends at `end`: behind the last word that no name has in it."""
    at, start = bisect_left(words, end, key=lambda w: w.start), end
    while at > 0 and end - words[at - 1].start <= longest:
        word = words[at - 1]
        if seat := _SEAT.search(text, 0, min(word.end, end)):
            at, start = bisect_left(words, seat.start(), key=lambda w: w.start), seat.start()
        elif _outside(word) or (_deed(word) and at < len(words) and words[at].pos == "ns"):
            break  # `现金收购|广东长兴半导体科技有限公司`
        else:
            at, start = at - 1, word.start
    while at < len(words) and words[at].end < end and _deed(words[at]):
        at, start = at + 1, words[at].end
    return start


def _deed(word: Word) -> bool:
    return word.pos == "v" and rjieba.has_word(word.text)


def _outside(word: Word) -> bool:
    return (
        word.pos in _OUTSIDE
        or not word.text[0].isalnum()
        or word.text.endswith(_BEFORE)
        or word.text in tables.words("han_stops.txt")
    )


def _own(text: str, words: Sequence[Word], start: int, end: int) -> Span | None:
    """A legal name without what follows a seat in brackets, and without its seat and trade where the rest tells whose
    it is: `长兴半导体`, but `重庆水务集团`. None where nothing does."""
    bracket = re.search(r"[（(]", text[start:end])
    end = start + bracket.start() if bracket else end
    parts = [w for w in words[bisect_left(words, start, key=lambda w: w.start) :][:_LONGEST_LEGAL] if w.end <= end]
    if not any(map(_telling, parts)):
        return None
    if parts[0].pos == "ns" and any(map(_telling, parts[1:])):
        start = parts[0].end
    trade = _TRADE.search(text, start, end)
    if trade and trade.start() - start >= _SHORT:
        end = trade.start()
    return (start, end) if _NAME.fullmatch(text, start, end) else None


def _telling(word: Word) -> bool:
    return word.pos in _TELLING or not rjieba.has_word(word.text)
