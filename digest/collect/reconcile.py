"""Combine two readings of a page, ours (`body`) and trafilatura's, into one text.

trafilatura is good at finding where an article begins and ends but loses parts in between. Ours keeps everything in the
element that it chose, which may be too large. So theirs sets the bounds, and ours provides the text between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.collect.text import fold

SENTENCE = 80
"""Least letters of a line that counts as a sentence; a Chinese character counts as two."""
PREFIX = 50
"""Lines with the same first letters, this many, count as the same."""
GOOD_TAIL = 0.6
"""Lines after the end of theirs belong to the article if at least this share of them are sentences."""
LONG_TAIL = 0.2
"""And if they make up at least this share of our text."""
POOR = 0.6
"""Ours is rejected if it has less than this share of the letters in their sentences."""
HALF = 0.5
"""Theirs is rejected if it has less than this share of ours (of the part within the bounds, if the page marks none)."""

_END = re.compile(r"[.!?。！？…:：;；][\s\"'”’)）」』]*$")


def reconcile(ours: str, theirs: str, *, marked: bool) -> str:
    """One text from two readings, one paragraph a line. `marked`: our element is named by the page's own markup."""
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
    """The sentences of theirs before its first line that ours has too; `begun` is how that part of ours begins."""
    first = next((i for i, row in enumerate(other) if _in(row, shared)), 0)
    return [row for row in other[:first] if _is_sentence(row) and begun not in fold(row)]


def _bounds(mine: Sequence[str], at: Sequence[int], shared: str) -> tuple[int, int]:
    """Indexes of the first and last line of ours to keep: from the first to the last common sentence, extended over
    adjacent common short lines."""
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
