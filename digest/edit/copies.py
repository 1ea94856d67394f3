"""Tell near-copies, one report published in several places, from independent reports of an event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from digest.edit.phrases import fold
from digest.model import Entry

BITS = 5
"""Bits of 64 in which the fingerprints of two slightly edited versions of a text differ at most."""
LONG_ENOUGH = 60
"""Words below which a fingerprint says too little."""
SAME_HEADLINE = 0.8
"""Share of four-letter runs that two headlines must have in common if there is no text to compare."""


def copies(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """Id of each report that has near-copies -> their ids, for the entries of one story in order."""
    found: dict[str, tuple[str, ...]] = {}
    originals: list[Entry] = []
    for entry in entries:
        original = next((one for one in originals if is_copy(one, entry)), None)
        if original is None:
            originals.append(entry)
        else:
            found[original.id] = (*found.get(original.id, ()), entry.id)
    return found


def originals(entries: Sequence[Entry]) -> dict[str, str]:
    """Id of each near-copy -> id of the report that it copies, for the entries of one story in order."""
    return {copy: first for first, others in copies(entries).items() for copy in others}


def is_copy(one: Entry, other: Entry) -> bool:
    """Whether two entries have the same text: by their fingerprints if both were read, else by their headlines."""
    if one.language[:2] != other.language[:2]:
        return False
    if one.fingerprint and other.fingerprint and min(one.words, other.words) >= LONG_ENOUGH:
        return (int(one.fingerprint, 16) ^ int(other.fingerprint, 16)).bit_count() <= BITS
    first, second = _runs(one.title), _runs(other.title)
    return len(first & second) >= SAME_HEADLINE * len(first | second)


@lru_cache(maxsize=64)
def _runs(title: str) -> frozenset[str]:
    line = "".join(filter(str.isalnum, fold(title)))
    return frozenset(line[at : at + 4] for at in range(max(1, len(line) - 3)))
