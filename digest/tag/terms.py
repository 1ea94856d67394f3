"""What is kept of a text for assigning topics later: phrases of the taxonomy, its own words and its figures."""

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

_PHRASES, _FIGURES, _OWN = 36, 14, 14
"""How many of each kind are kept at most."""
_BYTES = 640
"""What they may take in a file all together."""
_WORD = re.compile(r"[a-z][a-z'-]{3,}")
_REPEATED = 3
_NOUNS = frozenset(("n", "vn", "nz", "l", "j", "eng"))


def terms(article: Article, phrases: Phrases) -> Mapping[str, int]:
    """Phrase -> how often it stands in the text; figures as `=USD 2.49e10`. Every phrase is of at most four words or
    ten Chinese characters, and all together are far too few to rebuild a sentence."""
    text = plain(article.folded)
    kept: dict[str, int] = {}
    found = phrases.find(text)
    own = _own_chinese(article) if article.language == "zh" else _own_english(text)
    numbers = figures(simplified(article.folded))
    for part, most in ((found, _PHRASES), (numbers, _FIGURES), (own, _OWN)):
        for term, count in _best(part, most):
            kept.setdefault(term, count)
    return _within(kept)


def _best(found: Counter[str], most: int) -> Sequence[tuple[str, int]]:
    """The most frequent ones; among equals what comes first in the text, as they were found."""
    return sorted(found.items(), key=lambda f: -f[1])[:most]


def _own_english(text: str) -> Counter[str]:
    """The words, and pairs of words, that a text repeats."""
    dull = tables.words("dull.txt")
    words = _WORD.findall(text)
    counts = Counter(w for w in words if w not in dull)
    pairs = Counter(f"{a} {b}" for a, b in pairwise(words) if a not in dull and b not in dull)
    strong = Counter({pair: n for pair, n in pairs.items() if n >= _REPEATED})
    for pair, count in strong.items():
        for word in pair.split():
            counts[word] -= count
    return strong + Counter({w: n for w, n in counts.items() if n >= _REPEATED})


def _own_chinese(article: Article) -> Counter[str]:
    """The nouns that a text repeats."""
    from digest.tag.han import cut  # its dictionary takes a while to load

    words = Counter(w.text.lower() for w in cut(simplified(article.folded)) if w.pos in _NOUNS and 1 < len(w.text) <= 6)
    return Counter({w: n for w, n in words.items() if n >= _REPEATED and w not in tables.words("dull.txt")})


def _within(kept: dict[str, int]) -> dict[str, int]:
    """As many as fit the budget, the last ones dropped."""
    size, fitting = 0, {}
    for term, count in kept.items():
        size += len(term.encode()) + 6
        if size > _BYTES:
            break
        fitting[term] = count
    return fitting
