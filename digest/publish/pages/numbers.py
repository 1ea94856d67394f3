"""The week in numbers: charts and tables made from `Desk.numbers`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model import Counts, Numbers, Source
from digest.publish.charts import Chart, bars
from digest.publish.pages.frame import Frame
from digest.publish.stories import name
from digest.publish.text import base_language
from digest.publish.views import Name

SMALL = 5
"""If no count of a table is above this, the page says that the numbers are small."""

WIDTH = 640
"""Width of the drawing in which the outlets of each language are placed end to end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a name or topic, with its counts as figures and as a chart."""

    title: str
    path: str
    zh: str
    counts: tuple[int, ...]
    chart: Chart

    @property
    def now(self) -> int:
        return self.counts[-1]


@dataclass(frozen=True, slots=True)
class Share:
    """One outlet's share of the articles in its language: how many, and its place in the drawing."""

    source: Source
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Press:
    """The outlets of one language, the one with the most articles first."""

    language: str
    total: int
    outlets: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class NumbersView:
    """The numbers of a week, ready for a template."""

    weeks: tuple[str, ...]
    topics: tuple[Line, ...]
    risers: tuple[Line, ...]
    fallers: tuple[Line, ...]
    press: tuple[Press, ...]
    total: int
    small: bool


def numbers(frame: Frame, week: str) -> NumbersView | None:
    """The numbers of a week, or None if there are none; weeks before the desk began are left out."""
    given = frame.archive.desk.numbers.get(week)
    if given is None or not (given.topics or given.languages):
        return None
    weeks = [w for w in given.weeks if w >= min(week, *frame.archive.weeks[:1])]
    labels = [frame.words.week(w) for w in weeks]
    topics = [(slug, counts[-len(weeks) :]) for slug, counts in given.topics if slug in frame.archive.topics]
    most = max((count for _, counts in topics for count in counts), default=0)
    return NumbersView(
        weeks=tuple(frame.words.short_week(w) for w in weeks),
        topics=tuple(_line(frame.topic(row[0]), f"topics/{row[0]}/", "", row, labels, most) for row in topics),
        risers=_people(frame, given.risers, labels),
        fallers=_people(frame, given.fallers, labels),
        press=tuple(_press(frame, given)),
        total=sum(given.languages.values()),
        small=most <= SMALL,
    )


def _people(frame: Frame, rows: Sequence[Counts], labels: Sequence[str]) -> tuple[Line, ...]:
    names = [(_name(frame, row[0]), row) for row in rows if row[0] not in frame.archive.press]
    cut = [(who, (row[0], row[1][-len(labels) :])) for who, row in names]
    return tuple(_line(who.name, who.path, who.zh, row, labels, 0) for who, row in cut)


def _name(frame: Frame, canonical: str) -> Name:
    tag = frame.archive.tags.get(canonical)
    return name(frame.archive, tag) if tag else Name(canonical, "", "")


def _line(title: str, path: str, zh: str, row: Counts, labels: Sequence[str], most: int) -> Line:
    return Line(title, path, zh, row[1], bars(row[1], labels, width=144, height=24, most=most))


def _press(frame: Frame, given: Numbers) -> Iterator[Press]:
    """Each language's outlets on one scale, without those removed from `sources.yaml`."""
    most = max(given.languages.values(), default=0) or 1
    for language, total in sorted(given.languages.items(), key=lambda pair: (-pair[1], pair[0])):
        counted = [
            (frame.archive.sources[i], n)
            for i, n in sorted(given.outlets.items(), key=lambda pair: (-pair[1], pair[0]))
            if i in frame.archive.sources
            and base_language(frame.archive.sources[i].language) == base_language(language)
        ]
        yield Press(language, total, tuple(_shares(counted, WIDTH / most)))


def _shares(counted: Sequence[tuple[Source, int]], unit: float) -> Iterator[Share]:
    done = 0
    for source, count in counted:
        yield Share(source, count, round(done * unit, 1), round(max(1.0, count * unit - 2), 1))
        done += count
