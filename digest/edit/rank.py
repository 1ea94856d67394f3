"""Rank the week's stories by a sum of reasons, each of which a reader can be shown.

A reason is a short phrase with its points; a story's score is the sum of its reasons and nothing else.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from digest.edit.lesser import lesser_kind
from digest.edit.weigh import merge
from digest.model import Assignment, Composition, Entry, Source, Story, Tag

STORY_KINDS = frozenset({"news", "opinion"})
"""Round-ups, live blogs, deals, sponsored posts and podcasts are never stories."""

OUTLETS = 2.5
"""Points for each doubling of the outlets that reported independently."""
FOLLOWED = 0.75
"""Points for each doubling of the articles per outlet, since the outlets came back to the story."""
WEIGHT = 1.5
"""Points for each unit by which the mean weight of its outlets is above 1."""
LANGUAGES = 1.0
"""Points if both languages report it."""
RELEVANCE = 2.5
"""Points for each unit of relevance."""
CORE = 2.0
"""Relevance beyond which more of it adds no points."""
ACTOR = 0.4
"""Points for each doubling, beyond two, of the stories about an actor; the two best known actors of a story count."""
ACTOR_IS_KNOWN_FROM = 3
"""Stories of this week and the last ones from which on an actor counts as known."""
NOVELTY = 1.0
"""Points if none of the story's actors was in the last weeks' stories; a share of them if only some were not."""
RECENCY = 0.5
"""Points for a story reported just now; they fall to 0 within DAYS."""
OPINION = -1.5
"""Points for a story that only opinion pieces tell."""
LESSER = -2.5
"""Points for advice, reviews and market notices, as `lesser` recognises them."""
OFF_BEAT = -8.0
"""Points for a story without any relevance; a share of them for one below the least relevance."""
DAYS = 7.0
"""Days after which a story is no longer recent."""

Reason = tuple[str, float]


def rank(
    stories: Sequence[Story],
    *,
    assignments: Mapping[str, Assignment],
    sources: Mapping[str, Source],
    history: Sequence[Story],
    composition: Composition,
    now: datetime,
) -> tuple[Story, ...]:
    """Stories with their assignment, score and reasons (strongest first), best story first.

    `assignments` maps entry ids to their topics, `sources` source ids to sources; `history` are the stories of the last
    weeks. Articles that are never stories, such as round-ups and deals, are left out. Ties go to the lower id."""
    eligible = [story for story in stories if story.lead.kind in STORY_KINDS]
    before = Counter(name for story in history for name in actors(story))
    old = before if len(history) >= len(eligible) else Counter[str]()  # after a shorter past everybody would be new
    known = before + Counter(name for story in eligible for name in actors(story))
    judged = [
        _judged(replace(story, assignment=_topics(story, assignments)), sources, old, known, composition, now)
        for story in eligible
    ]
    return tuple(sorted(judged, key=lambda story: (-story.score, story.id)))


def actors(story: Story) -> tuple[str, ...]:
    """The names that a story is about: those salient in its lead or in two of its articles, without places."""
    named = [tuple(tag.name for tag in e.entities if tag.salience >= 2 and tag.type != "PLACE") for e in story.entries]
    counts = Counter(name for names in named for name in names)
    lead = set(named[0])
    return tuple(sorted(name for name, count in counts.items() if count > 1 or name in lead))


def outlets(story: Story) -> tuple[str, ...]:
    """The ids of the sources that reported a story independently, lead first."""
    return tuple(dict.fromkeys(entry.source for entry in story.entries))


def languages(entries: Iterable[Entry]) -> frozenset[str]:
    """The languages of some articles, without region: `en`, `zh`."""
    return frozenset(entry.language.split("-")[0] for entry in entries)


def lesser(story: Story) -> str:
    """What a story is instead of news (advice, a review, a market notice) if all its headlines say so; else ''."""
    kinds = {lesser_kind(entry.title) for entry in story.entries}
    return min(kinds) if "" not in kinds else ""


def _topics(story: Story, assignments: Mapping[str, Assignment]) -> Assignment:
    return merge([assignments[entry.id] for entry in story.entries if entry.id in assignments])


def _judged(
    story: Story,
    sources: Mapping[str, Source],
    before: Mapping[str, int],
    known: Mapping[str, int],
    composition: Composition,
    now: datetime,
) -> Story:
    press = {tag.name for entry in story.entries for tag in entry.entities if _is_outlet(tag, sources)}
    found = [
        *_by_outlets(story, sources),
        *_by_relevance(story.assignment.relevance, composition),
        *_by_actors([name for name in actors(story) if name not in press], before, known),
        *_by_time(story, now),
    ]
    reasons = tuple(sorted(((text, round(points, 2)) for text, points in found), key=lambda r: (-abs(r[1]), r[0])))
    return replace(story, reasons=reasons, score=round(sum(points for _, points in reasons), 2))


def _by_outlets(story: Story, sources: Mapping[str, Source]) -> Iterator[Reason]:
    names = outlets(story)
    if len(names) > 1:
        yield f"reported by {len(names)} outlets", OUTLETS * math.log2(len(names))
    weights = [sources[name].weight if name in sources else 1.0 for name in names]
    heavy = sum(weights) / len(weights) - 1.0
    if abs(heavy) > 0.01:
        yield ("by outlets that carry weight" if heavy > 0 else "by outlets of little weight"), WEIGHT * heavy
    if len(languages(story.entries)) > 1:
        yield "in both languages", LANGUAGES
    if len(story.entries) > len(names):
        yield f"told in {len(story.entries)} articles", FOLLOWED * math.log2(len(story.entries) / len(names))
    if all(entry.kind == "opinion" for entry in story.entries):
        yield "opinion, not news", OPINION
    elif what := lesser(story):
        yield what, LESSER


def _is_outlet(tag: Tag, sources: Mapping[str, Source]) -> bool:
    """Whether an entity is one of the desk's outlets, by its English or its Chinese name: an outlet is no actor."""
    names = tuple(name for name in (tag.name, tag.zh) if name)
    return any(source.name.startswith(names) for source in sources.values())


def _by_relevance(relevance: float, composition: Composition) -> Iterator[Reason]:
    if relevance < composition.min_relevance:
        yield "beside the beat", OFF_BEAT * (1.0 - relevance / composition.min_relevance)
    elif relevance >= 1.5 * composition.min_relevance:
        yield "core of the beat", RELEVANCE * min(relevance, CORE)
    else:
        yield "on the beat", RELEVANCE * relevance


def _by_actors(names: Sequence[str], before: Mapping[str, int], known: Mapping[str, int]) -> Iterator[Reason]:
    famous = sorted((n for n in names if known[n] >= ACTOR_IS_KNOWN_FROM), key=lambda name: (-known[name], name))[:2]
    if famous:
        yield f"about {_listed(famous)}", ACTOR * sum(math.log2(known[name] / 2) for name in famous)
    fresh = [name for name in names if not before.get(name)]
    if before and fresh:
        yield f"new here: {_listed(fresh[:2])}", NOVELTY * len(fresh) / len(names)


def _by_time(story: Story, now: datetime) -> Iterator[Reason]:
    newest = max(entry.published for entry in story.entries)
    left = 1.0 - (now - newest).total_seconds() / 86400 / DAYS
    if left > 0:
        yield "recent", RECENCY * min(1.0, left)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names)
