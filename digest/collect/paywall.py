"""Detect texts that are not the whole article: stubs before a paywall, and notices shown in an article's place."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from digest.collect.text import fold
from digest.model import HAN

STUB_LETTERS = 1500
"""A text with more letters than this (a Chinese character counts as three) is never a stub."""
WALL_LETTERS = 1200
"""A text with more letters than this, counted alike, is never a notice."""

_PROMISED = re.compile(r"(?=([\u4e00-\u9fff]{2}))|[^\W_\u4e00-\u9fff]{5,}")


def is_stub(text: str, around: str = "") -> bool:
    """Whether a text is short and it, or `around` (the text before tidying), invites to subscribe or to log in."""
    return is_short(text) and bool(_phrases("stub").search(around or text))


def is_short(text: str) -> bool:
    """Whether a text is short enough to be only the beginning of an article."""
    return _size(text) <= STUB_LETTERS


def asks_for_the_rest(page: str) -> bool:
    """Whether the text of a whole page says that the rest of this article requires a subscription or a login."""
    return _phrases("rest").search(page) is not None


def is_wall(text: str, title: str = "", summary: str = "") -> bool:
    """Whether a text is a notice (about cookies, a robot check, an error) in place of the article with this title."""
    if _size(text) > WALL_LETTERS or not _phrases("wall").search(text):
        return False
    return _shared(text, f"{title} {summary}") < 0.5


def without_stubs(text: str) -> str:
    """The text without short lines that ask to subscribe or to log in."""
    return "\n".join(row for row in text.split("\n") if len(row) > 200 or not _phrases("stub").search(row))


def _shared(text: str, promised: str) -> float:
    """Share of the longer words (in Chinese, pairs of characters) of `promised` that occur in the text."""
    words = {found[1] or found[0] for found in _PROMISED.finditer(promised.lower())}
    if not words:
        return 0.0
    folded = fold(text)
    return sum(fold(word) in folded for word in words) / len(words)


def _size(text: str) -> int:
    return len(text) if len(text) > STUB_LETTERS else len(text) + 2 * len(HAN.findall(text))


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    rows = (files("digest.collect") / "walls.tsv").read_text(encoding="utf-8").splitlines()
    found = [row.split("\t")[1] for row in rows if row.startswith(f"{kind}\t")]
    return re.compile("|".join(f"(?:{each})" for each in found), re.IGNORECASE)
