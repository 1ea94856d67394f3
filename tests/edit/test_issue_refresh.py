"""A draft's file brought up to date, and frozen once it is published."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from drafted_issues import ARTICLES, BYLINES, DRAFT, TEXT, UNREAD, issue, issues, machines, read, refreshed, story
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edit.issue_freeze import freeze
from digest.edit.issue_read import parse
from digest.edit.issue_write import write
from digest.model import Issue

EDITS = {
    "moved": ("  section: top", "  section: catch-up"),
    "retitled": ('headline: "Event 1"', 'headline: "Event 1"\n  title: My own words, really'),
    "noted": ('headline: "Event 4"', 'headline: "Event 4"\n  note: |\n    Two lines\n    of mine.'),
    "hidden": ("  section: top", "  section: top\n  hide: true"),
    "essay": ("---\n\n<!--", "---\n\nDear reader, hello.\n<!--"),
    "comment": ("# Top stories", "# Top stories (ask Ann about these)"),
}


def test_a_draft_nobody_touched_is_replaced() -> None:
    """The fresh draft takes the place of the old one, byte for byte."""
    fresh = issue(story(5), story(1, 1, 2, 9), title="Another week")
    assert refreshed(TEXT, fresh) == write(fresh, BYLINES)
    assert refreshed(TEXT.replace("\n", "\r\n"), fresh) == write(fresh, BYLINES)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_survives_a_refresh(edit: str) -> None:
    """After an edit no line of the file is lost or changed while there is nothing new."""
    before, after = EDITS[edit]
    text = TEXT.replace(before, after, 1)
    assert text != TEXT
    assert refreshed(text, DRAFT) == text
    assert refreshed(text, issue(*reversed(DRAFT.stories), title="Another")) == text


@pytest.mark.parametrize("edit", EDITS)
def test_a_refresh_adds_to_an_edited_file(edit: str) -> None:
    """New stories come near the cut, grown ones get their items, all other lines stay, and the file says so."""
    before, after = EDITS[edit]
    text = TEXT.replace(before, after, 1)
    fresh = issue(story(1, 1, 2, 9), *DRAFT.stories[1:], story(7, headline="Brand new"))
    new = refreshed(text, fresh)
    found = read(new)
    assert found.stories[0].items == tuple(f"{item:012x}" for item in (1, 2, 9))
    assert (found.stories[-1].headline, found.stories[-1].section) == ("Brand new", "near")
    assert found.changed == (
        "2026-02-01: 1 more article: " + (found.stories[0].title or "Event 1"),
        "2026-02-01: near the cut: Brand new",
    )
    kept = [line for line in text.splitlines() if not line.strip().startswith(("mark:", "offered:"))]
    assert ARTICLES + "  - 000000000009  # The Gazette: Title 9\n  mark:" in new
    assert [line for line in new.splitlines() if line in kept] == kept or set(kept) <= set(new.splitlines())
    assert refreshed(new, fresh) == new


def test_a_story_that_was_taken_out_stays_out() -> None:
    """Deleting a story's lines is an edit like any other."""
    text = write(issue(DRAFT.stories[0], DRAFT.stories[2], offered=DRAFT.offered), edited=True)
    assert refreshed(text, DRAFT) == text


def test_items_that_the_editor_chose_stay_as_they_are() -> None:
    """A story whose items were changed or split by hand gets no more of them."""
    second = "  - 000000000002  # The Gazette: Title 2\n"
    for old, new in (
        (second, ""),
        (ARTICLES, f"  items: [000000000001]\n  split:\n{second}"),
        ('headline: "Event 1"', 'headline: "Event 1"\n  split: [000000000002]'),
    ):
        text = TEXT.replace(old, new)
        assert text != TEXT
        assert refreshed(text, issue(story(1, 1, 2, 9), *DRAFT.stories[1:])) == text


