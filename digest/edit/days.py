"""Read the months and days that a text names, as `06` and `06-15`, alike from English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_REST = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
_ENGLISH = re.compile(
    rf"\b(?P<month>{'|'.join(f'{name}(?:{rest})?' for name, rest in zip(_NAMES, _REST, strict=True))})\b\.?"
    r"(?: (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?\b(?!,?\d))?"
)
_CHINESE = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12]\d|[1-9])日)?")
_ALSO_WORDS = frozenset({"mar", "march", "may"})
"""Months that count only with a day, because alone they are usually ordinary words."""


def days(folded: str) -> Iterator[str]:
    """Each month (`06`) or day (`06-15`) that a folded text names, in order."""
    for found in _ENGLISH.finditer(folded):
        if found["day"] or found["month"] not in _ALSO_WORDS:
            yield _day(_NAMES.index(found["month"][:3]) + 1, found["day"])
    for found in _CHINESE.finditer(folded):
        yield _day(int(found["month"]), found["day"])


def _day(month: int, day: str | None) -> str:
    return f"{month:02}-{int(day):02}" if day else f"{month:02}"
