"""Explain why an article is tagged, grouped, ranked and placed as it is, and what to change in which file.

The explanation is computed from the stored data as a draft would be today; nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest import issue_files, pipeline
from digest.collect.identity import canonical, hashed, url_key
from digest.edit import topics as taxonomy
from digest.edit.evidence import ALONE
from digest.edit.rank import STORY_KINDS
from digest.edit.reasons import Week
from digest.model import Assignment, Config, Entry, Issue, Known, Placed, Story, Tag
from digest.store import Store
from digest.tag.fold import fold, simplified
from digest.tag.resolve import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One decision of the desk: what it is, the reasons, and how an editor can change it."""

    what: str
    because: tuple[str, ...] = ()
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The explanation of one article; `sections` maps headings to points, in reading order."""

    id: str
    title: str
    url: str
    source: str
    week: str
    story: str
    sections: dict[str, tuple[Point, ...]]


def explain(config: Config, store: Store, what: str) -> Explanation | None:
    """Explain an article, given its id, its story's id or its address; None if the desk does not have it."""
    entry = find(store, what)
    if entry is None:
        return None
    entry, week = resolve(entry, config.whoswho), store.week(entry)
    ranked = pipeline.ranked(config, store, week)
    story = next((each for each in ranked if entry.id in _members(each)), None)
    issue = issue_files.one(store, week)
    assignment = taxonomy.assign(entry, config.topics)
    return Explanation(
        id=entry.id, title=entry.title, url=entry.url, source=entry.source, week=week,
        story=story.id if story else "",
        sections={
            "Article": tuple(_article(config, entry, week)),
            "Names": tuple(_names(config, entry)),
            "Topics": tuple(_topics(config, entry, assignment)),
            "Story": tuple(_story(entry, story, ranked, week)),
            "Rank": tuple(_rank(config, story, ranked)),
            "Place": tuple(_place(config, store, entry, story, issue, week)),
        },
    )  # fmt: skip


def find(store: Store, what: str) -> Entry | None:
    """The entry with this id or address, searching the newest weeks first; None if there is none."""
    url = canonical(what)
    wanted = {what.strip(), hashed(url_key(url))} if url else {what.strip()}
    for week in reversed(store.weeks()):
        for entry in store.entries([week]):
            if entry.id in wanted or (url and entry.url == url):
                return entry
    return None


def _members(story: Story) -> set[str]:
    return {entry.id for entry in story.entries} | {one for ids in story.copies.values() for one in ids}


def _article(config: Config, entry: Entry, week: str) -> Iterator[Point]:
    name = next((source.name for source in config.sources if source.id == entry.source), entry.source)
    inferred = ", a guess: its feed gave no date" if entry.date_inferred else ""
    yield Point(
        what=f"{name}, {entry.published:%Y-%m-%d %H:%M} UTC{inferred}",
        because=(f"in {week}, as the desk first saw it on {entry.seen:%Y-%m-%d}", f"{entry.words} words were read"),
    )
    yield Point(
        what=f"its kind is {entry.kind}",
        because=() if entry.kind in STORY_KINDS else ("so it is never a story of its own",),
        change=f"sources.yaml, at {entry.source}: `exclude: [words of its headline]` keeps such articles out for good",
    )


def _names(config: Config, entry: Entry) -> Iterator[Point]:
    """A point for each name the article is about, with the spelling found; its other names share one or two."""
    known = {(each.name, each.type): each for each in config.whoswho.known}
    for tag in entry.entities:
        if tag.salience > 1:
            mine = known.get((tag.name, tag.type))
            times = f", {tag.count} times" if tag.count > 1 else ""
            what = f"{_both_names(tag)}: {tag.type}, what it is about{times}"
            yield Point(what=what, because=_seen(entry, mine, tag), change=_change_of_name(mine, tag))
    mentioned = [tag for tag in entry.entities if tag.salience <= 1]
    sure = [f"{_both_names(tag)}: {tag.type}" for tag in mentioned if (tag.name, tag.type) in known]
    guessed = [f"{_both_names(tag)}: {tag.type}" for tag in mentioned if (tag.name, tag.type) not in known]
    if sure:
        yield Point(
            what=f"mentioned, as entities.yaml knows them: {'; '.join(sure)}",
            change="entities.yaml, at the name: `never: [longer phrase]` or `near: [words]` where it is not meant",
        )
    if guessed:
        yield Point(
            what=f"mentioned, guessed from the words around them: {'; '.join(guessed)}",
            change="entities.yaml: `Name: {aliases: […]}` under its type makes it sure; under `ignore:` it goes",
        )


def _both_names(tag: Tag) -> str:
    return f"{tag.name} ({tag.zh})" if tag.zh and tag.zh != tag.name else tag.name


def _seen(entry: Entry, known: Known | None, tag: Tag) -> tuple[str, ...]:
    spellings = (known.name, known.zh, *known.aliases) if known else (tag.name, tag.zh)
    found = []
    texts = (
        ("the headline", entry.title),
        ("the summary", " ".join(entry.summary)),
        ("its text", "\n".join(entry.terms)),
    )
    for where, text in texts:
        folded = simplified(fold(text)).casefold()
        hits = [each for each in spellings if each and simplified(fold(each)).casefold() in folded]
        if hits:
            found.append(f"{max(hits, key=len)!r} in {where}")
    source = "entities.yaml knows it" if known else "entities.yaml does not know it: a guess from the words around it"
    return (source, *(found or ["seen in the text, which is not kept"]))


def _change_of_name(known: Known | None, tag: Tag) -> str:
    if known is None:
        return f"entities.yaml: `{tag.name}: {{aliases: […]}}` under its type makes it sure; under `ignore:` it goes"
    return f"entities.yaml, at {known.name}: `never: [longer phrase]` or `near: [words]` where it is not meant"


