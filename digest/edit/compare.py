"""Estimate how likely two entries report the same event, in points: above zero it is more likely than not.

Points are the log-odds of a small logistic model. Its measures are defined here; its weights were fitted to labelled
weeks of news and rounded, as `docs/developers.md` explains.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from digest.edit.evidence import Clues, clues
from digest.edit.named import named
from digest.edit.rarity import Rarity, kind
from digest.model import Entry

Relation = Literal["en", "zh", "across"]
Kinds = Mapping[str, float]
Vector = tuple[dict[str, float], float]

SAME: Kinds = {
    "act": 0.4,
    "date": 0.2,
    "figure": 1.0,
    "name": 1.3,
    "pair": 0.2,
    "place": 0.5,
    "term": 0.6,
    "word": 0.7,
}
"""Weight of each kind of clue in the overlap of two entries in one language."""
ACROSS: Kinds = {"act": 2.0, "date": 0.3, "figure": 0.1, "name": 2.0, "place": 0.5, "term": 2.0, "word": 0.5}
"""Weight of each kind of clue in the overlap of an English and a Chinese entry."""
COMMON = 1.5
"""Bits below which a clue says nothing."""
BODY = 0.7
"""Weight of all clues outside the headline together, relative to those in it."""
SAME_TIME = 0.2
"""Days up to which two reports count as simultaneous."""
COINED = frozenset({"figure", "name", "pair", "word"})
"""Kinds of clue that may be the name of something new."""
TELLING = 3
"""Number of shared clues, the most telling ones, whose combination is looked for in other entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of two entries; in WEIGHTS, the points for one unit of each."""

    overlap: float
    """Square root of the cosine of their weighted clues, 0 to 1."""
    alone: float
    """0 if only these two have all of their most telling shared clues, and 1 less per doubling of those that do."""
    headlines: float
    """log(1 + number of telling clues that both headlines have)."""
    figures: float
    """Bits of the figures that both give, as log(1 + bits)."""
    happens: float
    """Bits of the acts that both have and one headline names, as log(1 + bits): what happens, not only to whom."""
    rarest: float
    """Bits of the rarest name that both have and one headline names.

    Between two Chinese entries, where taggers miss most new names, it is the rarest pair of characters, word, name or
    figure that both headlines have."""
    subject: float
    """-2 to 2: for each entry, 1 if it mentions who acts in the other's headline, -1 if not, 0 if nobody is known."""
    strangers: float
    """Bits of the names in either headline that the other entry does not have, as log(1 + bits)."""
    outlet: float
    """1 if one outlet published both, since an outlet seldom reports an event twice; else 0."""
    days: float
    """Days between them beyond SAME_TIME."""


BASE: Mapping[Relation, float] = {"en": -8.65, "zh": -10.5, "across": -11.0}
"""Points of any pair before anything is measured, chosen so that precision and recall of whole stories balance."""
WEIGHTS: Mapping[Relation, Measures] = {
    "en": Measures(
        overlap=13.6, alone=0.6, headlines=1.2, figures=0.75, happens=0.7,
        rarest=0.15, subject=0.25, strangers=-0.6, outlet=-2.8, days=-1.2,
    ),
    "zh": Measures(
        overlap=10.9, alone=0.6, headlines=1.3, figures=0.75, happens=0.4,
        rarest=0.2, subject=0.4, strangers=0.0, outlet=-2.9, days=-0.8,
    ),
    "across": Measures(
        overlap=14.2, alone=0.6, headlines=1.6, figures=0.85, happens=0.75,
        rarest=0.15, subject=0.5, strangers=0.0, outlet=-2.5, days=-1.0,
    ),
}  # fmt: skip
"""Points for one unit of each measure.

The three relations were fitted together, each held near the others, since what identifies an event in English mostly
does so in Chinese too."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the model says of two entries."""

    points: float
    parts: Mapping[str, float]
    """Points that each measure adds, by its name, and the points of any pair as `base`."""
    shared: tuple[str, ...]
    """The clues that both have, the most telling first."""


