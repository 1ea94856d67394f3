"""Explain to an editor why two articles are one story or not: the evidence, with the points of each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from digest.edit.compare import Comparer, Comparison
from digest.edit.copies import is_copy
from digest.edit.evidence import ALONE
from digest.edit.phrases import fold
from digest.edit.rarity import kind
from digest.edit.words import stem, words
from digest.model import Entry

SHOWN = 6
"""Shared clues of each kind that are named at most."""
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
    """Lines that explain what joins two articles or keeps them apart, the verdict first.

    `among` are the other entries of the batch, which show how rare a clue is."""
    return Week((*among, one, other)).why(one, other)


class Week:
    """The articles of a week, which show how rare a clue is."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        batch = list({entry.id: entry for entry in entries}.values())
        self._place = {entry.id: place for place, entry in enumerate(batch)}
        self._comparer = Comparer(batch)

    def why(self, one: Entry, other: Entry) -> tuple[str, ...]:
        """Lines that explain what joins two articles of the week or keeps them apart, the verdict first.

        The verdict is about the two alone; whether they end up in one story depends on all of its articles."""
        apart = [f"{each.title}: a {each.kind} is never part of a story" for each in (one, other) if each.kind in ALONE]
        if apart:
            return tuple(apart)
        found = self._comparer.compare(self._place[one.id], self._place[other.id])
        return _verdict(one, other, found), *_shared(found, self._comparer, (one, other)), *_parts(found)

    def nearest(self, entry: Entry, others: Iterable[Entry]) -> tuple[Entry, float] | None:
        """The one of some other articles of the week that most likely reports the same event, and its points."""
        own = self._place[entry.id]
        points = [(self._comparer.points(own, self._place[each.id]), each.id, each) for each in others]
        best = max(points, default=None, key=lambda found: found[:2])
        return (best[2], best[0]) if best else None


def _verdict(one: Entry, other: Entry, found: Comparison) -> str:
    if is_copy(one, other):
        return "near-copies of one text"
    sure = "more likely one event than not" if found.points > 0 else "more likely two events than one"
    return f"{sure}: {found.points:+.1f} points"


def _shared(found: Comparison, comparer: Comparer, both: Iterable[Entry]) -> Iterator[str]:
    spelled = {stem(word): word for entry in both for word in words(fold(" ".join((entry.title, *entry.summary))))}
    for name, label in KINDS.items():
        shown = [clue for clue in found.shared if kind(clue) == name and comparer.rarity.bits(clue) > 0][:SHOWN]
        if shown:
            said = ", ".join(f"{_said(clue, spelled)} (in {comparer.rarity.count(clue)})" for clue in shown)
            yield f"{label}: {said}"


def _said(clue: str, spelled: Mapping[str, str]) -> str:
    """A clue in readable form: a word as an article has it instead of its stem."""
    what, value = clue.split(":", 1)
    return spelled.get(value, value) if what == "word" else value


def _parts(found: Comparison) -> Iterator[str]:
    for name, points in sorted(found.parts.items(), key=lambda part: (-abs(part[1]), part[0])):
        if abs(points) >= 0.05:
            yield f"{PARTS[name]}: {points:+.1f}"
