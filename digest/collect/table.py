"""The table at the end of a run: how each enabled source is doing, whether or not it was due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.collect.health import READABLE
from digest.model import Health, Source

if TYPE_CHECKING:
    from digest.collect.round import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one source is doing."""

    source: str
    name: str
    status: str
    new: int = 0
    since: datetime | None = None
    reason: str = ""
    remedy: str = ""
    missed: float | None = None
    """Estimated share of items missed between readings, 0 to 1; None until two readings could be compared."""
    fallbacks: int = 0
    """Pages that could not be read, so that the feed's own text was used instead."""


def rows(sources: Sequence[Source], outcomes: Sequence[Outcome], health: Mapping[str, Health]) -> tuple[Row, ...]:
    """One row for each enabled source, in the order of the sources."""
    read = {outcome.source.id: outcome for outcome in outcomes}
    return tuple(_row(source, read.get(source.id), health.get(source.id)) for source in sources if source.enabled)


def _row(source: Source, outcome: Outcome | None, health: Health | None) -> Row:
    health = health or Health(source=source.id)
    return Row(
        source=source.id,
        name=source.name,
        status=outcome.status if outcome else health.status,
        new=len(outcome.new) if outcome else 0,
        since=health.since,
        reason=health.reason,
        remedy=health.remedy,
        missed=health.missed,
        fallbacks=sum(failure.stage == "page" for failure in outcome.failures) if outcome else 0,
    )


def held(rows: Sequence[Row], min_share: float) -> bool:
    """Whether a smaller share of the sources than `min_share` could be read."""
    return sum(row.status in READABLE for row in rows) < min_share * len(rows)
