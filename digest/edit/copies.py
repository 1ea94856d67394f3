"""Near-copies: one report published in several places, told apart from independent reports of one event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from digest.edit.phrases import fold
from digest.model import Entry

BITS = 5
"""Fingerprints of one text, a little edited, differ in no more bits of 64."""
LONG_ENOUGH = 60
"""Words below which a fingerprint says little."""
SAME_HEADLINE = 0.8
"""Share of four-letter runs that the headlines of two copies have in common, where no text can tell."""


def copies(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """Of the entries of one story, in order: the id of each report that has near-copies -> the ids of those."""
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
    """Of the entries of one story, in order: the id of each near-copy -> the id of the report that it is a copy of."""
    return {copy: first for first, others in copies(entries).items() for copy in others}


def is_copy(one: Entry, other: Entry) -> bool:
    """Whether two entries are one text: by fingerprint where both were read, by the headline else."""
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
