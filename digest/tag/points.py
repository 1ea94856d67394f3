"""Points that evidence gives each type of entity: what speaks for a company, a person, a product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.model import EntityType

_CAP = 3.0
"""One cue that is repeated speaks no louder than this."""

Cue = tuple[EntityType, float, str]
"""A type, what speaks for it in points, and which cue it was."""


class Points(dict[EntityType, float]):
    """Points for each type."""

    def __missing__(self, kind: EntityType) -> float:
        return 0.0

    def add(self, more: Mapping[EntityType, float]) -> None:
        """Add points to these."""
        for kind, value in more.items():
            self[kind] += value

    def best(self) -> EntityType:
        """The type that most speaks for; of equals the one that was spoken for first."""
        return max(self, key=lambda kind: self[kind])


def total(cues: Iterable[Cue]) -> Points:
    """The points of all cues together, each cue counted up to a limit."""
    sums: dict[tuple[EntityType, str], float] = {}
    for kind, weight, cue in cues:
        sums[kind, cue] = min(_CAP, sums.get((kind, cue), 0.0) + weight)
    points = Points()
    for (kind, _), value in sums.items():
        points[kind] += value
    return points
