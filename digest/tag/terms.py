"""Choose what is kept of a text for assigning topics later: phrases of the taxonomy, frequent words and figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from digest.tag import tables
from digest.tag.article import Article
from digest.tag.figures import figures
from digest.tag.fold import simplified
from digest.tag.phrases import Phrases, plain

_PHRASES, _FIGURES, _FREQUENT = 36, 14, 14
"""How many terms of each kind are kept at most."""
_BYTES = 640
"""Bytes that all terms of an article may take in a file."""
_WORD = re.compile(r"[a-z][a-z'-]{3,}")
_REPEATED = 3
"""Occurrences from which a word counts as frequent."""
_NOUNS = frozenset(("n", "vn", "nz", "l", "j", "eng"))


def terms(article: Article, phrases: Phrases) -> Mapping[str, int]:
    """Term -> how often it occurs in the text; figures are written `=USD 2.49e10`.

    A term has at most four words or ten Chinese characters, and there are far too few to rebuild a sentence."""
    text = plain(article.folded)
    kept: dict[str, int] = {}
    found = phrases.find(text)
    frequent = _frequent_chinese(article) if article.language == "zh" else _frequent_english(text)
    numbers = figures(simplified(article.folded))
    for part, most in ((found, _PHRASES), (numbers, _FIGURES), (frequent, _FREQUENT)):
        for term, count in _best(part, most):
            kept.setdefault(term, count)
    return _within(kept)


def _best(found: Counter[str], most: int) -> Sequence[tuple[str, int]]:
    """The `most` most frequent terms; among equals those found first."""
    return sorted(found.items(), key=lambda f: -f[1])[:most]


def _frequent_english(text: str) -> Counter[str]:
    """The words and pairs of words that a text repeats; words do not count again within such a pair."""
    dull = tables.words("dull.txt")
    words = _WORD.findall(text)
    counts = Counter(w for w in words if w not in dull)
    pairs = Counter(f"{a} {b}" for a, b in pairwise(words) if a not in dull and b not in dull)
    strong = Counter({pair: n for pair, n in pairs.items() if n >= _REPEATED})
    for pair, count in strong.items():
        for word in pair.split():
            counts[word] -= count
    return strong + Counter({w: n for w, n in counts.items() if n >= _REPEATED})


def _frequent_chinese(article: Article) -> Counter[str]:
    """The nouns that a text repeats."""
    from digest.tag.han import cut  # loads a dictionary that an English desk does not need

    words = Counter(w.text.lower() for w in cut(simplified(article.folded)) if w.pos in _NOUNS and 1 < len(w.text) <= 6)
    return Counter({w: n for w, n in words.items() if n >= _REPEATED and w not in tables.words("dull.txt")})


def _within(kept: dict[str, int]) -> dict[str, int]:
    """The first terms, as many as fit into `_BYTES`."""
    size, fitting = 0, {}
    for term, count in kept.items():
        size += len(term.encode()) + 6
        if size > _BYTES:
            break
        fitting[term] = count
    return fitting
