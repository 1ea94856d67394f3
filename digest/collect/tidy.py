"""Take from extracted lines what is not the article: teasers, calls, bylines, credits, comment heads, rights.

The rules are a table, `noise_lines.tsv`. They look at short lines only, so a sentence of the article that begins alike
is safe.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from digest.collect.text import fold

LONGEST = 300
SHORT = 90
"""Letters of a line that may be a headline in a list of links; a Chinese character counts double."""
TAIL_SHARE = 0.35
"""Of the letters that may follow a line at which the article ends."""
ENOUGH = 400
"""Letters that an article has at least, where much follows it; a Chinese character counts threefold."""
REPEATED = 3
"""Times a sentence stands in a page that is no part of an article."""
PHRASE = 28
"""Letters of the shortest such sentence; shorter ones ("Pros", "Price") are headings."""

_RULE = re.compile(
    r"^.{0,400}?(?:©|photo|image|credit|getty|montage|illustration)[^\n]{0,120}?\s-{4,}\s*", re.IGNORECASE
)
_SPEAKER = re.compile("(主持人|作者|答|编辑|记者|问)[:：]")
_HAN = re.compile("[\u4e00-\u9fff]")
_BULLET = re.compile(r"^(?:[-*•·▪◦‣|]\s*)+|\s*\|\s*$")


def tidy(text: str, titles: Sequence[str] = ()) -> str:
    """The lines of `text` that belong to the article; a repeat of one of its `titles` does not."""
    lines = [_BULLET.sub("", row.strip()) for row in text.split("\n")]
    lines = [_RULE.sub("", row) if "----" in row else row for row in lines]
    lines = _without_repeats([row for row in lines if row.strip("-|*•· ")])
    lines = _without_last(_without_heads(_cut_tail(lines)))
    known = {fold(title) for title in titles} - {""}
    return "\n".join(row for i, row in enumerate(lines) if not (i < 3 and fold(row) in known))


def without_noise(text: str) -> str:
    """The lines of `text` but for what is noise wherever it stands; nothing ends it, as one post follows another."""
    return "\n".join(row for row in text.split("\n") if not _is("drop", row))


def _cut_tail(lines: list[str]) -> list[str]:
    """End at the first line that ends an article, unless much follows."""
    whole = sum(map(_weight, lines))
    before = 0
    for i, row in enumerate(lines):
        little = whole - before <= TAIL_SHARE * whole
        if i and ((little and _is("tail", row)) or (before >= ENOUGH and _is("end", row))):
            return lines[:i]
        before += _weight(row)
    return lines


def _without_last(lines: list[str]) -> list[str]:
    """Drop single lines that are noise, and at the end what says who wrote the article."""
    turns = Counter(filter(None, map(_speaker, lines)))
    kept = [row for row in lines if turns[_speaker(row)] > 1 or not (_is("drop", row) or _is("tail", row))]
    while len(kept) > 1 and _is("last", kept[-1]):
        kept.pop()
    return kept


def _speaker(row: str) -> str:
    """Who asks or answers in a line of an interview, if it is one; a credit of the same form stands once."""
    found = _SPEAKER.match(row)
    return found.group(1) if found else ""


def _without_repeats(lines: list[str]) -> list[str]:
    """Drop what a page says again and again between the paragraphs: calls, and marks of advertisements."""
    times = Counter(lines)
    return [row for row in lines if times[row] < REPEATED or _weight(row) < PHRASE or len(row) > LONGEST]


def _weight(row: str) -> int:
    return len(row) + 2 * len(_HAN.findall(row))


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
        for what in ("drop", "end", "head", "last", "tail")
    }
