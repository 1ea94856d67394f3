"""Measure what each source contributes: its share of the last issues, and the stories only it had. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.edit.copies import copies
from digest.model import Entry, Health, Issue, Placed, Source

RECENT = 8
"""How many of the newest issues are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """One source: its health, and its share in the last issues."""

    source: Source
    health: Health
    articles: int = 0
    """Its articles in the weeks of the last issues."""
    stories: int = 0
    """Stories of the issues that it reported in its own words."""
    alone: int = 0
    """Stories that no other source had."""
    copies: int = 0
    """Stories to which it only contributed near-copies of another source's article."""
    newest: datetime | None = None
    """Date of its newest article, None if it never had one."""


def worth(
    sources: Sequence[Source], health: Mapping[str, Health], entries: Iterable[Entry], issues: Sequence[Issue]
) -> list[Worth]:
    """Each source's worth, in the order of sources.yaml; `entries` are those of the issues' weeks."""
    by_id = {entry.id: entry for entry in entries}
    own, alone, copied = Counter[str](), Counter[str](), Counter[str]()
    for issue in issues:
        for story in issue.stories:
            reporting, copying = _parts(story, by_id)
            own.update(reporting)
            copied.update(copying - reporting)
            alone.update(reporting if len(reporting | copying) == 1 else ())
    articles = Counter(entry.source for entry in by_id.values())
    dates = _newest(by_id.values())
    return [
        Worth(
            source=source, health=health.get(source.id, Health(source=source.id)), articles=articles[source.id],
            stories=own[source.id], alone=alone[source.id], copies=copied[source.id],
            newest=_later(dates.get(source.id), health.get(source.id)),
        )
        for source in sources
    ]  # fmt: skip


def _parts(story: Placed, by_id: Mapping[str, Entry]) -> tuple[set[str], set[str]]:
    """The sources that reported a story in their own words, and those with a near-copy."""
    if story.hide or story.section in ("near", "hidden"):
        return set(), set()
    entries = [by_id[item] for item in story.items if item in by_id]
    found = {one for ids in copies(entries).values() for one in ids}
    return {e.source for e in entries if e.id not in found}, {e.source for e in entries if e.id in found}


def _newest(entries: Iterable[Entry]) -> dict[str, datetime]:
    dates: dict[str, datetime] = {}
    for entry in entries:
        dates[entry.source] = max(dates.get(entry.source, entry.published), entry.published)
    return dates


def _later(date: datetime | None, health: Health | None) -> datetime | None:
    known = [each for each in (date, health.newest if health else None) if each]
    return max(known) if known else None
