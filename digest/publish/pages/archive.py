"""The archive: every issue by year, with links to the months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from digest.model import Issue, Page
from digest.publish.addresses import issue_path
from digest.publish.pages.frame import Frame
from digest.publish.pages.issue import title


def pages(frame: Frame) -> Iterator[Page]:
    """The archive's index and a page for each year."""
    years = sorted({int(week[:4]) for week in frame.archive.weeks} | {year for year, _ in frame.archive.by_month})
    yield frame.page("archive/index.html", "archive.html", frame.words["archive"], lambda: _index(frame, years))
    for i, year in enumerate(years):
        near = (years[i - 1] if i else None, years[i + 1] if i + 1 < len(years) else None)
        yield frame.page(
            f"{year}/index.html",
            "year.html",
            str(year),
            partial(_context, frame, year, *near),
        )


def _context(frame: Frame, year: int, before: int | None, after: int | None) -> Mapping[str, Any]:
    return {**_year(frame, year), "before": before, "after": after}


def _index(frame: Frame, years: list[int]) -> Mapping[str, Any]:
    return {"years": [_year(frame, year) for year in reversed(years)], "description": frame.site.description}


def _year(frame: Frame, year: int) -> Mapping[str, Any]:
    """A year's issues, newest first, and those of its months that have a page, with their number of articles."""
    archive = frame.archive
    issues = [_line(frame, issue) for issue in reversed(archive.issues) if issue.week.startswith(f"{year}-")]
    months = [
        (f"{year}/{month:02d}/", frame.words.month_name(month), sum(len(row.entries) for row in rows))
        for month in range(1, 13)
        if (rows := archive.by_month.get((year, month)))
    ]
    return {"year": year, "issues": issues, "months": months, "description": f"{frame.site.title}, {year}"}


def _line(frame: Frame, issue: Issue) -> tuple[str, str, str, int]:
    stories = sum(1 for _ in frame.archive.shown(issue))
    return issue_path(issue.week), title(frame, issue), frame.words.dateline(issue.week), stories
