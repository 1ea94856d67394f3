"""Find lines in title case, such as `The Trials to Watch This Week`, in which a capital is no sign of a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from digest.tag import tables

_PLAIN = re.compile(r"(?<![\w'.@#/-])[a-z]{2,}(?!\w)")
_OWN_CAPITAL = re.compile(r"(?<![\w@#/.'-])[A-Z]\w{0,30}[a-z][A-Z]\w{0,30}")


class Headlines:
    """The lines of a text that are in title case; `offset in headlines` tells whether an offset lies in one."""

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
        """Words in these lines with a capital that title case does not explain: `BrightLane`."""
        for found in _OWN_CAPITAL.finditer(self._text):
            if found.start() in self:
                yield found.span()


def _sentence_case(line: str) -> bool:
    """Whether a line has a word in lower case that title case would capitalise."""
    return any(word.group() not in tables.words("small_words.txt") for word in _PLAIN.finditer(line))
