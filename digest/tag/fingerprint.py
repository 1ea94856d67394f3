"""Compute a 64-bit simhash of a text's character trigrams; copies of one article differ in few bits."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from digest.tag.fold import fold, simplified

_SKIPPED = re.compile(r"[\W_]+")
_LIMIT = 6000
"""Characters that are read: copies of an article share its beginning."""
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_WHERE = (np.uint64(1), np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED03))


def fingerprint(text: str) -> str:
    """16 hex digits, or '' for a text without letters. Spacing, case and Traditional forms make no difference."""
    plain = _SKIPPED.sub("", simplified(fold(text[:_LIMIT])).lower())
    if not plain:
        return ""
    codes = np.frombuffer(plain.ljust(3).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    hashes = _hash(codes[:-2] * _WHERE[0] + codes[1:-1] * _WHERE[1] + codes[2:] * _WHERE[2])
    bits = np.unpackbits(hashes.astype(">u8").view(np.uint8).reshape(-1, 8), axis=1)
    winners = bits.sum(axis=0, dtype=np.int64) * 2 > len(hashes)
    return np.packbits(winners).tobytes().hex()


def _hash(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finaliser of splitmix64 on a whole array: every bit of the result depends on every bit of the value."""
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    return values ^ (values >> np.uint64(31))
