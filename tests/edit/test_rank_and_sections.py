"""Which stories come first and where the issue puts them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.edit.issue import articles, compose, settle
from digest.edit.lesser import lesser_kind
from digest.edit.rank import lesser, rank
from digest.edit.sections import lay_out
from digest.model import Assignment, Composition, Entry, EntryKind, Source, Story, Tag

SUNDAY = datetime(2026, 2, 1, 20, tzinfo=UTC)
RULES = Composition(top=5, catch_up=6, lost_in_translation=2)


def source(name: str, weight: float = 1.0) -> Source:
    """An outlet."""
    return Source(id=name, name=name.title(), url=f"https://{name}.example/feed", weight=weight)


SOURCES = {name: source(name) for name in ("alpha", "beta", "gamma", "delta", "jia", "yi", "bing")}
CHINESE = {"jia", "yi", "bing"}


def report(number: int, outlet: str, kind: EntryKind = "news", days: float = 1.0, names: Sequence[str] = ()) -> Entry:
    """An outlet's report."""
    tags = tuple(Tag(name=name, type="ORG", salience=2) for name in names)
    language = "zh" if outlet in CHINESE else "en"
    when = SUNDAY - timedelta(days=days)
    return Entry(
        id=f"{number:010x}{sorted(SOURCES).index(outlet):02x}",
        source=outlet,
        url=f"https://{outlet}.example/{number}",
        title=f"{outlet} on event {number}",
        seen=when,
        published=when,
        language=language,
        kind=kind,
        entities=tags,
    )


def story(number: int, *outlets: str, kind: EntryKind = "news", days: float = 1.0, names: Sequence[str] = ()) -> Story:
    """One event as some outlets report it."""
    entries = tuple(report(number, outlet, kind=kind, days=days, names=names) for outlet in outlets)
    return Story(id=entries[0].id, entries=entries)


def about(*topics: str, relevance: float = 1.5) -> Assignment:
    """An assignment to topics."""
    return Assignment(
        topics=topics, primary=topics[0] if topics else "", scores=dict.fromkeys(topics, 3.0), relevance=relevance
    )


def ranked(
    stories: Sequence[Story],
    given: Assignment | None = None,
    *,
    history: Sequence[Story] = (),
    sources: dict[str, Source] | None = None,
    topics: dict[str, Assignment] | None = None,
) -> tuple[Story, ...]:
    """Stories in order, all about the same unless `topics` says otherwise by story id."""
    assignments = {
        entry.id: (topics or {}).get(each.id, given or about("ai-policy")) for each in stories for entry in each.entries
    }
    return rank(
        stories, assignments=assignments, sources=sources or SOURCES, history=history, composition=RULES, now=SUNDAY
    )


def first(better: Story, worse: Story, **more: object) -> bool:
    """Whether one story ranks before another, whatever the order they come in."""
    orders = (ranked(pair, **more) for pair in ([better, worse], [worse, better]))  # type: ignore[arg-type]
    return all(order[0].id == better.id for order in orders)


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


def test_a_past_shorter_than_the_week_makes_nobody_new() -> None:
    """On a desk's second week everybody would be new."""
    past = [story(90, "alpha", names=["Acme"])]
    judged = ranked([story(1, "alpha", names=["Acme"]), story(2, "alpha", names=["Newcomer"])], history=past)
    assert not any("new here" in text for each in judged for text, _ in each.reasons)


def test_the_top_is_not_one_outlets_own() -> None:
    """At most two top stories are one outlet's alone, as long as others fill it."""
    stories = [story(number, "alpha") for number in range(5)] + [story(9 + n, "beta", "gamma") for n in range(3)]
    topics = {each.id: about(f"topic-{number}", relevance=2.0) for number, each in enumerate(stories)}
    top = shares(ranked(stories, topics=topics))["top"]
    assert len(top) == 5
    assert sum(each in {story.id for story in stories[:5]} for each in top) == 2


def test_a_week_of_one_outlet_still_has_a_top() -> None:
    """Where only one outlet tells anything, its five best are on top."""
    stories = [story(number, "alpha") for number in range(7)]
    topics = {each.id: about(f"topic-{number}", relevance=2.0) for number, each in enumerate(stories)}
    assert len(shares(ranked(stories, topics=topics))["top"]) == 5


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


def test_the_light_item_is_light() -> None:
    """A game's launch may close an issue, an arrest may not."""
    grim = replace(report(2, "alpha"), title="Player of Zephyr arrested after meme")
    light = replace(report(1, "beta"), title="Zephyr, the game about nothing, turns ten")
    stories = [Story(id=entry.id, entries=(entry,)) for entry in (grim, light)]
    found = shares(ranked(stories, about("internet-culture", relevance=0.5)))
    assert found["one-more-thing"] == [light.id]


def test_reviews_stay_off_the_page_unless_others_report_it_as_news() -> None:
    """Only a story whose headlines are all reviews is one."""
    review = replace(report(1, "alpha"), title="Zephyr X2 review")
    news = replace(report(1, "beta"), title="Zephyr shows the X2")
    alone, both = Story(id=review.id, entries=(review,)), Story(id=news.id, entries=(review, news))
    assert [lesser(each) for each in (alone, both)] == ["a review or a first look", ""]
    assert {section for section, ids in shares(ranked([alone])).items() if ids} <= {"near"}


def test_one_outlets_story_is_on_top_only_if_it_is_central() -> None:
    """Told by one outlet and merely on the beat, a story is for catching up."""
    assert set(shares(ranked([story(1, "alpha")], about("fintech-crypto", relevance=1.0)))) == {"catch-up"}


def test_what_only_the_chinese_press_tells_has_its_section() -> None:
    """Beside English stories, a Chinese-only one is lost in translation; without any, the rule has no sense."""
    chinese, english = story(1, "jia", "yi"), story(2, "alpha", "beta")
    assert shares(ranked([chinese, english]))["lost-in-translation"] == [chinese.id]
    assert shares(ranked([chinese]))["top"] == [chinese.id]


def test_what_happens_abroad_is_not_lost_in_translation() -> None:
    """A Chinese report on whom the who's who places elsewhere has a press of its own; with a Chinese side it stays."""
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
    """A second story of one topic waits until other topics had their turn."""
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
    """Where only the Chinese press has the top story, the issue bears its headline."""
    told = story(1, "jia", "yi")
    issue = compose(ranked([told]), week="2026-W05", sources=SOURCES, composition=RULES)
    assert issue.title == "jia on event 1"
    assert settle(issue, articles(told.entries, SOURCES.values())).stories[0].outlets == ("Jia", "Yi")


def test_a_story_is_told_by_a_headline_that_says_who_did_what() -> None:
    """An outlet of more weight does not lead with a headline that leaves readers guessing; where both tell, it does."""
    heavy, light = report(1, "alpha", names=["Weichuang"]), report(1, "beta", names=["Weichuang"])
    plain = replace(light, title="Regulator fines Weichuang $9 million over export licences")
    sources = SOURCES | {"alpha": source("alpha", weight=2.0)}

    def headline(title: str) -> str:
        told = Story(id=heavy.id, entries=(replace(heavy, title=title), plain))
        return compose(ranked([told]), week="2026-W05", sources=sources, composition=RULES).stories[0].headline

    assert headline("Where Weichuang isn't") == plain.title
    assert headline("Weichuang is fined over its export licences") != plain.title
