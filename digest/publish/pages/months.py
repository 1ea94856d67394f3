"""The page of a month, `/2026/01/`: everything that was listed, by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from digest.model import Page
from digest.publish.lists import by_day
from digest.publish.pages.frame import Frame

Month = tuple[int, int]


def pages(frame: Frame) -> Iterator[Page]:
    """A page for each month in which something was seen."""
    months = sorted(frame.archive.by_month)
    for i, month in enumerate(months):
        near = (months[i - 1] if i else None, months[i + 1] if i + 1 < len(months) else None)
        yield frame.page(
            f"{_path(month)}index.html",
            "month.html",
            frame.words.month(*month),
            partial(_context, frame, month, *near),
            (frame.marks.rows(frame.archive.by_month[month]), repr(near)),
        )


def _context(frame: Frame, month: Month, before: Month | None, after: Month | None) -> Mapping[str, Any]:
    rows = frame.archive.by_month[month]
    return {
        "groups": by_day(frame.archive, frame.words, rows),
        "count": sum(len(row.entries) for row in rows),
        "year": month[0],
        "before": (_path(before), frame.words.month(*before)) if before else None,
        "after": (_path(after), frame.words.month(*after)) if after else None,
        "description": f"{frame.site.title}, {frame.words.month(*month)}",
    }


def _path(month: Month) -> str:
    return f"{month[0]}/{month[1]:02d}/"
