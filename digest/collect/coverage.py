"""How much of a source slips through between two readings: estimated from whether their windows overlap.

A feed shows its newest items only. If the new ones do not reach back to the last window, items may have come and gone
unseen; how many, the feed's own pace tells. One reading alone tells nothing, and two without dates or a common item
neither: then the share is not known.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from digest.collect.feeds.adapt import Feed

MEMORY = 0.7
"""Weight of the former estimate against that of this reading."""


def missed(before: float | None, window: Collection[str], newest: datetime | None, feed: Feed) -> float | None:
    """The estimated share of items missed, 0 to 1, after one more reading; None while it is not known.

    `newest` is the last window's newest date."""
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
    # An item that stays on top for weeks shows nothing: the windows meet where the last one was newest.
    if days[0] - newest <= gap or any(item.published is None or item.published >= newest - gap for item in familiar):
        return 0.0
    unseen = (days[0] - newest) / gap - 1
    return unseen / (unseen + len(days))
