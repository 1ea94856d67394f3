"""Choose the sentences that summarise a story: the first, and the next one that says something new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from digest.model import SUMMARY_WORDS, length_in_words

NEW = 0.5
"""Share of a sentence's words that must be new for it to add something."""

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{4,}|\d+|[\u3400-\u9fff]")


def chosen(sentences: Sequence[str]) -> tuple[int, ...]:
    """Indices of the one or two sentences to print, from those of several articles, the leading article's first.

    The first sentence is always taken, and then the first one that adds something, or the next if none does; of those
    that are short enough for both together."""
    if not sentences:
        return ()
    said = _words(sentences[0])
    left = SUMMARY_WORDS - length_in_words(sentences[0])
    rest = [i for i in range(1, len(sentences)) if length_in_words(sentences[i]) <= left]
    adds = next((i for i in rest if _new(sentences[i], said)), next(iter(rest), 0))
    return (0, adds) if adds else (0,)


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
