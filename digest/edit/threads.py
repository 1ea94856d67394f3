"""Stories that go on from past weeks: linked to the thread that they continue.

A thread is one event line: an affair that continues, not merely the same company in the news again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.edit.compare import Comparer
from digest.model import Story

GOES_ON = 0.0
"""Points that the best pair of reports, one of each story, must reach."""


def link(stories: Sequence[Story], past: Sequence[Story]) -> tuple[Story, ...]:
    """The stories, in their order, with `thread` and `week_of_thread` where they continue one of `past`."""
    return tuple(stories)
