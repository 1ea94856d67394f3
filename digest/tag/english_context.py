"""Judge an English name's type by its context: cues right before and after it, and known names in the same list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import cast

from digest.model import EntityType
from digest.tag import tables
from digest.tag.points import Cue, Points, total
from digest.tag.spans import Span

_WORDS = re.compile(r"[\w'-]+")
_STOPS = frozenset(".;:!?")
_BEFORE = 48
"""Characters before a name that are searched for cues."""
_AFTER = 90
"""Characters after a name that are searched for cues."""
_OWNED: dict[EntityType | None, tuple[EntityType, float]] = {
    None: ("PRODUCT", 0.8),
    "ORG": ("PRODUCT", 1.5),
    "PERSON": ("PRODUCT", 0.4),
    "PLACE": ("ORG", 0.8),
}
"""Type and points of a name in the possessive, by the owner's type: `MiniMax's Inspo` is usually a product, `China's
Mureka` a company. None stands for an unknown owner."""
_OWNER = re.compile(r"'s? $")
_NAMING = frozenset(("called", "dubbed", "named", "codenamed", "nicknamed"))
_NAMED = 1.0
"""Points added to a cue that a word of naming joins to its name: `an app called X`."""
_CALLING = re.compile(r"(?:ologist|icist|ician|ographer|woman)$")
_CALLED = 2.0
"""Points in favour of a person after a word for an occupation."""
_LONGEST_LIST = 12
"""Names that are looked through for the beginning and the end of a list at most."""
_LISTED = 1.0
"""Points in favour of the type of a known neighbour in a list."""
_NEXT = re.compile(r"(?:, (?:and |or )?| and | or | & )")
_LAST = re.compile(r"(?:, (?:and |or )?| and | or | & )$")


class Context:
    """An English text and the known names in it."""

    def __init__(self, text: str, known: Mapping[Span, EntityType]) -> None:
        self._text = text
        self._starts = {start: (end, kind) for (start, end), kind in known.items()}
        self._ends = {end: (start, kind) for (start, end), kind in known.items()}

    def points(self, spans: Iterable[Span]) -> Points:
        """The points for each type from all mentions of one name. What is said before the first name of a list and
        after its last holds for all of its names."""
        return total(
            cue
            for start, end in spans
            for cue in (*self._before(self._first(start)), *self._after(self._last(end)), *self._list(start, end))
        )

    def _first(self, start: int) -> int:
        """Where the list begins that has a name at `start`."""
        for _ in range(_LONGEST_LIST):
            before = _LAST.search(self._text, max(0, start - 8), start)
            if not before or before.start() not in self._ends:
                break
            start = self._ends[before.start()][0]
        return start

    def _last(self, end: int) -> int:
        """Where the list ends that has a name up to `end`."""
        for _ in range(_LONGEST_LIST):
            after = _NEXT.match(self._text, end)
            if not after or after.end() not in self._starts:
                break
            end = self._starts[after.end()][0]
        return end

    def _before(self, start: int) -> Iterator[Cue]:
        """The cue before a name: its owner, what is called so, or else the longest cue in the table that ends there."""
        line = self._text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
        owner = _OWNER.search(line)
        if owner:
            _, kind = self._ends.get(start - len(owner.group()), (0, None))
            yield (*_OWNED.get(kind, _OWNED[None]), "'s")
            return
        last = _WORDS.findall(line.lower())[-3:]
        if not last or line.rstrip(" \"'(")[-1:] in _STOPS:
            return
        table = _cues_before()
        if len(last) > 1 and last[-1] in _NAMING and last[-2] in table:
            kind, points = table[last[-2]]
            yield kind, points + _NAMED, last[-2]
            return
        for count in range(len(last), 0, -1):
            cue = " ".join(last[-count:])
            if cue in table:
                yield (*table[cue], cue)
                return
        if _CALLING.search(last[-1]):
            yield "PERSON", _CALLED, "calling"

    def _after(self, end: int) -> Iterator[Cue]:
        """Every cue in the table that follows a name."""
        part = self._text[end : end + _AFTER].lstrip('"')
        for kind, weight, pattern in _cues_after():
            if pattern.match(part):
                yield kind, weight, pattern.pattern

    def _list(self, start: int, end: int) -> Iterator[Cue]:
        """The known names right before and after a name in the same list: `Burberry, Prada and X`."""
        after = _NEXT.match(self._text, end)
        if after and after.end() in self._starts:
            yield self._starts[after.end()][1], _LISTED, "list"
        before = _LAST.search(self._text, max(0, start - 8), start)
        if before and before.start() in self._ends:
            yield self._ends[before.start()][1], _LISTED, "list"


@cache
def _cues_before() -> dict[str, tuple[EntityType, float]]:
    rows = [line.split("\t") for line in tables.lines("cues_before.tsv")]
    return {cue: (cast("EntityType", kind), float(weight)) for kind, weight, cues in rows for cue in cues.split("|")}


@cache
def _cues_after() -> tuple[tuple[EntityType, float, re.Pattern[str]], ...]:
    rows = [line.split("\t") for line in tables.lines("cues_after.tsv")]
    return tuple((cast("EntityType", kind), float(weight), re.compile(pattern[1:])) for kind, weight, pattern in rows)
