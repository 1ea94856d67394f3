"""Why two articles are one story, or not: the evidence in an editor's words, with the points that each part adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.edit.compare import Comparer, Comparison
from digest.edit.copies import is_copy
from digest.edit.evidence import ALONE
from digest.edit.rarity import kind
from digest.model import Entry

SHOWN = 6
"""Shared clues of a kind that are named."""
KINDS = {
    "name": "both name",
    "place": "both in",
    "figure": "the same figures",
    "act": "the same happens",
    "term": "both speak of",
    "date": "the same dates",
    "word": "the same words",
    "pair": "the same characters",
}
PARTS = {
    "overlap": "of what they say is shared",
    "alone": "whether others share the same",
    "figures": "figures in common",
    "happens": "what happens, in the headlines",
    "rarest": "the rarest in common",
    "subject": "who acts in the headlines",
    "strangers": "names that only one headline has",
    "outlet": "one outlet published both",
    "days": "days between them",
    "base": "two articles by chance",
}


def why(one: Entry, other: Entry, *, among: Sequence[Entry] = ()) -> tuple[str, ...]:
    """What joins two articles or keeps them apart, one piece of evidence a line, the verdict first.

    `among` are the entries of the same batch, from which it shows how rare a clue is; the verdict is about the two
    alone: in a story, all of its articles have a say."""
    apart = [f"{each.title}: a {each.kind} is never part of a story" for each in (one, other) if each.kind in ALONE]
    if apart:
        return tuple(apart)
    batch = list({entry.id: entry for entry in (*among, one, other)}.values())
    comparer = Comparer(batch)
    found = comparer.compare(
        *(next(n for n, entry in enumerate(batch) if entry.id == each.id) for each in (one, other))
    )
    return (_verdict(one, other, found), *_shared(found, comparer), *_parts(found))


def _verdict(one: Entry, other: Entry, found: Comparison) -> str:
    if is_copy(one, other):
        return "near-copies of one text"
    sure = "more likely one event than not" if found.points > 0 else "more likely two events than one"
    return f"{sure}: {found.points:+.1f} points"


def _shared(found: Comparison, comparer: Comparer) -> Iterator[str]:
    for name, label in KINDS.items():
        shown = [clue for clue in found.shared if kind(clue) == name and comparer.rarity.bits(clue) > 0][:SHOWN]
        if shown:
            said = ", ".join(f"{clue.split(':', 1)[1]} (in {comparer.rarity.count(clue)})" for clue in shown)
            yield f"{label}: {said}"


def _parts(found: Comparison) -> Iterator[str]:
    for name, points in sorted(found.parts.items(), key=lambda part: (-abs(part[1]), part[0])):
        if abs(points) >= 0.05:
            yield f"{PARTS[name]}: {points:+.1f}"
