"""The editor's decisions applied to an issue."""

from dataclasses import replace

from drafted_issues import ARTICLES, BYLINES, DRAFT, TEXT, issue, issues, read, refreshed, story
from hypothesis import given

from digest.edit.issue import Byline, settle
from digest.model import Issue, Placed


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


def test_a_story_does_not_keep_the_headline_of_an_article_split_off() -> None:
    """What stays is told under its own first headline, unless the headline is nobody's article's."""
    lead = Placed(id="000000000002", section="top", headline="Title 2", items=("000000000002", "000000000001"))
    shown = settled(replace(lead, split=("000000000002",)))
    assert [each.headline for each in shown] == [BYLINES["000000000001"].title, "Title 2"]
    shown = settled(replace(lead, headline="Other words", split=("000000000002",)))
    assert shown[0].headline == "Other words"
