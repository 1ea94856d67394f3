"""The desk that reads the invented press, and the times at which it collects."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.weeks import week_of

DESK = Path(__file__).parent / "desk"
TIMEZONE = ZoneInfo("Asia/Shanghai")
"""The site's time zone, as in `desk/sources.yaml`."""

FIRST = datetime(2023, 6, 6, tzinfo=TIMEZONE)
LAST = datetime(2023, 7, 16, tzinfo=TIMEZONE)
EVENING = time(23, 30)


def desk(root: Path) -> Path:
    """Write the sample's `sources.yaml` into a folder, creating it if needed; returns the file."""
    root.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(DESK / "sources.yaml", root / "sources.yaml"))


def days() -> list[datetime]:
    """The times at which the demo collects, in UTC: every evening, just before the site's day ends."""
    count = (LAST - FIRST).days + 1
    return [datetime.combine(FIRST + timedelta(days=n), EVENING, TIMEZONE).astimezone(UTC) for n in range(count)]


def weeks() -> list[str]:
    """The ISO weeks of those days, oldest first: `2023-W23` to `2023-W28`."""
    return sorted({week_of(moment.astimezone(TIMEZONE)) for moment in days()})
