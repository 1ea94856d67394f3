"""Is this text all there is, or the stub before a paywall, or not an article at all?"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from digest.collect.text import fold

STUB_LETTERS = 1500
"""A text longer than this (Chinese characters count threefold) is no stub, whatever its last line says."""
WALL_LETTERS = 1200

_HAN = re.compile("[\u4e00-\u9fff]")


def is_stub(text: str, around: str = "") -> bool:
    """Whether a short text has an invitation to subscribe or to log in, in itself or in what stood `around` it."""
    return is_short(text) and bool(_phrases("stub").search(around or text))


def is_short(text: str) -> bool:
    """Whether a text may be the beginning of a longer one."""
    return _size(text) <= STUB_LETTERS


def asks_for_the_rest(page: str) -> bool:
    """Whether a page, all of it, says that the rest of this very article is for those who pay or log in."""
    return _phrases("rest").search(page) is not None


def is_wall(text: str, title: str = "", summary: str = "") -> bool:
    """Whether a text is a notice (cookies, a check for robots, an error) instead of the article that was promised."""
    if _size(text) > WALL_LETTERS or not _phrases("wall").search(text):
        return False
    return _shared(text, f"{title} {summary}") < 0.5


def without_stubs(text: str) -> str:
    """The text without its short lines that only ask to subscribe."""
    return "\n".join(row for row in text.split("\n") if len(row) > 200 or not _phrases("stub").search(row))


def _shared(text: str, promised: str) -> float:
    """Share of the longer words (pairs of characters in Chinese) of what was promised that the text has."""
    words = set(re.findall(r"[^\W_]{5,}", promised.lower())) | {
        promised[i : i + 2] for i in range(len(promised) - 1) if "\u4e00" <= promised[i] <= promised[i + 1] <= "\u9fff"
    }
    if not words:
        return 0.0
    folded = fold(text)
    return sum(fold(word) in folded for word in words) / len(words)


def _size(text: str) -> int:
    return len(text) if len(text) > STUB_LETTERS else len(text) + 2 * len(_HAN.findall(text))


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    rows = (files("digest.collect") / "walls.tsv").read_text(encoding="utf-8").splitlines()
    found = [row.split("\t")[1] for row in rows if row.startswith(f"{kind}\t")]
    return re.compile("|".join(f"(?:{each})" for each in found), re.IGNORECASE)
