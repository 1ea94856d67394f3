"""Look for the names tagged in one report in all reports of a batch, so that two reports agree on whom they name.

A tagger sees one article at a time: it may find `ChatGPT Enterprise` in one and `ChatGPT` in another, or miss a name in
a headline in title case that another report has in a sentence. A name in one report is a name in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from digest.edit.phrases import fold
from digest.edit.words import words
from digest.model import Entry, Tag, has_chinese

_PLAIN = re.compile(r"\b[a-z]{2,}\b")
SHORTEST = 3
"""Characters that a name must have at least to be looked for."""

Finder = Mapping[str, Sequence[tuple[tuple[str, ...], Tag]]]
"""First word of a name -> the words of each name that begins with it, and its tag."""


def named(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, in their order, each with the names from other entries that occur in its headline or summary."""
    plain = {word for entry in entries for text in _texts(entry) for word in _PLAIN.findall(text)}
    finder = _finder(_names(entries), plain)
    return [_with_names(entry, finder) for entry in entries]


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.title
    yield from entry.summary


def _names(entries: Iterable[Entry]) -> list[Tag]:
    """Each name once, in alphabetical order, without places, which are part of too many other names."""
    found: dict[str, Tag] = {}
    for entry in entries:
        for tag in entry.entities:
            found[tag.name] = min(found.get(tag.name, tag), tag, key=_order)
    return [found[name] for name in sorted(found) if found[name].type != "PLACE"]


def _order(tag: Tag) -> tuple[bool, str, str]:
    return tag.type != "PLACE", tag.type, tag.zh


def _finder(names: Iterable[Tag], plain: set[str]) -> Finder:
    """The names in Latin script, without single words that the batch also writes in lower case: `Target`, `Meta`."""
    finder: dict[str, list[tuple[tuple[str, ...], Tag]]] = {}
    for tag in names:
        row = tuple(words(fold(tag.name)))
        if row and len(tag.name) >= SHORTEST and not has_chinese(tag.name) and not (len(row) == 1 and row[0] in plain):
            finder.setdefault(row[0], []).append((row, replace(tag, salience=1, count=1)))
    return finder


def _with_names(entry: Entry, finder: Finder) -> Entry:
    have = {tag.name for tag in entry.entities}
    more = {
        tag.name: tag for text in _texts(entry) for tag in _found(words(fold(text)), finder) if tag.name not in have
    }
    return replace(entry, entities=(*entry.entities, *(more[name] for name in sorted(more)))) if more else entry


def _found(row: Sequence[str], finder: Finder) -> Iterator[Tag]:
    for at, word in enumerate(row):
        for wanted, tag in finder.get(word, ()):
            if tuple(row[at : at + len(wanted)]) == wanted:
                yield tag
