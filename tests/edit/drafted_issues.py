"""Invented issues for the tests of their files: drawn at random, and one small draft."""

import string
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from digest.edit.issue import Byline, mark
from digest.edit.issue_read import parse
from digest.edit.issue_refresh import refresh
from digest.edit.issue_write import write
from digest.model import SECTIONS, HandItem, Issue, Placed, Unread

WEEK = "2026-W05"
HOSTILE = [
    'He said: "no" - # not a comment',
    "---",
    "--- \n---\nstatus: published\n",
    "'single' & *anchor !tag %directive @at `tick`",
    "yes",
    "null",
    "2026-01-26",
    "🐉" * 10 + "长标题" * 100,
    "tab\there, bell\x07, line\u2028and next\x85end\ufeff",
    "{{ jinja }} {% raw %} <script>alert(1)</script>",
    "\\n is not a newline \\",
    "[a, b]: {c: d}",
]

UNREAD = (
    Unread(source="one", status="timed out", since=datetime(2026, 1, 12, 3, 4, 5, tzinfo=UTC)),
    Unread(source="two", status="thin"),
)

ids = st.text("0123456789abcdef", min_size=12, max_size=12)
lines = st.one_of(
    st.sampled_from(HOSTILE).map(str.strip),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(str.strip),
)
points = st.integers(-999, 999).map(lambda n: n / 100)
BYLINES = {f"{number:012x}": Byline("The Gazette", f"Title {number}") for number in range(20)}
hand_items = st.builds(
    HandItem,
    url=st.sampled_from(["https://one.example/a?b=c#d", "http://two.example/中文"]),
    title=lines,
    publication=lines,
    paywall=st.booleans(),
)


@st.composite
def placed_stories(draw: st.DrawFn, names: list[str]) -> tuple[Placed, ...]:
    """Stories with ids of their own and items of their own."""
    stories = []
    for at, name in enumerate(names):
        items = tuple(f"{at:04x}{number:08x}" for number in range(draw(st.integers(1, 3))))
        stories.append(
            Placed(
                id=name,
                section=draw(st.sampled_from(SECTIONS)),
                headline=draw(lines),
                items=items,
                title=draw(lines),
                note=draw(lines),
                correction=draw(lines),
                english=draw(lines),
                pin=draw(st.booleans()),
                hide=draw(st.booleans()),
                merge=draw(st.sampled_from(["", *names])),
                split=draw(st.sampled_from([(), items[:1]])),
                by_hand=tuple(draw(st.lists(hand_items, max_size=2))),
                topics=tuple(draw(st.lists(st.text(string.ascii_lowercase + "-", min_size=1), max_size=3))),
                reasons=tuple(draw(st.lists(st.tuples(lines.filter(bool), points), max_size=3))),
                thread=draw(st.sampled_from(["", "a" * 12])),
                week_of_thread=draw(st.integers(1, 9)),
                mark=mark(items),
            )
        )
    return tuple(stories)


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """Issues as a machine and an editor might make them."""
    names = draw(st.lists(ids, max_size=4, unique=True))
    return Issue(
        week=WEEK,
        title=draw(lines),
        status=draw(st.sampled_from(["draft", "published"])),
        published=draw(st.sampled_from([None, datetime(2026, 2, 2, 6, tzinfo=UTC)])),
        unread=draw(st.sampled_from([(), UNREAD])),
        essay=draw(st.sampled_from(["", "Dear reader,\n\n---\n\nIt was a week.", "# Title\n\n- one: two"])),
        stories=draw(placed_stories(names)),
        notice=draw(lines),
        corrections=tuple(draw(st.lists(lines.filter(bool), max_size=2))),
        offered=tuple(names),
        changed=tuple(draw(st.lists(lines.filter(bool), max_size=2))),
    )


def machines(drawn: Issue) -> Issue:
    """A drawn issue as the machine alone would have made it."""
    hand: dict[str, Any] = {"title": "", "note": "", "correction": "", "english": "", "merge": "", "by_hand": ()}
    hand |= {"pin": False, "hide": False, "split": ()}
    return replace(drawn, status="draft", stories=tuple(replace(each, **hand) for each in drawn.stories))


def story(number: int, *items: int, headline: str = "", **more: Any) -> Placed:
    """A story as the machine drafts it."""
    names = tuple(f"{item:012x}" for item in items or (number,))
    fields: dict[str, Any] = {"section": "top", "mark": mark(names)} | more
    return Placed(id=f"{number:012x}", headline=headline or f"Event {number}", items=names, **fields)


def issue(*stories: Placed, **more: Any) -> Issue:
    """A draft of some stories."""
    offered = tuple(each.id for each in stories)
    fields: dict[str, Any] = {"week": WEEK, "title": "A week", "stories": stories, "offered": offered}
    return Issue(**fields | more)


def read(text: str) -> Issue:
    """The issue in a text that has no mistakes."""
    found = parse(text)
    assert isinstance(found, Issue), found
    return found


def refreshed(text: str, fresh: Issue, bylines: Mapping[str, Byline] = BYLINES) -> str:
    """The refreshed text of a file without mistakes."""
    found = refresh(text, fresh, bylines, day="2026-02-01")
    assert isinstance(found, str), found
    return found


DRAFT = issue(story(1, 1, 2), story(4), story(3, section="near"))
TEXT = write(DRAFT, BYLINES)
ARTICLES = "  items:\n  - 000000000001  # The Gazette: Title 1\n  - 000000000002  # The Gazette: Title 2\n"
