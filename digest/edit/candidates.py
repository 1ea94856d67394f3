"""Which entries are worth comparing: those that share something rare, so that work grows with the batch alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from digest.edit.compare import Comparer
from digest.edit.rarity import kind

RARE = 40
"""A clue that more entries share is too common to bring two of them together by itself."""
TOLD = 40
"""The most telling clues of an entry that are looked up."""
PARTNERS = 40
"""Entries that an entry is compared with at most: those that share the most."""


def candidates(comparer: Comparer) -> Iterator[tuple[int, int]]:
    """Pairs of places in the batch, the lower first, in order."""
    keys = [_keys(comparer, number) for number in range(len(comparer.entries))]
    index: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            index[key].append(number)
    chosen = set()
    for number, own in enumerate(keys):
        for partner in _partners(number, own, index):
            chosen.add((min(number, partner), max(number, partner)))
    return iter(sorted(chosen))


def _partners(number: int, own: dict[str, float], index: dict[str, list[int]]) -> list[int]:
    shared: Counter[int] = Counter()
    for key, bits in own.items():
        if len(index[key]) <= RARE:
            for other in index[key]:
                shared[other] += round(1000 * bits)
    del shared[number]
    return sorted(shared, key=lambda other: (-shared[other], other))[:PARTNERS]


def _keys(comparer: Comparer, number: int) -> dict[str, float]:
    """The rare clues of an entry, and common names of its headline joined to what the headline says of them."""
    bits = comparer.rarity.bits
    one = comparer.clues[number]
    rare = sorted(one.everything, key=lambda clue: (-bits(clue) * (1 if clue in one.title else 0.6), clue))[:TOLD]
    names = [clue for clue in one.title if kind(clue) == "name"]
    terms = [clue for clue in one.title if kind(clue) == "term"]
    joined = {f"{name}+{term}": bits(name) + bits(term) for name in names for term in terms}
    return {clue: bits(clue) for clue in rare} | joined