def _topics(config: Config, entry: Entry, assignment: Assignment) -> Iterator[Point]:
    for slug in assignment.topics:
        yield Point(
            what=f"{slug}: {assignment.scores[slug]:.1f} points"
            + (", the main one" if slug == assignment.primary else ""),
            because=tuple(f"{reason!r}{_where(entry, reason)}" for reason in assignment.reasons.get(slug, ())),
            change=f"topics.yaml, at {slug}: take the phrase away, or add one that speaks against it to `against:`",
        )
    for slug, lack in assignment.missed.items():
        yield Point(
            what=f"{slug}: narrowly missed, {lack:.1f} points short",
            because=tuple(f"{reason!r}{_where(entry, reason)}" for reason in assignment.reasons.get(slug, ())),
            change=f"topics.yaml, at {slug}: add a phrase of the headline to `strong:` if it is meant",
        )
    if not assignment.topics:
        yield Point(
            what="none: no topic has enough evidence",
            change="topics.yaml: add a phrase of the headline to `strong:` of the topic that is meant",
        )
    least = config.issue.min_relevance
    verdict = "on the beat" if assignment.relevance >= least else f"beside the beat, which begins at {least:g}"
    yield Point(
        what=f"relevance {assignment.relevance:.1f}: {verdict}",
        change="topics.yaml: `relevance:` of a topic says how central it is; sources.yaml: `issue: min_relevance:`",
    )


def _where(entry: Entry, reason: str) -> str:
    """Where a phrase occurs, as far as the stored data shows."""
    phrase = reason.rstrip("*").casefold()
    if phrase in entry.title.casefold():
        return " in the headline"
    if phrase in " ".join(entry.summary).casefold():
        return " in the summary"
    times = sum(count for term, count in entry.terms.items() if phrase in term.casefold())
    return f" {times} times in its text" if times > 1 else " in its text" if times else ""


def _story(entry: Entry, story: Story | None, ranked: Sequence[Story], week: str) -> Iterator[Point]:
    if story is None:
        yield Point(what=f"none: what is of the kind {entry.kind} makes no story")
        return
    others = [each for each in story.entries if each.id != entry.id]
    yield Point(
        what=f"{story.id}: {story.lead.title}",
        because=() if others else ("no other article tells it",),
        change=f"issues/{week}.md, at id {story.id}: `split: [{entry.id}]` takes this article out" if others else "",
    )
    for original, ids in story.copies.items():
        if entry.id in (original, *ids):
            yield Point(what=f"near-copies of one text: {', '.join((original, *ids))}")
    if entry.kind not in ALONE:
        yield from _compared(entry, others, story, ranked, week)


def _compared(
    entry: Entry, others: Sequence[Entry], story: Story, ranked: Sequence[Story], week: str
) -> Iterator[Point]:
    """What connects it with each other article of its story, and which other story of the week is nearest."""
    elsewhere = {each.id: one for one in ranked if one.id != story.id for each in one.entries if each.kind not in ALONE}
    apart = [each for one in ranked for each in one.entries if each.id in elsewhere]
    evidence = Week((entry, *story.entries, *apart))
    for other in others:
        verdict, *because = evidence.why(entry, other)
        outweighed = ", outweighed by the other articles of the story" if "two events" in verdict else ""
        yield Point(what=f"with {other.source}: {other.title}", because=(verdict + outweighed, *because))
    if near := evidence.nearest(entry, apart):
        other, points = near
        into = elsewhere[other.id].id
        yield Point(
            what=f"apart from the nearest other story, of {other.source}: {other.title}",
            because=(f"{points:+.1f} points: above 0 the two are more likely one event than not",),
            change=f"issues/{week}.md, at id {story.id}: `merge: {into}` makes the two one, if the issue has both",
        )


def _rank(config: Config, story: Story | None, ranked: Sequence[Story]) -> Iterator[Point]:
    if story is None:
        return
    place = next(number for number, each in enumerate(ranked, 1) if each.id == story.id)
    yield Point(
        what=f"number {place} of {len(ranked)} stories, {story.score:.1f} points",
        because=tuple(f"{reason} {points:+.1f}" for reason, points in story.reasons),
        change="sources.yaml: `weight:` of an outlet; topics.yaml: `relevance:` of a topic",
    )


def _place(
    config: Config, store: Store, entry: Entry, story: Story | None, issue: Issue | None, week: str
) -> Iterator[Point]:
    shown = issue.stories if issue else ()
    placed = next((each for each in shown if _holds(each, entry, story)), None)
    if issue is None:
        yield Point(what=f"none yet: there is no issues/{week}.md", change=f"run `digest draft {week}`")
    elif placed is None:
        why = "it ranks below what an issue has room for, or is beside the beat" if story else "it is no story"
        yield Point(what=f"not in issues/{week}.md", because=(why,), change=_add_by_hand(entry, week))
    else:
        section = "hidden" if placed.hide else placed.section
        number = [each.section for each in shown[: shown.index(placed) + 1]].count(placed.section)
        yield Point(
            what=f"{section}, number {number} in it, in issues/{week}.md ({issue.status})",
            because=("the editor pinned it",) if placed.pin else (),
            change=f"issues/{week}.md, at id {placed.id}: move its block, change `section:`, or write `pin: true`, "
            "`hide: true`, `title: …` or `note: …`",
        )


def _holds(placed: Placed, entry: Entry, story: Story | None) -> bool:
    return entry.id in placed.items or (story is not None and placed.id == story.id)


def _add_by_hand(entry: Entry, week: str) -> str:
    link = f"- by_hand: [{{url: {entry.url}, title: …}}]"
    return f"issues/{week}.md, under `stories:`: `{link}` with a `section:` brings it in"
