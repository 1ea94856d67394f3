"""The values that templates show of a story: names, reports, sentences with their sources, and the story itself."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from digest.model import HandItem, Source


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the news, in both scripts, with the path of its page if it has one."""

    name: str
    zh: str
    path: str
    type: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's article."""

    title: str
    language: str
    url: str
    source: Source
    paywall: bool
    copies: tuple[Report, ...] = ()
    """Near-copies that other outlets published."""

    @property
    def state(self) -> bool:
        return self.source.state_affiliated


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a summary and the article that it was taken from."""

    text: str
    report: Report


@dataclass(frozen=True, slots=True)
class Earlier:
    """The part of a running story that an earlier issue printed."""

    week: str
    path: str
    headline: str
    language: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A printed story, ready for a template."""

    id: str
    anchor: str
    path: str
    """Permalink: the issue's page and the fragment."""
    headline: str
    language: str
    original: str
    """The leading article's own title, if the story's headline is a different one."""
    english: str
    """The editor's English headline for a story told only in Chinese."""
    lead: Report | None
    summary: tuple[Sentence, ...]
    coverage: tuple[tuple[str, tuple[Report, ...]], ...]
    """(language, reports) for each language it was reported in, the site's own first; grouped by outlet."""
    names: tuple[Name, ...]
    topics: tuple[tuple[str, str], ...]
    """(path, slug) of each topic."""
    reasons: tuple[str, ...]
    """Why it was chosen, in English; `Words.reason` translates it into the interface's language."""
    thread: str
    """Path of the running story that it belongs to, or ''."""
    week_of_thread: int
    before: Earlier | None
    """The previous part of the running story, if there is one."""
    note: str
    correction: str
    by_hand: tuple[HandItem, ...]

    @property
    def passages(self) -> tuple[tuple[Report, tuple[str, ...]], ...]:
        """The summary as (report, sentences taken from it)."""
        runs = groupby(self.summary, key=lambda said: said.report)
        return tuple((report, tuple(said.text for said in run)) for report, run in runs)

    @property
    def outlets(self) -> int:
        """How many outlets reported it, each in its own words."""
        sources = {report.source.id for _, reports in self.coverage for report in reports}
        return len(sources) + len({item.publication for item in self.by_hand})

    @property
    def chinese(self) -> dict[str, str]:
        """Name -> Chinese name, for the names in the story."""
        return {one.name: one.zh for one in self.names if one.zh}

    @property
    def further(self) -> tuple[Report, ...]:
        """Every report except the leading one."""
        return tuple(r for _, reports in self.coverage for r in reports if r is not self.lead)
