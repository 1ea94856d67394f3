"""The whole program in reading order.

collect:  due sources -> feeds -> items to read -> pages -> entries, kept with the health of each source
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from digest.model import Config, Entry, Failure, Health, Source
from digest.store import Store

if TYPE_CHECKING:
    from digest.collect.round import Outcome


# --- collect ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one source is doing, as the table at the end of `digest collect` shows it."""

    source: str
    name: str
    status: str
    new: int = 0
    since: datetime | None = None
    reason: str = ""
    remedy: str = ""
    missed: float = 0.0
    """Estimated share of its items that come and go between two readings."""
    fallbacks: int = 0
    """New articles whose page could not be read, so that the feed's own text had to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one run of `collect` came to."""

    rows: tuple[Row, ...] = ()
    """One for each source that is switched on, in the order of sources.yaml."""
    new: tuple[Entry, ...] = ()
    updated: tuple[Entry, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Items that were not taken, by reason."""
    failures: tuple[Failure, ...] = ()
    held: bool = False
    """Less than the set share of sources could be read."""


def collect(
    config: Config,
    store: Store,
    *,
    now: datetime,
    hosts: Mapping[str, tuple[str, int]] | None = None,
    scheduler: str = "",
    report: Callable[[str, str], None] = lambda source, words: None,
) -> Collected:
    """Read the due sources and keep what is new.

    All is kept at the end: entries first, health after them. A run that is killed before loses nothing but its time,
    and the next one starts from the same state. `hosts` names where some hosts are found instead (the demo's outlets);
    `report` is told, source by source, what was just done."""
    from digest.collect import round, schedule

    now = now.astimezone(UTC).replace(microsecond=0)
    with store.lock():
        known = store.health()
        due = schedule.due(config.sources, known, now)
        outcomes = round.once(asyncio.run(_read(config, store, due, known, now, hosts or {}, scheduler, report)))
        store.add(entry for outcome in outcomes for entry in (*outcome.new, *outcome.changed))
        health = {source.id: known[source.id] for source in config.sources if source.id in known}
        health |= {outcome.source.id: outcome.health for outcome in outcomes}
        store.save_health(health)
    return _collected(config, outcomes, health)


async def _read(
    config: Config,
    store: Store,
    due: Sequence[Source],
    known: Mapping[str, Health],
    now: datetime,
    hosts: Mapping[str, tuple[str, int]],
    scheduler: str,
    report: Callable[[str, str], None],
) -> list[Outcome]:
    """Read all due sources at once; the outcomes are in the sources' order."""
    from digest import reading, workers
    from digest.collect import fetch, identity, round, visit

    pool = workers.open_workers(scheduler, config.collect.workers, (reading.prepare, (config,)))
    limits = replace(config.collect, contact=config.collect.contact or config.site.url)
    try:
        async with fetch.Fetcher(limits, hosts=hosts) as fetcher:
            this = round.Round(
                limits=limits,
                fetcher=fetcher,
                visitor=visit.Visitor(fetcher, limits),
                readers=reading.Readers(pool),
                index=cache(lambda: identity.Index(store.entries())),
                now=now,
                report=report,
            )
            return await asyncio.gather(*(this.read(source, known.get(source.id)) for source in due))
    finally:
        pool.close()


def _collected(config: Config, outcomes: Sequence[Outcome], health: Mapping[str, Health]) -> Collected:
    read = {outcome.source.id: outcome for outcome in outcomes}
    rows = tuple(
        _row(source, read.get(source.id), health.get(source.id)) for source in config.sources if source.enabled
    )
    dropped = sum((Counter(outcome.dropped) for outcome in outcomes), Counter[str]())
    return Collected(
        rows=rows,
        new=tuple(entry for outcome in outcomes for entry in outcome.new),
        updated=tuple(entry for outcome in outcomes for entry in outcome.changed),
        dropped=dict(sorted(dropped.items())),
        failures=tuple(failure for outcome in outcomes for failure in outcome.failures),
        held=_held(rows, config.collect.min_share),
    )


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


def _held(rows: Sequence[Row], min_share: float) -> bool:
    """Whether too few sources could be read; those that asked us to wait do not count against the run."""
    from digest.collect.health import READABLE

    asked = [row for row in rows if row.status != "waiting"]
    return sum(row.status in READABLE for row in asked) < min_share * len(asked)
