"""ISO weeks, written like `2026-W05`."""

from __future__ import annotations

from datetime import datetime, timedelta


def week_of(moment: datetime) -> str:
    """The ISO week of a moment in that moment's own timezone: `2026-W05`."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02d}"


def week_start(week: str) -> datetime:
    """Monday 00:00 of an ISO week, naive; ValueError where `week` is not like `2026-W05`."""
    year, number = week.split("-W")
    if len(year) != 4 or len(number) != 2:
        raise ValueError(f"not a week: {week}")
    return datetime.fromisocalendar(int(year), int(number), 1)


def week_before(week: str, count: int = 1) -> str:
    """The ISO week `count` weeks earlier (later, if negative)."""
    return week_of(week_start(week) - timedelta(weeks=count))
