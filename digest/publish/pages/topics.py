"""The index of topics, and a page for each with its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from digest.model import Page
from digest.publish.archive import LATEST, Row
from digest.publish.charts import bars
from digest.publish.pages.frame import Frame, alternates
from digest.publish.pages.history import history
from digest.publish.stories import name
from digest.weeks import week_before

WEEKS = 12
"""How many weeks the charts show."""


def pages(frame: Frame) -> Iterator[Page]:
    """The index, and a page for each topic of `topics.yaml`, even if it was never in the news."""
    yield frame.page("topics/index.html", "topics.html", frame.words["topics"], lambda: _index(frame))
    for slug in sorted(frame.archive.topics):
        rows = frame.archive.by_topic.get(slug, [])
        yield from history(
            frame,
            f"topics/{slug}/",
            "topic.html",
            frame.topic(slug),
            rows,
            partial(_context, frame, slug),
        )


def _index(frame: Frame) -> Mapping[str, Any]:
    issues = frame.archive.issues
    week = issues[-1].week if issues else frame.archive.newest_week
    lines = [_line(frame, slug, week) for slug in frame.archive.topics]
    lines.sort(key=lambda line: (-sum(line["counts"]), line["title"]))
    return {"lines": lines, "week": week, "description": f"{frame.site.title}: {frame.words['topics']}"}


def _line(frame: Frame, slug: str, week: str) -> Mapping[str, Any]:
    rows = frame.archive.by_topic.get(slug, [])
    topic = frame.archive.topics[slug]
    return {
        **weekly(frame, rows, 144, 24, week),
        "slug": slug,
        "title": frame.topic(slug),
        "titles": topic.title,
        "about": frame.about(slug),
    }


def _context(frame: Frame, slug: str) -> Mapping[str, Any]:
    archive = frame.archive
    rows = archive.by_topic.get(slug, [])
    seen = Counter(
        tag.name for row in rows[-LATEST:] for tag in {t.name: t for e in row.entries for t in e.entities}.values()
    )
    who = sorted((n for n in seen if n in archive.actors), key=lambda n: (-seen[n], n))[:12]
    topic = archive.topics[slug]
    return {
        **weekly(frame, rows, 480, 72),
        "slug": slug,
        "alternates": alternates(frame.topic(slug), f"topics/{slug}/"),
        "titles": topic.title,
        "about": frame.about(slug),
        "who": [(name(archive, archive.tags[n]), seen[n]) for n in who],
        "count": sum(len(row.entries) for row in rows),
        "description": frame.about(slug) or frame.topic(slug),
    }


def weekly(frame: Frame, rows: Sequence[Row], width: int, height: int, last: str = "", of: str = "") -> dict[str, Any]:
    """Articles in each of the twelve weeks up to `last`, as counts and as a chart; weeks before the desk began are left
    out.

    With `of`, the id of a source, only its own articles count. Without `last` the series ends with the last week that
    has any, not with the current one, so that the page of a name that is no longer mentioned does not change."""
    last = last or (rows[-1].week if rows else frame.archive.newest_week)
    begun = frame.archive.weeks[0] if frame.archive.weeks else last
    weeks = tuple(week for back in range(WEEKS - 1, -1, -1) if (week := week_before(last, back)) >= begun)
    counts = Counter(dict.fromkeys(weeks, 0))
    for row in reversed(rows):
        if row.week < weeks[0]:
            break
        counts[row.week] += sum(not of or entry.source == of for entry in row.entries)
    figures = tuple(counts[week] for week in weeks)
    labels = [frame.words.week_of_year(week) for week in weeks]
    ticks = tuple(zip(labels, map(frame.words.short_week, weeks), figures, strict=True))
    return {"counts": figures, "ticks": ticks, "chart": bars(figures, labels, width=width, height=height)}
