"""Remove lines that are not part of the article from extracted text: teasers, calls to action, bylines, credits.

The rules are in `noise_lines.tsv`. They apply to short lines only, so that sentences of the article are safe.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from digest.collect.text import fold
from digest.model import HAN

LONGEST = 300
SHORT = 90
"""Most letters of a headline in a list of links; a Chinese character counts as two."""
TAIL_SHARE = 0.35
"""Most of the text, as a share, that may follow a line at which the article is cut off."""
ENOUGH = 400
"""Least letters before a line that ends the article whatever follows; a Chinese character counts as three."""
REPEATED = 3
"""A sentence that occurs this often on a page is not part of the article."""
PHRASE = 28
"""Least letters of such a sentence; shorter lines ("Pros", "Price") may be headings."""

_RULE = re.compile(
    r"^.{0,400}?(?:©|photo|image|credit|getty|montage|illustration)[^\n]{0,120}?\s-{4,}\s*", re.IGNORECASE
)
_SPEAKER = re.compile("(主持人|作者|答|编辑|记者|问)[:：]")
_BULLET = re.compile(r"^(?:[-*•·▪◦‣|]\s*)+|\s*\|\s*$")


def tidy(text: str, titles: Sequence[str] = ()) -> str:
    """The lines of `text` that belong to the article; one of its `titles` repeated at the beginning does not."""
    lines = [_BULLET.sub("", row.strip()) for row in text.split("\n")]
    lines = [_RULE.sub("", row) if "----" in row else row for row in lines]
    lines = _without_repeats([row for row in lines if row.strip("-|*•· ")])
    lines = _without_last(_without_heads(_cut_tail(lines)))
    known = {fold(title) for title in titles} - {""}
    return "\n".join(row for i, row in enumerate(lines) if not (i < 3 and fold(row) in known))


def without_noise(text: str) -> str:
    """The text of a forum's posts without single lines of noise; none ends the text, as more posts may follow."""
    return "\n".join(row for row in text.split("\n") if not _is("drop", row))


def _cut_tail(lines: list[str]) -> list[str]:
    """The lines before the first one that ends an article, unless too much follows it."""
    whole = sum(map(_weight, lines))
    before = 0
    for i, row in enumerate(lines):
        little = whole - before <= TAIL_SHARE * whole
        if i and ((little and _is("tail", row)) or (before >= ENOUGH and _is("end", row))):
            return lines[:i]
        before += _weight(row)
    return lines


def _without_last(lines: list[str]) -> list[str]:
    """The lines without single lines of noise, and without author's notes at the end."""
    turns = Counter(filter(None, map(_speaker, lines)))
    kept = [row for row in lines if turns[_speaker(row)] > 1 or not (_is("drop", row) or _is("tail", row))]
    while len(kept) > 1 and _is("last", kept[-1]):
        kept.pop()
    return kept


def _speaker(row: str) -> str:
    """The label of the speaker in a line of an interview (`记者：`); empty if there is none.

    A credit has the same form but occurs only once."""
    found = _SPEAKER.match(row)
    return found.group(1) if found else ""


def _without_repeats(lines: list[str]) -> list[str]:
    """The lines without those repeated between paragraphs, such as calls to action and labels of advertisements."""
    times = Counter(lines)
    return [row for row in lines if times[row] < REPEATED or _weight(row) < PHRASE or len(row) > LONGEST]


def _weight(row: str) -> int:
    return len(row) + 2 * len(HAN.findall(row))


def _without_heads(lines: list[str]) -> list[str]:
    """The lines without the headings of link lists and the headlines below each."""
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
        for what in ("drop", "end", "head", "last", "tail")
    }
