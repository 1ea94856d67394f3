"""Which stories come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_stories import SOURCES, about, first, ranked, source, story

from digest.edit.lesser import lesser_kind
from digest.model import EntryKind


def test_more_outlets_rank_higher() -> None:
    """What several outlets report on their own comes before what one does."""
    assert first(story(2, "alpha", "beta", "gamma"), story(1, "alpha"))


def test_both_languages_rank_higher() -> None:
    """Of two stories with as many outlets the one told in both languages leads."""
    assert first(story(2, "alpha", "jia"), story(1, "alpha", "beta"))


def test_the_core_of_the_beat_ranks_higher() -> None:
    """Relevance moves a story up."""
    core, beside = story(2, "alpha"), story(1, "alpha")
    topics = {core.id: about("ai-policy", relevance=2.0), beside.id: about("ai-policy", relevance=1.0)}
    assert first(core, beside, topics=topics)


def test_a_heavier_outlet_ranks_higher() -> None:
    """The editor's weight of a source counts."""
    assert first(story(2, "beta"), story(1, "alpha"), sources=SOURCES | {"beta": source("beta", 2.0)})


def test_a_newer_story_ranks_higher() -> None:
    """Of equals the fresher leads."""
    assert first(story(2, "alpha", days=0.5), story(1, "alpha", days=5))


def test_known_actors_rank_higher() -> None:
    """A story about someone whom many stories are about leads."""
    past = [story(90 + number, "alpha", names=["Acme"]) for number in range(3)]
    assert first(story(2, "alpha", names=["Acme"]), story(1, "alpha"), history=past)


def test_new_names_count_as_novel() -> None:
    """Who was not in the last weeks' stories is new here."""
    past = [story(90, "alpha", names=["Acme"]), story(91, "alpha", names=["Zenith"])]
    assert first(story(2, "alpha", names=["Newcomer"]), story(1, "alpha", names=["Acme"]), history=past)


def test_opinion_alone_ranks_lower() -> None:
    """A story that is nothing but opinion gives way to news."""
    assert first(story(2, "alpha"), story(1, "alpha", kind="opinion"))


@pytest.mark.parametrize("kind", ["roundup", "live", "deal", "promo", "podcast"])
def test_what_is_no_story_is_left_out(kind: EntryKind) -> None:
    """Round-ups, live blogs, deals, sponsored posts and podcasts never become stories."""
    assert ranked([story(1, "alpha", kind=kind)]) == ()


def test_the_reasons_add_up_to_the_score() -> None:
    """Nothing but its reasons places a story, and the strongest is told first."""
    for each in ranked([story(1, "alpha", "jia", names=["Acme"]), story(2, "beta", kind="opinion")]):
        points = [abs(value) for _, value in each.reasons]
        assert each.score == pytest.approx(sum(value for _, value in each.reasons))
        assert points == sorted(points, reverse=True)


@given(st.permutations(range(8)))
def test_the_order_of_stories_does_not_matter(order: list[int]) -> None:
    """Ranking depends on the stories alone."""
    stories = [story(number, *sorted(SOURCES)[: 1 + number % 4]) for number in range(8)]
    assert ranked([stories[number] for number in order]) == ranked(stories)


def test_a_past_shorter_than_the_week_makes_nobody_new() -> None:
    """On a desk's second week everybody would be new."""
    past = [story(90, "alpha", names=["Acme"])]
    judged = ranked([story(1, "alpha", names=["Acme"]), story(2, "alpha", names=["Newcomer"])], history=past)
    assert not any("new here" in text for each in judged for text, _ in each.reasons)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("How to hide your searches", "advice, not news"), ("九个隐私保护技巧", "advice, not news"),
        ("Zephyr X2 review: A phone too far", "a review or a first look"),
        ("维创新机上手：薄了", "a review or a first look"),
        ("IPO雷达｜维创业绩下滑", "a market notice"), ("维创拟定增募资3亿元", "a market notice"),
        ("三家储能股谁更强？", "a market notice"), ("三款助手同台PK", "a review or a first look"),
        ("维创：股东拟减持2%股份", "a market notice"),
        ("Zephyr fined for how it stores searches", ""), ("维创被罚一亿元", ""),
        ("Norland reviews its export rules", ""), ("监管部门发布算法治理指南", ""),
    ],
)  # fmt: skip
def test_what_is_no_news_is_told_by_its_headline(title: str, kind: str) -> None:
    """Advice, reviews and market notices; a regulator's guidelines are news."""
    assert lesser_kind(title) == kind
