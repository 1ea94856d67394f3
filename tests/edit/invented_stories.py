"""Invented stories and their outlets, for the tests of ranking and of sections."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from digest.edit.rank import rank
from digest.model import Assignment, Composition, Entry, EntryKind, Source, Story, Tag

SUNDAY = datetime(2026, 2, 1, 20, tzinfo=UTC)
RULES = Composition(top=5, catch_up=6, lost_in_translation=2)


def source(name: str, weight: float = 1.0) -> Source:
    """An outlet."""
    return Source(id=name, name=name.title(), url=f"https://{name}.example/feed", weight=weight)


SOURCES = {name: source(name) for name in ("alpha", "beta", "gamma", "delta", "jia", "yi", "bing")}
CHINESE = {"jia", "yi", "bing"}


def report(number: int, outlet: str, kind: EntryKind = "news", days: float = 1.0, names: Sequence[str] = ()) -> Entry:
    """An outlet's report."""
    tags = tuple(Tag(name=name, type="ORG", salience=2) for name in names)
    language = "zh" if outlet in CHINESE else "en"
    when = SUNDAY - timedelta(days=days)
    return Entry(
        id=f"{number:010x}{sorted(SOURCES).index(outlet):02x}",
        source=outlet,
        url=f"https://{outlet}.example/{number}",
        title=f"{outlet} on event {number}",
        seen=when,
        published=when,
        language=language,
        kind=kind,
        entities=tags,
    )


def story(number: int, *outlets: str, kind: EntryKind = "news", days: float = 1.0, names: Sequence[str] = ()) -> Story:
    """One event as some outlets report it."""
    entries = tuple(report(number, outlet, kind=kind, days=days, names=names) for outlet in outlets)
    return Story(id=entries[0].id, entries=entries)


def about(*topics: str, relevance: float = 1.5) -> Assignment:
    """An assignment to topics."""
    return Assignment(
        topics=topics, primary=topics[0] if topics else "", scores=dict.fromkeys(topics, 3.0), relevance=relevance
    )


def ranked(
    stories: Sequence[Story],
    given: Assignment | None = None,
    *,
    history: Sequence[Story] = (),
    sources: dict[str, Source] | None = None,
    topics: dict[str, Assignment] | None = None,
) -> tuple[Story, ...]:
    """Stories in order, all about the same unless `topics` says otherwise by story id."""
    assignments = {
        entry.id: (topics or {}).get(each.id, given or about("ai-policy")) for each in stories for entry in each.entries
    }
    return rank(
        stories, assignments=assignments, sources=sources or SOURCES, history=history, composition=RULES, now=SUNDAY
    )


def first(better: Story, worse: Story, **more: Any) -> bool:
    """Whether one story ranks before another, whatever the order they come in."""
    orders = (ranked(pair, **more) for pair in ([better, worse], [worse, better]))
    return all(order[0].id == better.id for order in orders)
