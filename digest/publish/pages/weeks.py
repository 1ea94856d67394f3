"""The page of everything from one week, `/2026/w05/all/`, whether an issue printed it or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from digest.model import Page
from digest.publish.addresses import issue_path
from digest.publish.lists import by_day
from digest.publish.pages.frame import Frame


def pages(frame: Frame) -> Iterator[Page]:
    """A page for each week in which something was seen."""
    for week in sorted(frame.archive.by_week):
        yield frame.page(
            f"{issue_path(week)}all/index.html",
            "week.html",
            frame.words.dateline(week),
            partial(_context, frame, week),
            (frame.marks.rows(frame.archive.by_week[week]), str(week in frame.archive.issue_of)),
        )


def _context(frame: Frame, week: str) -> Mapping[str, Any]:
    rows = frame.archive.by_week[week]
    return {
        "groups": by_day(frame.archive, frame.words, rows),
        "count": sum(len(row.entries) for row in rows),
        "year": int(week[:4]),
        "issue_path": issue_path(week) if week in frame.archive.issue_of else "",
        "description": f"{frame.site.title}, {frame.words.dateline(week)}",
    }
