"""What leaves the desk for other programs: Atom and JSON Feed, OPML, the sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from digest.model import Issue, Page, week_start
from digest.publish.pages.frame import Frame
from digest.publish.pages.issue import view

ISSUES = 12
"""Issues that the feed holds, each in full."""


def pages(frame: Frame) -> Iterator[Page]:
    """Feeds of issues."""
    yield frame.page("feed.xml", "feed.xml", frame.site.title, lambda: _issues(frame))


def _issues(frame: Frame) -> Mapping[str, Any]:
    newest = frame.archive.issues[: -ISSUES - 1 : -1]
    items = [{"view": view(frame, issue), "updated": stamp(issue)} for issue in newest]
    updated = max((stamp(issue) for issue in newest), default="1970-01-01T00:00:00Z")
    return {"items": items, "updated": updated, "root": f"{frame.site.url.rstrip('/')}/"}


def stamp(issue: Issue) -> str:
    """When an issue came out, for a feed: when it was published, else the end of its week."""
    moment = issue.published or week_start(issue.week).replace(tzinfo=UTC) + timedelta(days=7)
    return rfc3339(moment)


def rfc3339(moment: datetime) -> str:
    """`2026-02-02T06:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
