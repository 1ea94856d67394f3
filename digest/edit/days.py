"""Read the months and days that a text names, as `06` and `06-15`, alike from English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_REST = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
_MONTH = "|".join(f"{name}(?:{rest})?" for name, rest in zip(_NAMES, _REST, strict=True)) + "|sept"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ENGLISH = re.compile(
    rf"(?:(?<![\w$.,-])(?P<first>{_DAY})(?:st|nd|rd|th)?(?: of)? )?\b(?P<month>{_MONTH})\b\.?"
    rf"(?: (?P<day>{_DAY})(?:st|nd|rd|th)?\b(?!,?\d))?"
)
_CHINESE = re.compile(rf"(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>{_DAY})[日号])?")
_PLAIN = re.compile(rf"(?<![\d-])20\d\d-(?P<month>1[0-2]|0[1-9])-(?P<day>{_DAY})(?![\d-])")
_ALSO_WORDS = frozenset({"mar", "march", "may"})
"""Months that count only with a day, because alone they are usually ordinary words."""
_ENDS = re.compile(r"[,.;:)]|,? 20\d\d\b|$")
"""What follows such a month where the day before it is one: `3 may 2026`, and not `all 3 may go`."""


def days(folded: str) -> Iterator[str]:
    """Each month (`06`) or day (`06-15`) that a folded text names, in order."""
    for found in _ENGLISH.finditer(folded):
        sure = found["month"] not in _ALSO_WORDS or (found["first"] and _ENDS.match(folded, found.end()))
        if found["day"] or sure:
            yield _day(_NAMES.index(found["month"][:3]) + 1, found["day"] or found["first"])
    for pattern in (_CHINESE, _PLAIN):
        for found in pattern.finditer(folded):
            yield _day(int(found["month"]), found["day"])


def _day(month: int, day: str | None) -> str:
    return f"{month:02}-{int(day):02}" if day else f"{month:02}"
