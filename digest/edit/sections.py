"""Share ranked stories out over the sections of an issue, by rule.

Each chooser takes what is left and says which stories its section gets; `lay_out` asks them in turn. Nothing is
placed twice, an empty section stays empty, and a quiet week is short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from digest.edit.rank import languages, outlets
from digest.model import Composition, Section, Story

PER_TOPIC = 2
"""Top stories of one primary topic at most."""
PER_OUTLET = 2
"""Top stories that one outlet alone tells at most."""
CHINESE_ON_TOP = 3
"""Outlets that a story needs to be on top when only the Chinese-language press has it."""
NEAR = 10
LIGHT = frozenset({"consumer-devices", "gaming", "internet-culture", "retail", "social-media"})
"""Topics of a light item: its primary topic is one, and it has none but these and NEUTRAL ones."""
NEUTRAL = frozenset({"ai-industry", "ecommerce", "evs-batteries", "startups-venture"})

Chooser = Callable[[Sequence[Story], Composition], list[Story]]


def lay_out(stories: Sequence[Story], composition: Composition) -> list[tuple[Section, Story]]:
    """Every story that the issue shows or offers, section by section, best first within each."""
    left, placed = list(stories), []
    bilingual = any("en" in languages(story.entries) for story in stories)
    for section, choose in CHOOSERS.items():
        if section == "lost-in-translation" and not bilingual:
            continue
        chosen = choose(left, composition)
        placed += [(section, story) for story in chosen]
        taken = {story.id for story in chosen}
        left = [story for story in left if story.id not in taken]
    return sorted(placed, key=lambda pair: ORDER.index(pair[0]))


def chinese_only(story: Story) -> bool:
    """Only the Chinese-language press tells it."""
    return languages(story.entries) == {"zh"}


def on_beat(story: Story, composition: Composition, share: float = 1.0) -> bool:
    """It belongs to this desk, or to a share of what it takes to."""
    return story.assignment.relevance >= share * composition.min_relevance


def _top(stories: Sequence[Story], composition: Composition) -> list[Story]:
    chosen: list[Story] = []
    topics: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    mixed = any(not chinese_only(story) for story in stories)
    for story in stories:
        names = outlets(story)
        if not _fit_for_top(story, composition, mixed) or len(chosen) >= composition.top:
            continue
        if topics[story.assignment.primary] >= PER_TOPIC or (len(names) == 1 and alone[names[0]] >= PER_OUTLET):
            continue
        chosen.append(story)
        topics[story.assignment.primary] += 1
        alone[names[0]] += len(names) == 1
    return chosen


def _fit_for_top(story: Story, composition: Composition, mixed: bool) -> bool:
    count = len(outlets(story))
    if mixed and chinese_only(story) and count < CHINESE_ON_TOP:
        return False
    return on_beat(story, composition, 1.0 if count > 1 else 1.5)


def _lost_in_translation(stories: Sequence[Story], composition: Composition) -> list[Story]:
    return [s for s in stories if chinese_only(s) and on_beat(s, composition)][: composition.lost_in_translation]


def _one_more_thing(stories: Sequence[Story], composition: Composition) -> list[Story]:
    return [story for story in stories if _is_light(story) and on_beat(story, composition, 0.3)][:1]


def _is_light(story: Story) -> bool:
    assignment = story.assignment
    return assignment.primary in LIGHT and set(assignment.topics) <= LIGHT | NEUTRAL


def _catch_up(stories: Sequence[Story], composition: Composition) -> list[Story]:
    return [story for story in stories if on_beat(story, composition)][: composition.catch_up]


def _near(stories: Sequence[Story], composition: Composition) -> list[Story]:
    return [story for story in stories if on_beat(story, composition, 0.5)][:NEAR]


CHOOSERS: dict[Section, Chooser] = {
    "top": _top,
    "lost-in-translation": _lost_in_translation,
    "one-more-thing": _one_more_thing,
    "catch-up": _catch_up,
    "near": _near,
}
"""In the order in which they choose."""
ORDER: tuple[Section, ...] = ("top", "catch-up", "lost-in-translation", "one-more-thing", "near")
