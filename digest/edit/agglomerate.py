"""Grow groups out of pairs: the best pair first, and only while the members agree with each other on average.

Deterministic: points are whole numbers, so that sums don't depend on their order, and ties go to the lower numbers.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

Links = dict[int, dict[int, int]]


def agglomerate(size: int, points: Mapping[tuple[int, int], int], *, unseen: int) -> list[list[int]]:
    """Groups of the numbers below `size`, each sorted, ordered by their first.

    `points` of a pair are above zero if the two belong together; a pair without any counts `unseen`, which is below
    zero. Two groups join while the mean over all pairs between them is above zero."""
    links = _excess(points, unseen)
    members = {number: [number] for number in range(size)}

    def mean(one: int, other: int) -> float:
        return links[one][other] / (len(members[one]) * len(members[other])) + unseen

    queue = [(-mean(one, other), one, other) for one, near in links.items() for other in near if one < other]
    heapq.heapify(queue)
    while queue and queue[0][0] < 0:
        negative, one, other = heapq.heappop(queue)
        if other not in links.get(one, ()) or mean(one, other) != -negative:
            continue  # one of them has grown or gone since
        members[one] += members.pop(other)
        _join(links, one, other)
        for near in links[one]:
            first, second = sorted((one, near))
            heapq.heappush(queue, (-mean(first, second), first, second))
    return sorted(sorted(group) for group in members.values())


def _excess(points: Mapping[tuple[int, int], int], unseen: int) -> Links:
    """What each pair has beyond an unseen one, both ways round; so an unseen pair has zero and needs no place."""
    links: Links = {}
    for (one, other), value in points.items():
        links.setdefault(one, {})[other] = links.setdefault(other, {})[one] = value - unseen
    return links


def _join(links: Links, one: int, other: int) -> None:
    gone = links.pop(other)
    del gone[one], links[one][other]
    for near, value in gone.items():
        del links[near][other]
        links[one][near] = links[near][one] = links[one].get(near, 0) + value
