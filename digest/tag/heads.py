"""Find names with a head word that gives their type: `Cardiff University`, `Ministry of Commerce`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.model import EntityType
from digest.tag import tables
from digest.tag.tables import Head

WORD = (
    r"(?:(?:Children|Men|People|Women)'s(?= [A-Z])"
    r"|[A-Z\u00c0-\u00de](?:\w|'(?=[A-Z])|[.&+](?=\w)|-(?=[A-Z0-9]))*)"
)
NUMBER = r"\d{1,4}(?:\.\d+)*[A-Za-z]?\b(?![,.%]\d|[%-])"
_LINK = r"(?:(?: (?:of|for|on)(?: the)? | and | & | )(?=[A-Z\u00c0-\u00de])| (?=\d))"
_BEFORE_SURNAME = r"(?:(?<!\bon )(?!U\.[SKN]\. |E\.U\. |D\.C\. )(?:[A-Z]\.){1,3} (?=[A-Z][a-z]))?"
RUN = re.compile(rf"(?<![\w@#/.-]){_BEFORE_SURNAME}{WORD}(?:{_LINK}(?:{WORD}|(?:19|20)\d\d\b|{NUMBER}))*")
"""Consecutive capitalised words, with the small words that may link them inside a name."""
_ITEMS = re.compile(rf"(?:, {WORD}(?: {WORD})*){{1,5}},? (?:and|&) {WORD}(?: {WORD})*")
"""The rest of a list of fields: `Committee on Health|, Education, Labor, and Pensions`."""
_PART = re.compile(r"\S+")
_LINKS = frozenset(("of", "for", "on", "the", "and", "&"))
_OF = frozenset(("of", "for", "on"))


class Headed(NamedTuple):
    """A name in a text, its type, and the place of the head word that gives the type."""

    start: int
    end: int
    type: EntityType
    head_start: int
    head_end: int
    weak: bool
    """Whether the head also occurs in what is no name, so that the model must agree."""


def headed(text: str) -> Iterator[Headed]:
    """Every name in a folded text that has a head word, from left to right."""
    heads = tables.heads()
    for run in RUN.finditer(text):
        if " " in run.group():
            words = [(m.group(), run.start() + m.start(), run.start() + m.end()) for m in _PART.finditer(run.group())]
            if any(word in heads for word, _, _ in words):
                yield from (_with_items(text, name, heads) for name in _in_run(words, heads))


def _with_items(text: str, name: Headed, heads: dict[str, Head]) -> Headed:
    """The name with the rest of the list of fields for which a body is competent, if it has such a list."""
    fields = name.head_end < name.end and "and" in heads[text[name.head_start : name.head_end]].places
    items = _ITEMS.match(text, name.end) if fields else None
    return name._replace(end=items.end()) if items else name


def _in_run(words: list[tuple[str, int, int]], heads: dict[str, Head]) -> Iterator[Headed]:
    at = 0
    while at < len(words):
        head = heads.get(words[at][0])
        first, last = (at, at) if head is None else _extent(words, at, head)
        if head and first < last:
            yield Headed(words[first][1], words[last][2], head.type, words[at][1], words[at][2], "weak" in head.places)
        at = last + 1


def _extent(words: list[tuple[str, int, int]], at: int, head: Head) -> tuple[int, int]:
    """First and last word of the name around the head at `at`; both are `at` if it is no head here."""
    last = _right(words, at, head)
    if last == at and ("end" not in head.places or _goes_on(words, at)):
        return at, at
    first = at
    while first > 0 and words[first - 1][0] not in _LINKS and words[first - 1][0] not in ("The", "A", "An"):
        first -= 1
    if "and" in head.places and last == at and first < at and first > 1 and words[first - 1][0] == "and":
        first = first - 2 if words[first - 2][0] not in _LINKS else first
        while first > 0 and words[first - 1][0] not in _LINKS:
            first -= 1
    while first < at and words[first][0] in tables.words("openers.txt"):
        first += 1
    if last == at and at + 1 < len(words) and re.fullmatch(r"(?:19|20)\d\d", words[at + 1][0]) and head.type != "ORG":
        last += 1
    return first, last


def _goes_on(words: list[tuple[str, int, int]], at: int) -> bool:
    """Whether the name goes on after the head: `Wall Street` is no name in `Wall Street Journal`."""
    return at + 1 < len(words) and words[at + 1][0] not in _LINKS and not words[at + 1][0].isdigit()


def _right(words: list[tuple[str, int, int]], at: int, head: Head) -> int:
    """The last word of the name, including what "of" or a place's name adds after the head."""
    last = at
    if "place" in head.places and at > 0:
        while last + 1 < len(words) and words[last + 1][0] not in _LINKS:
            last += 1
    nearby = at + 1 < len(words) and words[at + 1][0] in _OF
    if not nearby or not head.places & {"of", "for", "on"}:
        return last
    for number in range(at + 1, len(words)):
        word = words[number][0]
        if word in ("and", "&") and "and" not in head.places:
            break
        if word in ("for", "on") and number > at + 1 and word not in head.places:
            break  # `Code of Practice | for GPAIs`, but `Measures for the Management of Services`
        if word in tables.words("generic.txt") and words[number - 1][0] in ("on", "for"):
            break  # `Committee on Wednesday`
        if word not in _LINKS:
            last = number
    return last
