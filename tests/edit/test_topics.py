"""What an article is about: phrases, evidence, topics and relevance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import config
from digest.edit.phrases import Phrasebook
from digest.edit.topics import assign
from digest.edit.weigh import merge
from digest.model import Assignment, Entry, Tag, Topic

MONDAY = datetime(2026, 1, 26, 8, tzinfo=UTC)

CHIPS = Topic(
    slug="chips",
    title={"en": "Chips", "zh": "芯片"},
    strong=("export control*", "semiconductor*", "出口管制"),
    weak=("chip", "芯片"),
    entities=("Nvidia",),
    together=(("chip | 芯片", "China | 中国"),),
    against=("potato chip*",),
    relevance=2.0,
)
GAMES = Topic(slug="games", title={"en": "Games", "zh": "游戏"}, strong=("video game*", "游戏"), relevance=0.5)
CONTEST = Topic(
    slug="contest", title={"en": "US and China", "zh": "中美"}, together=(("Washington", "Beijing"),), relevance=1.5
)
TOPICS = (CHIPS, GAMES, CONTEST)

HEADLINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "headlines.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
OFF_BEAT = [
    ("en", "United win the derby with a late header", "The striker scored in stoppage time."),
    ("en", "How to prune roses before spring", "Cut above an outward bud, says the gardener."),
    ("en", "Dogs eavesdrop on their owners to learn new words", "They listen to people talk to each other."),
    ("zh", "主队在德比战中绝杀对手", "前锋在补时阶段头球破门。"),
    ("zh", "周末有雨，出行请带伞", "气象台预计气温下降五度。"),
]


def entry(
    title: str,
    *summary: str,
    terms: dict[str, int] | None = None,
    entities: Sequence[Tag] = (),
    language: str = "en",
    words: int = 120,
) -> Entry:
    """An entry with just what topics are assigned from."""
    return Entry(
        id="0" * 12,
        source="gazette",
        url="https://gazette.example/a",
        title=title,
        seen=MONDAY,
        published=MONDAY,
        language=language,
        words=words,
        summary=summary,
        terms=terms or {},
        entities=tuple(entities),
    )


@pytest.fixture(scope="module")
def taxonomy() -> tuple[Topic, ...]:
    """The topics that ship with the project."""
    return config.load_or_default(Path("nowhere")).topics


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("export control*", "Export controls’ reach"),
        ("export control*", "a new export-control regime"),
        ("AI chip*", "The A.I. chips race"),
        ("AI act", "the AI Act’s first year"),
        ("AI芯片", "国产 AI 芯片上市"),
        ("出口管制", "新的出口管制措施"),
        ("芯片", "輝達芯片獲准出口"),
        ("出口管制", "對華出口管制"),
        ("H20", "英伟达H20恢复供应"),
    ],
)
def test_a_phrase_is_found_as_people_write_it(phrase: str, text: str) -> None:
    """Case, hyphens, acronym dots, possessives, spaces beside Chinese and traditional characters do not matter."""
    assert Phrasebook([phrase]).find(text) == {phrase}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("chip", "chipotle chips"),
        ("game*", "endgame"),
        ("AI", "the aim of maintenance"),
        ("H20", "H200"),
        ("出口管制", "出口 不受管制"),
    ],
)
def test_a_latin_phrase_matches_whole_words_only(phrase: str, text: str) -> None:
    """A word inside another is not the phrase, nor are its parts far from each other."""
    assert Phrasebook([phrase]).find(text) == set()


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_searched(phrase: str, text: str) -> None:
    """Whatever phrase and text hold, a found phrase is the given one."""
    assert Phrasebook([phrase]).find(text) <= {phrase}


@given(st.lists(st.sampled_from(["chip", "chips", "china", "export", "the"]), max_size=12))
def test_a_word_is_found_exactly_where_it_is(words: list[str]) -> None:
    """One pass over the text finds what searching word by word finds."""
    assert ("chip" in Phrasebook(["chip"]).find(" ".join(words))) == ("chip" in words)


@pytest.mark.parametrize(("slug", "title", "summary"), HEADLINES)
def test_each_topic_is_recognised_in_both_languages(
    slug: str, title: str, summary: str, taxonomy: tuple[Topic, ...]
) -> None:
    """A plain report on a subject has it as its first topic, from headline and summary alone."""
    language = "zh" if any("一" <= char <= "鿿" for char in title) else "en"
    assert assign(entry(title, summary, language=language), taxonomy).primary == slug


@pytest.mark.parametrize(("language", "title", "summary"), OFF_BEAT)
def test_what_is_off_the_beat_has_no_topic(
    language: str, title: str, summary: str, taxonomy: tuple[Topic, ...]
) -> None:
    """Football, gardening, pets and the weather are none of this desk's subjects, and of no relevance."""
    found = assign(entry(title, summary, language=language), taxonomy)
    assert (found.topics, found.primary, found.relevance) == ((), "", 0.0)


def test_the_taxonomy_covers_both_languages(taxonomy: tuple[Topic, ...]) -> None:
    """Each of the 22 subjects has titles and evidence in English and in Chinese."""
    assert len(taxonomy) == 22
    for topic in taxonomy:
        chinese = [phrase for phrase in topic.phrases() if any("一" <= char <= "鿿" for char in phrase)]
        assert set(topic.title) == {"en", "zh"}
        assert len(chinese) >= 15
        assert len(topic.phrases()) - len(chinese) >= 25


