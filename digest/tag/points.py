"""Add up the points that evidence gives to each type of entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.model import EntityType

_CAP = 3.0
"""Points that one repeated cue can give at most."""

Cue = tuple[EntityType, float, str]
"""A type, the points for it, and the cue that gives them."""


class Points(dict[EntityType, float]):
    """Points for each type, 0 if none were given."""

    def __missing__(self, kind: EntityType) -> float:
        return 0.0

    def add(self, more: Mapping[EntityType, float]) -> None:
        """Add points to these."""
        for kind, value in more.items():
            self[kind] += value

    def best(self) -> EntityType:
        """The type with the most points; among equals the one that got points first."""
        return max(self, key=lambda kind: self[kind])


def total(cues: Iterable[Cue]) -> Points:
    """The points of all cues, each repeated cue counted up to a limit."""
    sums: dict[tuple[EntityType, str], float] = {}
    for kind, weight, cue in cues:
        sums[kind, cue] = min(_CAP, sums.get((kind, cue), 0.0) + weight)
    points = Points()
    for (kind, _), value in sums.items():
        points[kind] += value
    return points