def test_an_article_is_never_in_two_stories() -> None:
    """What a fresh grouping gives to a new story does not leave the editor's."""
    text = write(DRAFT, edited=True)
    found = read(refreshed(text, issue(*DRAFT.stories, story(8, 2, 8))))
    items = [item for each in found.stories for item in each.items]
    assert len(items) == len(set(items))


def test_publishing_writes_what_could_not_be_read() -> None:
    """The file says it from then on, once, and nothing else of what was written has changed."""
    text = write(DRAFT)
    frozen = freeze(text, datetime(2026, 2, 2, 6, tzinfo=UTC), UNREAD)
    issue = parse(frozen)
    assert isinstance(issue, Issue)
    assert (issue.status, issue.unread) == ("published", UNREAD)
    assert set(text.splitlines()) - set(frozen.splitlines()) == {"status: draft"}
    assert freeze(frozen, datetime(2026, 3, 1, tzinfo=UTC)) == frozen


def test_what_an_editor_published_by_hand_is_frozen_too() -> None:
    """Of the status alone the next run makes a frozen issue: with its moment and what could not be read."""
    text = write(DRAFT, edited=True).replace("status: draft", "status: published  # at last")
    frozen = freeze(text, datetime(2026, 2, 2, 6, tzinfo=UTC), UNREAD)
    issue = parse(frozen)
    assert isinstance(issue, Issue)
    assert issue.frozen
    assert issue.unread == UNREAD
    assert freeze(frozen, datetime(2026, 3, 1, tzinfo=UTC)) == frozen


def test_a_published_issue_is_frozen() -> None:
    """No refresh touches it."""
    text = write(replace(DRAFT, status="published"))
    assert refreshed(text, issue(story(9))) == text


def test_an_editors_layout_is_no_obstacle() -> None:
    """Re-indented, in block style or without the machine's notes: nothing is lost, and twice is as good as once."""
    text = TEXT.replace("    - 0", "  - 0").replace("  section: top\n", "  section:   top\n")
    text = text[: text.index("# The machine's own")] + text[text.rindex("---\n\n") :]
    fresh = issue(story(1, 1, 2, 9), *DRAFT.stories[1:], story(7))
    new = refreshed(text, fresh)
    assert [each.id for each in read(new).stories] == [f"{number:012x}" for number in (1, 4, 3, 7)]
    assert refreshed(new, fresh) == new


@settings(max_examples=60)
@given(issues(), issues(), st.booleans())
def test_refreshing_twice_is_refreshing_once(drawn: Issue, fresh: Issue, edited: bool) -> None:
    """The same draft again changes no byte; in an edited file every story keeps what the editor said of it."""
    once = refreshed(write(drawn, edited=edited), machines(fresh))
    assert refreshed(once, machines(fresh)) == once
    if edited:
        kept = read(once)
        assert kept.essay == drawn.essay
        for before, after in zip(drawn.stories, kept.stories, strict=False):
            assert replace(after, items=before.items, mark=before.mark) == before


OLD_FORM = '  outlets: ["The Gazette"]\n  items: [000000000001, 000000000002]  # mine: [both]\n'


def test_a_file_of_an_older_form_is_read_and_grows() -> None:
    """Its lists in brackets and its line of outlets stay as they are; what is new is added to them."""
    text = TEXT.replace(ARTICLES, OLD_FORM)
    assert read(text) == DRAFT
    assert refreshed(text, DRAFT) == text
    new = refreshed(text, issue(story(1, 1, 2, 9), *DRAFT.stories[1:]))
    assert OLD_FORM.replace("02]", "02, 000000000009]") in new
    assert read(new).stories[0].items[-1] == "000000000009"


def test_a_story_of_one_article_that_grows_gets_a_line_for_each() -> None:
    """The machine's own line of one becomes a list."""
    text = write(DRAFT, BYLINES, edited=True)
    new = refreshed(text, issue(DRAFT.stories[0], story(4, 4, 5), DRAFT.stories[2]))
    assert "  items:\n  - 000000000004  # The Gazette: Title 4\n  - 000000000005  # The Gazette: Title 5\n" in new
