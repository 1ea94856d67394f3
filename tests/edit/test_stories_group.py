"""Stories: what folds into one across outlets and languages, what stays apart, and which ids they keep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edit.evidence import clues
from digest.edit.reasons import figure
from digest.edit.stories import group, why
from digest.model import Entry, EntryKind, Story, Tag

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def report(
    name: str,
    title: str,
    summary: str = "",
    *,
    source: str = "",
    language: str = "en",
    names: tuple[str, ...] = (),
    zh: tuple[str, ...] = (),
    figures: tuple[str, ...] = (),
    hours: float = 0,
    kind: EntryKind = "news",
    words: int = 0,
    fingerprint: str = "",
) -> Entry:
    """An invented report: `names` are its entities, each with its Chinese name of `zh`."""
    chinese = [*zh, *[""] * len(names)]
    tags = tuple(
        Tag(name=who, type="ORG", zh=other, salience=2) for who, other in zip(names, chinese, strict=False) if who
    )
    when = MONDAY + timedelta(hours=hours)
    return Entry(
        id=name, source=source or f"outlet-{name}", url=f"https://news.example/{name}", title=title, seen=when,
        published=when, language=language, kind=kind, summary=(summary,) if summary else (), entities=tags,
        terms={f"={figure}": 1 for figure in figures}, words=words, fingerprint=fingerprint,
    )  # fmt: skip


BAN_EN = report(
    "ban-en", "Norland bans exports of Veltron lithography tools to Ostia",
    "The export controls take effect in June and cover machines worth $4.2 billion.",
    names=("Veltron",), zh=("维创",), figures=("USD 4.2e9",),
)  # fmt: skip
BAN_EN_2 = report(
    "ban-en-2", "New export controls bar Veltron from shipping lithography machines to Ostia",
    "Veltron shares fell after Norland announced the curbs.", names=("Veltron",), zh=("维创",), hours=5,
)  # fmt: skip
BAN_ZH = report(
    "ban-zh", "诺兰宣布对维创光刻机实施出口管制", "新规六月生效，涉及价值42亿美元的设备。", language="zh",
    names=("Veltron",), zh=("维创",), figures=("USD 4.2e9",), hours=9,
)  # fmt: skip
HIRE_EN = report(
    "hire-en", "Veltron appoints former Arcadia executive as finance chief", "She starts in the autumn.",
    names=("Veltron", "Arcadia"), zh=("维创", "阿卡迪亚"), hours=7,
)  # fmt: skip
GAME_EN = report(
    "game-en", "Lumen Games delays Starfall sequel to next year", "The studio says it needs more time to test.",
    names=("Lumen Games", "Starfall"), hours=2,
)  # fmt: skip
GAME_EN_2 = report(
    "game-en-2", "Starfall 2 pushed back a year, Lumen Games says", "Fans had expected the sequel this summer.",
    names=("Lumen Games", "Starfall"), hours=11,
)  # fmt: skip
BANK_EN = report(
    "bank-en", "Coastal Bank fined $90 million over money laundering failures",
    "Regulators found gaps in customer checks.", names=("Coastal Bank",), figures=("USD 9e7",), hours=1,
)  # fmt: skip
WEEK = (BAN_EN, BAN_EN_2, BAN_ZH, HIRE_EN, GAME_EN, GAME_EN_2, BANK_EN)


def members(stories: tuple[Story, ...]) -> set[frozenset[str]]:
    """Which entries are together, copies included."""
    return {
        frozenset({each.id for each in story.entries} | {one for ids in story.copies.values() for one in ids})
        for story in stories
    }


def test_one_event_in_two_languages_is_one_story() -> None:
    """Reports that share names, figures and terms of the table fold, in whichever language."""
    assert frozenset({"ban-en", "ban-en-2", "ban-zh"}) in members(group(WEEK))


def test_two_events_of_one_company_stay_apart() -> None:
    """An actor in common is not an event in common."""
    assert frozenset({"hire-en"}) in members(group(WEEK))


def test_paraphrases_fold() -> None:
    """Two headlines that put one event differently are one story."""
    assert frozenset({"game-en", "game-en-2"}) in members(group(WEEK))


def test_announcements_of_one_pattern_stay_apart() -> None:
    """The same sentence about different companies, as exchanges publish it by the dozen, is not one event."""
    companies = ("海蓝股份", "青禾科技", "远山能源", "金桥电子", "北斗智造", "云岭药业")
    batch = [
        report(
            f"p{at}",
            f"{name}：预计2025年净利润同比增长{20 + at}%",
            f"{name}发布业绩预告。",
            language="zh",
            source="wire",
        )
        for at, name in enumerate(companies)
    ]
    assert len(group(batch)) == len(companies)


@pytest.mark.parametrize("kind", ["roundup", "live", "deal", "promo", "podcast"])
def test_what_reports_many_events_glues_nothing(kind: EntryKind) -> None:
    """A round-up that names two events is alone, and the two stay apart."""
    roundup = report(
        "mix", "Norland bans exports of Veltron tools; Lumen Games delays Starfall sequel; Coastal Bank fined",
        names=("Veltron", "Lumen Games", "Starfall", "Coastal Bank"), kind=kind, hours=3,
    )  # fmt: skip
    found = members(group((*WEEK, roundup)))
    assert frozenset({"mix"}) in found
    assert found - {frozenset({"mix"})} == members(group(WEEK))


def test_a_week_later_needs_more_evidence() -> None:
    """What folds within a day stays apart a week later: then it is another story, perhaps of the same thread."""
    late = report("late", GAME_EN_2.title, GAME_EN_2.summary[0], names=("Lumen Games", "Starfall"), hours=24 * 9)
    assert frozenset({"game-en", "late"}) not in members(group((GAME_EN, late, BANK_EN, HIRE_EN)))


def test_copies_are_told_from_reports_of_their_own() -> None:
    """A text that a second outlet publishes with small edits is listed under the first, not as a second report."""
    first = report(
        "first", "Regulator fines Coastal Bank $90 million", "Checks failed.", names=("Coastal Bank",), words=400,
        fingerprint="00ff00ff00ff00ff",
    )  # fmt: skip
    copy = report(
        "copy", "Coastal Bank fined $90 million by regulator", "Checks failed.", names=("Coastal Bank",), words=398,
        fingerprint="00ff00ff00ff00fc", hours=2,
    )  # fmt: skip
    own = report(
        "own", "Coastal Bank fined $90 million over laundering", "Regulator finds gaps.", names=("Coastal Bank",),
        words=500, fingerprint="a5a5123412345a5a", hours=3,
    )  # fmt: skip
    (story,) = group((own, copy, first))
    assert [entry.id for entry in story.entries] == ["first", "own"]
    assert story.copies == {"first": ("copy",)}


def test_without_a_text_copies_show_by_their_headline() -> None:
    """Where nothing but the feed was read, the same headline makes a copy."""
    again = report("again", GAME_EN.title, GAME_EN.summary[0], names=("Lumen Games", "Starfall"), hours=30)
    (story,) = [each for each in group((GAME_EN, again)) if each.id == "game-en"]
    assert story.copies == {"game-en": ("again",)}


def test_a_story_is_called_after_its_earliest_entry() -> None:
    """A new story's id is the id of the entry that was seen first."""
    assert {story.id for story in group(WEEK)} == {"ban-en", "hire-en", "game-en", "bank-en"}


