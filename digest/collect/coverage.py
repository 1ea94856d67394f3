"""Estimate how many of a source's items are missed between two readings, from how far their windows overlap.

A feed lists only its newest items. If the new ones do not reach back to the previous window, some may have appeared
and disappeared unseen; how many is estimated from the feed's own pace. The share stays unknown after a single reading,
and after two readings that have neither dates nor an item in common.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from digest.collect.feeds.adapt import Feed

MEMORY = 0.7
"""Weight of the previous estimate; the current reading has the rest."""


def missed(before: float | None, window: Collection[str], newest: datetime | None, feed: Feed) -> float | None:
    """The estimated share of items missed, 0 to 1, after one more reading; None while unknown.

    `before` is the previous estimate, `window` the item ids of the previous reading, `newest` its newest date."""
    if not window or not feed.items or (now := _this_time(window, newest, feed)) is None:
        return before
    return round(now if before is None else MEMORY * before + (1 - MEMORY) * now, 3)


def _this_time(window: Collection[str], newest: datetime | None, feed: Feed) -> float | None:
    known = set(window)
    familiar = [item for item in feed.items if item.id in known]
    fresh = [item for item in feed.items if item.id not in known]
    days = sorted(item.published for item in fresh if item.published and not item.date_inferred)
    if newest is None or len(days) < 2:
        return 0.0 if familiar else None
    gap = max((days[-1] - days[0]) / (len(days) - 1), timedelta(seconds=1))
    # A pinned item proves nothing: the windows meet only if they share an item near the end of the previous one.
    if days[0] - newest <= gap or any(item.published is None or item.published >= newest - gap for item in familiar):
        return 0.0
    unseen = (days[0] - newest) / gap - 1
    return unseen / (unseen + len(days))
