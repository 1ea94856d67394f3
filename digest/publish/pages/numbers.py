"""The week in numbers: charts and tables out of `Desk.numbers`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.publish.charts import Bar, Chart, bars
from digest.publish.desk import Counts, Numbers
from digest.publish.pages.frame import Frame
from digest.publish.stories import Name, name

SMALL = 5
"""Where no count of a table is above this, the page says that the numbers are small."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: who or what, its counts drawn and in figures."""

    title: str
    path: str
    zh: str
    counts: tuple[int, ...]
    chart: Chart

    @property
    def now(self) -> int:
        return self.counts[-1] if self.counts else 0

    @property
    def before(self) -> int:
        return self.counts[-2] if len(self.counts) > 1 else 0


@dataclass(frozen=True, slots=True)
class NumbersView:
    """The numbers of a week, ready to be set."""

    weeks: tuple[str, ...]
    topics: tuple[Line, ...]
    risers: tuple[Line, ...]
    fallers: tuple[Line, ...]
    languages: tuple[tuple[str, int, Bar], ...]
    total: int
    small: bool


def numbers(frame: Frame, week: str) -> NumbersView | None:
    """The numbers of a week, or None where there are none to show."""
    given = frame.archive.desk.numbers.get(week)
    if given is None or not (given.topics or given.languages):
        return None
    labels = [frame.words.week(w) for w in given.weeks]
    most = max((count for _, counts in given.topics for count in counts), default=0)
    topics = [row for row in given.topics if row[0] in frame.archive.topics]
    return NumbersView(
        weeks=tuple(labels),
        topics=tuple(_line(frame.topic(row[0]), f"topics/{row[0]}/", "", row, labels, most) for row in topics),
        risers=_people(frame, given.risers, labels),
        fallers=_people(frame, given.fallers, labels),
        languages=_languages(frame, given),
        total=sum(given.languages.values()),
        small=most <= SMALL,
    )


def _people(frame: Frame, rows: Sequence[Counts], labels: Sequence[str]) -> tuple[Line, ...]:
    names = [(_name(frame, row[0]), row) for row in rows if row[0] not in frame.archive.press]
    return tuple(_line(who.name, who.path, who.zh, row, labels, 0) for who, row in names)


def _name(frame: Frame, canonical: str) -> Name:
    tag = frame.archive.tags.get(canonical)
    return name(frame.archive, tag) if tag else Name(canonical, "", "")


def _line(title: str, path: str, zh: str, row: Counts, labels: Sequence[str], most: int) -> Line:
    return Line(title, path, zh, row[1], bars(row[1], labels, width=144, height=24, most=most))


def _languages(frame: Frame, given: Numbers) -> tuple[tuple[str, int, Bar], ...]:
    order = sorted(given.languages.items(), key=lambda pair: (-pair[1], pair[0]))
    most = max((count for _, count in order), default=0) or 1
    return tuple(
        (code, n, Bar(0, 0, round(240 * n / most, 1), 12, n, frame.words.language_name(code))) for code, n in order
    )
