"""What the words around a name in an English text say of it: cues before and after it, and the names in one list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import cast

from digest.model import EntityType
from digest.tag import tables
from digest.tag.points import Cue, Points, total

Span = tuple[int, int]

_WORDS = re.compile(r"[\w'-]+")
_STOPS = frozenset(".;:!?")
_BEFORE = 48
_AFTER = 90
"""Characters beside a name that are looked at."""
_OWNED: dict[EntityType | None, tuple[EntityType, float]] = {
    None: ("PRODUCT", 0.8),
    "ORG": ("PRODUCT", 1.5),
    "PERSON": ("PRODUCT", 0.4),
    "PLACE": ("ORG", 0.8),
}
"""By whose it is: `MiniMax's Inspo` is a product as a rule, `China's Mureka` a company."""
_OWNER = re.compile(r"'s? $")
_CALLING = re.compile(r"(?:ologist|icist|ician|ographer|woman)$")
_CALLED = 2.0
_LISTED = 1.0
_NEXT = re.compile(r"(?:, (?:and |or )?| and | or | & )")
_LAST = re.compile(r"(?:, (?:and |or )?| and | or | & )$")


class Context:
    """An English text and the names that are known in it."""

    def __init__(self, text: str, known: Mapping[Span, EntityType]) -> None:
        self._text = text
        self._starts = {start: kind for (start, _), kind in known.items()}
        self._ends = {end: kind for (_, end), kind in known.items()}

    def points(self, spans: Iterable[Span]) -> Points:
        """What speaks for each type, all mentions of a name together."""
        return total(
            cue for span in spans for cue in (*self._before(span[0]), *self._after(span[1]), *self._list(*span))
        )

    def _before(self, start: int) -> Iterator[Cue]:
        """Whose it is, or the longest cue that ends right before it."""
        line = self._text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
        owner = _OWNER.search(line)
        if owner:
            kind = self._ends.get(start - len(owner.group()))
            yield (*_OWNED.get(kind, _OWNED[None]), "'s")
            return
        last = _WORDS.findall(line.lower())[-3:]
        if not last or line.rstrip(" \"'(")[-1:] in _STOPS:
            return
        table = _cues_before()
        for count in range(len(last), 0, -1):
            cue = " ".join(last[-count:])
            if cue in table:
                yield (*table[cue], cue)
                return
        if _CALLING.search(last[-1]):
            yield "PERSON", _CALLED, "calling"

    def _after(self, end: int) -> Iterator[Cue]:
        """Every cue that follows a name."""
        part = self._text[end : end + _AFTER].lstrip('"')
        for kind, weight, pattern in _cues_after():
            if pattern.match(part):
                yield kind, weight, pattern.pattern

    def _list(self, start: int, end: int) -> Iterator[Cue]:
        """The known names right before and after it in one list: `Burberry, Prada and X`."""
        after = _NEXT.match(self._text, end)
        if after and after.end() in self._starts:
            yield self._starts[after.end()], _LISTED, "list"
        before = _LAST.search(self._text, max(0, start - 8), start)
        if before and before.start() in self._ends:
            yield self._ends[before.start()], _LISTED, "list"


@cache
def _cues_before() -> dict[str, tuple[EntityType, float]]:
    rows = [line.split("\t") for line in tables.lines("cues_before.tsv")]
    return {cue: (cast("EntityType", kind), float(weight)) for kind, weight, cues in rows for cue in cues.split("|")}


@cache
def _cues_after() -> tuple[tuple[EntityType, float, re.Pattern[str]], ...]:
    rows = [line.split("\t") for line in tables.lines("cues_after.tsv")]
    return tuple((cast("EntityType", kind), float(weight), re.compile(pattern[1:])) for kind, weight, pattern in rows)
