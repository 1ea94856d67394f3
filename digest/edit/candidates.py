"""Which entries are worth comparing: those that share something rare, so that work grows with the batch alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from digest.edit.compare import ACROSS, SAME, Comparer
from digest.edit.rarity import kind

RARE = 40
"""A clue that more entries share is too common to bring two of them together by itself."""
TOLD = 40
"""The most telling clues of an entry that are looked up."""
PARTNERS = 16
"""Entries that an entry is compared with at most: those that share the most."""
ELSEWHERE = 0.6
"""What a clue outside the headline weighs of one in it."""


def candidates(comparer: Comparer) -> Iterator[tuple[int, int]]:
    """Pairs of places in the batch, the lower first, in order."""
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
    """The telling clues of an entry, and common names of its headline joined to what the headline says of them.

    Weights are whole numbers, so that sums don't depend on their order."""
    one, bits = comparer.clues[number], comparer.rarity.bits
    weights = {
        clue: round(100 * bits(clue) * _worth(clue) * (1 if clue in one.title else ELSEWHERE))
        for clue in one.everything
    }
    told = sorted(weights, key=lambda clue: (-weights[clue], clue))[:TOLD]
    names = [clue for clue in one.title if kind(clue) == "name"]
    terms = [clue for clue in one.title if kind(clue) in ("act", "term")]
    return {clue: weights[clue] for clue in told} | {
        f"{name}+{term}": weights[name] + weights[term] for name in names for term in terms
    }


def _worth(clue: str) -> float:
    return max(SAME[kind(clue)], ACROSS.get(kind(clue), 0.0))
