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
LEAST = 0.05
"""Points below which a measure is not mentioned."""
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
    "headlines": "what both headlines have",
    "figures": "figures in common",
    "happens": "what happens, in the headlines",
    "rarest": "the rarest in common",
    "subject": "who acts in the headlines",
    "strangers": "names that only one has",
    "outlet": "one outlet published both",
    "days": "days between them",
    "base": "two articles by chance",
}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def why(one: Entry, other: Entry, *, among: Sequence[Entry] = ()) -> tuple[str, ...]:
    """Lines that explain what joins two articles or keeps them apart, the verdict first.

    `among` are the other entries of the batch, which show how rare a clue is."""
    return Week((*among, one, other)).why(one, other)


class Week:
    """The articles of a week, which show how rare a clue is."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._batch = list({entry.id: entry for entry in entries}.values())
        self._place = {entry.id: place for place, entry in enumerate(self._batch)}
        self._comparer = Comparer(self._batch)

    def why(self, one: Entry, other: Entry) -> tuple[str, ...]:
        """Lines that explain what joins two articles of the week or keeps them apart, the verdict first.

        The verdict is about the two alone; whether they end up in one story depends on all of its articles."""
        apart = [f"{each.title}: a {each.kind} is never part of a story" for each in (one, other) if each.kind in ALONE]
        if apart:
            return tuple(apart)
        found = self._compare(one, other)
        return _verdict(one, other, found), *self.shared(one, other), *self._headlines(one, other, found), _parts(found)

    def _headlines(self, one: Entry, other: Entry, found: Comparison) -> Iterator[str]:
        """Lines that say what both headlines have and what only one of them names, where that counts."""
        spelled, (first, second) = _spellings((one, other)), (self._place[one.id], self._place[other.id])
        both, alone = self._comparer.in_headlines(first, second, found.shared), self._comparer.strangers(first, second)
        for name, label, clues in (("headlines", "both headlines have", both), ("strangers", "only one names", alone)):
            if clues and abs(found.parts[name]) >= LEAST:
                yield f"{label}: {', '.join(dict.fromkeys(_said(clue, spelled) for clue in clues[:SHOWN]))}"

    def shared(self, one: Entry, other: Entry) -> tuple[str, ...]:
        """A line for each kind of clue that two articles share, each with the number of articles that have it."""
        clues = [clue for clue in self._compare(one, other).shared if self._comparer.rarity.bits(clue) > 0]
        spelled = _spellings((one, other))
        lines = []
        for name, label in KINDS.items():
            if shown := [clue for clue in clues if kind(clue) == name][:SHOWN]:
                said = (f"{_said(clue, spelled)} (in {self._comparer.rarity.count(clue)})" for clue in shown)
                lines.append(f"{label}: {', '.join(said)}")
        return tuple(lines)

    def __len__(self) -> int:
        return len(self._batch)

    def by_nearness(self, entry: Entry, others: Iterable[Entry]) -> list[Entry]:
        """Some other articles of the week, the one that most likely reports the same event first."""
        return [each for _, _, each in sorted(self._points(entry, others), key=lambda found: (-found[0], found[1]))]

    def nearest(self, entry: Entry, others: Iterable[Entry]) -> tuple[Entry, float] | None:
        """The one of some other articles of the week that most likely reports the same event, and its points."""
        best = max(self._points(entry, others), default=None, key=lambda found: found[:2])
        return (best[2], best[0]) if best else None

    def _points(self, entry: Entry, others: Iterable[Entry]) -> list[tuple[float, str, Entry]]:
        own = self._place[entry.id]
        return [(self._comparer.points(own, self._place[each.id]), each.id, each) for each in others]

    def _compare(self, one: Entry, other: Entry) -> Comparison:
        return self._comparer.compare(self._place[one.id], self._place[other.id])


def _verdict(one: Entry, other: Entry, found: Comparison) -> str:
    if is_copy(one, other):
        return "near-copies of one text"
    sure = "more likely one event than not" if found.points > 0 else "more likely two events than one"
    return f"{sure}: {found.points:+.1f} points"


def _spellings(entries: Iterable[Entry]) -> dict[str, str]:
    """Clues as articles spell them: words instead of their stems, names with their capitals."""
    found: dict[str, str] = {}
    for entry in entries:
        told = words(fold(" ".join((entry.title, *entry.summary))))
        found |= {f"word:{stem(word)}": word for word in told}
        found |= {f"{sort}:{fold(tag.name)}": tag.name for tag in entry.entities for sort in ("name", "place")}
    return found


def _said(clue: str, spelled: Mapping[str, str]) -> str:
    """A clue in readable form."""
    what, value = clue.split(":", 1)
    return figure(value) if what == "figure" else spelled.get(clue, value)


def figure(text: str) -> str:
    """A stored figure in readable form: `USD 2.49e10` as `USD 24.9 billion`."""
    unit, _, number = text.rpartition(" ")
    value = float(number)
    scale, word = next(((size, name) for size, name in SCALES if value >= size), (1.0, ""))
    said = f"{value / scale:,.15g}" + (f" {word}" if word else "")
    return f"{said} %" if unit == "PCT" else f"{unit.removeprefix('N')} {said}".strip()


def _parts(found: Comparison) -> str:
    parts = sorted(found.parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    return "points: " + ", ".join(f"{PARTS[name]} {points:+.1f}" for name, points in parts if abs(points) >= LEAST)
