"""The tables beside this package: word lists, one a line, and small tab-separated files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from digest.model import EntityType

_HERE = Path(__file__).parent


class Head(NamedTuple):
    """A word that says what a name is, and where in the name it does."""

    type: EntityType
    places: frozenset[str]


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a table without comments."""
    content = (_HERE / name).read_text(encoding="utf-8")
    return tuple(line for line in content.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """A word list as a set."""
    return frozenset(lines(name))


@cache
def keys(name: str) -> frozenset[str]:
    """The first column of a tab-separated table."""
    return frozenset(line.split("\t", 1)[0] for line in lines(name))


@cache
def heads() -> dict[str, Head]:
    """`heads.tsv`: word -> what it says of a name."""
    rows = [line.split("\t") for line in lines("heads.tsv")]
    return {word: Head(cast("EntityType", kind), frozenset(places.split())) for word, kind, places in rows}
