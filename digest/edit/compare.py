"""How likely two entries report one event, in points: above zero they more likely do than not.

Points are the log-odds of a small logistic model: few weights, all here. What counts: how much of what the two say
they share (`overlap`), how telling the shared clues of the headlines are in all (`headline`), whether others share
the very same clues (`alone`), common figures, and the days between them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.edit.evidence import Clues, clues
from digest.edit.rarity import Rarity, kind
from digest.model import Entry

Kinds = Mapping[str, float]
SAME: Kinds = {"figure": 0.5, "name": 1.0, "pair": 0.4, "term": 0.2, "word": 1.0}
ACROSS: Kinds = {"figure": 0.3, "name": 1.0, "term": 1.0, "word": 1.0}
"""What a kind of clue weighs within a language, and across the two."""
COMMON = 1.5
"""Bits below which a clue says nothing."""
BODY = 0.6
"""A clue outside the headline weighs this much of one in it."""


MEASURES = ("overlap", "headline", "alone", "figures", "days")

WEIGHTS: Mapping[str, tuple[float, ...]] = {
    "en": (-11.0, 19.4, 0.5, 0.7, 0.3, -1.3),
    "zh": (-11.0, 1.1, 2.8, 0.7, 0.9, -1.1),
    "across": (-10.0, 14.7, 1.1, 0.6, 1.3, -1.4),
}
"""For each relation of languages: the points of any pair, and what each measure adds."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for two entries being one story."""

    points: float
    overlap: float
    shared: tuple[str, ...]
    days: float


class Comparer:
    """Compares the entries of one batch, which are named by their place in it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.clues = [clues(entry) for entry in entries]
        self.rarity = Rarity(self.clues)
        self._same = [self._vector(one, SAME) for one in self.clues]
        self._across = [self._vector(one, ACROSS) for one in self.clues]
        self._times = [entry.published.timestamp() / 86400 for entry in entries]

    def _vector(self, one: Clues, kinds: Kinds) -> tuple[dict[str, float], float]:
        weights = {
            clue: math.sqrt(kinds[kind(clue)]) * max(0.0, self.rarity.bits(clue) - COMMON) * (1 if clue in one.title else BODY)
            for clue in one.everything
            if kind(clue) in kinds
        }
        return weights, math.sqrt(math.fsum(weight * weight for weight in weights.values()))

    def compare(self, first: int, second: int) -> Comparison:
        """What the model says of two entries."""
        relation = self._relation(first, second)
        vectors = self._across if relation == "across" else self._same
        (one, norm), (other, other_norm) = vectors[first], vectors[second]
        shared = sorted(one.keys() & other.keys(), key=lambda clue: (-one[clue] * other[clue], clue))
        overlap = math.fsum(one[c] * other[c] for c in shared) / (norm * other_norm) if norm and other_norm else 0.0
        days = abs(self._times[first] - self._times[second])
        base, *weights = WEIGHTS[relation]
        points = base + math.fsum(w * x for w, x in zip(weights, self.features(first, second), strict=True))
        return Comparison(points, overlap, tuple(shared), days)

    def features(self, first: int, second: int) -> list[float]:
        """The measures of two entries, in the order of `MEASURES`."""
        relation = self._relation(first, second)
        vectors = self._across if relation == "across" else self._same
        (one, norm), (other, other_norm) = vectors[first], vectors[second]
        shared = sorted(one.keys() & other.keys(), key=lambda clue: (-one[clue] * other[clue], clue))
        overlap = math.fsum(one[c] * other[c] for c in shared) / (norm * other_norm) if norm and other_norm else 0.0
        days = abs(self._times[first] - self._times[second])
        return [math.sqrt(overlap), math.log1p(self._headline(shared, first, second, relation)), self._alone(shared), math.log1p(self._figures(shared)), max(0.0, days-1)]

    def _relation(self, first: int, second: int) -> str:
        one, other = self.entries[first].language[:2], self.entries[second].language[:2]
        return "across" if one != other else "zh" if one == "zh" else "en"

    def _headline(self, shared: Sequence[str], first: int, second: int, relation: str) -> float:
        kinds = ACROSS if relation == "across" else SAME
        titles = self.clues[first].title | self.clues[second].title
        return math.fsum(kinds[kind(c)] * max(0.0, self.rarity.bits(c) - COMMON) for c in shared if c in titles)

    def _alone(self, shared: Sequence[str]) -> float:
        """One minus the doublings of the number of entries that share the three most telling clues."""
        return 1 - math.log2(self.rarity.together(shared[:3])) if shared else -10.0

    def _figures(self, shared: Sequence[str]) -> float:
        return math.fsum(max(0.0, self.rarity.bits(c) - COMMON) for c in shared if kind(c) == "figure")
