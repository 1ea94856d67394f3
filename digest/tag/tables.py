"""Read the tables in this package: word lists, one word a line, and small tab-separated files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from digest.model import EntityType

_HERE = Path(__file__).parent


class Head(NamedTuple):
    """What `heads.tsv` says of a word that gives a name its type."""

    type: EntityType
    places: frozenset[str]
    """Where in a name the word does so, and under which conditions; the table's first lines list the values."""


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a table, without comments and empty lines."""
    content = (_HERE / name).read_text(encoding="utf-8")
    return tuple(line for line in content.splitlines() if line and not line.startswith("#"))


@cache
def words(*names: str) -> frozenset[str]:
    """One word list, or several together, as a set."""
    return frozenset(word for name in names for word in lines(name))


@cache
def keys(name: str) -> frozenset[str]:
    """The first column of a tab-separated table."""
    return frozenset(line.split("\t", 1)[0] for line in lines(name))


@cache
def heads() -> dict[str, Head]:
    """The table `heads.tsv` by word."""
    rows = [line.split("\t") for line in lines("heads.tsv")]
    return {word: Head(cast("EntityType", kind), frozenset(places.split())) for word, kind, places in rows}
