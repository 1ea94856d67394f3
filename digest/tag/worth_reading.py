"""Select the sentences of an English text that may contain an unknown name, so that the model reads only those.

A sentence contains none if the who's who, its opening word or the table of generic words explains all its capitals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from digest.tag import tables
from digest.tag.heads import WORD

_CAPITAL = re.compile(rf"(?<![\w@#'.-]){WORD}|[a-z]+[A-Z]\w*")
_BREAK = re.compile(r"(?<=[a-z0-9)%\"'][.!?])[\"')]*\s+(?=[\"'(]?[A-Z])|\n+")
_OPENS = re.compile(r"(?:^|\n|[.!?]['\")]*\s)[\"'(]*$")


class Excerpt(NamedTuple):
    """Some sentences of a text, each on a line."""

    text: str
    starts: tuple[int, ...]
    """Offset of each sentence in the excerpt."""
    origins: tuple[int, ...]
    """Offset of each sentence in the whole text."""

    def origin(self, at: int) -> int:
        """The offset in the whole text of an offset in the excerpt."""
        number = bisect_right(self.starts, at) - 1
        return self.origins[number] + at - self.starts[number]


def excerpt(text: str, known: Sequence[tuple[int, int]], lower: frozenset[str]) -> Excerpt:
    """The sentences with an unexplained capital. `known` are the places of known names, `lower` the words that the
    text also writes in lower case."""
    unexplained = _unexplained(text, known, lower)
    pieces, starts, origins, size, start = [], [], [], 0, 0
    at = 0
    for end, after in (*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))):
        while at < len(unexplained) and unexplained[at] < start:
            at += 1
        if at < len(unexplained) and unexplained[at] < end:
            pieces.append(text[start:end])
            starts.append(size)
            origins.append(start)
            size += end - start + 1
        start = after
    return Excerpt("\n".join(pieces), tuple(starts), tuple(origins))


def _unexplained(text: str, known: Iterable[tuple[int, int]], lower: frozenset[str]) -> list[int]:
    """The offsets of capitalised words that neither a known name nor a table explains."""
    generic = tables.words("generic.txt", "titles.txt")
    openers = tables.words("openers.txt")
    ends = iter(sorted(known))
    start, end = next(ends, (len(text), len(text)))
    places = []
    for found in _CAPITAL.finditer(text):
        at, word = found.start(), found.group()
        while end <= at:
            start, end = next(ends, (len(text), len(text)))
            if start == len(text):
                break
        if start <= at < end or word in generic or word in openers:
            continue
        if word.lower() in lower and _OPENS.search(text, max(0, at - 4), at):
            continue
        places.append(at)
    return places
