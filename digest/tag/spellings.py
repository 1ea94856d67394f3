"""Spell the names of the who's who in Latin letters, and match a spelling at a place in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.model import EntityType, Known
from digest.tag import tables

TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:\+(?![\w+]))?|\d+")
"""A word or a number; a plus at its end belongs to it, since `Disney+` is not `Disney`."""
_SOFT_GAP = re.compile(r"[ \-\n]?\Z")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRITISH = {
    "Center": "Centre",
    "Defense": "Defence",
    "Labor": "Labour",
    "Organization": "Organisation",
    "Program": "Programme",
}
"""British spellings of words in the names of authorities and institutes."""
_AMERICAN = re.compile(rf"\b(?:{'|'.join(_BRITISH)})\b")
_ACRONYM = 5
"""Letters up to which an alias in capitals matches only in capitals: `US`, `WHO`, `NASA`."""
_DOTTED = 2
"""Letters of acronyms that are also written with dots: `U.S.`, `E.U.`"""
_SQUASHED = 7
"""Characters beyond which a name of several words also matches as one word: `HuggingFace`."""


@dataclass(slots=True)
class Spelling:
    """One way to write a name."""

    words: tuple[str, ...]
    """In lower case."""
    gaps: tuple[str, ...]
    """What stands between the words: '' for nothing, a space or a hyphen."""
    exactly: tuple[str, ...]
    """The words in their own case."""
    strict: bool
    """Whether the text must have the words in exactly their own case."""
    capitals: tuple[bool, ...]
    """For each word, whether the text must capitalise it; empty if case does not matter."""
    known: Known | None
    """The entity, or None for a phrase in which no name is meant."""


def _gap(text: str) -> str:
    return "" if _SOFT_GAP.match(text) else text.strip() or " "


def _cut(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = list(TOKEN.finditer(text))
    gaps = tuple(_gap(text[a.end() : b.start()]) for a, b in pairwise(found))
    return tuple(m.group() for m in found), gaps


def _strict(alias: str, known: Known) -> bool:
    letters = [c for c in alias if c.isalpha()]
    short = len(letters) <= _ACRONYM and all(c.isupper() for c in letters)
    return known.exact or (short and bool(letters) and not any(c.isdigit() for c in alias))


def variants(alias: str, kind: EntityType) -> Iterator[str]:
    """An alias and its variants: in British spelling, without dots or with them, as one word or several, an acronym as
    a word (`Nato`), a product in the plural (`iPhones`)."""
    yield alias
    if _AMERICAN.search(alias):
        yield _AMERICAN.sub(lambda word: _BRITISH[word.group()], alias)
    if "." in alias and alias.replace(".", "").isupper() and len(alias) <= 2 * _ACRONYM:
        yield alias.replace(".", "")
    if alias.isupper() and alias.isalpha() and len(alias) == _DOTTED:
        yield ".".join(alias)
    if alias in tables.words("spoken_acronyms.txt"):
        yield alias.capitalize()
    if kind == "PRODUCT" and _CAMEL.search(alias) and alias[-1].islower() and not alias.endswith("s"):
        yield f"{alias}s"
    words = alias.split()
    if len(words) > 1 and all(w.isalpha() for w in words) and len(alias) > _SQUASHED and words[0][0].isupper():
        yield "".join(words)
    parts = _CAMEL.split(alias)
    if len(parts) > 1 and alias.isalpha() and all(len(p) > 2 for p in parts):
        yield " ".join(parts)


def spell(alias: str, known: Known | None) -> Spelling | None:
    """The spelling of a folded alias, or None if it has too little to match by."""
    words, gaps = _cut(alias)
    if not words or (len(words) == 1 and len(words[0]) == 1 and not (known and known.exact)):
        return None
    return Spelling(
        tuple(w.lower() for w in words),
        gaps,
        words,
        bool(known and _strict(alias, known)),
        tuple(w[0].isupper() for w in words) if known else (),
        known,
    )


def looser(one: Spelling, other: Spelling) -> bool:
    """Whether `one` matches everywhere that `other` does; both are spellings of the same words."""
    if one.known is None or other.known is None:
        return one.known is other.known
    if one.strict:
        return other.strict and one.exactly == other.exactly
    return all(theirs or not ours for ours, theirs in zip(one.capitals, other.capitals, strict=True))


def fits(spelling: Spelling, tokens: Sequence[re.Match[str]], lower: Sequence[str], at: int, text: str) -> bool:
    """Whether a spelling matches at token `at` of a text; `lower` are the text's tokens in lower case."""
    size = len(spelling.words)
    if tuple(lower[at : at + size]) != spelling.words:
        return False
    gaps = spelling.gaps
    if any(_gap(text[tokens[at + i].end() : tokens[at + i + 1].start()]) != gaps[i] for i in range(size - 1)):
        return False
    if not _bounded(text, tokens[at].start(), tokens[at + size - 1].end()):
        return False
    if spelling.strict:
        return all(tokens[at + i].group() == word for i, word in enumerate(spelling.exactly))
    return all(text[tokens[at + i].start()].isupper() for i, upper in enumerate(spelling.capitals) if upper)


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a place is no part of a longer run of letters and digits: `H20` in `CH20`, `GPT` in `GPT4All`, `US` in
    `US$`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    joins = before.isascii() and before.isalnum() and text[start : start + 1].isalnum()
    return not joins and after != "$" and not (after.isascii() and after.isalnum())
