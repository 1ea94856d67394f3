"""The three steps of the program, in the order in which they run.

collect:  due sources -> feeds -> items to read -> pages -> entries, kept with the health of each source
draft:    a week's entries -> stories -> topics, threads, rank -> issue, merged into the editor's file
build:    entries and issues -> desk -> pages -> site/
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest import heap, issue_files
from digest.mistakes import Mistakes
from digest.model import Config, Entry, Failure, Health, Source, Story, unread
from digest.store import Store
from digest.weeks import week_before

if TYPE_CHECKING:
    from digest.collect.round import Outcome
    from digest.collect.table import Row
    from digest.publish.desk import Desk
    from digest.workers import Workers


# --- collect ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The result of one run of `collect`."""

    rows: tuple[Row, ...] = ()
    """One for each enabled source, in the order of sources.yaml."""
    new: tuple[Entry, ...] = ()
    updated: tuple[Entry, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Number of items that were not taken, by reason."""
    failures: tuple[Failure, ...] = ()
    held: bool = False
    """Whether a smaller share of the sources than configured could be read."""


def collect(
    config: Config,
    store: Store,
    *,
    now: datetime,
    hosts: Mapping[str, tuple[str, int]] | None = None,
    scheduler: str = "",
    pool: Workers | None = None,
    report: Callable[[str, str], None] = lambda source, words: None,
) -> Collected:
    """Read the sources that are due, and store what is new; a killed run stores nothing.

    `hosts` maps host names to the (address, port) used in place of DNS. `pool`: workers to use and leave open. `report`
    is called with a source's id and a few words for each article and source that is done."""
    from digest.collect import round as rounds
    from digest.collect import schedule

    now = now.astimezone(UTC).replace(microsecond=0)
    with store.lock():
        known = store.health()
        due = schedule.due(config.sources, known, now)
        with _workers(config, scheduler, pool) as pools:
            read = asyncio.run(_read(config, store, due, known, now, hosts or {}, pools, report))
        outcomes = rounds.without_repeats(read)
        health = {source.id: known[source.id] for source in config.sources if source.id in known}
        health |= {outcome.source.id: outcome.health for outcome in outcomes}
        with store.together():
            store.add(entry for outcome in outcomes for entry in (*outcome.new, *outcome.changed))
            store.save_health(health)
    return _collected(config, outcomes, health)


async def _read(
    config: Config,
    store: Store,
    due: Sequence[Source],
    known: Mapping[str, Health],
    now: datetime,
    hosts: Mapping[str, tuple[str, int]],
    pools: Sequence[Workers],
    report: Callable[[str, str], None],
) -> list[Outcome]:
    """Read all due sources concurrently; the outcomes are in the order of the sources."""
    from digest import reading
    from digest.collect import fetch, identity, visit
    from digest.collect import round as rounds

    limits = replace(config.collect, contact=config.collect.contact or config.site.url)
    async with fetch.Fetcher(limits, hosts=hosts) as fetcher:
        this = rounds.Round(
            limits=limits,
            fetcher=fetcher,
            visitor=visit.Visitor(fetcher, limits, now),
            readers=reading.Readers(pools[0], pools[-1]),
            index=cache(lambda: identity.Index(store.entries())),
            now=now,
            report=report,
        )
        return await asyncio.gather(*(this.read(source, known.get(source.id)) for source in due))


@contextmanager
def _workers(config: Config, scheduler: str, given: Workers | None) -> Iterator[Sequence[Workers]]:
    """Workers for feeds and, last, for articles. They are closed at the end unless they were `given`."""
    pools = [given] if given else _pools(config, scheduler)
    try:
        yield pools
    finally:
        for pool in pools if given is None else ():
            pool.close()


def _pools(config: Config, scheduler: str) -> list[Workers]:
    """Workers for feeds and workers for articles, started with their first task; a cluster serves for both."""
    from digest import reading, workers

    articles = (reading.prepare_articles, (config,))
    if scheduler:
        return [workers.Cluster(scheduler, articles)]
    feeds = (reading.prepare, (config,))
    number = config.collect.workers
    return [
        workers.Pool(number, feeds, reading.FEED_MODULES),
        workers.Pool(number, articles, reading.article_modules(config)),
    ]


def _collected(config: Config, outcomes: Sequence[Outcome], health: Mapping[str, Health]) -> Collected:
    from digest.collect import table

    rows = table.rows(config.sources, outcomes, health)
    dropped = sum((Counter(outcome.dropped) for outcome in outcomes), Counter[str]())
    return Collected(
        rows=rows,
        new=tuple(entry for outcome in outcomes for entry in outcome.new),
        updated=tuple(entry for outcome in outcomes for entry in outcome.changed),
        dropped=dict(sorted(dropped.items())),
        failures=tuple(failure for outcome in outcomes for failure in outcome.failures),
        held=table.held(rows, config.collect.min_share),
    )


# --- draft -----------------------------------------------------------------------------------------------------------

MEMORY = 4
"""How many earlier weeks a story is compared with, to tell what continues and what is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The result of one run of `draft`: week -> (path of its file, whether its bytes changed, number of stories)."""

    weeks: Mapping[str, tuple[Path, bool, int]] = field(default_factory=dict)


def draft(config: Config, store: Store, *, week: str = "", now: datetime, publish: bool = False) -> Drafted:
    """Write or refresh the issue of `week`; if it is empty, of each recent week that is not published yet.

    With `publish`, the issue is frozen as it stands; an issue that its editor has published by hand is always frozen.
    Raises Mistakes if an issue file cannot be read."""
    with store.lock():
        weeks = [week] if week else [each for each in store.weeks()[-MEMORY:] if _open(store, each)]
        return Drafted(weeks={each: _draft(config, store, each, now, publish) for each in weeks})


def _open(store: Store, week: str) -> bool:
    issue = issue_files.one(store, week)
    return issue is None or not issue.frozen


def _draft(config: Config, store: Store, week: str, now: datetime, publish: bool) -> tuple[Path, bool, int]:
    from digest.edit import issue, issue_freeze, issue_refresh, issue_write

    before = store.read_issue(week)
    bylines = issue.articles(store.entries([week]), config.sources)
    sources = {source.id: source for source in config.sources}
    fresh = issue.compose(
        ranked(config, store, week),
        week=week,
        sources=sources,
        composition=config.issue,
        language=config.site.languages[0],
        homes={known.name: known.country for known in config.whoswho.known},
    )
    day = f"{now:%Y-%m-%d}"
    text = (
        issue_write.write(fresh, bylines) if before is None else issue_refresh.refresh(before, fresh, bylines, day=day)
    )
    if not isinstance(text, str):
        raise Mistakes(issue_files.located(store, week, text))
    if publish or issue_freeze.published(text):
        text = issue_freeze.freeze(text, now, unread(config.sources, store.health()))
    return store.issue_path(week), store.write_issue(week, text), len(fresh.stories)


def ranked(config: Config, store: Store, week: str) -> tuple[Story, ...]:
    """The stories of a week's entries, highest ranked first."""
    from digest.edit import rank, stories, threads, topics

    before = tuple(past(config, store, week))
    entries = _resolved(config, store.entries([week]))
    told = threads.link(stories.group(entries, known=_known(store, week)), before)
    sources = {source.id: source for source in config.sources}
    assignments = {entry.id: topics.assign(entry, config.topics) for story in told for entry in story.entries}
    # Recency is relative to the newest report, not to the clock, so that the same entries always give the same draft.
    newest = max(
        (entry.published for story in told for entry in story.entries), default=datetime.min.replace(tzinfo=UTC)
    )
    return rank.rank(
        told, assignments=assignments, sources=sources, history=before, composition=config.issue, now=newest
    )


def _known(store: Store, week: str) -> dict[str, str]:
    """Entry id -> the story that an earlier draft of this week put it in."""
    issue = issue_files.one(store, week)
    return {item: story.id for story in issue.stories for item in story.held} if issue else {}


def past(config: Config, store: Store, week: str) -> Iterator[Story]:
    """The stories of the previous weeks, as written in their issues."""
    weeks = [week_before(week, back) for back in range(MEMORY, 0, -1)]
    entries = {entry.id: entry for entry in _resolved(config, store.entries(weeks))}
    for each in weeks:
        if issue := issue_files.one(store, each):
            yield from issue_files.stories(issue, entries)


def _resolved(config: Config, entries: Sequence[Entry]) -> list[Entry]:
    """Entries with their names resolved by the current who's who."""
    from digest.tag.resolve import resolve

    return [resolve(entry, config.whoswho) for entry in entries]


# --- build -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The result of one run of `build`."""

    site: Path
    pages: int = 0
    written: int = 0
    removed: int = 0


def build(config: Config, store: Store, *, root: Path) -> Built:
    """Render `root/site` from `data/` and `issues/`, without the network. Raises Mistakes if a file cannot be read."""
    from digest.config import templates
    from digest.publish import search, site
    from digest.publish.pages import pages

    out, cache = root / "site", root / ".cache"
    with store.lock():
        with heap.kept():
            whole = replace(desk(config, store), search=search.available())
            wanted = tuple(pages(whole))
        rendered = site.render(wanted, templates=templates(root), out=out, cache=cache)
        if whole.search:
            search.index(whole, out, cache)
    done = rendered.paths, rendered.written, rendered.removed
    return Built(site=out, pages=len(done[0]), written=len(done[1]), removed=len(done[2]))


def desk(config: Config, store: Store) -> Desk:
    """Everything from which the pages are rendered."""
    from digest.edit import copies, issue, numbers
    from digest.publish.desk import Desk
    from digest.settled import settled

    entries, assignments = settled(config, store, store.root / ".cache" / "settled")
    bylines = issue.articles(entries, config.sources)
    issues = issue_files.every(store)
    return Desk(
        config=config,
        issues=tuple(issue.settle(each, bylines) for each in issues),
        copies=copies.originals,
        entries=entries,
        assignments=assignments,
        health=store.health(),
        numbers=numbers.by_week(
            numbers.tally(entries, assignments, week=store.week, least=config.issue.min_relevance),
            [each.week for each in issues],
            numbers.scenery(config.whoswho.known, config.sources),
        ),
        about=store.about(),
    )
