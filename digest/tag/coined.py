"""Chinese names without a telling ending, `追觅` or `弋途`: words new to jieba in places where only names stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import rjieba

from digest.model import EntityType
from digest.tag import tables
from digest.tag.han import Found, Word, head
from digest.tag.han_context import Context, Said
from digest.tag.han_people import fits_name
from digest.tag.points import Points

Span = tuple[int, int]

_HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
_PAIR = re.compile(r"[\u3400-\u9fff]{3,5}")
# jieba, not knowing a name, joins such a character to its neighbour: `款千问`, `局已`.
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
_ENOUGH = 1.9
"""Points for a word that jieba does not know,"""
_DICTIONARY = 0.9
"""how many more for one that it has among names,"""
_VERBAL = 0.5
"""and for one that looks like a verb;"""
_CUT = 3.0
"""and for what it cuts in two."""
_ANY = 0.5
"""What a cue is worth here that stands beside plain nouns as well."""
_PERSON = 0.7
"""For each character of a given name."""


class _Candidate(NamedTuple):
    need: float
    spans: list[Span]


def unknown(text: str, words: Sequence[Word], context: Context) -> Iterator[Found]:
    """Names for which their neighbours speak in all their mentions together; each has one type."""
    for name, candidate in {**_cut(text, words), **_single(words)}.items():
        kind = _type(name, candidate.need, context.said(candidate.spans))
        if kind:
            yield from (Found(start, end, kind, sure=True) for start, end in candidate.spans)


def _type(name: str, need: float, said: Said) -> EntityType | None:
    """The type for which most speaks, if a cue stands there that only names have, and all cues are enough."""
    if not said.name:
        return None
    points = Points(said.type)
    if fits_name(name):
        points["PERSON"] += _PERSON * (len(name) - 1)
        points["PLACE"] = 0.0
    kind = points.best()
    strength = max(said.name.values()) + _ANY * (said.type[kind] - said.name[kind])
    return kind if strength >= need else None


def _single(words: Sequence[Word]) -> dict[str, _Candidate]:
    """Words that may be names."""
    places: dict[str, _Candidate] = {}
    for word in words:
        if _HAN.fullmatch(word.text) and not _plain(word) and not _GRAMMAR.intersection(word.text):
            known = rjieba.has_word(word.text)
            if word.pos in (_NAMES if known else _NOUNS | _VERBS):
                need = _ENOUGH + _DICTIONARY * known + _VERBAL * (word.pos in _VERBS)
                places.setdefault(word.text, _Candidate(need, [])).spans.append((word.start, word.end))
    return places


def _cut(text: str, words: Sequence[Word]) -> dict[str, _Candidate]:
    """Names that jieba cuts in two or three, after a pause or a word for a company: `星海|图`, `月|之|暗面`."""
    places: dict[str, _Candidate] = {}
    for first, word in enumerate(words):
        before = words[first - 1].text if first else "\n"
        if before[-1] not in _PAUSES and not before.endswith(_BEFORE_NAMES):
            continue
        for last in range(first + 1, min(first + 3, len(words))):
            if not all(map(_part, words[first : last + 1])):
                break
            span = word.start, words[last].end
            if _PAIR.fullmatch(text, *span) and not _deed(words[last]):
                places.setdefault(text[slice(*span)], _Candidate(_CUT, [])).spans.append(span)
    return places


def _part(word: Word) -> bool:
    """Whether a word may be part of a name that jieba cuts."""
    grammar = _GRAMMAR.intersection(word.text) or word.pos in _NEVER
    office = word.text in tables.words("han_titles.txt")
    return word.text == "之" or not (grammar or office or _plain(word) or head(word.text))


def _deed(word: Word) -> bool:
    return word.pos == "v" and rjieba.has_word(word.text)


def _plain(word: Word) -> bool:
    return word.text in tables.words("han_stops.txt") or word.text in tables.words("han_plain.txt")
