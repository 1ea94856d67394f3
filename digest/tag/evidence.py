"""The evidence for an unknown English name weighed: its form, its neighbours, the model's guess."""

from __future__ import annotations

import re
from collections import Counter

from digest.model import EntityType
from digest.tag.form import may_be_person, person_name, words_type
from digest.tag.points import Points

_GUESS = {"PERSON": 1.2, "ORG": 1.4, "PLACE": 1.0, "PRODUCT": 1.5, "LAW": 1.2, "EVENT": 1.2}
"""What the model's guess is worth, when it is the same for all mentions: its places and persons are often companies."""
_PRIOR: dict[EntityType, float] = {"ORG": 0.4, "PRODUCT": 0.3}
"""What an unknown name is when little speaks for anything: on this beat rather a company or product."""
_ALONE = 1.5
"""What speaks against a person of one name that only the model takes for somebody: mostly an app or a game."""
_APP = 0.8
"""What speaks for a product that the model takes for a company, where its neighbours know better: it does so often;"""
_FULL = 0.5
"""and for a person where the model is of one mind on a name of several words."""
_HEAD = 3.0
_VERSIONED = re.compile(r"[A-Za-z][ -]?\d+(?:\.\d+)?$")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]|\w\.\w|^[A-Z]{3,}$")


def weigh(
    name: str,
    said: Points,
    guesses: Counter[EntityType],
    lower: frozenset[str],
    article: bool,
) -> tuple[EntityType, float]:
    """The type that the evidence speaks for, and how much evidence there is that it is a name at all, as points.

    `said` is what its neighbours say (`english_context`), `guesses` what the model says, `lower` are the words that
    the text also writes small; `article` is whether "the" or "a" stands before it somewhere."""
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
    points.add(_misfits(name, guesses, said, lower, article))
    return points.best(), strength


def _misfits(name: str, guesses: Counter[EntityType], said: Points, lower: frozenset[str], article: bool) -> Points:
    """What the form of a name says against a type, and so for others; that it is a name stays as sure as it was."""
    shift = Points()
    words = name.split()
    if _VERSIONED.search(name):
        shift["PRODUCT"] += 1.5
    if _CAMEL.search(words[0]):
        shift.add({"PERSON": -1.5, "PLACE": -1.5, "ORG": 0.5})
    if len(words) == 1 and not said["PERSON"] and not may_be_person(name):
        shift["PERSON"] -= _ALONE
    if any(w.lower() in lower for w in words):
        shift["PERSON"] -= 1.5
    if article:
        shift["PERSON"] -= 1.0
    if guesses["ORG"] and said["PRODUCT"] > said["ORG"]:
        shift["PRODUCT"] += _APP
    if len(words) > 1 and set(guesses) == {"PERSON"}:
        shift["PERSON"] += _FULL
    if guesses["PLACE"] and not said["PLACE"]:
        # The model takes companies for places; a place is somewhere to be in, or to come from.
        shift.add({"PLACE": -0.6, "ORG": 0.3})
    return shift
