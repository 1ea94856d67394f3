"""Count how often topics, names, outlets and languages came up, week by week.

All articles are counted in one pass, from which each week's numbers are then read, so that the work grows with the
number of articles and not with the number of weeks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from digest.edit.rank import STORY_KINDS
from digest.model import Assignment, Counts, Entry, Known, Numbers, Source
from digest.weeks import week_before

WEEKS = 12
"""Weeks that a chart shows."""
BEFORE = 4
"""Earlier weeks with whose mean a name's count is compared."""
MOVERS = 8
"""Names that are listed as rising, and as falling, at most."""
LEAST = 3
"""Articles that a name needs, in the week or on average in the weeks before, to be listed as rising or falling."""
UNASSIGNED = Assignment()


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of articles: week -> topic, entity, outlet or language -> count."""

    topics: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    outlets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    languages: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def tally(
    entries: Iterable[Entry],
    assignments: Mapping[str, Assignment],
    *,
    week: Callable[[Entry], str],
    least: float = 0.0,
) -> Tally:
    """Articles counted by week, as `week` gives it for an entry.

    For topics and names only news and opinion count whose relevance is at least `least`, so that a general outlet's
    football does not. For outlets and languages every article counts."""
    said: tuple[defaultdict[str, list[str]], ...] = tuple(defaultdict(list) for _ in range(4))
    topics, names, outlets, languages = said
    for entry in entries:
        at, assignment = week(entry), assignments.get(entry.id, UNASSIGNED)
        outlets[at].append(entry.source)
        languages[at].append(entry.language.split("-")[0])
        if entry.kind in STORY_KINDS and assignment.relevance >= least:
            topics[at].extend(assignment.topics)
            names[at].extend({tag.name for tag in entry.entities})
    return Tally(*({at: Counter(each) for at, each in by_week.items()} for by_week in said))


def by_week(counted: Tally, weeks: Iterable[str], apart: Collection[str] = frozenset()) -> dict[str, Numbers]:
    """Week -> its numbers. `apart` are names that are never listed as rising or falling."""
    return {week: _numbers(counted, week, apart) for week in weeks}


def scenery(known: Iterable[Known], sources: Iterable[Source]) -> frozenset[str]:
    """Names that say where something happened or who reported it: places, and the desk's own outlets."""
    outlets = {source.name for source in sources}
    return frozenset(
        each.name
        for each in known
        if each.type == "PLACE" or each.name in outlets or each.zh in outlets or not outlets.isdisjoint(each.aliases)
    )


def _numbers(counted: Tally, week: str, apart: Collection[str]) -> Numbers:
    risers, fallers = movers(counted, week, apart)
    return Numbers(
        weeks=weeks_to(week),
        topics=topics(counted, week),
        risers=risers,
        fallers=fallers,
        languages=counted.languages.get(week, {}),
        outlets=counted.outlets.get(week, {}),
    )


def weeks_to(week: str, count: int = WEEKS) -> tuple[str, ...]:
    """The `count` weeks up to and including `week`, oldest first."""
    return tuple(week_before(week, back) for back in range(count - 1, -1, -1))


def topics(counted: Tally, week: str) -> tuple[Counts, ...]:
    """The counts of topics over the last weeks, the week's most frequent topic first."""
    weeks = weeks_to(week)
    rows = _rows(counted.topics, weeks, {name for each in weeks for name in counted.topics.get(each, {})})
    return tuple(sorted(rows, key=lambda row: (-row[1][-1], -sum(row[1]), row[0])))


def movers(
    counted: Tally, week: str, apart: Collection[str] = frozenset()
) -> tuple[tuple[Counts, ...], tuple[Counts, ...]]:
    """The names that rise and those that fall, compared with the mean of the weeks before, the steepest first.

    A change that only follows the week's total of articles does not count. The names in `apart` are left out, and a
    first week, which has nothing to compare with, has neither."""
    if not any(counted.names.get(each) for each in weeks_to(week, BEFORE + 1)[:-1]):
        return (), ()
    rows = _rows(counted.names, weeks_to(week), _frequent(counted, week).difference(apart))
    grown = _grown(counted, week)
    changes = [(_moved(counts, grown), (name, counts)) for name, counts in rows]
    rose = sorted((-change, row) for change, row in changes if change > 0)
    fell = sorted((change, row) for change, row in changes if change < 0)
    return tuple(row for _, row in rose[:MOVERS]), tuple(row for _, row in fell[:MOVERS])


def _frequent(counted: Tally, week: str) -> set[str]:
    """The names that came up often enough, this week or on average in the weeks before."""
    *earlier, now = (counted.names.get(each, {}) for each in weeks_to(week, BEFORE + 1))
    before: Counter[str] = Counter()
    for counts in earlier:
        before.update(counts)
    return {n for n, c in now.items() if c >= LEAST} | {n for n, c in before.items() if c >= LEAST * BEFORE}


def _grown(counted: Tally, week: str) -> float:
    """The week's total of articles divided by the mean total of the weeks before."""
    *before, now = (sum(counted.outlets.get(each, {}).values()) for each in weeks_to(week, BEFORE + 1))
    return now * BEFORE / sum(before)


def _moved(counts: Sequence[int], grown: float) -> float:
    """The change against the mean of the weeks before, or against that mean scaled to the week's total of articles:
    the smaller of the two, or 0 if one is a rise and the other a fall."""
    now, mean = counts[-1], sum(counts[-1 - BEFORE : -1]) / BEFORE
    plain, measured = _change(now, mean), _change(now, mean * grown)
    return min(plain, measured, key=abs) if plain * measured > 0 else 0.0


def _change(now: int, mean: float) -> float:
    """The change in units of its expected random variation: from 2 to 6 says more than from 40 to 44."""
    return float((now - mean) / (mean + 1.0) ** 0.5)


def _rows(counts: Mapping[str, Mapping[str, int]], weeks: tuple[str, ...], names: Iterable[str]) -> list[Counts]:
    return [(name, tuple(counts.get(week, {}).get(name, 0) for week in weeks)) for name in sorted(names)]
