"""Where an issue puts its stories, and under which headlines."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from invented_stories import RULES, SOURCES, about, ranked, report, source, story

from digest.edit.issue import articles, compose, settle
from digest.edit.rank import lesser
from digest.edit.sections import lay_out
from digest.model import Assignment, Story


def shares(stories: Sequence[Story]) -> dict[str, list[str]]:
    """Section -> the ids of its stories."""
    found: dict[str, list[str]] = {}
    for section, each in lay_out(stories, RULES):
        found.setdefault(section, []).append(each.id)
    return found


def test_the_top_is_spread_over_topics() -> None:
    """At most three top stories share their first topic, however strong a fourth is."""
    same = [story(number, "alpha", "beta", "gamma") for number in range(5)]
    other = [story(10, "alpha", "beta")]
    topics = {each.id: about("chips") for each in same} | {other[0].id: about("gaming")}
    top = shares(ranked([*same, *other], topics=topics))["top"]
    assert len(top) == 4
    assert other[0].id in top


def test_the_top_is_not_one_outlets_own() -> None:
    """At most two top stories are reported by one outlet alone if others can fill the section."""
    stories = [story(number, "alpha") for number in range(5)] + [story(9 + n, "beta", "gamma") for n in range(3)]
    topics = {each.id: about(f"topic-{number}", relevance=2.0) for number, each in enumerate(stories)}
    top = shares(ranked(stories, topics=topics))["top"]
    assert len(top) == 5
    assert sum(each in {story.id for story in stories[:5]} for each in top) == 2


def test_a_week_of_one_outlet_still_has_a_top() -> None:
    """If only one outlet reports anything, its five best stories are on top."""
    stories = [story(number, "alpha") for number in range(7)]
    topics = {each.id: about(f"topic-{number}", relevance=2.0) for number, each in enumerate(stories)}
    assert len(shares(ranked(stories, topics=topics))["top"]) == 5


def test_the_light_item_is_light() -> None:
    """A game's launch may close an issue, an arrest may not."""
    grim = replace(report(2, "alpha"), title="Player of Zephyr arrested after meme")
    light = replace(report(1, "beta"), title="Zephyr, the game about nothing, turns ten")
    stories = [Story(id=entry.id, entries=(entry,)) for entry in (grim, light)]
    found = shares(ranked(stories, about("internet-culture", relevance=0.5)))
    assert found["one-more-thing"] == [light.id]


def test_reviews_stay_off_the_page_unless_others_report_it_as_news() -> None:
    """A story counts as a review only if all its headlines are reviews."""
    review = replace(report(1, "alpha"), title="Zephyr X2 review")
    news = replace(report(1, "beta"), title="Zephyr shows the X2")
    alone, both = Story(id=review.id, entries=(review,)), Story(id=news.id, entries=(review, news))
    assert [lesser(each) for each in (alone, both)] == ["a review or a first look", ""]
    assert {section for section, ids in shares(ranked([alone])).items() if ids} <= {"near"}


def test_one_outlets_story_is_on_top_only_if_it_is_central() -> None:
    """A story of one outlet that is merely on the beat is placed under catch-up."""
    assert set(shares(ranked([story(1, "alpha")], about("fintech-crypto", relevance=1.0)))) == {"catch-up"}


def test_what_only_the_chinese_press_tells_has_its_section() -> None:
    """A story only in Chinese is lost in translation in a week that has English stories too."""
    chinese, english = story(1, "jia", "yi"), story(2, "alpha", "beta")
    assert shares(ranked([chinese, english]))["lost-in-translation"] == [chinese.id]
    assert shares(ranked([chinese]))["top"] == [chinese.id]


def test_what_happens_abroad_is_not_lost_in_translation() -> None:
    """A Chinese story on names of other countries only is not lost in translation."""
    abroad, both, unknown = (
        story(1, "jia", names=["Norse"]),
        story(2, "jia", names=["Norse", "Weichuang"]),
        story(3, "yi"),
    )
    placed = lay_out(
        ranked([abroad, both, unknown, story(4, "alpha", "beta")]), RULES, {"Norse": "NO", "Weichuang": "CN"}
    )
    lost = {each.id for section, each in placed if section == "lost-in-translation"}
    assert lost == {both.id, unknown.id}


