"""Decide which weeks to draft and to publish, from what exists and what is already published as well as the time.

A run that is late, repeated, or follows skipped runs finds the same weeks as a run on time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.model import DAYS, Publication
from digest.weeks import week_before, week_of, week_start

MEMORY = 4
"""How many weeks back a missed week is still published."""


def moment(week: str, publish: Publication, zone: ZoneInfo) -> datetime:
    """When a week is published: the configured day after its Sunday, at the configured hour, in the site's zone."""
    day = week_start(week) + timedelta(days=7 + DAYS.index(publish.day))
    return datetime.combine(day, time(publish.hour), zone)


def end(week: str, zone: ZoneInfo) -> datetime:
    """The first moment after a week."""
    return (week_start(week) + timedelta(days=7)).replace(tzinfo=zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The weeks of a desk and when they are published, from which the due weeks follow."""

    weeks: Collection[str]
    """The weeks with articles."""
    issues: Mapping[str, str]
    """Week -> status of its file on the main branch: draft, published, or "signed" (see `due`)."""
    publish: Publication
    zone: ZoneInfo

    def due(self, now: datetime) -> tuple[str, ...]:
        """The weeks to publish now, oldest first.

        A draft on the main branch was merged by an editor. It is due from the day on which drafts are shown; if it is
        there earlier, it was drafted on a laptop, and its week is not over. A recent week that is "signed" (published
        by hand, not yet frozen) is due too. A desk that has published nothing yet begins with its newest full week."""
        shown = self._tomorrow(now)
        drafts = (week for week, status in self.issues.items() if status == "draft")
        reviewed = {week for week in drafts if moment(week, self.publish, self.zone) <= shown}
        oldest = self._oldest(now)
        signed = {week for week, status in self.issues.items() if status == "signed" and week >= oldest}
        return tuple(sorted(reviewed | signed | self._ripe(now)))

    def to_draft(self, now: datetime) -> tuple[str, ...]:
        """The weeks whose draft an editor should see now, oldest first: from the day before publication on."""
        return tuple(sorted(self._ripe(self._tomorrow(now))))

    def _ripe(self, now: datetime) -> set[str]:
        """The weeks that are to be published by `now` and have no file on the main branch yet."""
        published = [week for week, status in self.issues.items() if status != "draft"]
        oldest = self._oldest(now)
        ripe = sorted(w for w in self.weeks if w >= oldest and moment(w, self.publish, self.zone) <= now)
        ripe = [week for week in ripe if week > min(published)] if published else ripe[-1:]
        return {week for week in ripe if week not in self.issues}

    def _oldest(self, now: datetime) -> str:
        """The oldest week that is still published."""
        return week_before(week_of(now.astimezone(self.zone)), MEMORY)

    def _tomorrow(self, now: datetime) -> datetime:
        """The last second of tomorrow."""
        return datetime.combine(now.astimezone(self.zone) + timedelta(days=1), time(23, 59, 59), self.zone)
