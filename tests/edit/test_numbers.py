"""The week in numbers: counts of topics, names, outlets and languages."""

from datetime import UTC, datetime, timedelta

from digest.edit import numbers
from digest.edit.numbers import Tally
from digest.model import Assignment, Entry, EntryKind, Known, Source, Tag
from digest.weeks import week_of

MONDAY = datetime(2026, 1, 26, 8, tzinfo=UTC)
CHIPS = Assignment(topics=("chips",), primary="chips", relevance=2.0)


def entry(number: int, back: int, *names: str, kind: EntryKind = "news", language: str = "en") -> Entry:
    """An article some weeks ago about some names."""
    when = MONDAY - timedelta(weeks=back)
    return Entry(
        id=f"{number:012x}",
        source="gazette" if language == "en" else "ribao",
        url="",
        title="",
        seen=when,
        published=when,
        kind=kind,
        language=language,
        entities=tuple(Tag(name=name, type="ORG") for name in names),
    )


def counted(*entries: Entry, relevance: float = 2.0) -> Tally:
    """Entries, all about chips."""
    assignments = {each.id: Assignment(topics=("chips",), primary="chips", relevance=relevance) for each in entries}
    return numbers.tally(entries, assignments, week=lambda each: week_of(each.seen), least=1.0)


def test_topics_are_counted_over_twelve_weeks() -> None:
    """Oldest week first, weeks without any as nought."""
    rows = numbers.topics(counted(entry(1, 0), entry(2, 0), entry(3, 11), entry(4, 12)), "2026-W05")
    assert rows == (("chips", (1, *[0] * 10, 2)),)
    assert numbers.weeks_to("2026-W05")[0] == "2025-W46"


def test_names_that_rose_and_fell_are_told_apart() -> None:
    """This week is compared with the mean of the four before."""
    before = [entry(100 + 10 * back + n, back, "Fallen", "Steady") for back in range(1, 5) for n in range(4)]
    now = [entry(n, 0, "Risen", "Steady") for n in range(4)]
    tally = counted(*before, *now)
    risers, fallers = numbers.movers(tally, "2026-W05")
    assert [name for name, _ in risers] == ["Risen"]
    assert [name for name, _ in fallers] == ["Fallen"]
    assert risers[0][1][-1] == 4


def test_who_only_kept_pace_did_not_rise() -> None:
    """In a week of three times the articles, three times the mentions are none the more."""
    before = [entry(100 + 10 * back + n, back, *["Steady"] * (n < 2)) for back in range(1, 5) for n in range(4)]
    now = [entry(n, 0, *(["Risen"] if n < 6 else ["Steady"])) for n in range(12)]
    risers, fallers = numbers.movers(counted(*before, *now), "2026-W05")
    assert ([name for name, _ in risers], fallers) == (["Risen"], ())


def test_places_and_the_desks_own_outlets_do_not_move() -> None:
    """That much happened in one country, or that an outlet names itself, is no news of the week."""
    known = (
        Known(name="Lowtown", type="PLACE"),
        Known(name="The Gazette", type="ORG", zh="公报"),
        Known(name="Risen", type="ORG"),
    )
    apart = numbers.scenery(known, [Source(id="gazette", name="公报", url="https://gazette.example/feed")])
    week = [entry(n, 0, "Lowtown", "The Gazette", "Risen") for n in range(5)]
    risers, _ = numbers.movers(counted(*week, *(entry(20 + n, 1, "Other") for n in range(5))), "2026-W05", apart)
    assert [name for name, _ in risers] == ["Risen"]


def test_small_numbers_do_not_move() -> None:
    """One article is no trend, and a first week has none to compare with."""
    assert numbers.movers(counted(entry(1, 0, "Once"), entry(2, 1, "Other")), "2026-W05") == ((), ())
    assert numbers.movers(counted(*[entry(n, 0, "Often") for n in range(9)]), "2026-W05") == ((), ())


def test_what_is_no_news_counts_for_outlets_only() -> None:
    """Deals, round-ups and what is off the beat say nothing of topics and names."""
    tally = counted(entry(1, 0, "Shop", kind="deal"), entry(2, 0, "Acme", language="zh"))
    assert tally.outlets["2026-W05"] == {"gazette": 1, "ribao": 1}
    assert tally.languages["2026-W05"] == {"en": 1, "zh": 1}
    assert tally.names["2026-W05"] == {"Acme": 1}
    assert counted(entry(1, 0, "Club"), relevance=0.0).names == {}
