"""How much of a source slips through between two readings: estimated from whether their windows overlap.

A feed shows its newest items only. If nothing of the last window is in this one, items may have come and gone unseen;
how many, the feed's own pace tells.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from digest.collect.feeds.adapt import Feed

MEMORY = 0.7
"""Weight of the former estimate against that of this reading."""


def missed(before: float, window: Collection[str], newest: datetime | None, feed: Feed) -> float:
    """The estimated share of items missed, 0 to 1, after one more reading. `newest`: the last window's newest date."""
    if not window or not feed.items:
        return before
    return round(MEMORY * before + (1 - MEMORY) * _this_time(window, newest, feed), 3)


def _this_time(window: Collection[str], newest: datetime | None, feed: Feed) -> float:
    known = set(window)
    if any(item.id in known for item in feed.items):
        return 0.0
    days = [item.published for item in feed.items if item.published and not item.date_inferred]
    if newest is None or len(days) < 2 or min(days) <= newest:
        return 0.0
    pace = (len(days) - 1) / max((max(days) - min(days)).total_seconds(), 1.0)
    unseen = max((min(days) - newest).total_seconds() * pace - 1, 0.0)
    return unseen / (unseen + len(days))
