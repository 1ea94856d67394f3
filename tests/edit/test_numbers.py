"""The week in numbers: counts of topics, names, outlets and languages."""

from datetime import UTC, datetime, timedelta

from digest.edit import numbers
from digest.edit.numbers import Tally
from digest.model import Assignment, Entry, EntryKind, Tag
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
