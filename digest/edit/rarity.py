"""How much it means that two entries share a clue: the rarer the clue in the batch, the more.

A clue's bits are the logarithm of one in how many entries has it. In a small batch counts say little, so every clue
counts as if it had also been seen among some earlier entries, as often as its kind usually is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from digest.edit.evidence import Clues

USUAL: Mapping[str, float] = {
    "act": 0.02,
    "date": 0.02,
    "figure": 0.004,
    "name": 0.005,
    "pair": 0.008,
    "place": 0.01,
    "term": 0.02,
    "word": 0.004,
}
"""Share of entries that a clue of a kind is in, before anything was counted."""
EARLIER = 400
"""Entries that the usual share counts for."""


class Rarity:
    """The clues of one batch of entries, counted."""

    def __init__(self, batch: Sequence[Clues]) -> None:
        self._size = len(batch)
        self._holders: dict[str, set[int]] = {}
        for number, clues in enumerate(batch):
            for clue in clues.everything:
                self._holders.setdefault(clue, set()).add(number)
        self._bits = {clue: self._measure(clue, len(having)) for clue, having in self._holders.items()}

    def _measure(self, clue: str, count: int) -> float:
        return math.log2((self._size + EARLIER) / (count + EARLIER * USUAL[kind(clue)]))

    def bits(self, clue: str) -> float:
        """How much a clue of this batch tells, from 0 up to about 12."""
        return self._bits[clue]

    def count(self, clue: str) -> int:
        """How many entries of the batch have a clue."""
        return len(self._holders[clue])

    def together(self, clues: Sequence[str]) -> int:
        """How many entries of the batch have all these clues."""
        return len(set.intersection(*(self._holders[clue] for clue in clues))) if clues else self._size


def kind(clue: str) -> str:
    """What is before the colon: `name`, `act`, `figure` and so on, as in USUAL."""
    return clue[: clue.index(":")]
