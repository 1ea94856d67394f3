"""What the words around a name in a Chinese text say of it: `han_cues.tsv`, and the names with which it is listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, cast

from digest.model import EntityType
from digest.tag import tables
from digest.tag.points import Cue, Points, total

Span = tuple[int, int]

_NEAR = 14
"""Characters beside a name that are looked at."""
_LISTED = 2.0
_NEXT = re.compile(r"[”」》]?(?:、|和|与|以及|及|/|或)[“「《]?")
_LAST = re.compile(r"[”」》]?(?:、|和|与|以及|及|/|或)[“「《]?$")


class Said(NamedTuple):
    """What the words around a name say of it."""

    type: Points
    """For which type they speak."""
    name: Points
    """The part of it that says as well that this is a name at all."""


class _Rule(NamedTuple):
    type: EntityType
    side: str
    weight: float
    naming: bool
    pattern: re.Pattern[str]


class Context:
    """A Chinese text and the names that are known in it."""

    def __init__(self, text: str, known: Mapping[Span, EntityType]) -> None:
        self._text = text
        self._starts = {start: kind for (start, _), kind in known.items()}
        self._ends = {end: kind for (_, end), kind in known.items()}

    def said(self, spans: Iterable[Span]) -> Said:
        """What speaks for each type, all mentions of a name together."""
        cues = [cue for span in spans for cue in self._cues(*span)]
        return Said(total(cue for cue, _ in cues), total(cue for cue, naming in cues if naming))

    def _cues(self, start: int, end: int) -> Iterator[tuple[Cue, bool]]:
        before = self._text[max(0, start - _NEAR) : start].rpartition("\n")[2].rstrip(" ")
        after = self._text[end : end + _NEAR].partition("\n")[0]
        places = {"before": before, "after": after, "around": f"{before[-4:]}\0{after}"}
        for rule in _rules():
            if rule.pattern.search(places[rule.side]):
                yield (rule.type, rule.weight, rule.pattern.pattern), rule.naming
        for kind in self.listed(start, end):
            yield (kind, _LISTED, "list"), True

    def listed(self, start: int, end: int) -> Iterator[EntityType]:
        """The types of the known names right before and after a place in one list: `谷歌、微软和X`."""
        after = _NEXT.match(self._text, end)
        if after and after.end() in self._starts:
            yield self._starts[after.end()]
        before = _LAST.search(self._text, max(0, start - 5), start)
        if before and before.start() in self._ends:
            yield self._ends[before.start()]


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = [line.split("\t") for line in tables.lines("han_cues.tsv")]
    return tuple(
        _Rule(cast("EntityType", kind), side, float(points), naming == "name", re.compile(pattern))
        for kind, side, points, naming, pattern in rows
    )
