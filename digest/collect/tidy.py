"""Take from extracted lines what is not the article: teasers, calls, bylines, credits, comment heads, rights.

The rules are a table, `noise_lines.tsv`. They look at short lines only, so a sentence of the article that begins alike
is safe.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from digest.collect.text import fold

LONGEST = 300
SHORT = 90
"""Letters of a line that may be a headline in a list of links; a Chinese character counts double."""
TAIL_SHARE = 0.35
"""Of the letters that may follow a line at which the article ends."""

_RULE = re.compile(
    r"^.{0,400}?(?:©|photo|image|credit|getty|montage|illustration)[^\n]{0,120}?\s-{4,}\s*", re.IGNORECASE
)
_BULLET = re.compile(r"^(?:[-*•·▪◦‣|]\s*)+|\s*\|\s*$")


def tidy(text: str, titles: Sequence[str] = ()) -> str:
    """The lines of `text` that belong to the article; a repeat of one of its `titles` does not."""
    lines = [_BULLET.sub("", row.strip()) for row in text.split("\n")]
    lines = [_RULE.sub("", row) if "----" in row else row for row in lines]
    lines = _without_heads(_cut_tail([row for row in lines if row.strip("-|*•· ")]))
    known = {fold(title) for title in titles} - {""}
    return "\n".join(
        row
        for i, row in enumerate(lines)
        if not (_is("drop", row) or _is("tail", row)) and not (i < 3 and fold(row) in known)
    )


def _cut_tail(lines: list[str]) -> list[str]:
    """End at the first line that ends an article, unless much follows."""
    left = sum(map(len, lines))
    whole = left
    for i, row in enumerate(lines):
        if i and left <= TAIL_SHARE * whole and _is("tail", row):
            return lines[:i]
        left -= len(row)
    return lines


def _without_heads(lines: list[str]) -> list[str]:
    """Drop the heads of lists of links, with the headlines under each."""
    kept: list[str] = []
    under = False
    for row in lines:
        if _is("head", row):
            under = True
        elif not (under and _looks_like_headline(row)):
            under = False
            kept.append(row)
    return kept


def _looks_like_headline(row: str) -> bool:
    wide = sum(char > "\u2e80" for char in row)
    return len(row) + wide <= SHORT and not row.endswith((".", "。", "”", '."'))


def _is(what: str, row: str) -> bool:
    return len(row) <= LONGEST and _rules()[what].fullmatch(row) is not None


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    rows = (files("digest.collect") / "noise_lines.tsv").read_text(encoding="utf-8").splitlines()
    table = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {
        what: re.compile("|".join(f"(?:{row[1]})" for row in table if row[0] == what), re.IGNORECASE)
        for what in ("drop", "head", "tail")
    }
