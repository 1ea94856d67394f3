"""The front page: the newest issue in short, with links to feeds and past issues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from digest.model import Page
from digest.publish.addresses import issue_path
from digest.publish.pages.frame import CARD, Frame
from digest.publish.pages.issue import title, view

PAST = 6
"""How many past issues the front page lists."""


def pages(frame: Frame) -> Iterator[Page]:
    """The front page."""
    yield frame.page("index.html", "front.html", frame.site.title, lambda: _context(frame))


def _context(frame: Frame) -> Mapping[str, Any]:
    issues = frame.archive.issues
    past = [(issue_path(i.week), title(frame, i), frame.words.dateline(i.week)) for i in issues[-2 : -PAST - 2 : -1]]
    newest = view(frame, issues[-1]) if issues else None
    return {
        "issue": newest,
        **({"picture": f"{newest.path}{CARD}", "picture_says": newest.title} if newest else {}),
        "past": past,
        "day": frame.archive.desk.config.publish.day,
        "description": frame.site.description,
    }
