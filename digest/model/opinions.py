"""Define the opinions, which are formed anew from the facts: what belongs together, what matters, what is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from digest.model.facts import Entry, Health
from digest.model.settings import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The topics of one article or story, and why it has them."""

    topics: tuple[str, ...] = ()
    """Slugs, the best topic first."""
    primary: str = ""
    """The best topic, or '' if there is none."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """Score of each topic."""
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The evidence for each topic, the strongest first."""
    against: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The evidence against each of these topics, if any, the strongest first."""
    missed: Mapping[str, float] = field(default_factory=dict)
    """Topics that were narrowly missed, or lost to evidence against them, with the points that they lack; `reasons` and
    `against` have their evidence too."""
    relevance: float = 0.0
    """How relevant it is to this desk: 0 not at all, 1 on the beat, 2 and more the core of the beat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event and the articles that report it."""

    id: str
    """Id of the entry that founded the story."""
    entries: tuple[Entry, ...]
    """Independent reports, the lead first."""
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of an entry -> ids of its near-copies ("also published by")."""
    assignment: Assignment = field(default_factory=Assignment)
    score: float = 0.0
    reasons: tuple[tuple[str, float], ...] = ()
    """Why it ranks where it does: reasons in words with their points, the strongest first."""
    thread: str = ""
    """Id of the thread's first story, if this one continues a story of an earlier week."""
    week_of_thread: int = 1
    """1 for the first week of a thread."""

    @property
    def lead(self) -> Entry:
        """The report that stands for the story."""
        return self.entries[0]


Section = Literal["top", "catch-up", "lost-in-translation", "one-more-thing", "near", "hidden"]
SECTIONS: tuple[Section, ...] = ("top", "catch-up", "lost-in-translation", "one-more-thing", "near", "hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandItem:
    """A link that the editor added by hand."""

    url: str
    title: str
    publication: str = ""
    paywall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One story in its section of an issue, with the editor's decisions on it."""

    id: str
    section: Section
    headline: str
    """The headline that the program chose."""
    items: tuple[str, ...]
    """Entry ids, lead first; empty for a story made of `by_hand` alone."""
    title: str = ""
    """The editor's headline, if any."""
    note: str = ""
    correction: str = ""
    pin: bool = False
    """Whether the editor wants it first in its section."""
    english: str = ""
    """The editor's English headline for a story that only the Chinese press reports."""
    hide: bool = False
    """Whether the editor wants it left out."""
    merge: str = ""
    """Id of the story into which the editor merges this one."""
    split: tuple[str, ...] = ()
    """Ids of the entries that the editor splits off as another story."""
    by_hand: tuple[HandItem, ...] = ()
    """Links that the editor added."""
    outlets: tuple[str, ...] = ()
    """Names of its articles' outlets, set when the issue is settled; the file has them beside each article instead."""
    mark: str = ""
    """Checksum of the items as the program last wrote them; if it no longer fits, the editor has changed them."""
    topics: tuple[str, ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    thread: str = ""
    week_of_thread: int = 1

    @property
    def held(self) -> tuple[str, ...]:
        """Its items, with those that the editor moved from there to `split`."""
        return tuple(dict.fromkeys((*self.items, *self.split)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A source that could not be read, or only in part, when an issue came out."""

    source: str
    status: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One week's issue, as its file (`issues/2026-W05.md`) has it."""

    week: str
    title: str
    status: Literal["draft", "published"] = "draft"
    published: datetime | None = None
    essay: str = ""
    """Markdown, written by the editor."""
    stories: tuple[Placed, ...] = ()
    notice: str = ""
    """Shown at the top if the week brought little."""
    corrections: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    """The sources that could not be read when the issue came out."""
    offered: tuple[str, ...] = ()
    """Ids of every story that the program ever put in; one that is missing was taken out by the editor."""
    changed: tuple[str, ...] = ()
    """What the program has changed since the editor first edited the draft."""

    @property
    def frozen(self) -> bool:
        """Whether it is published and its file says when, which the next run adds if an editor published it by hand."""
        return self.status == "published" and self.published is not None


Counts = tuple[str, tuple[int, ...]]
"""A topic's slug or an entity's name, with the number of its articles in each of several weeks, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The week in numbers: numbers of articles over the last weeks up to the issue's own week."""

    weeks: tuple[str, ...]
    topics: tuple[Counts, ...] = ()
    """By slug, the week's most frequent topic first."""
    risers: tuple[Counts, ...] = ()
    """Entities that came up more often than before, by canonical name, the steepest rise first."""
    fallers: tuple[Counts, ...] = ()
    """Entities that came up less often than before, by canonical name, the steepest fall first."""
    languages: Mapping[str, int] = field(default_factory=dict)
    """Articles of the issue's week by language."""
    outlets: Mapping[str, int] = field(default_factory=dict)
    """Articles of the issue's week by source id."""


READ_WELL = frozenset({"moved", "new", "not modified", "ok", "refused by robots"})
"""Statuses of a source that is read as it should be."""


def unread(sources: Iterable[Source], health: Mapping[str, Health]) -> tuple[Unread, ...]:
    """The enabled sources that cannot be read as they should be, ordered by name."""
    order = sorted((s for s in sources if s.enabled and s.id in health), key=lambda s: (s.name.casefold(), s.id))
    states = (health[source.id] for source in order)
    return tuple(Unread(source=h.source, status=h.status, since=h.since) for h in states if h.status not in READ_WELL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of the site: its path under `site/`, and a template with its context or a function for its bytes."""

    path: str
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    body: Callable[[], bytes] | None = None
    title: str = ""
    key: str = ""
    """Digest of all that the page is made from; with an unchanged key it is not made again, without a key always."""