def test_ids_survive_what_comes_later_and_earlier() -> None:
    """A story of an earlier draft keeps its id, even where an older report of the event turns up."""
    known = {"ban-en-2": "ban-en-2", "ban-zh": "ban-en-2"}
    told = next(story for story in group(WEEK, known=known) if "ban-zh" in {entry.id for entry in story.entries})
    assert told.id == "ban-en-2"


def test_an_id_is_given_once_when_a_story_parts() -> None:
    """Of the parts of an earlier story the one with its founder keeps the id, the other gets its own."""
    found = group((GAME_EN, BANK_EN), known={"game-en": "game-en", "bank-en": "game-en"})
    assert {story.id: story.lead.id for story in found} == {"game-en": "game-en", "bank-en": "bank-en"}


def test_nothing_makes_no_stories() -> None:
    """An empty week has no stories, and a repeated entry counts once."""
    assert group(()) == ()
    assert len(group((GAME_EN, GAME_EN))) == 1


@settings(max_examples=25, deadline=None)
@given(st.permutations(WEEK))
def test_the_order_makes_no_difference(entries: list[Entry]) -> None:
    """The same entries in any order give the same stories, to the last field."""
    assert group(entries) == group(WEEK)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, len(WEEK) - 1), st.permutations(WEEK))
