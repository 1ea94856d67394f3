"""Select the pairs of entries worth comparing: those that share something rare.

Each entry gets a limited number of partners, so that the work grows in proportion to the batch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from digest.edit.compare import ACROSS, SAME, Comparer
from digest.edit.rarity import kind

RARE = 40
"""Entries that may share a clue; beyond, the clue is too common to make two of them worth comparing."""
LOOKED_UP = 40
"""Clues of an entry that are looked up at most: the most telling ones."""
PARTNERS = 16
"""Entries that an entry is compared with at most: those that share the most with it."""
OUTSIDE_HEADLINE = 0.6
"""Weight of a clue outside the headline, relative to one in it."""


def candidates(comparer: Comparer) -> Iterator[tuple[int, int]]:
    """Pairs of entries by their numbers in the batch, the lower number first, in ascending order."""
    keys = [_keys(comparer, number) for number in range(len(comparer.entries))]
    index: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            index[key].append(number)
    pairs = ((number, other) for number, own in enumerate(keys) for other in _partners(number, own, index))
    return iter(sorted({(min(pair), max(pair)) for pair in pairs}))


def _partners(number: int, own: Mapping[str, int], index: Mapping[str, list[int]]) -> list[int]:
    shared: Counter[int] = Counter()
    for key, weight in own.items():
        if 1 < len(index[key]) <= RARE:
            for other in index[key]:
                shared[other] += weight
    del shared[number]
    return sorted(shared, key=lambda other: (-shared[other], other))[:PARTNERS]


def _keys(comparer: Comparer, number: int) -> dict[str, int]:
    """The keys under which an entry is looked up, with their weights: its most telling clues, and each name of its
    headline combined with each concept there, since even a common name is rare together with what happens to it.

    Weights are whole numbers, so that sums do not depend on their order."""
    one, bits = comparer.clues[number], comparer.rarity.bits
    weights = {
        clue: round(100 * bits(clue) * _worth(clue) * (1 if clue in one.title else OUTSIDE_HEADLINE))
        for clue in one.everything
    }
    telling = sorted(weights, key=lambda clue: (-weights[clue], clue))[:LOOKED_UP]
    names = [clue for clue in one.title if kind(clue) == "name"]
    terms = [clue for clue in one.title if kind(clue) in ("act", "term")]
    return {clue: weights[clue] for clue in telling} | {
        f"{name}+{term}": weights[name] + weights[term] for name in names for term in terms
    }


def _worth(clue: str) -> float:
    return max(SAME[kind(clue)], ACROSS.get(kind(clue), 0.0))
