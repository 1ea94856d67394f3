"""Decide which weeks to draft and to publish, from what exists and what is already published as well as the time.

A run that is late, repeated, or follows skipped runs finds the same weeks as a run on time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
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


def due(
    now: datetime,
    *,
    weeks: Collection[str],
    issues: Mapping[str, str],
    publish: Publication,
    zone: ZoneInfo,
) -> tuple[str, ...]:
    """The weeks to publish now, oldest first.

    `weeks` are those with articles; `issues` maps the weeks with a file on the main branch to their status. A draft on
    the main branch was merged by an editor. It is due from the day on which drafts are shown; if it is there earlier,
    it was drafted on a laptop, and its week is not over. A recent week that is "signed" (published by hand, not yet
    frozen) is due too. A desk that has published nothing yet begins with its newest full week."""
    shown = _tomorrow(now, zone)
    reviewed = {week for week, status in issues.items() if status == "draft" and moment(week, publish, zone) <= shown}
    oldest = week_before(week_of(now.astimezone(zone)), MEMORY)
    signed = {week for week, status in issues.items() if status == "signed" and week >= oldest}
    return tuple(sorted(reviewed | signed | _ripe(now, weeks, issues, publish, zone)))


def to_draft(
    now: datetime,
    *,
    weeks: Collection[str],
    issues: Mapping[str, str],
    publish: Publication,
    zone: ZoneInfo,
) -> tuple[str, ...]:
    """The weeks whose draft an editor should see now, oldest first: from the day before publication on."""
    return tuple(sorted(_ripe(_tomorrow(now, zone), weeks, issues, publish, zone)))


def _tomorrow(now: datetime, zone: ZoneInfo) -> datetime:
    """The last second of tomorrow."""
    return datetime.combine(now.astimezone(zone) + timedelta(days=1), time(23, 59, 59), zone)


def _ripe(
    now: datetime, weeks: Collection[str], issues: Mapping[str, str], publish: Publication, zone: ZoneInfo
) -> set[str]:
    """The weeks that are to be published by `now` and have no file on the main branch yet."""
    published = [week for week, status in issues.items() if status != "draft"]
    oldest = week_before(week_of(now.astimezone(zone)), MEMORY)
    ripe = sorted(week for week in weeks if week >= oldest and moment(week, publish, zone) <= now)
    ripe = [week for week in ripe if week > min(published)] if published else ripe[-1:]
    return {week for week in ripe if week not in issues}