class Comparer:
    """Compares the entries of one batch, which are given by their numbers in it.

    `stories` has for each entry the number of its story, if a clue's rarity is to be that among stories."""

    def __init__(self, entries: Sequence[Entry], stories: Sequence[int] = ()) -> None:
        self.entries = entries
        self.clues = [clues(entry) for entry in named(entries)]
        self.rarity = Rarity(self.clues, stories)
        self._same = [self._vector(one, SAME) for one in self.clues]
        self._across = [self._vector(one, ACROSS) for one in self.clues]
        self._days = [entry.published.timestamp() / 86400 for entry in entries]

    def points(self, first: int, second: int) -> float:
        """The points of two entries."""
        return math.fsum(self._parts(first, second, self._shared(first, second)).values())

    def compare(self, first: int, second: int) -> Comparison:
        """The points of two entries, and what they are made of."""
        shared = self._shared(first, second)
        parts = self._parts(first, second, shared)
        return Comparison(math.fsum(parts.values()), parts, tuple(shared))

    def relation(self, first: int, second: int) -> Relation:
        """The language of two entries, or `across` if they differ."""
        one, other = self.entries[first].language[:2], self.entries[second].language[:2]
        return "across" if one != other else "zh" if one == "zh" else "en"

    def measure(self, first: int, second: int, shared: Sequence[str]) -> Measures:
        """The measures of two entries that share these clues, the most telling first."""
        title, other_title = self.clues[first].title, self.clues[second].title
        figures = [self.rarity.bits(clue) for clue in shared if kind(clue) == "figure"]
        acts = [self.rarity.bits(clue) for clue in shared if kind(clue) == "act" and clue in title | other_title]
        return Measures(
            overlap=self._overlap(first, second, shared),
            alone=1 - math.log2(self.rarity.together(shared[:TELLING])),
            headlines=math.log1p(len(self.in_headlines(first, second, shared))),
            figures=math.log1p(_telling(figures)),
            happens=math.log1p(_telling(acts)),
            rarest=self._rarest(first, second, shared),
            subject=self._is_about(first, second) + self._is_about(second, first),
            strangers=math.log1p(_telling(map(self.rarity.bits, self.strangers(first, second)))),
            outlet=float(self._outlet(first) == self._outlet(second) != ""),
            days=max(0.0, abs(self._days[first] - self._days[second]) - SAME_TIME),
        )

    def in_headlines(self, first: int, second: int, shared: Iterable[str]) -> list[str]:
        """Those of some clues that both headlines have, in order."""
        return [clue for clue in shared if clue in self.clues[first].title and clue in self.clues[second].title]

    def strangers(self, first: int, second: int) -> list[str]:
        """The names in either headline that the other entry does not have, in order."""
        one, other = self.clues[first], self.clues[second]
        unknown = (one.title - other.everything) | (other.title - one.everything)
        return sorted(clue for clue in unknown if kind(clue) == "name")

    def _parts(self, first: int, second: int, shared: Sequence[str]) -> dict[str, float]:
        relation = self.relation(first, second)
        measures, weights = self.measure(first, second, shared), WEIGHTS[relation]
        return {"base": BASE[relation]} | {name: getattr(measures, name) * getattr(weights, name) for name in _NAMES}

    def _vector(self, one: Clues, kinds: Kinds) -> Vector:
        """The telling clues with their weights, and the length of that vector, by which long texts count no more."""
        telling = {
            clue: math.sqrt(kinds[kind(clue)]) * max(0.0, self.rarity.bits(clue) - COMMON)
            for clue in one.everything
            if kind(clue) in kinds
        }
        head = _length(weight for clue, weight in telling.items() if clue in one.title)
        body = _length(weight for clue, weight in telling.items() if clue not in one.title)
        share = BODY * head / body if head and body else 1.0
        weights = {clue: weight if clue in one.title else weight * share for clue, weight in telling.items()}
        return weights, _length(weights.values())

    def _vectors(self, first: int, second: int) -> tuple[Vector, Vector]:
        vectors = self._across if self.relation(first, second) == "across" else self._same
        return vectors[first], vectors[second]

    def _shared(self, first: int, second: int) -> list[str]:
        (one, _), (other, _) = self._vectors(first, second)
        return sorted(one.keys() & other.keys(), key=lambda clue: (-one[clue] * other[clue], clue))

    def _overlap(self, first: int, second: int, shared: Iterable[str]) -> float:
        (one, length), (other, other_length) = self._vectors(first, second)
        product = math.fsum(one[clue] * other[clue] for clue in shared)
        return math.sqrt(product / (length * other_length)) if product else 0.0

    def _rarest(self, first: int, second: int, shared: Iterable[str]) -> float:
        title, other_title = self.clues[first].title, self.clues[second].title
        if self.relation(first, second) == "zh":
            eligible = (clue for clue in shared if clue in title & other_title and kind(clue) in COINED)
        else:
            eligible = (clue for clue in shared if clue in title | other_title and kind(clue) == "name")
        return max(map(self.rarity.bits, eligible), default=0.0)

    def _outlet(self, number: int) -> str:
        return self.entries[number].source

    def _is_about(self, first: int, second: int) -> int:
        """1 if the second entry mentions who acts in the headline of the first, -1 if not, 0 if nobody is known."""
        who = self.clues[first].subject
        if self.relation(first, second) == "across":
            who = frozenset(clue for clue in who if kind(clue) == "name")
        if not who:
            return 0
        known = math.fsum(self.rarity.bits(clue) for clue in who & self.clues[second].everything)
        return 1 if 2 * known >= math.fsum(self.rarity.bits(clue) for clue in who) else -1


_NAMES = tuple(each.name for each in fields(Measures))


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in weights))


def _telling(bits: Iterable[float]) -> float:
    return math.fsum(max(0.0, each - COMMON) for each in bits)
