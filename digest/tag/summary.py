"""The sentences of an article that say what happened: at most two, verbatim, sixty words in all.

News says it early, with the words of its headline; what asks, quotes, muses or only leads on says it less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from digest.tag import tables
from digest.tag.article import Article
from digest.tag.fold import fold, has_chinese, simplified
from digest.tag.sentences import split

WORDS = 60
"""All that is ever stored of a text, in words; two Chinese characters count as one."""
_READ = 14
"""Sentences that are looked at: beyond them hardly any article says what happened."""
_PAIRS = ("“”", "「」", "《》", "（）", "()")
_SHORT, _LONG = 7, 55
_SECOND = 0.75
"""A second sentence counts this much, and must be worth WORTH."""
_WORTH = 0.8
_LEANING = 0.6
"""What it costs a sentence to lean on the one before: it can only stand behind another."""
_SAME = 0.5
"""Share of its words beyond which the second sentence only says the first again."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z][a-z'-]{2,}|\d[\d.,]*|[\u3400-\u9fff]{2}")
_ENDS = re.compile(r"[.!。！](?:[\"'”’」』）)\]]*)$")
_BROKEN = re.compile(r"(?:\.{3}|…|[:：,，—-])[\"'”’]?$")
_ASKS = re.compile(r"[?？][\"'”’」』）)]*$")


@cache
def _signs() -> tuple[tuple[float, re.Pattern[str]], ...]:
    rows = [line.split("\t") for line in tables.lines("sentence_signs.tsv")]
    return tuple((float(points), re.compile(pattern)) for points, pattern, _ in rows)


@cache
def _leaning() -> re.Pattern[str]:
    return re.compile("|".join(tables.lines("leaning.txt")))


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile("|".join(f"^(?:{line.split(chr(9))[0]})" for line in tables.lines("datelines.tsv")))


class _Sentence(NamedTuple):
    at: int
    text: str
    words: frozenset[str]
    size: float
    points: float
    leans: bool
    """Whether its opening leans on the sentence before."""


def summarise(article: Article, teaser: str = "") -> tuple[str, ...]:
    """At most two sentences of the article, or of its feed's teaser where the article has none that will do."""
    for paragraphs in (article.paragraphs, teaser.splitlines()):
        found = list(_sentences(article.title, paragraphs))
        if found:
            return _choose(found)
    return ()


def size(text: str) -> float:
    """Length in words, two Chinese characters counting as one."""
    chinese = len(_CHINESE.findall(text))
    return chinese / 2 + len(_CHINESE.sub(" ", text).split()) if chinese else len(text.split())


def _sentences(title: str, paragraphs: Sequence[str]) -> Iterator[_Sentence]:
    """The first sentences that may stand in a summary, with what each is worth."""
    headline = _words(title)
    at = 0
    for paragraph in paragraphs:
        pieces = split(paragraph)
        for piece in pieces:
            text = _dateline().sub("", piece).strip()
            words = _words(text)
            length = size(text)
            if _may_stand(text, length, len(pieces)) and not _repeats(words, headline):
                leans = _leaning().match(simplified(fold(text))) is not None
                points = _points(text, words, headline, at, length) - _LEANING * leans
                yield _Sentence(at, text, words, length, points, leans)
            at += 1
        if at >= _READ:
            return


def _may_stand(text: str, length: float, pieces: int) -> bool:
    if length > WORDS or length < 4 or _ASKS.search(text) or _BROKEN.search(text):
        return False
    if (
        any(text.count(left) != text.count(right) for left, right in ("“”", "「」", "《》", "（）", "()"))
        or text.count('"') % 2
    ):
        return False
    # Without a full stop it is a heading or a caption, but for a long line of its own under the title.
    return bool(_ENDS.search(text)) or (pieces == 1 and length > 2 * _SHORT)


def _repeats(words: frozenset[str], headline: frozenset[str]) -> bool:
    """Whether a sentence only says the headline again."""
    return bool(words) and len(words - headline) < 0.15 * len(words)


def _points(text: str, words: frozenset[str], headline: frozenset[str], at: int, length: float) -> float:
    shared = len(words & headline) / (len(headline) or 1)
    points = 2.2 / (1 + 0.3 * at) + 1.6 * min(shared, 0.6)
    plain = simplified(fold(text))
    points += sum(worth for worth, sign in _signs() if sign.search(plain))
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
    """The best sentence, and the one that adds most to it if that is enough. None that leans stands first, as long as
    another can."""
    firsts = [s for s in found if not s.leans] or found
    ones = [(s.points, -s.at, (s,)) for s in firsts]
    twos = [
        (max(a.points, b.points) + _SECOND * _added(a, b), -a.at - b.at, (a, b))
        for a, b in combinations(found, 2)
        if a in firsts and _may_follow(a, b) and _added(a, b) >= _WORTH
    ]
    best = max([*ones, *twos], key=lambda choice: choice[:2])
    return tuple(sentence.text for sentence in best[2])


def _may_follow(a: _Sentence, b: _Sentence) -> bool:
    """Whether both fit, and the second, if it leans on the one before, has that before it."""
    return a.size + b.size <= WORDS and (not b.leans or b.at == a.at + 1)


def _added(a: _Sentence, b: _Sentence) -> float:
    """What the lesser of two sentences is worth beside the other."""
    lesser = min(a.points, b.points)
    common = len(a.words & b.words) / (min(len(a.words), len(b.words)) or 1)
    return lesser - 1.0 * max(0.0, common - 0.3) if common <= _SAME else 0.0
