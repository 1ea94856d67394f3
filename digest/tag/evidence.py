"""Weigh the evidence for an unknown English name: its form, its context and the model's guesses."""

from __future__ import annotations

import re
from collections import Counter

from digest.model import EntityType
from digest.tag import tables
from digest.tag.form import may_be_person, person_name, words_type
from digest.tag.points import Points

_GUESS = {"PERSON": 1.2, "ORG": 1.4, "PLACE": 1.0, "PRODUCT": 1.5, "LAW": 1.2, "EVENT": 1.2}
"""Points for the model's guess if it is the same for all mentions. Its places and people are often companies."""
_PRIOR: dict[EntityType, float] = {"ORG": 0.4, "PRODUCT": 0.3}
"""Points that every name starts with: on this beat most unknown names are companies or products."""
_SINGLE_WORD_PERSON = 1.5
"""Points against a person of a single name whom only the model sees: it is usually an app or a game."""
_PRODUCT_GUESSED_AS_ORG = 0.8
"""Points for a product that the model takes for a company against the context, as it often does."""
_AGREED_FULL_NAME = 0.5
"""Points for a person if all of the model's guesses on a name of several words say so."""
_HEAD = 3.0
"""Points for the type that the name's own words give it: `Cardiff University`."""
_VERSIONED = re.compile(r"[A-Za-z][ -]?\d+(?:\.\d+)?$")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]|\w\.\w|^[A-Z]{3,}$")


def weigh(
    name: str,
    said: Points,
    guesses: Counter[EntityType],
    lower: frozenset[str],
    article: bool,
) -> tuple[EntityType, float]:
    """The best type, and the points that speak for its being a name at all.

    `said` are the points from its context (`english_context`), `guesses` counts the model's guesses, `lower` are the
    words that the text also writes in lower case, and `article` tells whether "the" or "a" ever precedes the name."""
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
    """Points for and against each type from the form of a name. They do not change how sure it is to be a name."""
    shift = Points()
    words = name.split()
    if _VERSIONED.search(name):
        shift["PRODUCT"] += 1.5
    if _CAMEL.search(words[0]):
        shift.add({"PERSON": -1.5, "PLACE": -1.5, "ORG": 0.5})
    if len(words) == 1 and not said["PERSON"] and not may_be_person(name):
        shift["PERSON"] -= _SINGLE_WORD_PERSON
    if any(w.lower() in lower or _no_persons(w) for w in words):
        shift["PERSON"] -= 1.5
    if article:
        shift["PERSON"] -= 1.0
    if guesses["ORG"] and said["PRODUCT"] > said["ORG"]:
        shift["PRODUCT"] += _PRODUCT_GUESSED_AS_ORG
    if len(words) > 1 and set(guesses) == {"PERSON"}:
        shift["PERSON"] += _AGREED_FULL_NAME
    if guesses["PLACE"] and not said["PLACE"]:
        # The model often takes companies for places, but the context of a real place usually says so.
        shift.add({"PLACE": -0.6, "ORG": 0.3})
    return shift


def _no_persons(word: str) -> bool:
    """Whether a word is in nobody's name: an acronym, or a word of the trade."""
    acronym = len(word) > 1 and word.isalpha() and word.isupper() and word not in ("II", "III", "IV")
    return acronym or (word in tables.words("generic.txt") and not may_be_person(word))
