"""Find Chinese names without a telling ending, such as `追觅`: unknown words where usually only names stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import rjieba

from digest.model import EntityType
from digest.tag import tables
from digest.tag.han import Found, Word, head, is_verb, telling
from digest.tag.han_context import Context, Said
from digest.tag.han_people import fits_name, goes_on
from digest.tag.points import Points
from digest.tag.spans import Span

_HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
_ROW = re.compile(r"[\u3400-\u9fff]{3,5}")
# When jieba does not know a name it joins such a character to its neighbour: `款千问`, `局已`.
_GRAMMAR = frozenset(
    "这那其该此每某各更很极最太已仍还也都又再才只不需将会为由以于至约可能曾另但若则而且并的了在是和与或就所被把让使从向对"
    "因及超近达涨跌指报称"
)
_NAMES = frozenset(("nr", "nrt", "nz", "nt"))
_NOUNS = _NAMES | {"n", "nrfg", "ns", "vn", "j", "g", "ng", "x", "i", "l", "b", "s"}
_VERBS = frozenset(("v", "a", "vg", "ag", "an"))
_NEVER = frozenset(("p", "c", "d", "r", "m", "q", "f", "t", "x", "y", "w", "ul", "uj", "eng", "ns"))
_PAUSES = "\n，。：:；;、“”「」‘’！？!?｜|丨/（(）)【】 ·"
_BEFORE_NAMES = ("公司", "企业", "厂商", "巨头", "品牌", "车企", "独角兽", "创企", "平台", "据", "与", "和", "对")
_NEED_UNKNOWN_WORD = 1.9
"""Points that a word needs if jieba does not know it."""
_NEED_MORE_IF_KNOWN = 0.9
"""Points that a word needs in addition if jieba's dictionary has it as a name."""
_NEED_MORE_IF_VERB = 0.5
"""Points that a word needs in addition if jieba takes it for a verb or an adjective."""
_NEED_SEVERAL_WORDS = 3.0
"""Points that a row of words needs in order to be one name."""
_OFTEN = 4
"""Mentions that show that the article is about a name."""
_SUBJECT = 0.5
"""Points that a name needs less if the article is about it."""
_NO_TRADES = ("公司", "基金", "集团", "控股", "机器人")
"""Weak heads before which an ordinary word makes an ordinary compound."""
_NEED_COMPOUND = 2.4
"""Points that an ordinary word and a trade need in order to be a company's name."""
_AMBIGUOUS_CUE = 0.5
"""Share at which a cue counts that stands beside plain nouns as well as names."""
_GIVEN_NAME = 0.7
"""Points in favour of a person for each character of a possible given name."""


class _Candidate(NamedTuple):
    need: float
    """Points that it needs."""
    spans: list[Span]
    only: EntityType | None = None
    """The one type that it can have, if any."""


def unknown(text: str, words: Sequence[Word], context: Context) -> Iterator[Found]:
    """The names that their context confirms, judged on all mentions together; every mention gets the same type."""
    for name, candidate in {**_compound(words), **_cut(text, words), **_single(text, words)}.items():
        need = candidate.need - _SUBJECT * (len(candidate.spans) >= _OFTEN)
        kind = _type(name, need, context.said(candidate.spans))
        if kind and candidate.only in (kind, None):
            yield from (Found(start, end, kind, sure=True) for start, end in candidate.spans)


def _type(name: str, need: float, said: Said) -> EntityType | None:
    """The best type, or None unless at least one cue is typical of names and all cues together reach `need` points."""
    if not said.name:
        return None
    points = Points(said.type)
    if fits_name(name):
        points["PERSON"] += _GIVEN_NAME * (len(name) - 1)
        points["PLACE"] = 0.0
    kind = points.best()
    strength = max(said.name.values()) + _AMBIGUOUS_CUE * (said.type[kind] - said.name[kind])
    return kind if strength >= need else None


def _single(text: str, words: Sequence[Word]) -> dict[str, _Candidate]:
    """The single words that may be names."""
    places: dict[str, _Candidate] = {}
    for word in words:
        if _HAN.fullmatch(word.text) and not (_plain(word) or _trade(word) or _GRAMMAR.intersection(word.text)):
            known = rjieba.has_word(word.text)
            if word.pos in (_NAMES if known else _NOUNS | _VERBS) and not goes_on(text, word.end):
                need = _NEED_UNKNOWN_WORD + _NEED_MORE_IF_KNOWN * known + _NEED_MORE_IF_VERB * (word.pos in _VERBS)
                places.setdefault(word.text, _Candidate(need, [])).spans.append((word.start, word.end))
    return places


def _cut(text: str, words: Sequence[Word]) -> dict[str, _Candidate]:
    """Two or three words that may be one name, after a pause or a word for a company: `星海|图`, `月|之|暗面`."""
    places: dict[str, _Candidate] = {}
    for first, word in enumerate(words):
        before = words[first - 1].text if first else "\n"
        if before[-1] not in _PAUSES and not before.endswith(_BEFORE_NAMES):
            continue
        for last in range(first + 1, min(first + 3, len(words))):
            if not all(map(_part, words[first : last + 1])):
                break
            span = word.start, words[last].end
            if _ROW.fullmatch(text, *span) and not is_verb(words[last]):
                places.setdefault(text[slice(*span)], _Candidate(_NEED_SEVERAL_WORDS, [])).spans.append(span)
    return places


def _compound(words: Sequence[Word]) -> dict[str, _Candidate]:
    """An ordinary word and a trade, which may be a company's name: `松鼠|动力`, but hardly ever `人形|机器人`."""
    places: dict[str, _Candidate] = {}
    for word, trade in pairwise(words):
        found = head(trade.text)
        if found is None or found[1:] != ("ORG", False) or trade.text != found[0] or trade.text in _NO_TRADES:
            continue
        if len(word.text) == 2 and word.pos in _NOUNS - _NEVER and not _plain(word) and not head(word.text):
            name = word.text + trade.text
            need = _NEED_UNKNOWN_WORD if telling(word, _NAMES) else _NEED_COMPOUND
            places.setdefault(name, _Candidate(need, [], "ORG")).spans.append((word.start, trade.end))
    return places


def _trade(word: Word) -> bool:
    """Whether a word is nothing but a trade: `智造`, which is no name without another word before it."""
    found = head(word.text)
    return found is not None and found[0] == word.text


def _part(word: Word) -> bool:
    """Whether a word may be part of a name that jieba cuts into several words."""
    grammar = _GRAMMAR.intersection(word.text) or word.pos in _NEVER
    office = word.text in tables.words("han_titles.txt")
    return word.text == "之" or not (grammar or office or _plain(word) or head(word.text))


def _plain(word: Word) -> bool:
    return word.text in tables.words("han_plain.txt", "han_stops.txt")
