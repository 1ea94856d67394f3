"""Threads: stories that go on from past weeks, told from the same company in other news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digest.edit.threads import GOES_ON, link, nearest
from digest.model import Entry, Story, Tag


def told(name: str, title: str, summary: str, names: tuple[str, ...], *, day: int, month: int = 3) -> Story:
    """An invented story of one report."""
    when = datetime(2026, month, day, 9, tzinfo=UTC)
    tags = tuple(Tag(name=who, type="ORG", salience=2) for who in names)
    entry = Entry(
        id=name, source="outlet", url="", title=title, seen=when, published=when, summary=(summary,), entities=tags
    )
    return Story(id=name, entries=(entry,))


TALKS = told(
    "talks", "Arcadia in talks to merge with satellite maker Orbiton", "The merger would value Orbiton at $9 billion.",
    ("Arcadia", "Orbiton"), day=3,
)  # fmt: skip
MERGER = told(
    "merger", "Arcadia agrees to merge with satellite maker Orbiton", "The merger closes in autumn, the two said.",
    ("Arcadia", "Orbiton"), day=10,
)  # fmt: skip
PHONE = told(
    "phone", "Arcadia launches a cheaper phone for schools", "It goes on sale in May.", ("Arcadia",), day=11
)  # fmt: skip
OTHER = told("other", "Coastal Bank names a new chairman", "He led a rival lender.", ("Coastal Bank",), day=4)


def test_a_continuing_affair_is_one_thread() -> None:
    """The next step of an affair is linked to the story that began it, as its second week."""
    merger, _ = link((MERGER, PHONE), (OTHER, TALKS))
    assert (merger.thread, merger.week_of_thread) == ("talks", 2)


def test_the_same_company_is_no_thread() -> None:
    """Other news of a company begins a thread of its own."""
    _, phone = link((MERGER, PHONE), (OTHER, TALKS))
    assert (phone.thread, phone.week_of_thread) == ("", 1)


def test_a_thread_keeps_the_name_of_its_first_story() -> None:
    """The third week is linked to the first one's id, over the second's."""
    (second,) = link((MERGER,), (TALKS, OTHER))
    close = told(
        "close", "Regulators clear Arcadia to merge with satellite maker Orbiton", "The merger closes on Friday.",
        ("Arcadia", "Orbiton"), day=17,
    )  # fmt: skip
    (third,) = link((close,), (OTHER, second))
    assert (third.thread, third.week_of_thread) == ("talks", 3)


def test_weeks_are_counted_whichever_story_it_resembles() -> None:
    """The third week is the third also when its reports are more like the first week's than the second's."""
    (second,) = link((MERGER,), (TALKS, OTHER))
    like_the_first = told("again", TALKS.lead.title, TALKS.lead.summary[0], ("Arcadia", "Orbiton"), day=17)
    (third,) = link((like_the_first,), (OTHER, second, TALKS))
    assert (third.thread, third.week_of_thread) == ("talks", 3)


def test_a_story_that_carries_its_id_over_goes_on() -> None:
    """A story known by the same id in a past week is its continuation, whatever its reports say now."""
    (again,) = link((replace(PHONE, id="talks"),), (TALKS, OTHER))
    assert (again.thread, again.week_of_thread) == ("talks", 2)


def test_without_a_past_nothing_is_linked() -> None:
    """The first week has no threads, and link keeps the order and all else."""
    assert link((PHONE, MERGER), ()) == (PHONE, MERGER)


def test_the_order_of_the_past_makes_no_difference() -> None:
    """Past stories may come in any order."""
    assert link((MERGER, PHONE), (TALKS, OTHER)) == link((MERGER, PHONE), (OTHER, TALKS))


def test_what_comes_nearest_is_known_with_its_points() -> None:
    """An editor can be told which earlier report a story is most like, whether it goes on or not."""
    stories, past = (MERGER, PHONE), (OTHER, TALKS)
    goes_on, stays = (nearest(story, stories, past) for story in stories)
    assert goes_on is not None
    assert stays is not None
    assert goes_on.before == TALKS.lead
    assert goes_on.points > GOES_ON > stays.points
    assert nearest(MERGER, stories, ()) is None