def test_a_week_in_several_runs_keeps_its_ids(cut: int, entries: list[Entry]) -> None:
    """Every id of an earlier draft lives on in the next one, with at least one entry that it had."""
    before = group(entries[:cut])
    known = {entry.id: story.id for story in before for entry in story.entries}
    known |= {one: story.id for story in before for ids in story.copies.values() for one in ids}
    after = {story.id: story for story in group(entries, known=known)}
    for entry, name in known.items():
        kept = next((story for story in after.values() if entry in members((story,)).pop()), None)
        assert kept is not None
        assert kept.id in known.values()
        assert name in after or kept.id != name


_WORDS = st.lists(
    st.sampled_from(
        ["Veltron", "sues", "bans", "chip", "export", "market", "维创", "起诉", "芯片", "出口管制", "26", "$4.2"]
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_WORDS, st.sampled_from(["en", "zh"]), st.integers(0, 200)), max_size=12))
def test_every_entry_is_in_exactly_one_story(rows: list[tuple[list[str], str, int]]) -> None:
    """Whatever comes in, nothing is lost and nothing is told twice."""
    batch = [report(f"e{at}", " ".join(said), language=lang, hours=h) for at, (said, lang, h) in enumerate(rows)]
    told = [entry.id for story in group(batch) for entry in story.entries]
    told += [one for story in group(batch) for ids in story.copies.values() for one in ids]
    assert sorted(told) == sorted(entry.id for entry in batch)


def test_why_two_reports_are_one_story() -> None:
    """An editor reads the verdict, what the two share, and what each part adds."""
    said = why(BAN_EN, BAN_ZH, among=WEEK)
    assert said[0].startswith("more likely one event than not: +")
    assert "both name: Veltron (in 4)" in said
    assert any(line.startswith("both speak of: ") and "export controls" in line for line in said)
    assert any(line.startswith("the same figures: USD 4.2 billion") for line in said)


def test_a_report_that_many_outlets_print_is_one_story() -> None:
    """However many outlets print the same words, they are one story with one report."""
    many = [report(f"w{n:03}", BAN_EN.title, BAN_EN.summary[0], names=("Veltron",), hours=n / 9) for n in range(90)]
    told = {story.id: story for story in group([*many, HIRE_EN])}
    assert told.keys() == {"w000", HIRE_EN.id}
    assert len(told["w000"].copies["w000"]) == 89


def test_headlines_that_say_nothing_join_nobody() -> None:
    """Articles without a headline, or with that of a column, are not the same for it."""
    assert len(group([report(f"n{n}", "", source=f"s{n}") for n in range(9)])) == 9
    assert len(group([report(f"n{n}", "评论", language="zh", source=f"s{n}") for n in range(60)])) == 60


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("USD 2.49e10", "USD 24.9 billion"),
        ("PCT 4.5", "4.5 %"),
        ("N 26", "26"),
        ("CNY 3500", "CNY 3,500"),
        ("N 1.2e6", "1.2 million"),
    ],
)
def test_figures_are_readable(stored: str, read: str) -> None:
    """An editor reads figures as people write them."""
    assert figure(stored) == read


def test_why_two_reports_are_not() -> None:
    """The verdict against is as plain, and a round-up is apart for what it is."""
    assert why(BAN_EN, HIRE_EN, among=WEEK)[0].startswith("more likely two events than one: -")
    roundup = report("mix", "The week in chips", kind="roundup")
    assert why(BAN_EN, roundup) == ("The week in chips: a roundup is never part of a story",)


def test_a_hyphen_makes_no_other_name() -> None:
    """`Veltron-R1` and `Veltron R1` are one clue."""
    one, other = (clues(report("a", "It opens", names=(name,))) for name in ("Veltron-R1", "Veltron R1"))
    assert one.everything & other.everything >= {"name:veltron r1"}
