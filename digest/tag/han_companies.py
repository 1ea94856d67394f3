"""Find unknown Chinese companies by how the business press writes them: with their legal form or with their ticker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import rjieba

from digest.tag import tables
from digest.tag.han import Found, Word, before_place, is_verb, ordinary, telling
from digest.tag.spans import Span

_LEGAL = re.compile(r"(?:股份)?有限(?:责任)?公司|合伙企业[（(]有限合伙[)）]")
_TICKER = re.compile(r"[（(](?:股票)?(?:代码)?[:：]?(?:[A-Z]{2,6}[:：] ?)?\d{4,6}(?:\.[A-Z]{2})?[;；,，)）]")
_INTRODUCED = re.compile(
    r"(?<=[\u3400-\u9fff])(?:公司|企业|厂商|品牌|平台|机构|创企|独角兽|服务商|供应商|制造商|开发商|运营商)[“\"「]?(?P<name>[\u3400-\u9fff]{2,6})[”\"」]?"
    r"[（(](?=[A-Z][A-Za-z. ]{1,30}[)），,]|(?:以下)?简称|下称)"
)
"""A company with its kind before it and its other name in brackets: `计算企业|图灵量子|（TuringQ）`."""
_SEAT = re.compile(r"[（(][\u3400-\u9fff]{2,6}[)）]$")
_LONGEST_SEAT = 9
"""Characters of a seat in brackets at most, and of a line end after it."""
_TRADE = re.compile(r"(?:信息|网络|智能|电子|商业|企业)?(?:科技|技术|实业|贸易|投资|管理|咨询)$")
_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9]{1,11}[\u3400-\u9fff]")
_NEVER_INSIDE = frozenset(("p", "c", "d", "r", "u", "uj", "ul", "f", "t", "y", "m"))
"""Parts of speech that stand before a company's name and never inside it."""
_WORDS_FOR_COMPANY = ("公司", "企业", "厂商", "机构", "港股", "美股")
"""Ends of words that stand before a company's name and never inside it."""
_TELLING = frozenset(("nr", "nrt", "nz", "nt", "ns", "j"))
"""Parts of speech in jieba's dictionary of words that distinguish one company from another."""
_SHORT = 4
"""Characters from which a name can do without its trade: 量子跃动科技 becomes `量子跃动`, 弋途科技 stays as it is."""
_LONGEST_LEGAL = 24
"""Characters of a legal name without its legal form at most."""
_LONGEST_LISTED = 6
"""Characters of the short name under which shares are traded at most."""


def legal_names(text: str, words: Sequence[Word]) -> list[Span]:
    """The places of full legal names: `广东长兴半导体科技有限公司`."""
    spans = ((_begin(text, words, form.start(), _LONGEST_LEGAL), form.end()) for form in _LEGAL.finditer(text))
    return [(start, end) for start, end in spans if not _LEGAL.fullmatch(text, start, end)]


def is_seat(place: Span, legal: Iterable[Span]) -> bool:
    """Whether a place is only the registered seat in one of the legal names: `深圳` in `深圳灯塔科技有限公司`."""
    return any(start <= place[0] and place[1] <= end for start, end in legal)


def companies(text: str, words: Sequence[Word], legal: Sequence[Span]) -> Iterator[Found]:
    """The short names of companies inside legal names (`legal_names`)."""
    for start, end in legal:
        form = _LEGAL.search(text, start, end)
        own = _own(text, words, start, form.start()) if form and form.group().endswith("公司") else None
        if own:
            yield Found(*own, "ORG", sure=True)


def introduced(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The companies that the text introduces by their kind and by another name in brackets."""
    firsts = {word.start: word for word in words}
    for found in _INTRODUCED.finditer(text):
        first = firsts.get(found.start("name"))
        named = first and first.pos not in ("v", "vn", "d", "p") and not found["name"].endswith("公司")
        if named and not ordinary(found["name"], _TELLING):
            yield Found(*found.span("name"), "ORG", sure=True)


def listed(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The short names of companies before tickers."""
    for ticker in _TICKER.finditer(text):
        start = _begin(text, words, ticker.start(), _LONGEST_LISTED)
        if _NAME.fullmatch(text, start, ticker.start()):
            yield Found(start, ticker.start(), "ORG", sure=True)


def _begin(text: str, words: Sequence[Word], end: int, longest: int) -> int:
    """The start of the name that ends at `end`: after the last word that cannot be part of a name."""
    at, start = bisect_left(words, end, key=lambda w: w.start), end
    while at > 0 and end - words[at - 1].start <= longest:
        word = words[at - 1]
        stop = min(word.end, end)
        if seat := _SEAT.search(text, max(0, stop - _LONGEST_SEAT), stop):
            at, start = bisect_left(words, seat.start(), key=lambda w: w.start), seat.start()
        elif _outside(word) or (at < len(words) and not _after_place(words, at - 1) and _ends_before(word, words[at])):
            break
        else:
            at, start = at - 1, word.start
    while at < len(words) and words[at].end < end and is_verb(words[at]):
        at, start = at + 1, words[at].end
    return start


def _ends_before(word: Word, following: Word) -> bool:
    """Whether a verb or a noun stands before the place or name that begins a company's name: `现金收购|广东长兴`."""
    opens = following.pos in ("ns", "nr", "nrt", "nz") or not rjieba.has_word(following.text)
    return before_place(word, following) or (is_verb(word) and opens)


def _after_place(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a single character after a place, and so begins the name: `杭州|露|韦美`."""
    return at > 0 and len(words[at].text) == 1 and words[at - 1].pos == "ns"


def _outside(word: Word) -> bool:
    return (
        word.pos in _NEVER_INSIDE
        or not word.text[0].isalnum()
        or word.text.endswith(_WORDS_FOR_COMPANY)
        or word.text in tables.words("han_stops.txt")
    )


def _own(text: str, words: Sequence[Word], start: int, end: int) -> Span | None:
    """The part of a legal name that distinguishes the company, or None if nothing does.

    What follows a seat in brackets is left out. So are seat and trade, `长兴半导体`, unless the name would say nothing
    without them: `重庆水务集团`."""
    bracket = re.search(r"[（(]", text[start:end])
    end = start + bracket.start() if bracket else end
    parts = [w for w in words[bisect_left(words, start, key=lambda w: w.start) :][:_LONGEST_LEGAL] if w.end <= end]
    if not any(telling(word, _TELLING) for word in parts):
        return None
    if parts[0].pos == "ns" and any(telling(word, _TELLING) for word in parts[1:]):
        start = parts[0].end
    trade = _TRADE.search(text, start, end)
    if trade and trade.start() - start >= _SHORT:
        end = trade.start()
    return (start, end) if _NAME.fullmatch(text, start, end) else None
