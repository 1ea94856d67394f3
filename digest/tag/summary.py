"""Choose the sentences of an article that say what happened: at most two, verbatim, sixty words in all.

A sentence scores higher the earlier it stands and the more words it shares with the headline. Questions, quotations
and sentences that only lead on to the next score lower or are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from digest.model import SUMMARY_WORDS, has_chinese, length_in_words
from digest.tag import datelines, tables
from digest.tag.article import Article
from digest.tag.fold import fold, simplified
from digest.tag.noise import is_noise
from digest.tag.sentences import split

_READ = 14
"""Sentences that are considered: hardly any article says what happened after these."""
_PAIRS = (("“", "”"), ("「", "」"), ("《", "》"), ("（", "）"), ("(", ")"))
_SHORT = 7
"""Words below which a sentence scores lower."""
_LONG = 55
"""Words above which a sentence scores lower."""
_SECOND = 0.75
"""Share at which the points of a second sentence count."""
_SECOND_NEEDS = 0.8
"""Points that a second sentence must add."""
_LEANING = 0.6
"""Points that a sentence loses if it depends on the one before it: it can only be the second."""
_SAME = 0.5
"""Share of common words beyond which a second sentence only repeats the first."""
_WORD = re.compile(r"[a-z][a-z'-]{2,}|\d[\d.,]*|[\u3400-\u9fff]{2}")
_SEMICOLON = re.compile("；")
_ENDS = re.compile(r"[.!。！；](?:[\"'”’」』）)\]]*)$")
_BROKEN = re.compile(r"(?:\.{3}|…|[:：,，—-])[\]\"'”’]?$")
_MARK = re.compile(r"^[^\w\"'“‘「『《【（(\[$€£¥@#+<{&*▲△]+")
"""What stands before a sentence and is no part of it: a list mark, an arrow, a picture."""
_ASIDE = "*▲△"
"""Marks of footnotes and of captions."""
_ASKS = re.compile(r"[?？][\"'”’」』）)]*$")


@cache
def _signs() -> tuple[tuple[float, re.Pattern[str], str], ...]:
    """Signs that a sentence says what happened, or does not: points, pattern, and what it means in words."""
    rows = [line.split("\t") for line in tables.lines("sentence_signs.tsv")]
    return tuple((float(points), re.compile(pattern), what) for points, pattern, what in rows)


@cache
def _leaning() -> re.Pattern[str]:
    return re.compile("|".join(tables.lines("leaning.txt")))


class _Sentence(NamedTuple):
    at: int
    """Its number in the article, from 0."""
    text: str
    words: frozenset[str]
    size: float
    """Length in words."""
    points: float
    leans: bool
    """Whether its opening depends on the sentence before."""


def summarise(article: Article, teaser: str = "") -> tuple[str, ...]:
    """At most two sentences of the article, or of the feed's teaser if the article has no suitable one."""
    for paragraphs in (article.paragraphs, teaser.splitlines()):
        found = list(_sentences(article.title, paragraphs))
        if found:
            return _choose(found)
    return ()


def grounds(sentence: str, title: str) -> Iterator[str]:
    """What speaks for a sentence of a summary, in words, as far as sentence and headline show it."""
    shared = len(_words(sentence) & _words(title))
    if shared:
        yield f"{shared} word{'s' if shared > 1 else ''} in common with the headline"
    plain = simplified(fold(sentence))
    yield from (what for points, sign, what in _signs() if points > 0 and sign.search(plain))


def _sentences(title: str, paragraphs: Sequence[str]) -> Iterator[_Sentence]:
    """Those of the first sentences that are fit for a summary, with their points."""
    headline = _words(title)
    at = 0
    for paragraph in paragraphs:
        pieces = [clause for sentence in split(paragraph) for clause in _clauses(sentence)]
        for piece in pieces:
            text = _MARK.sub("", datelines.without(piece)).strip()
            words = _words(text)
            length = length_in_words(text)
            if _may_stand(text, length, len(pieces)) and not _repeats(words, headline) and not is_noise(text):
                leans = _leaning().match(simplified(fold(text))) is not None
                points = _points(text, words, headline, at, length) - _LEANING * leans
                yield _Sentence(at, text, words, length, points, leans)
            at += 1
        if at >= _READ:
            return


