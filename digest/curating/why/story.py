"""Explain which story an article is part of, what that story continues, and where it stands in the issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.curating.why.point import Point
from digest.edit import threads
from digest.edit.evidence import ALONE
from digest.edit.reasons import Week
from digest.model import Entry, Issue, Placed, Story

IN_FULL = 3
"""Articles of the same story that are compared in full; of the others only the verdict is told."""


def story(entry: Entry, found: Story | None, ranked: Sequence[Story], week: str) -> Iterator[Point]:
    """Its story, the near-copies, what joins it with the other articles, and the nearest other story."""
    if found is None:
        yield Point(what=f"none: what is of the kind {entry.kind} makes no story")
        return
    others = [each for each in found.entries if each.id != entry.id]
    yield Point(
        what=f"{found.id}: {found.lead.title}",
        because=tuple(_size(found)),
        change=f"issues/{week}.md, at id {found.id}: `split: [{entry.id}]` takes this article out" if others else "",
    )
    if found.assignment.topics:
        yield Point(
            what=f"its topics are {', '.join(found.assignment.topics)}: those of its articles, the lead's count double",
            change=f"issues/{week}.md, at id {found.id}: `topics: […]`",
        )
    for original, ids in found.copies.items():
        if entry.id in (original, *ids):
            yield Point(what=f"near-copies of one text: {', '.join((original, *ids))}")
    if entry.kind not in ALONE:
        yield from _compared(entry, others, found, ranked, week)


def _size(found: Story) -> Iterator[str]:
    copies = sum(map(len, found.copies.values()))
    if len(found.entries) == 1 and not copies:
        yield "no other article tells it"
    else:
        more = f" and {copies} near-{'copy' if copies == 1 else 'copies'}" if copies else ""
        reports = f"{len(found.entries)} independent {'report' if len(found.entries) == 1 else 'reports'}"
        yield f"{reports}{more}: {', '.join(dict.fromkeys(each.source for each in found.entries))}"


def _compared(
    entry: Entry, others: Sequence[Entry], found: Story, ranked: Sequence[Story], week: str
) -> Iterator[Point]:
    """What connects it with each other article of its story, and which other story of the week is nearest."""
    elsewhere = {each.id: one for one in ranked if one.id != found.id for each in one.entries if each.kind not in ALONE}
    apart = [each for one in ranked for each in one.entries if each.id in elsewhere]
    evidence = Week((entry, *found.entries, *apart))
    if others:
        yield Point(
            what=f"in brackets below: how many of the week's {len(evidence)} articles have it, the rarer the better"
        )
    for place, other in enumerate(evidence.by_nearness(entry, others)):
        verdict, *because = evidence.why(entry, other)
        outweighed = ", outweighed by the other articles of the story" if "two events" in verdict else ""
        lines = (verdict + outweighed, *(because if place < IN_FULL else ()))
        yield Point(what=f"with {other.source}: {other.title}", because=lines)
    if near := evidence.nearest(entry, apart):
        other, points = near
        into = elsewhere[other.id].id
        yield Point(
            what=f"apart from the nearest other story, of {other.source}: {other.title}",
            because=(f"{points:+.1f} points: above 0 the two are more likely one event than not",),
            change=f"issues/{week}.md, at id {found.id}: `merge: {into}` makes the two one, if the issue has both",
        )


def thread(found: Story | None, ranked: Sequence[Story], past: Sequence[Story], week: str) -> Iterator[Point]:
    """Which story of the weeks before it continues, or comes nearest to."""
    if found is None or not past:
        return
    near = threads.nearest(found, ranked, past)
    because: tuple[str, ...] = ()
    if near:
        new, old, points = near
        evidence = Week(each for one in (*ranked, *past) for each in one.entries)
        because = (
            f"{points:+.1f} points without the days between them; above {threads.GOES_ON:g} a story goes on",
            f"its report: {new.title}",
            f"the earlier report: {old.title}",
            *(evidence.shared(new, old) if points > 0 else ()),
        )
    at = f"issues/{week}.md, at id {found.id}"
    if found.thread:
        yield Point(
            what=f"week {found.week_of_thread} of the story that began as {found.thread}{_title(found.thread, past)}",
            because=because or ("it has the same id as a story of an earlier week",),
            change=f"{at}: without the lines `thread:` and `week_of_thread:` it stands by itself",
        )
    elif near and (before := next((one for one in past if near.before in one.entries), None)):
        began = before.thread or before.id
        yield Point(
            what=f"none; the nearest story of the weeks before is {before.id}: {before.lead.title}",
            because=because,
            change=f"{at}: `thread: {began}` and `week_of_thread: {before.week_of_thread + 1}` make it go on",
        )


def _title(name: str, past: Sequence[Story]) -> str:
    return next((f": {one.lead.title}" for one in past if one.id == name), "")


def rank(found: Story | None, ranked: Sequence[Story]) -> Iterator[Point]:
    """Its place among the week's stories, and the points that make it."""
    if found is None:
        return
    place = next(number for number, each in enumerate(ranked, 1) if each.id == found.id)
    yield Point(
        what=f"number {place} of {len(ranked)} stories, {found.score:.1f} points",
        because=tuple(f"{reason} {points:+.1f}" for reason, points in found.reasons),
        change="sources.yaml: `weight:` of an outlet; topics.yaml: `relevance:` of a topic",
    )


def place(entry: Entry, found: Story | None, issue: Issue | None, week: str) -> Iterator[Point]:
    """Where the issue has it, and how to move it."""
    shown = issue.stories if issue else ()
    placed = next((each for each in shown if _holds(each, entry, found)), None)
    if issue is None:
        yield Point(what=f"none yet: there is no issues/{week}.md", change=f"run `digest draft {week}`")
    elif placed is None:
        why = "it ranks below what an issue has room for, or is beside the beat" if found else "it is no story"
        yield Point(what=f"not in issues/{week}.md", because=(why,), change=_add_by_hand(entry, week))
    else:
        section = "hidden" if placed.hide else placed.section
        number = _in_order(shown, placed).index(placed) + 1
        yield Point(
            what=f"{section}, number {number} in it, in issues/{week}.md ({issue.status})",
            because=tuple(_decisions(entry, placed)),
            change=f"issues/{week}.md, at id {placed.id}: move its block, change `section:`, or write `pin: true`, "
            "`hide: true`, `title: …` or `note: …`",
        )


def _holds(placed: Placed, entry: Entry, found: Story | None) -> bool:
    return entry.id in placed.held or (found is not None and placed.id == found.id)


def _in_order(shown: Sequence[Placed], placed: Placed) -> list[Placed]:
    """The stories of its section as the issue shows them: pinned ones first, hidden and merged ones not at all."""
    beside = [each for each in shown if each.section == placed.section and (each is placed or not _gone(each))]
    return sorted(beside, key=lambda each: not each.pin)


def _gone(placed: Placed) -> bool:
    return placed.hide or bool(placed.merge)


def _decisions(entry: Entry, placed: Placed) -> Iterator[str]:
    """What the editor decided in the issue about the article's story."""
    if placed.pin:
        yield "the editor pinned it"
    if placed.merge:
        yield f"the editor merged it into {placed.merge}"
    if entry.id in placed.split:
        yield "the editor split this article off, as a story of its own behind it"
    elif entry.id not in placed.items:
        yield "the editor took this article out"


def _add_by_hand(entry: Entry, week: str) -> str:
    link = f"- by_hand: [{{url: {entry.url}, title: …}}]"
    return f"issues/{week}.md, under `stories:`: `{link}` with a `section:` brings it in"
