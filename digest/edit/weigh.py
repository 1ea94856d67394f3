"""Decide which topics an article has from the evidence for each, and how relevant it is to this desk.

A topic's score is the sum of its pieces of evidence. Each further piece counts less, so that a topic with many phrases
has no advantage, and a phrase does not count again inside a longer one.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from digest.model import Assignment, has_chinese

AND = " + "
"""Separates the parts of a combination in a reason."""
FADE = 0.8
"""Weight of each further piece of evidence for a topic, relative to the one before."""
ENOUGH = 1.5
"""Score that a topic needs."""
SHARE = 0.3
"""Share of the best topic's score that a topic needs."""
NEARLY = 0.6
"""Share of the needed score from which on a topic counts as narrowly missed."""
LEAN = 0.3
"""Share by which a topic's score grows for each unit of its relevance, so that what is central to the desk leads."""
HINTS = 1.4
"""Score that weak evidence alone can give at most."""
MOST = 3
"""Topics of an article at most."""
REASONS = 5
"""Reasons that are kept for each topic at most."""
SURE = 2.6
"""Score from which on a topic counts with its full relevance."""


class Piece(NamedTuple):
    """One piece of evidence for a topic."""

    worth: float
    """Points; below zero for evidence against the topic."""
    reason: str
    """The phrase, the name or the combination that was found."""
    hint: bool = False
    """Whether it is weak, so that it only supports other evidence."""
    combined: bool = False
    """Whether it is a combination, which makes a topic likely but does not make it central by itself."""


def decide(pieces: Mapping[str, Sequence[Piece]], relevance: Mapping[str, float]) -> Assignment:
    """The topics of an article, best first, from the evidence for each (`pieces`) and the relevance of each."""
    likely = (slug for slug, found in pieces.items() if sum(p.worth for p in found if p.worth > 0) >= NEARLY * ENOUGH)
    plain = {slug: _sum(pieces[slug]) for slug in likely}
    least = _least(plain)
    scores = {slug: plain[slug] * (1 + LEAN * relevance[slug]) for slug in _first(plain, least)}
    kept = _first(scores)
    nearly = (
        slug for slug, score in plain.items() if score < least <= max(score / NEARLY, _sum(_in_favour(pieces[slug])))
    )
    missed = {slug: least - plain[slug] for slug in nearly if not all(piece.hint for piece in pieces[slug])}
    return Assignment(
        topics=kept,
        primary=kept[0] if kept else "",
        scores={slug: round(scores[slug], 3) for slug in kept},
        reasons={slug: _reasons(_in_favour(pieces[slug])) for slug in (*kept, *missed)},
        against={slug: found for slug in (*kept, *missed) if (found := _against(pieces[slug]))},
        missed={slug: round(lack, 3) for slug, lack in sorted(missed.items())},
        relevance=_relevance([(relevance[slug], pieces[slug]) for slug in kept]),
    )


def merge(assignments: Sequence[Assignment]) -> Assignment:
    """The topics of a story from those of its articles; the first of them, the lead, counts twice."""
    if not assignments:
        return Assignment()
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, dict[str, None]] = defaultdict(dict)
    for weight, assignment in zip(chain([2.0], (1.0 for _ in assignments)), assignments, strict=False):
        for slug, score in assignment.scores.items():
            scores[slug] += weight * score / (len(assignments) + 1)
            reasons[slug].update(dict.fromkeys(assignment.reasons.get(slug, ())))
    kept = _first(scores, _least(scores))
    relevance = sum(each.relevance for each in (assignments[0], *assignments)) / (len(assignments) + 1)
    return Assignment(
        topics=kept,
        primary=kept[0] if kept else "",
        scores={slug: round(scores[slug], 3) for slug in kept},
        reasons={slug: tuple(reasons[slug])[:REASONS] for slug in kept},
        relevance=round(relevance, 3) if kept else 0.0,
    )


def _sum(pieces: Sequence[Piece]) -> float:
    strong: dict[str, float] = {}
    for piece in pieces:
        if piece.worth > 0 and not piece.hint:
            strong[piece.reason] = max(piece.worth, strong.get(piece.reason, 0.0))
    full = sorted((_beyond(reason, strong) for reason in strong), reverse=True)
    hints = sum(piece.worth for piece in pieces if piece.hint)
    against = sum(piece.worth for piece in pieces if piece.worth < 0)
    return sum(worth * FADE**place for place, worth in enumerate(full)) + min(HINTS, hints) + against


def _beyond(reason: str, worth: Mapping[str, float]) -> float:
    """The worth of a piece of evidence beyond that of longer ones that contain it: `robot` in `humanoid robot`."""
    return max(0.0, worth[reason] - sum(worth[other] for other in worth if _in_full(other, reason)))


@functools.lru_cache(maxsize=2**16)
def _in_full(longer: str, shorter: str) -> bool:
    """Whether one reason contains another and says more: `ai boom` contains `ai`, `openai + 起诉` contains `起诉`."""
    parts, own = longer.split(AND), shorter.split(AND)
    if len(parts) == len(own) == 1:
        return _rank(longer) > _rank(shorter) and _says(longer, shorter)
    return len(parts) > len(own) and all(any(_says(part, one) for part in parts) for one in own)


def _rank(phrase: str) -> tuple[int, bool]:
    """Sort key for how much a phrase says: its length, and for equals, whether it has no open end."""
    return len(phrase.removesuffix("*")), not phrase.endswith("*")


def _says(longer: str, shorter: str) -> bool:
    stem, whole = shorter.removesuffix("*"), longer.removesuffix("*")
    if stem == whole or has_chinese(stem):
        return stem in whole
    return f" {stem}" in f" {whole}" if shorter.endswith("*") else f" {stem} " in f" {whole} "


def _least(scores: Mapping[str, float]) -> float:
    return max(ENOUGH, SHARE * max(scores.values(), default=0.0))


def _first(scores: Mapping[str, float], least: float = 0.0) -> tuple[str, ...]:
    order = sorted(scores, key=lambda slug: (-round(scores[slug], 6), slug))
    return tuple(slug for slug in order if scores[slug] >= least)[:MOST]


def _in_favour(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.worth > 0]


def _against(pieces: Sequence[Piece]) -> tuple[str, ...]:
    worst = sorted((piece for piece in pieces if piece.worth < 0), key=lambda piece: (piece.worth, piece.reason))
    return tuple(piece.reason for piece in worst[:REASONS])


def _reasons(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(piece.reason for piece in sorted(pieces, key=_strongest)[:REASONS])


def _strongest(piece: Piece) -> tuple[float, str]:
    return (-piece.worth, piece.reason)


def _relevance(found: Sequence[tuple[float, Sequence[Piece]]]) -> float:
    """The relevance of an article: that of its most central topic, by how sure it is, plus a little for each other."""
    parts = sorted((central * _sureness(pieces) for central, pieces in found), reverse=True)
    return round(min(3.0, sum(part * (1.0 if place == 0 else 0.25) for place, part in enumerate(parts))), 3)


def _sureness(pieces: Sequence[Piece]) -> float:
    """How sure a topic is, from 0.5 to 1; combinations, such as China and the US in one article, add nothing."""
    return max(0.5, min(1.0, _sum([piece for piece in pieces if not piece.combined]) / SURE))
