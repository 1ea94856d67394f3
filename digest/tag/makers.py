"""Find products named after their makers: `SmartThings Cam`, if the text later calls it `the Cam`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from digest.tag import tables
from digest.tag.heads import WORD
from digest.tag.spans import Span

_MOST = 3
"""Words of a product's own name at most."""
_OWN = re.compile(rf" ({WORD}(?: {WORD}){{0,{_MOST - 1}}})(?= [a-z(]|[.,;:)\n]|$)")
_DEFINITE = r"\b(?:[Tt]he|[Ii]ts|[Tt]his)(?: new| \$[\d.,]+)? {}(?![\w-])(?! [A-Z])"


def products(text: str, makers: Iterable[Span], lower: frozenset[str]) -> Iterator[tuple[str, list[Span]]]:
    """The name and the places of each product that the text names once with its maker and again without.

    `makers` are the places of known makers, `lower` the words that the text also writes in lower case: no product has
    one of them in its name."""
    seen: set[str] = set()
    for start, end in makers:
        found = _OWN.match(text, end)
        own = found[1] if found else ""
        if not found or own in seen or not _own_name(own, lower):
            continue
        seen.add(own)
        again = [(m.end() - len(own), m.end()) for m in re.finditer(_DEFINITE.format(re.escape(own)), text)]
        if again:
            yield text[start : found.end()], [(start, found.end()), *again]


def _own_name(own: str, lower: frozenset[str]) -> bool:
    """Whether capitalised words may be a product's own name, rather than an office, a department or plain words."""
    words = own.split()
    return words[-1].isalpha() and not any(w in _no_products() or w.lower() in lower for w in words)


@cache
def _no_products() -> frozenset[str]:
    plain = tables.words("generic.txt") | tables.words("titles.txt") | tables.words("company_suffixes.txt")
    return plain | {word for word, head in tables.heads().items() if head.type != "PRODUCT"}