def test_the_headline_says_more_than_the_text() -> None:
    """The same phrase counts more in the headline than once in a long text."""
    loud = assign(entry("Semiconductors are scarce", terms={"semiconductor*": 1}, words=900), TOPICS)
    quiet = assign(entry("What we ate this week", terms={"semiconductor*": 1}, words=900), TOPICS)
    assert loud.topics == ("chips",)
    assert quiet.topics == ()


def test_a_topic_comes_with_its_evidence() -> None:
    """The reasons name what counted, strongest first."""
    found = assign(entry("Export controls on chips for China"), TOPICS)
    assert found.reasons["chips"][0] in {"export control*", "chip + china"}
    assert found.scores["chips"] > 0


def test_what_speaks_against_a_topic_lowers_it() -> None:
    """Potato chips are no semiconductors, and the article says what spoke against that."""
    assert assign(entry("Potato chips from China"), TOPICS).topics == ()
    found = assign(entry("Semiconductors from China", "Potato chips too."), TOPICS)
    assert found.topics == ()
    assert found.missed["chips"] > 0
    assert found.against["chips"] == ("potato chip*",)
    assert "potato chip*" not in found.reasons["chips"]


def test_a_combination_needs_all_its_parts() -> None:
    """Washington and Beijing in one headline speak for the contest, one of them alone does not."""
    assert assign(entry("Washington and Beijing talk"), TOPICS).topics == ("contest",)
    assert assign(entry("Washington talks"), TOPICS).topics == ()


def test_a_combination_alone_does_not_make_a_story_central() -> None:
    """Two capitals in one headline are not yet this desk's business; plain words are."""
    assert assign(entry("Washington and Beijing talk"), TOPICS).relevance < 1.0
    assert assign(entry("Export controls on semiconductors"), TOPICS).relevance >= 1.5


def test_a_salient_entity_in_the_headline_is_enough() -> None:
    """Whom an article is about can place it; a mention cannot."""
    about = Tag(name="Nvidia", type="ORG", zh="英伟达", salience=2, count=4)
    beside = Tag(name="Nvidia", type="ORG", zh="英伟达", salience=1, count=1)
    assert assign(entry("英伟达四季度财报", entities=[about], language="zh"), TOPICS).topics == ("chips",)
    assert assign(entry("四季度财报", entities=[beside], language="zh"), TOPICS).topics == ()


def test_what_a_longer_phrase_says_does_not_count_again() -> None:
    """`robot` adds nothing where every robot is a `humanoid robot`; a name inside a longer word is no such phrase."""
    robots = Topic(
        slug="robots", title={"en": "Robots", "zh": "机器人"}, strong=("robot*", "humanoid robot*", "人形机器人")
    )
    once = assign(entry("Humanoid robots for everyone"), (robots,)).scores["robots"]
    alone = replace(robots, strong=("humanoid robot*",))
    assert once == assign(entry("Humanoid robots for everyone"), (alone,)).scores["robots"]
    both = replace(robots, strong=("ram", "instagram"))
    assert assign(entry("RAM prices on Instagram"), (both,)).scores["robots"] > once


def test_of_two_topics_as_likely_the_more_central_leads() -> None:
    """One strong phrase for each in the headline: the desk's own subject comes first."""
    assert assign(entry("Video games and semiconductors"), TOPICS).topics == ("chips", "games")


def test_a_topic_that_was_nearly_given_is_told() -> None:
    """With what it lacks and what spoke for it, so that an editor can add the rest."""
    found = assign(entry("What is new", "The video game industry met."), TOPICS)
    assert found.topics == ()
    assert 0 < found.missed["games"] < 1
    assert found.reasons["games"] == ("video game*",)


def test_a_name_of_one_letter_is_no_phrase() -> None:
    """`X` in a combination means the company: the tagger has to have seen it."""
    posts = Topic(slug="posts", title={"en": "Posts", "zh": "帖子"}, together=(("X", "users"),))
    company = Tag(name="X", type="ORG", salience=2, count=3)
    assert assign(entry("Users wait for X rays"), (posts,)).topics == ()
    assert assign(entry("Users leave X", entities=[company]), (posts,)).topics == ("posts",)


def test_a_phrase_new_to_the_taxonomy_is_found_in_stored_terms() -> None:
    """An archive reflows: what was stored under a longer phrase counts for a newer, shorter one; figures do not."""
    stored = {"semiconductor industry": 6, "new export controls": 4, "=USD 2.49e10": 3}
    assert assign(entry("Annual figures", terms=stored), TOPICS).topics == ("chips",)


@given(st.permutations([f"{name} {word}" for name in ("semiconductor", "video game") for word in ("a", "b", "c")]))
def test_the_order_of_terms_does_not_matter(order: list[str]) -> None:
    """The same terms in any order give the same assignment."""
    terms = dict.fromkeys(sorted(order), 3)
    shuffled = dict.fromkeys(order, 3)
    assert assign(entry("Plain", terms=shuffled), TOPICS) == assign(entry("Plain", terms=terms), TOPICS)


def test_a_story_has_the_topics_of_its_articles() -> None:
    """The lead's topics weigh most; a story of nothing has none."""
    chips, games = (assign(entry(title), TOPICS) for title in ("Export controls on semiconductors", "Video games"))
    both = merge([chips, games])
    assert both.primary == "chips"
    assert 0.5 < both.relevance < 2.0
    assert merge([]) == Assignment()
