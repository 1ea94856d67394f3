"""An issue's file: written, edited and read."""

import re

import pytest
from drafted_issues import ARTICLES, BYLINES, DRAFT, HOSTILE, issue, issues, lines, read, refreshed, story
from hypothesis import given
from hypothesis import strategies as st

from digest.edit.issue import Byline
from digest.edit.issue_read import parse
from digest.edit.issue_refresh import refresh
from digest.edit.issue_write import untouched, write
from digest.mistakes import Mistake
from digest.model import Issue


@given(issues(), st.data())
def test_what_is_written_reads_back(drawn: Issue, data: st.DataObject) -> None:
    """Any issue, however hostile its headlines and those of its articles, comes back from its file as it was."""
    noted = st.sampled_from([item for each in drawn.stories for item in each.held] or ["0" * 12])
    bylines = data.draw(st.dictionaries(noted, st.builds(Byline, lines, lines)))
    text = write(drawn, bylines)
    assert read(text) == drawn
    assert untouched(text)
    assert write(read(text), bylines) == text


@pytest.mark.parametrize("headline", HOSTILE)
def test_no_headline_ends_the_front_matter(headline: str) -> None:
    """A headline stays on its line whatever it holds, and the essay stays the essay."""
    text = write(issue(story(1, headline=headline), title=headline, essay="The essay."))
    found = read(text)
    assert (found.status, found.essay, len(found.stories)) == ("draft", "The essay.", 1)
    assert found.stories[0].headline == headline.strip()


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """A file of any content gives an issue or mistakes with their places, never an exception."""
    found = parse(f"---\n{text}\n---\n")
    assert isinstance(found, Issue) or all(each.line >= 1 and each.what for each in found)


MISTAKES = [
    ("week: 2026-W05", "week: 2026-05", ":7: week: '2026-05' is not a week; write a year and a week, like 2026-W05"),
    ("  section: top", "  section: tops", "'tops' is not one of top, catch-up"),
    ("  section: top", "  section: top\n  notes: hello", "stories[0].notes: is not a setting; write note"),
    (
        "  section: top",
        "  section: top\n  pin: maybe",
        "'maybe' is neither true nor false; write true, or take the line away",
    ),
    (
        "  section: top",
        "  section: top\n  merge: 00000000000f",
        "00000000000f is not a story of this issue; write 00000000000",
    ),
    ("  section: top", "  section: top\n  section: near", "is given twice; write it once"),
    (
        "  section: top",
        "  section: top\n  title: a: b",
        "is not YAML: mapping values are not allowed in this context",
    ),
    ("  section: top", "  section: top\n\tnote: x", "is not YAML: found a tab character"),
    ("  section: top", "  section: top\n  by_hand: [{url: 'javascript:x', title: T}]", "is not a web address"),
    ("  section: top", "  section: top\n  by_hand: [{url: https://a.example}]", "has no title; write title: …"),
    ("status: draft", "status: publish", "'publish' is not one of draft, published; write published"),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES)
def test_a_mistake_is_told_with_what_to_write(old: str, new: str, said: str) -> None:
    """A mistake names its line and column, what is wrong and what to write instead; the file is left alone."""
    text = write(DRAFT).replace(old, new, 1)
    found = parse(text)
    assert isinstance(found, tuple)
    assert any(said in str(each) for each in found), [str(each) for each in found]
    assert refresh(text, DRAFT) == found


def test_every_mistake_is_told_at_once_in_the_order_of_lines() -> None:
    """An editor mends a file in one go."""
    text = write(DRAFT).replace("  section: top", "  section: tpo").replace("status: draft", "status: ready")
    found = parse(text)
    assert isinstance(found, tuple)
    assert [each.where for each in found] == ["status", "stories[0].section", "stories[1].section"]
    assert [text.splitlines()[each.line - 1][each.column - 1 :] for each in found] == ["ready", "tpo", "tpo"]


@pytest.mark.parametrize("text", ["", "hello", "---\nweek: 2026-W05\n", "week: 2026-W05\n---\n"])
def test_a_file_without_front_matter_is_refused(text: str) -> None:
    """Without its two lines of --- a file says nothing."""
    found = parse(text)
    assert isinstance(found, tuple)
    assert isinstance(found[0], Mistake)


def test_scalars_are_read_as_they_are_written() -> None:
    """`No` stays a headline, a number a title, and an id of digits an id."""
    text = write(issue(story(1))).replace('headline: "Event 1"', "headline: No\n  title: 2026")
    assert (read(text).stories[0].headline, read(text).stories[0].title) == ("No", "2026")
    assert read(text).stories[0].id == "000000000001"


def test_a_story_can_be_made_by_hand() -> None:
    """A link, a title and a publication are a story; its id comes from its link, the same each time."""
    added = "\n- by_hand: [{url: https://a.example/x, title: A thing, publication: The A}]\n  title: A thing\n\n# Top"
    text = write(DRAFT).replace("\n# Top", added, 1)
    made = read(text).stories[0]
    assert (made.title, made.section, made.by_hand[0].publication) == ("A thing", "catch-up", "The A")
    assert len(made.id) == 12
    assert read(refreshed(text, issue(*DRAFT.stories, story(7)))).stories[0] == made


def test_an_article_is_known_by_outlet_and_headline() -> None:
    """One a line; a story of one article has its outlet only, unless its headline is another."""
    text = write(issue(story(1, 1, 2), story(3, headline="Title 3"), story(4)), BYLINES)
    assert ARTICLES in text
    assert "  items: [000000000003]  # The Gazette\n" in text
    assert "  items: [000000000004]  # The Gazette: Title 4\n" in text


@pytest.mark.parametrize("said", [*HOSTILE, "\u202eright to left\u2066", "a\r\n---\n- id: b", "\ud800\ufffe"])
def test_a_note_stays_behind_its_article(said: str) -> None:
    """Whatever a headline holds, its note is a comment on one line, without what cannot be seen."""
    bylines = dict.fromkeys(BYLINES, Byline(said, said))
    text = write(issue(story(1, 1, 2), story(3)), bylines)
    assert read(text) == issue(story(1, 1, 2), story(3))
    notes = [line for line in text.splitlines() if re.match(r"  (- |items: )", line)]
    assert len(notes) == 3
    assert all(char.isprintable() for line in notes for char in line)
