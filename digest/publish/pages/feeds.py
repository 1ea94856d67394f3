"""Atom and JSON feeds: one with full issues, and one with articles for each topic, name, thread and language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from digest.model import Issue, Page
from digest.publish.addresses import thread_path
from digest.publish.archive import Archive, Row
from digest.publish.lists import RowView, row_view
from digest.publish.pages.frame import Frame
from digest.publish.pages.issue import key, view
from digest.publish.pages.threads import thread_title
from digest.weeks import week_start

ISSUES = 12
"""How many issues the feed contains, each in full."""

ROWS = 20
"""How many articles a list's feed contains."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """One article in a feed."""

    row: RowView
    id: str
    seen: str
    summary: tuple[str, ...]


def pages(frame: Frame) -> Iterator[Page]:
    """Every feed, and the page that lists them."""
    yield from _issues(frame)
    for title, path, rows in _lists(frame):
        yield from _rows(frame, title, path, rows)
    yield frame.page("feeds/index.html", "feeds.html", frame.words["feeds"], lambda: _index(frame))


def _issues(frame: Frame) -> Iterator[Page]:
    newest = frame.archive.issues[: -ISSUES - 1 : -1]
    what = [key(frame, issue) for issue in newest] or ["none"]
    for kind in ("xml", "json"):
        yield frame.page(
            f"feed.{kind}",
            f"issues.{kind}",
            frame.site.title,
            lambda: _issues_context(frame, newest),
            what,
        )


def _issues_context(frame: Frame, newest: Sequence[Issue]) -> Mapping[str, Any]:
    items = [{"view": view(frame, issue), "updated": rfc3339(came_out(issue))} for issue in newest]
    updated = max(map(came_out, newest), default=NEVER)
    return {"items": items, "updated": rfc3339(updated), "root": root(frame), "of": ""}


def _lists(frame: Frame) -> Iterator[tuple[str, str, Sequence[Row]]]:
    """(title, path, rows) of every list that has feeds."""
    archive = frame.archive
    for slug in sorted(archive.topics):
        yield frame.topic(slug), f"topics/{slug}/", archive.by_topic.get(slug, [])
    for name, slug in sorted(archive.entity_slugs.items()):
        yield frame.called(name), f"entities/{slug}/", archive.by_entity[name]
    for thread in sorted(archive.threads):
        yield thread_title(frame, archive.threads[thread]), thread_path(thread), _thread_rows(archive, thread)
    for language, rows in sorted(archive.by_language.items()):
        yield frame.words.language_name(language), f"feeds/{language}/", rows


def _thread_rows(archive: Archive, thread: str) -> list[Row]:
    ids = {entry for _, placed in archive.threads[thread].parts for entry in placed.items}
    return [row for row in archive.news if any(entry.id in ids for entry in row.entries)]


def _rows(frame: Frame, title: str, path: str, rows: Sequence[Row]) -> Iterator[Page]:
    newest = rows[: -ROWS - 1 : -1]
    mark = frame.marks.rows(newest)
    for kind in ("xml", "json"):
        yield frame.page(
            f"{path}feed.{kind}",
            f"rows.{kind}",
            f"{frame.site.title}: {title}",
            lambda: _rows_context(frame, path, newest),
            (mark,),
        )


def _rows_context(frame: Frame, path: str, rows: Sequence[Row]) -> Mapping[str, Any]:
    updated = max((row.lead.seen for row in rows), default=NEVER)
    items = [_item(frame.archive, row) for row in rows]
    return {"items": items, "updated": rfc3339(updated), "root": root(frame), "of": path}


def _item(archive: Archive, row: Row) -> Item:
    return Item(row_view(archive, row), row.lead.id, rfc3339(row.lead.seen), row.lead.summary)


def _index(frame: Frame) -> Mapping[str, Any]:
    archive = frame.archive
    languages = [(frame.words.language_name(one), f"feeds/{one}/") for one in sorted(archive.by_language)]
    names = sorted(archive.actors, key=lambda name: (-len(archive.by_entity[name]), name))[:24]
    return {
        "languages": languages,
        "lists": [(frame.topic(slug), f"topics/{slug}/") for slug in sorted(archive.topics)],
        "names": [(frame.called(name), f"entities/{archive.entity_slugs[name]}/") for name in names],
        "root": root(frame),
        "description": frame.words["feeds_intro"],
    }


def root(frame: Frame) -> str:
    """The site's absolute address, for feeds and mails, which are read elsewhere."""
    return f"{frame.site.url.rstrip('/')}/"


def came_out(issue: Issue) -> datetime:
    """When an issue came out: its moment of publication, or the end of its week if that is not known."""
    return issue.published or week_start(issue.week).replace(tzinfo=UTC) + timedelta(days=7)


def rfc3339(moment: datetime) -> str:
    """A moment in UTC as RFC 3339 writes it: `2026-02-02T06:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
