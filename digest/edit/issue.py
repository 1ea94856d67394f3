"""Compose the week's issue from ranked stories, and apply the editor's decisions to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from digest.edit.evidence import clues
from digest.edit.lesser import lesser_kind
from digest.edit.rarity import kind
from digest.edit.sections import lay_out
from digest.model import SECTIONS, Composition, Entry, Issue, Placed, Section, Source, Story

TITLE = 100
"""Characters of a title made from a headline at most."""
TELLING = 3
"""Concrete clues that a headline needs in order to say who did what: `Where Threads is not` has two."""
CONCRETE = frozenset({"act", "figure", "name", "place", "term"})
"""Kinds of clue that are concrete."""
QUIET: Mapping[str, str] = {"en": "A quiet week", "zh": "平静的一周"}
"""Title of an issue without stories, by the site's main language."""


class Byline(NamedTuple):
    """The outlet and the headline of an article, by which an editor recognises it."""

    outlet: str
    title: str


def articles(entries: Iterable[Entry], sources: Iterable[Source]) -> dict[str, Byline]:
    """Entry id -> outlet and headline. An outlet that is no longer among the sources is named by its id."""
    names = {source.id: source.name for source in sources}
    return {entry.id: Byline(names.get(entry.source, entry.source), entry.title) for entry in entries}


def compose(
    stories: Sequence[Story],
    *,
    week: str,
    sources: Mapping[str, Source],
    composition: Composition,
    language: str = "en",
    homes: Mapping[str, str] = {},
) -> Issue:
    """A fresh draft of one week's issue from its ranked stories, best first.

    `language` is the site's first language, in which a story gets its headline if it can. `homes` maps known names to
    their countries. The title is never blank."""
    laid_out = lay_out(stories, composition, homes)
    placed = tuple(_placed(story, section, sources, language) for section, story in laid_out)
    shown = [story for story in placed if story.section != "near"]
    return Issue(
        week=week,
        title=_title(shown) or QUIET.get(language, QUIET["en"]),
        stories=placed,
        offered=tuple(story.id for story in placed),
    )


def settle(issue: Issue, bylines: Mapping[str, Byline] | None = None) -> Issue:
    """The issue as the site shows it: merged, split, hidden and pinned as the editor said, sections in their order.

    `bylines` are those of the articles by id, for the outlets of each story and the headlines of stories split off.
    Hidden stories are kept in section `hidden`. Settling an issue twice changes nothing more."""
    known = bylines or {}
    whole = [part for story in issue.stories for part in _split(story, known)]
    merged = [replace(story, outlets=_outlets(story, known)) for story in _merge(whole)]
    hidden = [replace(s, section="hidden", hide=False) if s.hide else s for s in merged]
    ordered = sorted(hidden, key=lambda story: (SECTIONS.index(story.section), not story.pin))
    return replace(issue, stories=tuple(ordered), title=issue.title or _title(ordered) or QUIET["en"])


def mark(items: Iterable[str]) -> str:
    """8 hex digits computed from a story's items, which reveal that an editor has changed them."""
    return hashlib.sha256(" ".join(items).encode()).hexdigest()[:8]


def story_id(parts: Iterable[str]) -> str:
    """12 hex digits for a story that has no founding article because the editor made it."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _placed(story: Story, section: Section, sources: Mapping[str, Source], language: str) -> Placed:
    reports = _by_lead(story, sources, language)
    items = tuple(dict.fromkeys(_items(reports, story.copies)))
    return Placed(
        id=story.id,
        section=section,
        headline=next((entry.title for entry in reports if entry.title), story.id),
        items=items,
        topics=story.assignment.topics,
        reasons=story.reasons,
        thread=story.thread,
        week_of_thread=story.week_of_thread,
        mark=mark(items),
    )


def _by_lead(story: Story, sources: Mapping[str, Source], language: str) -> list[Entry]:
    """A story's reports, the one to tell it by first: in the site's leading language, news before opinion and reviews,
    with a summary, with a headline that says who did what, by the weightier outlet; among equals the earliest."""

    def standing(entry: Entry) -> tuple[bool, bool, bool, bool, bool, float]:
        weight = sources[entry.source].weight if entry.source in sources else 1.0
        foreign = entry.language.split("-")[0] != language
        no_news = entry.kind == "opinion" or bool(lesser_kind(entry.title))
        vague = sum(kind(clue) in CONCRETE for clue in clues(entry).title) < TELLING
        return not entry.title, foreign, no_news, not entry.summary, vague, -weight

    return sorted(story.entries, key=standing)


def _items(entries: Iterable[Entry], copies: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Entry ids, each independent report followed by its near-copies."""
    for entry in entries:
        yield entry.id
        yield from copies.get(entry.id, ())


def _title(shown: Iterable[Placed]) -> str:
    """The top story's headline as the issue's title; '' where there is none."""
    best = next((story.title or story.headline for story in shown if story.section not in ("near", "hidden")), "")
    return shorten(best, TITLE)


def shorten(text: str, most: int) -> str:
    """A headline cut to at most `most` characters, between words if it has any."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    head = cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" ,;:—–-，、；：") + "…"


def _outlets(story: Placed, bylines: Mapping[str, Byline]) -> tuple[str, ...]:
    names = dict.fromkeys(bylines[item].outlet for item in story.items if item in bylines)
    return tuple(names) or story.outlets


def _split(story: Placed, bylines: Mapping[str, Byline]) -> Iterator[Placed]:
    """A story, followed by the one that the editor split off it, if any."""
    away = tuple(item for item in story.held if item in story.split)
    kept = tuple(item for item in story.held if item not in story.split)
    if not away or not kept:
        yield story if story.held == story.items and not story.split else replace(story, items=story.held, split=())
        return
    headline = _first_title(away, bylines)
    told = story.headline not in {bylines[item].title for item in away if item in bylines}
    yield replace(story, items=kept, split=(), headline=story.headline if told else _first_title(kept, bylines))
    own = next((item for item in away if item != story.id), story_id(away))
    yield Placed(id=own, section=story.section, headline=headline, items=away, topics=story.topics)


def _first_title(items: Iterable[str], bylines: Mapping[str, Byline]) -> str:
    return next((bylines[item].title for item in items if item in bylines and bylines[item].title), "")


def _merge(stories: Sequence[Placed]) -> list[Placed]:
    by_id = {story.id: story for story in stories}
    into = {story.id: _target(story.id, by_id) for story in stories}
    gained: dict[str, list[Placed]] = {}
    for story in stories:
        if into[story.id] != story.id:
            gained.setdefault(into[story.id], []).append(story)
    return [_with(story, gained.get(story.id, ())) for story in stories if into[story.id] == story.id]


def _target(name: str, by_id: Mapping[str, Placed]) -> str:
    """The story that `merge` leads to, over any number of steps; in a circle every story stays where it is."""
    at, seen = name, {name}
    while by_id[at].merge in by_id and by_id[at].merge not in seen:
        at = by_id[at].merge
        seen.add(at)
    return name if by_id[at].merge in seen else at


def _with(story: Placed, others: Sequence[Placed]) -> Placed:
    if not others and not story.merge:
        return story
    items = dict.fromkeys([*story.items, *(item for other in others for item in other.items)])
    hand = (*story.by_hand, *(item for other in others for item in other.by_hand))
    return replace(story, items=tuple(items), by_hand=hand, merge="")
