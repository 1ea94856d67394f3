"""The estimated share of items that are missed between two readings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from source_states import ENGLISH, NOW, after, feed

from digest.collect import coverage
from digest.collect.feeds import Feed


def test_one_reading_tells_nothing_of_what_was_missed() -> None:
    """Neither a first one, however much it left, nor one without dates that has nothing in common with the last."""
    assert after(feed(ENGLISH)).missed is None
    undated = Feed(items=tuple(replace(item, published=None, date_inferred=True) for item in feed(ENGLISH).items))
    assert coverage.missed(None, ["other"], NOW, undated) is None
    assert coverage.missed(None, [undated.items[0].id], NOW, undated) == 0.0


def test_overlapping_windows_miss_nothing() -> None:
    """One common item shows that none came and went unseen."""
    read = feed(ENGLISH)
    assert coverage.missed(None, [read.items[-1].id], NOW - timedelta(hours=30), read) == 0.0
    assert coverage.missed(0.5, [read.items[-1].id], NOW - timedelta(hours=30), read) == 0.35


def test_an_item_that_stays_on_top_does_not_make_windows_meet() -> None:
    """It is old, and between it and the new ones others may have come and gone."""
    pinned = replace(feed(ENGLISH).items[0], id="pinned", published=NOW - timedelta(days=40))
    read = Feed(items=(*feed(ENGLISH).items, pinned))
    before = NOW - timedelta(days=10)
    alone = coverage.missed(None, ["other"], before, feed(ENGLISH))
    assert alone is not None
    assert alone > 0.5
    assert coverage.missed(None, ["pinned", "other"], before, read) == alone


def test_windows_that_do_not_meet_have_missed_what_the_pace_tells() -> None:
    """An item in six hours, and 60 hours without a common item: about nine of fifteen."""
    read = feed(ENGLISH)
    newest = min(item.published for item in read.items if item.published) - timedelta(hours=60)
    estimate = coverage.missed(0.0, ["other"], newest, read) / (1 - coverage.MEMORY)
    assert 0.5 < estimate < 0.7
    assert coverage.missed(0.4, [], None, read) == 0.4
