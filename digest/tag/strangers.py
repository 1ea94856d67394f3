"""Find surnames of unknown people that look like short names of known companies: `Goldman` after `Emma Goldman`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from digest.model import Known
from digest.tag import tables
from digest.tag.names import Mention

_FIRST_NAME = re.compile(r"(?<![\w'-])([A-Z][a-z]+)(?: [A-Z]\.)? $")
_REACH = 24
"""Characters before a mention that are searched for a first name."""


def surnames_of_strangers(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that are a stranger's surname and not the known name that is written the same.

    That is so for a one-word alias from the place where it first stands after a first name, unless the text has the
    entity by another name as well. A canonical name of one word, `Dell`, is never given up: founders share it."""
    strangers: dict[str, int] = {}
    for mention in mentions:
        surname = text[mention.start : mention.end]
        if _alias_of_one_word(mention, surname) and _after_first_name(text, mention):
            strangers.setdefault(surname, mention.start)
    given = {m for m in mentions if m.known.type == "PERSON" and _after_chinese_surname(text, m)}
    named_otherwise = {m.known.name for m in mentions if text[m.start : m.end] not in strangers}
    return [
        m
        for m in mentions
        if m in given
        or (m.known.name not in named_otherwise and strangers.get(text[m.start : m.end], len(text)) <= m.start)
    ]


def _alias_of_one_word(mention: Mention, surface: str) -> bool:
    return surface.isalpha() and surface != mention.known.name


def _after_first_name(text: str, mention: Mention) -> bool:
    first = _FIRST_NAME.search(text, max(0, mention.start - _REACH), mention.start)
    return first is not None and first[1] in _first_names() and first[1] not in _names(mention.known)


def _after_chinese_surname(text: str, mention: Mention) -> bool:
    """Whether a short name is a Chinese given name here: `Xi` in `Li Xi`. Alone elsewhere it means the known person,
    since nobody is called by a given name alone."""
    surname = _FIRST_NAME.search(text, max(0, mention.start - _REACH), mention.start)
    return (
        surname is not None
        and surname[1] in tables.words("pinyin_surnames.txt")
        and _alias_of_one_word(mention, text[mention.start : mention.end])
        and surname[1] not in _names(mention.known)
    )


def _names(known: Known) -> set[str]:
    return {word for name in (known.name, *known.aliases) for word in name.split()}


@cache
def _first_names() -> frozenset[str]:
    """Known first names, without `Will`, `April` and others that are as likely to be a verb or a month."""
    return tables.words("given_names.txt") - tables.words("openers.txt") - tables.words("generic.txt")
