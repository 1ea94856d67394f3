"""Choose the sentences that summarise a story: the first, and the next one that says something new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

LENGTH = 2
"""Sentences in a summary."""

NEW = 0.5
"""Share of a sentence's words that must be new for it to add something."""

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{4,}|\d+|[\u3400-\u9fff]")


def chosen(sentences: Sequence[str]) -> tuple[int, ...]:
    """Indices of the two sentences to print; `sentences` are those of several articles, the leading article's first.

    The first sentence is always taken, and then the first one that adds something, or the next if none does."""
    if not sentences:
        return ()
    said = _words(sentences[0])
    rest = range(1, len(sentences))
    adds = next((i for i in rest if _new(sentences[i], said)), 1)
    return (0, adds)[: min(LENGTH, len(sentences))]


def _new(sentence: str, said: frozenset[str]) -> bool:
    words = _words(sentence)
    return bool(words) and len(words - said) >= NEW * len(words)


def _words(sentence: str) -> frozenset[str]:
    """The longer words and the numbers of a sentence; for Chinese, pairs of characters."""
    found = _WORD.findall(sentence.lower())
    pairs = pairwise(found)
    return frozenset(
        [w for w in found if len(w) > 1 or w.isdigit()] + [a + b for a, b in pairs if len(a) == len(b) == 1]
    )
