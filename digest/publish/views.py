"""What templates set of a story: names, reports, sentences with their sources, and the printed story as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from digest.model import HandItem, Source


@dataclass(frozen=True, slots=True)
class Name:
    """Someone or something in the news: both scripts, and its page if it has one."""

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
    """Near-copies of it that other outlets published."""

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
    """A printed story, ready to be set."""

    id: str
    anchor: str
    path: str
    """Permalink: the issue's page and the fragment."""
    headline: str
    language: str
    original: str
    """The lead's own headline where the editor gave another, or an English one."""
    english: str
    """The editor's English headline for a story told only in Chinese."""
    lead: Report | None
    summary: tuple[Sentence, ...]
    coverage: tuple[tuple[str, tuple[Report, ...]], ...]
    """(language, reports) for each language it was reported in, the site's own first; an outlet's follow each other."""
    names: tuple[Name, ...]
    topics: tuple[tuple[str, str], ...]
    """(path, slug) each."""
    reasons: tuple[str, ...]
    """What speaks for it, in the desk's own English; `Words.reason` says it in the interface's language."""
    thread: str
    """Path of the running story that this is a part of, or ''."""
    week_of_thread: int
    before: Earlier | None
    """The part before, where it is one of several."""
    note: str
    correction: str
    by_hand: tuple[HandItem, ...]

    @property
    def passages(self) -> tuple[tuple[Report, tuple[str, ...]], ...]:
        """The summary as (article, sentences taken from it)."""
        runs = groupby(self.summary, key=lambda said: said.report)
        return tuple((report, tuple(said.text for said in run)) for report, run in runs)

    @property
    def outlets(self) -> int:
        """How many outlets reported it, each in its own words."""
        sources = {report.source.id for _, reports in self.coverage for report in reports}
        return len(sources) + len({item.publication for item in self.by_hand})

    @property
    def chinese(self) -> dict[str, str]:
        """Name -> Chinese name, of those who are in it."""
        return {one.name: one.zh for one in self.names if one.zh}

    @property
    def further(self) -> tuple[Report, ...]:
        """Every report but the lead."""
        return tuple(r for _, reports in self.coverage for r in reports if r is not self.lead)