def test_what_was_lost_in_translation_is_spread_over_topics() -> None:
    """A second story of a topic comes after the first stories of other topics."""
    stories = [story(number, "jia", days=number) for number in (1, 2, 3)]
    topics = {stories[n].id: about(slug) for n, slug in enumerate(("gaming", "gaming", "telecom-infrastructure"))}
    found = shares(ranked([*stories, story(4, "alpha", "beta")], topics=topics))
    assert found["lost-in-translation"] == [stories[0].id, stories[2].id]


def test_a_big_chinese_story_is_on_top() -> None:
    """Three Chinese outlets make a top story of it."""
    big = story(1, "jia", "yi", "bing")
    assert shares(ranked([big, story(2, "alpha", "beta")]))["top"][0] == big.id


def test_one_more_thing_is_light() -> None:
    """The last item is about culture, games or gadgets, and nothing grave."""
    light, grave = story(1, "alpha"), story(2, "beta")
    topics = {
        light.id: about("internet-culture", relevance=0.5),
        grave.id: about("internet-culture", "cybersecurity", relevance=0.5),
    }
    assert shares(ranked([light, grave], topics=topics))["one-more-thing"] == [light.id]


def test_what_is_off_the_beat_is_nowhere() -> None:
    """A story without relevance is neither shown nor offered."""
    assert shares(ranked([story(1, "alpha", "beta", "gamma")], Assignment())) == {}


@given(st.lists(st.tuples(st.sets(st.sampled_from(sorted(SOURCES)), min_size=1), st.floats(0, 3)), max_size=30))
def test_no_story_is_placed_twice(drawn: list[tuple[set[str], float]]) -> None:
    """Whatever the week brings, each story is in one section at most, and no section is longer than its limit."""
    stories = [story(number, *sorted(outlets)) for number, (outlets, _) in enumerate(drawn)]
    topics = {s.id: about("ai-policy", "gaming", relevance=r) for s, (_, r) in zip(stories, drawn, strict=True)}
    found = shares(ranked(stories, topics=topics))
    placed = [name for names in found.values() for name in names]
    assert len(placed) == len(set(placed))
    assert len(found.get("top", [])) <= RULES.top
    assert len(found.get("catch-up", [])) <= RULES.catch_up
    assert len(found.get("lost-in-translation", [])) <= RULES.lost_in_translation


def test_the_issue_is_named_after_its_top_story() -> None:
    """The headline in the site's language, cut between words; a week without stories is called quiet."""
    long = story(1, "jia", "alpha")
    titled = replace(long.entries[1], title="Word " * 60)
    stories = ranked([replace(long, entries=(long.entries[0], titled))])
    issue = compose(stories, week="2026-W05", sources=SOURCES, composition=RULES)
    assert issue.title.startswith("Word Word")
    assert issue.title.endswith("Word…")
    assert len(issue.title) <= 100
    empty = compose([], week="2026-W05", sources=SOURCES, composition=RULES)
    assert (empty.title, empty.stories, empty.notice) == ("A quiet week", (), "")
    assert compose([], week="2026-W05", sources=SOURCES, composition=RULES, language="zh").title == "平静的一周"


def test_a_chinese_top_story_gives_its_own_title() -> None:
    """If only the Chinese press has the top story, its headline becomes the issue's title."""
    told = story(1, "jia", "yi")
    issue = compose(ranked([told]), week="2026-W05", sources=SOURCES, composition=RULES)
    assert issue.title == "jia on event 1"
    assert settle(issue, articles(told.entries, SOURCES.values())).stories[0].outlets == ("Jia", "Yi")


def test_a_story_is_told_by_a_headline_that_says_who_did_what() -> None:
    """A headline that says who did what is preferred to that of a weightier outlet."""
    heavy, light = report(1, "alpha", names=["Weichuang"]), report(1, "beta", names=["Weichuang"])
    plain = replace(light, title="Regulator fines Weichuang $9 million over export licences")
    sources = SOURCES | {"alpha": source("alpha", weight=2.0)}

    def headline(title: str) -> str:
        told = Story(id=heavy.id, entries=(replace(heavy, title=title), plain))
        return compose(ranked([told]), week="2026-W05", sources=sources, composition=RULES).stories[0].headline

    assert headline("Where Weichuang isn't") == plain.title
    assert headline("Weichuang is fined over its export licences") != plain.title
