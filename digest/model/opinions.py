"""Opinions: what belongs together, what matters, and what is published. They are formed anew from the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from digest.model.facts import Entry, Health
from digest.model.settings import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The topics of one article and why: `reasons[slug]` lists the evidence that counted."""

    topics: tuple[str, ...] = ()
    """Best first."""
    primary: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missed: Mapping[str, float] = field(default_factory=dict)
    """Topics that were nearly given, and the points they lack; `reasons` has their evidence too."""
    relevance: float = 0.0
    """How much the article belongs to this desk: 0 not at all, 1 it does, 2 and more it is the core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event and the articles that report it.

    `id` is the id of the entry that founded it. `entries` are independent reports, lead first; `copies` maps an
    entry's id to the ids of near-copies of it ("also published by")."""

    id: str
    entries: tuple[Entry, ...]
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    assignment: Assignment = field(default_factory=Assignment)
    score: float = 0.0
    reasons: tuple[tuple[str, float], ...] = ()
    """Why it ranks where it does: (reason in words, points), strongest first."""
    thread: str = ""
    """Id of the thread's first story, where this one goes on from an earlier week."""
    week_of_thread: int = 1

    @property
    def lead(self) -> Entry:
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
    """One story where the issue puts it, with the editor's hand on it."""

    id: str
    section: Section
    headline: str
    """The machine's."""
    items: tuple[str, ...]
    """Entry ids, lead first; empty for a story made of `by_hand` alone."""
    title: str = ""
    """The editor's headline, if any."""
    note: str = ""
    correction: str = ""
    pin: bool = False
    english: str = ""
    """The editor's English headline for a story told only in Chinese."""
    hide: bool = False
    merge: str = ""
    """Id of the story that this one is part of, by the editor's hand."""
    split: tuple[str, ...] = ()
    """Entry ids that are another story, by the editor's hand."""
    by_hand: tuple[HandItem, ...] = ()
    outlets: tuple[str, ...] = ()
    """Names of the outlets whose articles it has, once the issue is settled; its file has them beside each article."""
    mark: str = ""
    """Of the items as the machine last wrote them; they are the editor's once it no longer fits."""
    topics: tuple[str, ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    thread: str = ""
    week_of_thread: int = 1

    @property
    def held(self) -> tuple[str, ...]:
        """Its items, and those that the editor moved from there to `split`."""
        return tuple(dict.fromkeys((*self.items, *self.split)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A source that failed or was thin when an issue came out."""

    source: str
    status: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One week as it is published: what `issues/2026-W05.md` says."""

    week: str
    title: str
    status: Literal["draft", "published"] = "draft"
    published: datetime | None = None
    essay: str = ""
    """Markdown, written by the editor."""
    stories: tuple[Placed, ...] = ()
    notice: str = ""
    """Shown on top when the week was thin."""
    corrections: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What could not be read, as it was when the issue came out."""
    offered: tuple[str, ...] = ()
    """Ids of every story that the machine ever put in: one that is gone was taken out by the editor."""
    changed: tuple[str, ...] = ()
    """What the machine changed since an editor took the draft in hand."""

    @property
    def frozen(self) -> bool:
        """Whether its file says when it came out, which the first run after an editor published it by hand adds."""
        return self.status == "published" and self.published is not None


Counts = tuple[str, tuple[int, ...]]
"""A topic's slug or an entity's name, and its articles in each of several weeks, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The week in numbers: counts of articles over the last weeks, oldest first, ending with the issue's own week."""

    weeks: tuple[str, ...]
    topics: tuple[Counts, ...] = ()
    """By slug, the week's busiest first."""
    risers: tuple[Counts, ...] = ()
    """Entities by canonical name, the steepest first."""
    fallers: tuple[Counts, ...] = ()
    languages: Mapping[str, int] = field(default_factory=dict)
    """Articles of the issue's week by language."""
    outlets: Mapping[str, int] = field(default_factory=dict)
    """Articles of the issue's week by source id."""


READ_WELL = frozenset({"moved", "new", "not modified", "ok", "refused by robots"})
"""Statuses of a source of which nothing need be said."""


def unread(sources: Iterable[Source], health: Mapping[str, Health]) -> tuple[Unread, ...]:
    """The sources that are switched on and can't be read well, by their names."""
    order = sorted((s for s in sources if s.enabled and s.id in health), key=lambda s: (s.name.casefold(), s.id))
    states = (health[source.id] for source in order)
    return tuple(Unread(source=h.source, status=h.status, since=h.since) for h in states if h.status not in READ_WELL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of the site: its path under `site/`, and either a template with its context or the way to its bytes."""

    path: str
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    body: Callable[[], bytes] | None = None
    title: str = ""
    key: str = ""
    """A digest of all that it is made from; a page whose key is unchanged is not made again. Empty: it always is."""
