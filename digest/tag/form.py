"""Judge a name in Latin letters by its form: a head word, a first name before a surname, Mandarin syllables."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from digest.model import EntityType
from digest.tag import tables

PERSON_NAME = 2.5
"""Points for a first name before a surname."""
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")


def words_type(name: str) -> EntityType | None:
    """The type that a name's own words give it, if any: `Cardiff University`, `Enterprise Act 2002`."""
    words = re.sub(r"\s+\d{4}$", "", name).split()
    heads = tables.heads()
    for word, after in pairwise(words):
        head = heads.get(word)
        if head and after in ("of", "for", "on", "to") and head.places & {"of", "for", "on"}:
            return head.type
    first, last = (heads.get(words[0]), heads.get(words[-1])) if len(words) > 1 else (None, None)
    if first and "start" in first.places:
        return first.type
    return last.type if last and "end" in last.places else None


def person_name(name: str) -> float:
    """Points, 0 to PERSON_NAME, for how much a name looks like a person's: a known first name before a surname, or
    Mandarin syllables after a Chinese surname."""
    words = name.split()
    if not 2 <= len(words) <= 4 or not all(map(_part_of_name, words)):
        return 0.0
    if words[0].split("-")[0] in tables.words("given_names.txt"):
        return PERSON_NAME
    if _INITIALS.fullmatch(words[0]) or _INITIALS.fullmatch(words[1]):
        return PERSON_NAME
    if words[0] in tables.words("pinyin_surnames.txt") and len(words) <= 3 and all(pinyin(w) for w in words[1:]):
        return PERSON_NAME - 0.5
    return 1.0 if words[-1] in tables.words("pinyin_surnames.txt", "surnames.txt") else 0.0


def _part_of_name(word: str) -> bool:
    """Whether a word may be part of a person's name: initials, or letters that are no acronym."""
    plain = re.fullmatch(r"[^\W\d_][\w'-]*", word) is not None and not (word.isupper() and len(word) > 2)
    return plain or _INITIALS.fullmatch(word) is not None


def may_be_person(word: str) -> bool:
    """Whether a word is in the tables of first names and surnames."""
    return word in tables.words("given_names.txt", "pinyin_surnames.txt", "surnames.txt")


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
