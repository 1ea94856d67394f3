"""Lines in title case: `The Trials to Watch This Week`. Every word has a capital there: it shows no name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from digest.tag import tables

_PLAIN = re.compile(r"(?<![\w'.@#/-])[a-z]{2,}(?!\w)")
_OWN_CAPITAL = re.compile(r"(?<![\w@#/.'-])[A-Z]\w{0,30}[a-z][A-Z]\w{0,30}")


class Headlines:
    """Which places of a text stand in a line of title case."""

    def __init__(self, text: str) -> None:
        self._text = text
        lines = text.split("\n")
        self._titled = [not _sentence_case(line) for line in lines]
        self._starts = [0]
        for line in lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def __contains__(self, place: int) -> bool:
        return self._titled[bisect_right(self._starts, place) - 1]

    def names(self) -> Iterator[tuple[int, int]]:
        """Words with a capital that no headline gives: `BrightLane`."""
        for found in _OWN_CAPITAL.finditer(self._text):
            if found.start() in self:
                yield found.span()


def _sentence_case(line: str) -> bool:
    """Whether a line writes any word small that title case would not."""
    return any(word.group() not in tables.words("small_words.txt") for word in _PLAIN.finditer(line))
