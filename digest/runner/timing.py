"""Which weeks to draft and to publish: told by what is there and what is not yet published, never by the clock alone.

A run that comes late, twice, or after others were skipped finds the same weeks as one in time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.model import DAYS, Publication
from digest.weeks import week_before, week_of, week_start

MEMORY = 4
"""Weeks back that a missed one is still published."""


def moment(week: str, publish: Publication, zone: ZoneInfo) -> datetime:
    """From when on a week is published: the set day after its Sunday, at the set hour, in the site's zone."""
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

    `weeks` have articles, `issues` maps the weeks that have a file on the main branch to its status. A draft there was
    merged by an editor and is due from the day on which drafts are shown: what came there earlier was drafted on
    somebody's laptop, of a week that has hardly begun. Due is also a recent one that is "signed": published by hand,
    not yet frozen. A desk that has published nothing yet begins with its newest full week."""
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
    """The last second of the day after this one."""
    return datetime.combine(now.astimezone(zone) + timedelta(days=1), time(23, 59, 59), zone)


def _ripe(
    now: datetime, weeks: Collection[str], issues: Mapping[str, str], publish: Publication, zone: ZoneInfo
) -> set[str]:
    """Weeks without a file on the main branch whose moment has come."""
    published = [week for week, status in issues.items() if status != "draft"]
    oldest = week_before(week_of(now.astimezone(zone)), MEMORY)
    ripe = sorted(week for week in weeks if week >= oldest and moment(week, publish, zone) <= now)
    ripe = [week for week in ripe if week > min(published)] if published else ripe[-1:]
    return {week for week in ripe if week not in issues}
