"""Merge pairs into groups, the best pair first, as long as the members of both groups agree on average.

The result is deterministic: points are whole numbers, so that sums do not depend on their order, and ties go to the
lower numbers.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass

BEST = 0.3
"""Weight of the best pair between two groups. The mean over all pairs has the rest, which prevents chains."""


@dataclass(frozen=True, slots=True)
class _Link:
    """Points between two groups beyond those of unseen pairs: the sum over all pairs, and the best of them."""

    total: int
    best: int

    def and_(self, other: _Link) -> _Link:
        return _Link(self.total + other.total, max(self.best, other.best))


def agglomerate(size: int, points: Mapping[tuple[int, int], int], *, unseen: int) -> list[list[int]]:
    """The numbers from 0 to `size` - 1 in groups, each sorted, ordered by their first member.

    `points` of a pair are above zero if the two belong together; a pair without points counts `unseen`, which is below
    zero. Two groups are merged if the mean over the pairs between them, mixed with the best one, is above zero."""
    links = _links(points, unseen)
    members = {number: [number] for number in range(size)}

    def value(one: int, other: int) -> float:
        link = links[one][other]
        return unseen + BEST * link.best + (1 - BEST) * link.total / (len(members[one]) * len(members[other]))

    queue = [(-value(one, other), one, other) for one, near in links.items() for other in near if one < other]
    heapq.heapify(queue)
    while queue and queue[0][0] < 0:
        negative, one, other = heapq.heappop(queue)
        if other not in links.get(one, ()) or value(one, other) != -negative:
            continue  # outdated: one of the two has been merged since
        members[one] += members.pop(other)
        _join(links, one, other)
        for near in links[one]:
            first, second = sorted((one, near))
            heapq.heappush(queue, (-value(first, second), first, second))
    return sorted(sorted(group) for group in members.values())


def _links(points: Mapping[tuple[int, int], int], unseen: int) -> dict[int, dict[int, _Link]]:
    """The pairs in both directions, as points above `unseen`, so that an unseen pair counts zero and is not stored."""
    links: dict[int, dict[int, _Link]] = {}
    for (one, other), worth in points.items():
        link = _Link(worth - unseen, worth - unseen)
        links.setdefault(one, {})[other] = links.setdefault(other, {})[one] = link
    return links


def _join(links: dict[int, dict[int, _Link]], one: int, other: int) -> None:
    gone = links.pop(other)
    del gone[one], links[one][other]
    for near, link in gone.items():
        del links[near][other]
        links[one][near] = links[near][one] = link.and_(links[one][near]) if near in links[one] else link
