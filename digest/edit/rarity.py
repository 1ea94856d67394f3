"""Measure how much a shared clue says: the rarer the clue in the batch, the more.

If one in n entries has a clue, the clue is worth log2(n) bits. In a small batch counts say little, so every clue counts
as if EARLIER more entries had been seen, with the clue as frequent among them as clues of its kind usually are. Where
entries are already grouped into stories, stories are counted instead, so that what one big story repeats stays rare.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

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
"""Share of entries that usually have a given clue, by its kind."""
EARLIER = 400
"""Imaginary earlier entries in which every clue has its usual share."""


class Rarity:
    """The clues of one batch of entries, counted.

    `stories` has for each entry the number of the story that it is part of, if stories are to be counted."""

    def __init__(self, batch: Sequence[Clues], stories: Sequence[int] = ()) -> None:
        self._stories = stories or range(len(batch))
        self._size = len(set(self._stories))
        self._holders: dict[str, set[int]] = {}
        for number, clues in enumerate(batch):
            for clue in clues.everything:
                self._holders.setdefault(clue, set()).add(number)
        self._bits = {clue: self._measure(clue, self._told(having)) for clue, having in self._holders.items()}

    def _told(self, having: Collection[int]) -> int:
        return len({self._stories[number] for number in having})

    def _measure(self, clue: str, count: int) -> float:
        return math.log2((self._size + EARLIER) / (count + EARLIER * USUAL[kind(clue)]))

    def bits(self, clue: str) -> float:
        """How much a clue of this batch says, in bits, from 0 up to about 12."""
        return self._bits[clue]

    def count(self, clue: str) -> int:
        """How many entries of the batch have a clue."""
        return len(self._holders[clue])

    def together(self, clues: Sequence[str]) -> int:
        """How many entries of the batch have all these clues, or how many stories have an entry that does."""
        return self._told(set.intersection(*(self._holders[clue] for clue in clues))) if clues else self._size


def kind(clue: str) -> str:
    """The kind of a clue, which stands before its colon: one of the keys of USUAL."""
    return clue[: clue.index(":")]
