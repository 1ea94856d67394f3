"""Group the articles that tell the same story, across outlets and across English and Chinese.

Entries that share something rare (`candidates`) are compared (`compare`), and stories grow from the best pairs as long
as their members agree (`agglomerate`). The order of the entries makes no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from digest.edit.agglomerate import agglomerate
from digest.edit.candidates import candidates
from digest.edit.compare import Comparer
from digest.edit.copies import copies
from digest.edit.evidence import ALONE
from digest.edit.phrases import fold
from digest.edit.reasons import why
from digest.model import Entry, Story

__all__ = ["group", "why"]

CLIP = 3.0
"""Limit of a pair's points in either direction. A pair that is not compared counts as -CLIP."""
SAME_DAYS = timedelta(days=2)
"""Time within which two articles of the same words tell one event; later it may be a column or a notice come round."""
LONG_TITLE = 20
"""Characters of a headline that tells one event without a summary: `Comment` is the headline of many articles."""
SCALE = 1000
"""Factor by which points are multiplied and rounded, so that sums do not depend on their order."""


def group(entries: Sequence[Entry], *, known: Mapping[str, str] = {}) -> tuple[Story, ...]:
    """The stories of a batch of entries, ordered by id; every entry is in exactly one.

    `known` maps entry ids to the ids of the stories that they were in before. A story keeps its id if it still has the
    entry that founded it, or else most of its earlier members. A new story gets the id of its earliest entry."""
    batch = sorted({entry.id: entry for entry in entries}.values(), key=_age)
    alone = [[entry] for entry in batch if entry.kind in ALONE]
    groups = _groups([entry for entry in batch if entry.kind not in ALONE])
    named = dict(_named(sorted(alone + groups, key=lambda members: _age(members[0])), known))
    return tuple(_story(name, named[name]) for name in sorted(named))


def _age(entry: Entry) -> tuple[object, ...]:
    return entry.seen, entry.published, entry.id


def _groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries in groups, each in order. Word for word the same count as one, however many outlets print them."""
    same = _word_for_word(entries)
    comparer = Comparer([copies[0] for copies in same])
    points = {pair: _whole(comparer.points(*pair)) for pair in candidates(comparer)}
    groups = agglomerate(len(same), points, unseen=_whole(-CLIP))
    return [sorted((entry for at in found for entry in same[at]), key=_age) for found in groups]


def _word_for_word(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Entries, the earliest first, with those of the same headline and summary together, within SAME_DAYS."""
    latest: dict[tuple[str, str, tuple[str, ...]], list[Entry]] = {}
    found: list[list[Entry]] = []
    for entry in entries:
        key = entry.language[:2], fold(entry.title), entry.summary
        copies = latest.get(key) if entry.summary or len(entry.title) >= LONG_TITLE else None
        if copies is None or abs(entry.published - copies[0].published) > SAME_DAYS:
            copies = latest[key] = []
            found.append(copies)
        copies.append(entry)
    return found


def _whole(points: float) -> int:
    return round(SCALE * max(-CLIP, min(CLIP, points)))


def _named(groups: Sequence[Sequence[Entry]], known: Mapping[str, str]) -> Iterator[tuple[str, Sequence[Entry]]]:
    """Each group with its id. An id goes to the group with the best claim on it."""
    claims = sorted(claim for number, members in enumerate(groups) for claim in _claims(number, members, known))
    taken: dict[str, int] = {}
    names: dict[int, str] = {}
    for _, number, name in claims:
        if name not in taken and number not in names:
            taken[name], names[number] = number, name
    return ((names[number], members) for number, members in enumerate(groups))


def _claims(
    number: int, members: Sequence[Entry], known: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], int, str]]:
    """The ids that a group may have, as (rank, number of the group, id); a lower rank is a better claim."""
    ids = {entry.id for entry in members}
    for name, count in Counter(known[entry.id] for entry in members if entry.id in known).items():
        yield (0 if name in ids else 1, -count), number, name
    for place, entry in enumerate(members):
        yield (2 if known.get(entry.id, entry.id) == entry.id else 3, place), number, entry.id


def _story(name: str, members: Sequence[Entry]) -> Story:
    found = copies(members)
    hidden = {one for ids in found.values() for one in ids}
    return Story(id=name, entries=tuple(entry for entry in members if entry.id not in hidden), copies=found)
