"""Detect regular expressions that may be slow, by counting in their parsed form the ways in which they can match.

A backtracking matcher may try all of them at each position of a text. Nested repeats have millions (`(a+)+`), and one
such line in a desk's settings would hold up every run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

# There is no public way to a parsed pattern; the module has been there under this name since Python 3.11.
from re import _parser as sre  # type: ignore[attr-defined]  # typeshed does not know it
from typing import Any

MOST = 10_000
"""The most ways that are still fast on a title or a summary: a tenth of a second at worst."""
LONGEST = 1_000
"""How often an unlimited repeat may match in the longest text that is searched."""
SLOW = "could take for ever: its repeats can share one text out in too many ways"


def fault(pattern: str) -> str:
    """What is wrong with a pattern, in words; empty if it is valid and always fast."""
    try:
        parsed = sre.parse(pattern)
    except re.error as error:
        return f"is not a regular expression: {error.msg}" + ("" if error.pos is None else f" at place {error.pos + 1}")
    except (OverflowError, RecursionError):
        return "is not a regular expression that can be read"
    return SLOW if _ways(parsed) > MOST else ""


def _ways(parsed: Iterable[tuple[Any, Any]]) -> float:
    total = 1.0
    for name, value in parsed:
        total = min(total * _of(str(name), value), 1e12)
    return total


def _of(name: str, value: Any) -> float:
    count = _counters().get(name)
    return count(value) if count else 1.0


def _repeat(value: Any) -> float:
    least, most, body = value
    once, most = _ways(body), min(int(most), LONGEST)
    if once == 1.0:
        return most - min(int(least), most) + 1.0
    return float(min(once ** min(most, 40), 1e12))


@cache
def _counters() -> dict[str, Callable[[Any], float]]:
    return {
        "ASSERT": lambda value: _ways(value[1]),
        "ASSERT_NOT": lambda value: _ways(value[1]),
        "ATOMIC_GROUP": lambda value: _ways(value),
        "BRANCH": lambda value: sum(map(_ways, value[1])),
        "GROUPREF": lambda value: float(LONGEST),
        "GROUPREF_EXISTS": lambda value: _ways(value[1]) + (_ways(value[2]) if value[2] else 1.0),
        "MAX_REPEAT": _repeat,
        "MIN_REPEAT": _repeat,
        "POSSESSIVE_REPEAT": _repeat,
        "SUBPATTERN": lambda value: _ways(value[-1]),
    }
