"""What speaks for an unknown English name, and for which type: its words, its neighbours, the model's guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import cast

from digest.model import EntityType
from digest.tag import tables
from digest.tag.points import Cue, Points, total

_WORDS = re.compile(r"[\w'-]+")
_STOPS = frozenset(".;:!?")
_BEFORE = 48
_AFTER = 90
"""Characters beside a name that are looked at."""
_GUESS = {"PERSON": 1.2, "ORG": 1.4, "PLACE": 1.0, "PRODUCT": 1.5, "LAW": 1.2, "EVENT": 1.2}
"""What the model's guess is worth, when it is the same for all mentions: its places and persons are often companies."""
_PRIOR: dict[EntityType, float] = {"ORG": 0.4, "PRODUCT": 0.3}
"""What an unknown name is when little speaks for anything: on this beat rather a company or product."""
_OWNED = 0.8
"""`MiniMax's Inspo`: what somebody's is, and has a name, is a product rather than anything else."""
_IN_LIST = 1.0
_LISTED = re.compile(r"(?:, (?:and |or )?| and | or | & )")
_LISTED_BEFORE = re.compile(r"(?:, (?:and |or )?| and | or | & )$")
PERSON_NAME = 2.5
"""What a first name before a surname is worth."""
_HEAD = 3.0
_VERSIONED = re.compile(r"[A-Za-z][ -]?\d+(?:\.\d+)?$")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]|\w\.\w|^[A-Z]{3,}$")


def words_type(name: str) -> EntityType | None:
    """The type that the name's own words give it: `Cardiff University`, `Enterprise Act 2002`."""
    words = re.sub(r"\s+\d{4}$", "", name).split()
    heads = tables.heads()
    for word, after in pairwise(words):
        head = heads.get(word)
        if head and after in ("of", "for", "on", "to") and head.places & {"of", "for", "on"}:
            return head.type
    last = heads.get(words[-1]) if len(words) > 1 else None
    return last.type if last and "end" in last.places else None


def person_name(name: str) -> float:
    """How much a name looks like a person's: a first name before a surname, or Chinese syllables after a surname."""
    words = name.split()
    if not 2 <= len(words) <= 4 or any(
        not re.fullmatch(r"[^\W\d_](?:[\w'-]*|\.)", w) or (w.isupper() and len(w) > 2) for w in words
    ):
        return 0.0
    if words[0].split("-")[0] in tables.words("given_names.txt"):
        return PERSON_NAME
    if re.fullmatch(r"[A-Z]\.", words[1]):
        return PERSON_NAME
    surnames = tables.words("pinyin_surnames.txt")
    if words[0] in surnames and len(words) <= 3 and all(pinyin(w) for w in words[1:]):
        return PERSON_NAME - 0.5
    return 1.0 if words[-1] in surnames | tables.words("surnames.txt") else 0.0


@cache
def pinyin(word: str) -> bool:
    """Whether a word is one or two Mandarin syllables."""
    return _SYLLABLES.fullmatch(word.lower().replace("-", "").replace("'", "")) is not None


_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])"
_FINAL = (
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|vn"
    "|a|e|i|o|u|v)"
)
_SYLLABLES = re.compile(f"{_INITIAL}?{_FINAL}(?:{_INITIAL}{_FINAL})?")


class Beside:
    """The known names of a text, for asking which of them stand in one list with another: `Burberry, Prada and X`."""

    def __init__(self, text: str, known: Mapping[tuple[int, int], EntityType]) -> None:
        self._text = text
        self._starts = {start: kind for (start, _), kind in known.items()}
        self._ends = {end: kind for (_, end), kind in known.items()}

    def types(self, start: int, end: int) -> Iterator[EntityType]:
        """The types of the known names right before and after a place, parted from it by a comma or an "and"."""
        after = _LISTED.match(self._text, end)
        if after and after.end() in self._starts:
            yield self._starts[after.end()]
        before = _LISTED_BEFORE.search(self._text, max(0, start - 8), start)
        if before and before.start() in self._ends:
            yield self._ends[before.start()]


def weigh(
    text: str,
    name: str,
    spans: Sequence[tuple[int, int]],
    guesses: Counter[EntityType],
    lower: frozenset[str],
    beside: Beside,
) -> tuple[EntityType, float]:
    """The type that the evidence speaks for, and how much evidence there is that it is a name at all, as points.

    `lower` are the words that the text also writes small."""
    said = context(text, spans)
    for start, end in spans:
        for kind in beside.types(start, end):
            said[kind] = min(said[kind] + _IN_LIST, max(said[kind], 2 * _IN_LIST))
    points = Points(said)
    own = words_type(name)
    if own:
        points[own] += _HEAD
    points["PERSON"] += person_name(name)
    total = sum(guesses.values())
    for kind, count in guesses.items():
        points[kind] += _GUESS[kind] * count / total * (1.5 if total > 1 else 1.0)
    strength = max(points.values(), default=0.0)
    points.add(_PRIOR)
    points.add(_misfits(name, guesses, said, lower))
    return points.best(), strength


def _misfits(name: str, guesses: Counter[EntityType], said: Points, lower: frozenset[str]) -> Points:
    """What the form of a name says against a type, and so for others; that it is a name stays as sure as it was."""
    shift = Points()
    words = name.split()
    if _VERSIONED.search(name):
        shift["PRODUCT"] += 1.5
    if _CAMEL.search(words[0]):
        shift.add({"PERSON": -1.5, "PLACE": -1.5, "ORG": 0.5})
    if any(w.lower() in lower for w in words):
        shift["PERSON"] -= 1.5
    if guesses["PLACE"] and not said["PLACE"]:
        # The model takes companies for places; a place is somewhere to be in, or to come from.
        shift.add({"PLACE": -0.6, "ORG": 0.3})
    return shift


def context(text: str, spans: Iterable[tuple[int, int]]) -> Points:
    """The points that the words beside a name's mentions give each type."""
    return total(cue for start, end in spans for cue in (*_before(text, start), *_after(text, end)))


def _before(text: str, start: int) -> Iterator[Cue]:
    """The longest cue that ends right before a name."""
    line = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    if line.endswith("'s "):
        yield "PRODUCT", _OWNED, "'s"
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


def _after(text: str, end: int) -> Iterator[Cue]:
    """Every cue that follows a name."""
    part = text[end : end + _AFTER].lstrip('"')
    for kind, weight, pattern in _cues_after():
        if pattern.match(part):
            yield kind, weight, pattern.pattern


@cache
def _cues_before() -> dict[str, tuple[EntityType, float]]:
    rows = [line.split("\t") for line in tables.lines("cues_before.tsv")]
    return {cue: (cast("EntityType", kind), float(weight)) for kind, weight, cues in rows for cue in cues.split("|")}


@cache
def _cues_after() -> tuple[tuple[EntityType, float, re.Pattern[str]], ...]:
    rows = [line.split("\t") for line in tables.lines("cues_after.tsv")]
    return tuple((cast("EntityType", kind), float(weight), re.compile(pattern[1:])) for kind, weight, pattern in rows)