def _clauses(sentence: str) -> list[str]:
    """A sentence, or if it is a Chinese one too long for a summary, its parts between semicolons.

    Each part is a statement by itself; Chinese newsflashes are often a single sentence."""
    if not has_chinese(sentence) or length_in_words(sentence) <= SUMMARY_WORDS:
        return [sentence]
    parts, start = [], 0
    for end in [*(found.end() for found in _SEMICOLON.finditer(sentence)), len(sentence)]:
        part = sentence[start:end]
        if end == len(sentence) or all(part.count(left) == part.count(right) for left, right in _PAIRS):
            parts.append(part)
            start = end
    return parts


def _may_stand(text: str, length: float, pieces: int) -> bool:
    """Whether a sentence is fit for a summary: complete, no question, of suitable length, all quotations closed."""
    if length > SUMMARY_WORDS or length < 4 or _ASKS.search(text) or _BROKEN.search(text) or text[0] in _ASIDE:
        return False
    if any(text.count(left) != text.count(right) for left, right in _PAIRS) or text.count('"') % 2:
        return False
    # A line without a full stop is a heading or a caption, unless it is long and a paragraph of its own.
    return bool(_ENDS.search(text)) or (pieces == 1 and length > 2 * _SHORT)


def _repeats(words: frozenset[str], headline: frozenset[str]) -> bool:
    """Whether a sentence only repeats the headline."""
    return bool(words) and len(words - headline) < 0.15 * len(words)


def _points(text: str, words: frozenset[str], headline: frozenset[str], at: int, length: float) -> float:
    shared = len(words & headline) / (len(headline) or 1)
    points = 2.2 / (1 + 0.3 * at) + 1.6 * min(shared, 0.6)
    plain = simplified(fold(text))
    points += sum(worth for worth, sign, _ in _signs() if sign.search(plain))
    points -= 0.8 * (length < _SHORT) + 0.5 * (length > _LONG) + 0.3 * (not _ENDS.search(text))
    return points


def _words(text: str) -> frozenset[str]:
    """The words that carry meaning, roughly stemmed; Chinese as pairs of characters."""
    plain = simplified(fold(text)).lower()
    dull = tables.words("dull.txt")
    latin = {w.removesuffix("'s")[:6] for w in _WORD.findall(plain) if w not in dull and not has_chinese(w)}
    runs = re.findall(r"[\u3400-\u9fff]+", plain)
    return frozenset(latin | {run[i : i + 2] for run in runs for i in range(len(run) - 1)})


def _choose(found: Sequence[_Sentence]) -> tuple[str, ...]:
    """The best sentence or pair of sentences. One that depends on the sentence before comes first only if all do."""
    firsts = [s for s in found if not s.leans] or found
    ones = [(s.points, -s.at, (s,)) for s in firsts]
    twos = [
        (max(a.points, b.points) + _SECOND * _added(a, b), -a.at - b.at, (a, b))
        for a, b in combinations(found, 2)
        if a in firsts and _may_follow(a, b) and _added(a, b) >= _SECOND_NEEDS
    ]
    best = max([*ones, *twos], key=lambda choice: choice[:2])
    return tuple(sentence.text for sentence in best[2])


def _may_follow(a: _Sentence, b: _Sentence) -> bool:
    """Whether the two are short enough together, and the second, if it depends on the sentence before, follows it."""
    return a.size + b.size <= SUMMARY_WORDS and (not b.leans or b.at == a.at + 1)


def _added(a: _Sentence, b: _Sentence) -> float:
    """Points that the weaker of two sentences adds to the other: fewer if they share words, 0 for a repetition."""
    lesser = min(a.points, b.points)
    common = len(a.words & b.words) / (min(len(a.words), len(b.words)) or 1)
    return lesser - 1.0 * max(0.0, common - 0.3) if common <= _SAME else 0.0
