"""Distribute ranked stories over the sections of an issue.

Each section has a function that chooses from the stories still left; `lay_out` calls them in turn. No story is placed
twice, and no section is filled up with unfit stories, so that a quiet week makes a short issue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from digest.edit.glossary import concepts
from digest.edit.phrases import fold
from digest.edit.rank import actors, languages, lesser, outlets
from digest.model import Composition, Section, Story

PER_TOPIC = 3
"""Top stories with the same primary topic at most."""
PER_OUTLET = 2
"""Top stories that a single outlet alone reports at most, unless there would be fewer than LEAST."""
LEAST = 5
"""Top stories below which PER_OUTLET does not apply."""
REPEATED_TOPIC = 0.25
"""Points that a candidate for the top loses for each topic that it shares with a story chosen before."""
REPEATED_ACTOR = 0.5
"""Points that a candidate for the top loses for each of its actors in the stories chosen before."""
CHINESE_ON_TOP = 3
"""Outlets that a top story needs if only the Chinese-language press has it."""
SEVERAL_OUTLETS, ONE_OUTLET = 1.2, 1.5
"""Factors on the least relevance for a top story, reported by several outlets or by one."""
NEAR = 10
"""Stories that are listed as near the cut at most."""
LIGHT = frozenset({"consumer-devices", "gaming", "internet-culture", "retail", "social-media"})
"""Topics of which the primary topic of a light item must be one."""
NEUTRAL = frozenset({"ai-industry", "ecommerce", "evs-batteries", "startups-venture"})
"""Topics that a light item may have in addition to those in LIGHT."""
LIGHTEST = frozenset({"gaming", "internet-culture"})
"""Topics that are preferred for the one light item of an issue."""
GRAVE = frozenset(
    {
        "act:accident",
        "act:arrest",
        "act:convict",
        "act:death",
        "act:death penalty",
        "act:emergency",
        "act:fraud",
        "act:injure",
        "act:layoffs",
        "act:murder",
        "act:obituary",
        "act:protest",
        "act:raid",
        "act:sentence",
        "act:sue",
        "act:violence",
        "act:war",
        "term:immigration",
        "term:terror",
        "term:weapon",
    }
)
"""Concepts of `glossary.tsv` that must not occur in the headline of a light item."""

CHINESE = frozenset({"CN", "HK", "MO", "TW"})
"""Countries, ISO 3166, whose affairs the Chinese-language press reports first."""

Chooser = Callable[[Sequence[Story], Composition], list[Story]]


def lay_out(
    stories: Sequence[Story], composition: Composition, homes: Mapping[str, str] = {}
) -> list[tuple[Section, Story]]:
    """Every story that the issue shows or offers to its editor, section by section, best first within each.

    `homes` maps known names to their countries: affairs of other countries are not lost in translation."""
    left, placed = list(stories), []
    bilingual = any("en" in languages(story.entries) for story in stories)
    for section, choose in CHOOSERS.items():
        fit = left
        if section == "lost-in-translation":
            fit = [story for story in left if bilingual and not abroad(story, homes)]
        chosen = choose(fit, composition)
        placed += [(section, story) for story in chosen]
        taken = {story.id for story in chosen}
        left = [story for story in left if story.id not in taken]
    return sorted(placed, key=lambda pair: ORDER.index(pair[0]))


def chinese_only(story: Story) -> bool:
    """Whether only the Chinese-language press reports a story."""
    return languages(story.entries) == {"zh"}


def abroad(story: Story, homes: Mapping[str, str]) -> bool:
    """Whether a story is about known names of other countries only, whose own press will have reported it."""
    countries = {homes[tag.name] for tag in story.lead.entities if tag.salience > 1 and homes.get(tag.name)}
    return bool(countries) and CHINESE.isdisjoint(countries)


def on_beat(story: Story, composition: Composition, share: float = 1.0) -> bool:
    """Whether a story has the least relevance for this desk, or a share of it."""
    return story.assignment.relevance >= share * composition.min_relevance


def _top(stories: Sequence[Story], composition: Composition) -> list[Story]:
    """The best stories, chosen one after the other; each loses points for repeating those chosen before."""
    mixed = any(not chinese_only(story) for story in stories)
    fit = [story for story in stories if _fit_for_top(story, composition, mixed)]
    chosen: list[Story] = []
    for enough, of_outlet in ((composition.top, PER_OUTLET), (min(LEAST, composition.top), composition.top)):
        while len(chosen) < enough:
            left = [story for story in fit if story not in chosen and _within_caps(story, chosen, of_outlet)]
            if not left:
                break
            chosen.append(max(left, key=lambda story: story.score - _repeats(story, chosen)))
    return sorted(chosen, key=lambda story: (-story.score, story.id))


def _within_caps(story: Story, chosen: Sequence[Story], of_outlet: int) -> bool:
    names = outlets(story)
    of_topic = sum(other.assignment.primary == story.assignment.primary for other in chosen)
    alone = sum(outlets(other) == names for other in chosen) if len(names) == 1 else 0
    return of_topic < PER_TOPIC and alone < of_outlet


def _repeats(story: Story, chosen: Sequence[Story]) -> float:
    """Points that a story loses for topics and actors that the chosen stories already have."""
    topics = Counter(topic for other in chosen for topic in other.assignment.topics)
    names = {name for other in chosen for name in actors(other)}
    shared = sum(topics[topic] for topic in story.assignment.topics)
    return REPEATED_TOPIC * shared + REPEATED_ACTOR * len(names.intersection(actors(story)))


def _fit_for_top(story: Story, composition: Composition, mixed: bool) -> bool:
    count = len(outlets(story))
    if lesser(story):
        return False
    if mixed and chinese_only(story) and count < CHINESE_ON_TOP:
        return False
    return on_beat(story, composition, SEVERAL_OUTLETS if count > 1 else ONE_OUTLET)


def _lost_in_translation(stories: Sequence[Story], composition: Composition) -> list[Story]:
    """The best story of each topic first, and then further ones."""
    fit = [story for story in stories if chinese_only(story) and on_beat(story, composition) and not lesser(story)]
    firsts = list({story.assignment.primary: story for story in reversed(fit)}.values())
    return sorted(fit, key=lambda story: story not in firsts)[: composition.lost_in_translation]


def _one_more_thing(stories: Sequence[Story], composition: Composition) -> list[Story]:
    light = [story for story in stories if _is_light(story) and on_beat(story, composition, 0.3)]
    return sorted(light, key=lambda story: story.assignment.primary not in LIGHTEST)[:1]


def _is_light(story: Story) -> bool:
    assignment = story.assignment
    light = assignment.primary in LIGHT and set(assignment.topics) <= LIGHT | NEUTRAL
    return light and not lesser(story) and GRAVE.isdisjoint(concepts(fold(story.lead.title)))


def _catch_up(stories: Sequence[Story], composition: Composition) -> list[Story]:
    fit = [story for story in stories if on_beat(story, composition) and not lesser(story)]
    return fit[: composition.catch_up]


def _near(stories: Sequence[Story], composition: Composition) -> list[Story]:
    return [story for story in stories if on_beat(story, composition, 0.5)][:NEAR]


CHOOSERS: dict[Section, Chooser] = {
    "top": _top,
    "lost-in-translation": _lost_in_translation,
    "one-more-thing": _one_more_thing,
    "catch-up": _catch_up,
    "near": _near,
}
"""The sections in the order in which their stories are chosen."""
ORDER: tuple[Section, ...] = ("top", "catch-up", "lost-in-translation", "one-more-thing", "near")
