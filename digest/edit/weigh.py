"""Decide which topics an article has, from the pieces of evidence for each, and how much it belongs to this desk.

A topic's score is the sum of its pieces, every further one counting less, so that a topic with a long list has no
advantage; what a longer piece says in full does not count again.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from digest.edit.phrases import HAN
from digest.model import Assignment

AND = " + "
"""Between the parts of a combination, where it is given as a reason."""
FADE = 0.8
"""Each further piece of evidence for one topic counts this much of the one before."""
ENOUGH = 1.5
"""A topic needs this score, and SHARE of the best one's."""
SHARE = 0.3
NEARLY = 0.6
"""Who has this much of what is needed has missed it narrowly."""
LEAN = 0.3
"""The order of topics leans to what is central to the desk: a score grows by this times the topic's relevance."""
HINTS = 1.4
"""Weak evidence alone brings no more than this."""
MOST = 3
REASONS = 5
SURE = 2.6
"""From this score on a topic is beyond doubt and brings its full relevance."""


class Piece(NamedTuple):
    """One piece of evidence for a topic."""

    worth: float
    reason: str
    hint: bool = False
    """It only supports what other evidence says."""
    combined: bool = False
    """It is a combination, which makes a topic likely but does not alone make it central."""


def decide(pieces: Mapping[str, Sequence[Piece]], relevance: Mapping[str, float]) -> Assignment:
    """The topics that `pieces` (by slug) speak for, best first. `relevance` is what `topics.yaml` says of each."""
    likely = (slug for slug, found in pieces.items() if sum(p.worth for p in found if p.worth > 0) >= NEARLY * ENOUGH)
    plain = {slug: _sum(pieces[slug]) for slug in likely}
    least = _least(plain)
    scores = {slug: plain[slug] * (1 + LEAN * relevance[slug]) for slug in _first(plain, least)}
    kept = _first(scores)
    nearly = (slug for slug, score in plain.items() if NEARLY * least <= score < least)
    missed = {slug: least - plain[slug] for slug in nearly if not all(piece.hint for piece in pieces[slug])}
    return Assignment(
        topics=kept,
        primary=kept[0] if kept else "",
        scores={slug: round(scores[slug], 3) for slug in kept},
        reasons={slug: _reasons(pieces[slug]) for slug in (*kept, *missed)},
        missed={slug: round(lack, 3) for slug, lack in sorted(missed.items())},
        relevance=_relevance([(relevance[slug], pieces[slug]) for slug in kept]),
    )


def merge(assignments: Sequence[Assignment]) -> Assignment:
    """One story's topics from those of its articles, the first of them (the lead) counting twice."""
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
    """What a piece of evidence says beyond those that say it in full: `robot` where `humanoid robot` is meant."""
    return max(0.0, worth[reason] - sum(worth[other] for other in worth if _in_full(other, reason)))


@functools.lru_cache(maxsize=2**16)
def _in_full(longer: str, shorter: str) -> bool:
    """Whether one reason says another and more: `ai boom` says `ai`, `openai + 起诉` says `起诉`."""
    parts, own = longer.split(AND), shorter.split(AND)
    if len(parts) == len(own) == 1:
        return _rank(longer) > _rank(shorter) and _says(longer, shorter)
    return len(parts) > len(own) and all(any(_says(part, one) for part in parts) for one in own)


def _rank(phrase: str) -> tuple[int, bool]:
    """Of two phrases that say the same the one without an open end says it in full."""
    return len(phrase.removesuffix("*")), not phrase.endswith("*")


def _says(longer: str, shorter: str) -> bool:
    stem, whole = shorter.removesuffix("*"), longer.removesuffix("*")
    if stem == whole or HAN.search(stem):
        return stem in whole
    return f" {stem}" in f" {whole}" if shorter.endswith("*") else f" {stem} " in f" {whole} "


def _least(scores: Mapping[str, float]) -> float:
    return max(ENOUGH, SHARE * max(scores.values(), default=0.0))


def _first(scores: Mapping[str, float], least: float = 0.0) -> tuple[str, ...]:
    order = sorted(scores, key=lambda slug: (-round(scores[slug], 6), slug))
    return tuple(slug for slug in order if scores[slug] >= least)[:MOST]


def _reasons(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(piece.reason for piece in sorted(pieces, key=_strongest)[:REASONS])


def _strongest(piece: Piece) -> tuple[float, str]:
    return (-piece.worth, piece.reason)


def _relevance(found: Sequence[tuple[float, Sequence[Piece]]]) -> float:
    """The most central topic by how sure it is, and a little for each other one."""
    parts = sorted((central * _sureness(pieces) for central, pieces in found), reverse=True)
    return round(min(3.0, sum(part * (1.0 if place == 0 else 0.25) for place, part in enumerate(parts))), 3)


def _sureness(pieces: Sequence[Piece]) -> float:
    """From one half to 1; combinations (China and the US in one article) add nothing to it."""
    return max(0.5, min(1.0, _sum([piece for piece in pieces if not piece.combined]) / SURE))
