"""The page of corrections: all that were ever made, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from digest.model import Page
from digest.publish.addresses import issue_path
from digest.publish.pages.frame import Frame
from digest.publish.pages.issue import title
from digest.publish.stories import story


def pages(frame: Frame) -> Iterator[Page]:
    """The page of corrections."""
    yield frame.page("corrections/index.html", "corrections.html", frame.words["corrections"], lambda: _context(frame))


def _context(frame: Frame) -> Mapping[str, Any]:
    found = []
    for issue in reversed(frame.archive.issues):
        stories = [story(frame.archive, issue, p) for p in frame.archive.shown(issue) if p.correction]
        if stories or issue.corrections:
            found.append(
                (
                    issue_path(issue.week),
                    title(frame, issue),
                    frame.words.dateline(issue.week),
                    stories,
                    issue.corrections,
                )
            )
    contact = frame.archive.desk.config.collect.contact
    return {"issues": found, "contact": contact, "description": f"{frame.site.title}: {frame.words['corrections']}"}
