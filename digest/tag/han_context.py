"""Judge a Chinese name's type by its context: the cues of `han_cues.tsv`, and known names in the same list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, cast

from digest.model import EntityType, has_chinese
from digest.tag import tables
from digest.tag.points import Cue, Points, total
from digest.tag.spans import Span

_NEAR = 14
"""Characters on either side of a name that are searched for cues."""
_LISTED = 2.0
"""Points in favour of the type of a known neighbour in a list."""
_NEXT = re.compile(r"[”」》]?(?:、|和|与|以及|及|/|或)[“「《]?")
_LAST = re.compile(r"[”」》]?(?:、|和|与|以及|及|/|或)[“「《]?$")


class Said(NamedTuple):
    """What the context says of a name."""

    type: Points
    """Points for each type from all cues."""
    name: Points
    """Points from those cues alone beside which hardly anything but a name stands."""


class _Rule(NamedTuple):
    type: EntityType
    side: str
    weight: float
    naming: bool
    pattern: re.Pattern[str]


class Context:
    """A Chinese text and the known names in it."""

    def __init__(self, text: str, known: Mapping[Span, EntityType]) -> None:
        self._text = text
        self._starts = {start: kind for (start, _), kind in known.items()}
        self._ends = {end: kind for (_, end), kind in known.items()}

    def said(self, spans: Iterable[Span]) -> Said:
        """The points for each type from all mentions of one name."""
        cues = [cue for span in spans for cue in self._cues(*span)]
        return Said(total(cue for cue, _ in cues), total(cue for cue, naming in cues if naming))

    def _cues(self, start: int, end: int) -> Iterator[tuple[Cue, bool]]:
        before = self._text[max(0, start - _NEAR) : start].rpartition("\n")[2].rstrip(" ")
        after = self._text[end : end + _NEAR].partition("\n")[0].removeprefix(" ")
        places = {"before": before, "after": after, "around": f"{before[-4:]}\0{after}"}
        for rule in _rules():
            if rule.pattern.search(places[rule.side]):
                yield (rule.type, rule.weight, rule.pattern.pattern), rule.naming
        for kind in self.listed(start, end):
            yield (kind, _LISTED, "list"), True

    def maker(self, start: int) -> bool:
        """Whether an organisation known by a Chinese name stands right before a name: `灯塔汽车 Lumen`."""
        end = start - (self._text[start - 1 : start] == " ")
        return self._ends.get(end) == "ORG" and has_chinese(self._text[end - 1 : end])

    def listed(self, start: int, end: int) -> Iterator[EntityType]:
        """The types of the known names right before and after a name in the same list: `谷歌、微软和X`."""
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
