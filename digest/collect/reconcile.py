"""Two readings of one page, ours (`body`) and trafilatura's, become one text.

trafilatura is good at saying where an article begins and ends, and loses parts of it in between; ours keeps all of the
element that it found, and may have found too large a one. So theirs sets the bounds and ours fills them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.collect.text import fold

SENTENCE = 80
"""Letters of a line that is a sentence; Chinese characters count double."""
PREFIX = 50
"""Letters by which a line is known again."""
GOOD_TAIL = 0.6
"""Share of sentences among the lines after theirs ends, from which they belong to the article."""
LONG_TAIL = 0.2
POOR = 0.6
"""Ours is not believed if it has less than this part of their sentences; nor theirs, below `HALF` of ours: of all where
the page marks it, else of what lies between their bounds."""
HALF = 0.5

_END = re.compile(r"[.!?。！？…:：;；][\s\"'”’)）」』]*$")


def reconcile(ours: str, theirs: str, *, marked: bool) -> str:
    """One text of two readings. `marked`: the page itself marks the element that we read."""
    mine, other = _rows(ours), _rows(theirs)
    if not mine or not other:
        return ours or theirs
    weight, other_weight = _sentences(mine), _sentences(other)
    shared = fold(theirs)
    at = [i for i, row in enumerate(mine) if _is_sentence(row) and _in(row, shared)]
    if not at or weight < POOR * other_weight:
        return theirs if other_weight >= weight else ours
    first, last = _bounds(mine, at, shared)
    if other_weight < HALF * (weight if marked else _sentences(mine[first : last + 1])):
        return ours
    head = [row for row in mine[:first] if _is_sentence(row)] or _opening(other, fold(ours), fold(mine[first])[:PREFIX])
    tail = mine[last + 1 :]
    belongs = tail and _share(tail) >= GOOD_TAIL and sum(map(len, tail)) >= LONG_TAIL * len(ours)
    return "\n".join([*head, *mine[first : last + 1], *(tail if belongs else [])])


def _opening(other: Sequence[str], shared: str, begun: str) -> list[str]:
    """The sentences with which theirs begins before it says what ours does, which begins with `begun`."""
    first = next((i for i, row in enumerate(other) if _in(row, shared)), 0)
    return [row for row in other[:first] if _is_sentence(row) and begun not in fold(row)]


def _bounds(mine: Sequence[str], at: Sequence[int], shared: str) -> tuple[int, int]:
    """From the first to the last common sentence, and on over common short lines beside them."""
    first, last = min(at), max(at)
    while first > 0 and _in(mine[first - 1], shared):
        first -= 1
    while last + 1 < len(mine):
        skip = last + 2 < len(mine) and len(mine[last + 1]) < SENTENCE and _in(mine[last + 2], shared)
        if not (_in(mine[last + 1], shared) or skip):
            break
        last += 1
    return first, last


def _rows(text: str) -> list[str]:
    return [row for row in text.split("\n") if row.strip()]


def _in(row: str, shared: str) -> bool:
    return fold(row)[:PREFIX] in shared


def _is_sentence(row: str) -> bool:
    wide = 0 if len(row) >= SENTENCE else sum(char > "\u2e80" for char in row)
    return len(row) + wide >= SENTENCE and _END.search(row[-8:]) is not None


def _sentences(rows: Sequence[str]) -> int:
    return sum(len(row) for row in rows if _is_sentence(row))


def _share(rows: Sequence[str]) -> float:
    return sum(map(_is_sentence, rows)) / len(rows)
