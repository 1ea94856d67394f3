"""Link stories to the threads of past weeks that they continue.

A thread is an affair that goes on over several weeks. The same company in the news again is not enough: two stories
must also share something rare about what happens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from digest.edit.candidates import candidates
from digest.edit.compare import Comparer
from digest.edit.evidence import ALONE
from digest.model import Entry, Story

GOES_ON = 2.0
"""Points, without those of IGNORED, that the best pair of reports from two weeks must exceed."""
REPORTS = 4
"""Reports of a story that are compared at most, the lead first."""
IGNORED = ("days", "outlet")
"""Measures that do not count across weeks, since days lie between them anyway and an outlet follows up its stories."""


def link(stories: Sequence[Story], past: Sequence[Story]) -> tuple[Story, ...]:
    """The stories, in their order, with `thread` and `week_of_thread` set if they continue one of `past`.

    `past` are stories of earlier weeks, in any order. If several fit, the best is continued, then the latest."""
    by_id = {story.id: story for story in past}
    before = _before(stories, past)
    weeks: dict[str, int] = {}
    for story in past:
        weeks[_thread(story)] = max(story.week_of_thread, weeks.get(_thread(story), 0))
    return tuple(_linked(story, by_id.get(story.id) or before.get(story.id), weeks) for story in stories)


def _thread(story: Story) -> str:
    return story.thread or story.id


def _linked(story: Story, past: Story | None, weeks: Mapping[str, int]) -> Story:
    """The story as the week after the last one of the thread that `past` belongs to."""
    if past is None:
        return story
    return replace(story, thread=_thread(past), week_of_thread=weeks[_thread(past)] + 1)


class Likeness(NamedTuple):
    """A report of a story and the report of an earlier week that is most like it."""

    report: Entry
    before: Entry
    points: float
    """As they are compared with GOES_ON."""


def nearest(story: Story, stories: Sequence[Story], past: Sequence[Story]) -> Likeness | None:
    """What a story of the week's `stories` comes nearest to in `past`; None if one of the two has no report."""
    comparer = _comparer(stories, past)
    place = {entry.id: number for number, entry in enumerate(comparer.entries)}
    pairs = [
        Likeness(new, old, _points(comparer, place[old.id], place[new.id]))
        for new in _reports(story)
        for old in {entry.id: entry for one in past for entry in _reports(one)}.values()
        if old.id != new.id
    ]
    return max(pairs, default=None, key=lambda pair: (pair.points, pair.report.id, pair.before.id))


def _comparer(stories: Sequence[Story], past: Sequence[Story]) -> Comparer:
    told = {entry.id: (entry, number) for number, story in enumerate((*past, *stories)) for entry in _reports(story)}
    batch = sorted(told.values(), key=lambda one: (one[0].published, one[0].id))
    return Comparer([entry for entry, _ in batch], [number for _, number in batch])


def _before(stories: Sequence[Story], past: Sequence[Story]) -> dict[str, Story]:
    """Id of each story that continues a past one -> that past story."""
    earlier = {entry.id: story for story in past for entry in _reports(story)}
    later = {entry.id: story.id for story in stories for entry in _reports(story)}
    comparer = _comparer(stories, past)
    batch = comparer.entries
    best: dict[str, tuple[float, Story]] = {}
    for pair in candidates(comparer):
        for old, new in (pair, pair[::-1]):
            before, name = earlier.get(batch[old].id), later.get(batch[new].id)
            if before and name and (points := _points(comparer, old, new)) > GOES_ON:
                best[name] = max(best.get(name, (points, before)), (points, before), key=_rank)
    return {name: story for name, (_, story) in best.items()}


def _reports(story: Story) -> Sequence[Entry]:
    return [entry for entry in story.entries[:REPORTS] if entry.kind not in ALONE]


def _points(comparer: Comparer, first: int, second: int) -> float:
    found = comparer.compare(first, second)
    return found.points - sum(found.parts[name] for name in IGNORED)


def _rank(found: tuple[float, Story]) -> tuple[float, str, str]:
    points, story = found
    return points, story.lead.published.isoformat(), story.id
