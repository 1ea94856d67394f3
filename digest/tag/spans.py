"""Places in a text, as pairs of offsets, and which of them already belong to a name."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Start and end of a place: `text[start:end]`."""

_EDGE_BEFORE = r"(?<![A-Za-z0-9\u00c0-\u024f@#])"
_LATIN_EDGE = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")


class Taken:
    """The places of a text that already belong to a name."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def free(self, start: int, end: int) -> bool:
        """Whether no part of this place belongs to a name yet."""
        at = bisect_left(self._spans, (start, start))
        before, after = self._spans[max(0, at - 1) : at], self._spans[at : at + 1]
        return not (before and before[0][1] > start) and not (after and after[0][0] < end)

    def add(self, start: int, end: int) -> None:
        """Mark a free place as belonging to a name."""
        insort(self._spans, (start, end))


def occurrences(text: str, name: str) -> Iterator[Span]:
    """Every place where a text has a name, in exactly this case and not as part of a longer Latin word or number."""
    for found in re.finditer(rf"{_EDGE_BEFORE if name[0].isascii() else ''}{re.escape(name)}", text):
        start, end = found.span()
        if not (name[-1].isascii() and _LATIN_EDGE.match(text, end)):
            yield start, end
