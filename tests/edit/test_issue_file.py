"""The file of an issue: written, edited, read, refreshed and settled."""

import re
import string
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edit.issue import Byline, mark, settle
from digest.edit.issue_freeze import freeze
from digest.edit.issue_read import parse
from digest.edit.issue_refresh import refresh
from digest.edit.issue_write import untouched, write
from digest.mistakes import Mistake
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
    hand: dict[str, object] = {"title": "", "note": "", "correction": "", "english": "", "merge": "", "by_hand": ()}
    hand |= {"pin": False, "hide": False, "split": ()}
    return replace(drawn, status="draft", stories=tuple(replace(each, **hand) for each in drawn.stories))  # type: ignore[arg-type]


def story(number: int, *items: int, headline: str = "", **more: object) -> Placed:
    """A story as the machine drafts it."""
    names = tuple(f"{item:012x}" for item in items or (number,))
    fields = {"section": "top", "mark": mark(names)} | more
    return Placed(id=f"{number:012x}", headline=headline or f"Event {number}", items=names, **fields)  # type: ignore[arg-type]


def issue(*stories: Placed, **more: object) -> Issue:
    """A draft of some stories."""
    offered = tuple(each.id for each in stories)
    return Issue(**{"week": WEEK, "title": "A week", "stories": stories, "offered": offered} | more)  # type: ignore[arg-type]


def read(text: str) -> Issue:
    """The issue in a text that has no mistakes."""
    found = parse(text)
    assert isinstance(found, Issue), found
    return found


def refreshed(text: str, fresh: Issue, told: Mapping[str, Byline] = BYLINES) -> str:
    """The refreshed text of a file without mistakes."""
    found = refresh(text, fresh, told, day="2026-02-01")
    assert isinstance(found, str), found
    return found


DRAFT = issue(story(1, 1, 2), story(4), story(3, section="near"))
TEXT = write(DRAFT, BYLINES)
ARTICLES = "  items:\n  - 000000000001  # The Gazette: Title 1\n  - 000000000002  # The Gazette: Title 2\n"
EDITS = {
    "moved": ("  section: top", "  section: catch-up"),
    "retitled": ('headline: "Event 1"', 'headline: "Event 1"\n  title: My own words, really'),
    "noted": ('headline: "Event 4"', 'headline: "Event 4"\n  note: |\n    Two lines\n    of mine.'),
    "hidden": ("  section: top", "  section: top\n  hide: true"),
    "essay": ("---\n\n<!--", "---\n\nDear reader, hello.\n<!--"),
    "comment": ("# Top stories", "# Top stories (ask Ann about these)"),
}


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


def settled(*stories: Placed) -> tuple[Placed, ...]:
    """Stories as the site shows them."""
    return settle(issue(*stories), BYLINES | {f"{2:012x}": Byline("B", "Title 2")}).stories


def test_a_merged_story_brings_its_articles() -> None:
    """Items, links and outlets go where the editor sent them, also over two steps."""
    shown = settled(story(1), story(2, merge="000000000001"), story(3, merge="000000000002"))
    assert [each.items for each in shown] == [("000000000001", "000000000002", "000000000003")]
    assert shown[0].outlets == ("The Gazette", "B")


def test_stories_merged_in_a_circle_all_stay() -> None:
    """Nothing is lost where two stories are each part of the other."""
    shown = settled(story(1, merge="000000000002"), story(2, merge="000000000001"))
    assert {item for each in shown for item in each.items} == {"000000000001", "000000000002"}


def test_split_articles_become_a_story_of_their_own() -> None:
    """They stand in the same section under their own headline; the founding article can be the one to leave."""
    first, second = settled(story(1, 1, 2, 3, split=("000000000002", "000000000003")))
    assert (first.items, second.items) == (("000000000001",), ("000000000002", "000000000003"))
    assert second.headline == "Title 2"
    shown = settled(story(1, 1, 2, split=("000000000001",)))
    assert len({each.id for each in shown}) == 2


def test_a_line_may_be_moved_to_where_it_is_split() -> None:
    """Whether an article stays in the list of all or is cut from it, the split is the same."""
    whole, cut = (settled(story(1, *items, split=("000000000002",))) for items in ((1, 2, 3), (1, 3)))
    assert [each.items for each in cut] == [each.items for each in whole]
    assert [each.outlets for each in cut] == [("The Gazette",), ("B",)]
    text = TEXT.replace(ARTICLES, ARTICLES.replace("  - 000000000002", "  split:\n  - 000000000002"))
    assert read(refreshed(text, issue(*DRAFT.stories, story(2)))).stories == read(text).stories


def test_pinned_stories_come_first_and_hidden_ones_last() -> None:
    """Sections stand in their order, a pinned story first in its own."""
    shown = settled(story(1, section="catch-up"), story(2), story(3, pin=True), story(4, hide=True))
    assert [each.id[-1] for each in shown] == ["3", "2", "1", "4"]
    assert shown[-1].section == "hidden"


@given(issues())
def test_settling_twice_changes_nothing_more(drawn: Issue) -> None:
    """A settled issue is settled, keeps every article, and has a title."""
    once = settle(drawn)
    assert settle(once) == once
    assert once.title
    assert sorted(i for s in once.stories for i in s.items) == sorted(i for s in drawn.stories for i in s.items)


def test_an_article_is_known_by_outlet_and_headline() -> None:
    """One a line; a story of one article has its outlet only, unless its headline is another."""
    text = write(issue(story(1, 1, 2), story(3, headline="Title 3"), story(4)), BYLINES)
    assert ARTICLES in text
    assert "  items: [000000000003]  # The Gazette\n" in text
    assert "  items: [000000000004]  # The Gazette: Title 4\n" in text


@pytest.mark.parametrize("said", [*HOSTILE, "\u202eright to left\u2066", "a\r\n---\n- id: b", "\ud800\ufffe"])
def test_a_note_stays_behind_its_article(said: str) -> None:
    """Whatever a headline holds, its note is a comment on one line, without what cannot be seen."""
    told = dict.fromkeys(BYLINES, Byline(said, said))
    text = write(issue(story(1, 1, 2), story(3)), told)
    assert read(text) == issue(story(1, 1, 2), story(3))
    notes = [line for line in text.splitlines() if re.match(r"  (- |items: )", line)]
    assert len(notes) == 3
    assert all(char.isprintable() for line in notes for char in line)


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
