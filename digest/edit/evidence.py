"""What an entry offers for telling which event it reports: its clues, in the headline and in the rest.

A clue is a string with its kind before a colon, the same in both languages wherever the two can agree:
`name:Nvidia`, `figure:USD 2.49e10`, `term:export controls`, `word:h200`; Chinese character pairs (`pair:裁员`) agree
only with Chinese ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.edit.glossary import glossary
from digest.edit.phrases import fold
from digest.edit.words import common, is_number, pairs, stem, words
from digest.model import Entry, Tag


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues of one entry: those of its headline, and all of them."""

    title: frozenset[str]
    everything: frozenset[str]


def clues(entry: Entry) -> Clues:
    """What the headline, the summary, the entities and the figures of an entry give away."""
    title, summary = fold(entry.title), fold(" ".join(entry.summary))
    named = {f"name:{fold(tag.name)}": _in_title(tag, title) for tag in entry.entities}
    head = {*_of_text(title), *(name for name, is_in_title in named.items() if is_in_title)}
    return Clues(frozenset(head), frozenset({*head, *_of_text(summary), *named, *_figures(entry)}))


def _in_title(tag: Tag, title: str) -> bool:
    return tag.salience > 1 or fold(tag.name) in title or bool(tag.zh and fold(tag.zh) in title)


def _figures(entry: Entry) -> Iterator[str]:
    return (f"figure:{term[1:]}" for term in entry.terms if term.startswith("="))


def _of_text(folded: str) -> Iterator[str]:
    plain = words(folded)
    stems = [stem(word) for word in plain]
    yield from (f"word:{word}" for word in stems if word not in common() and not is_number(word) and len(word) > 1)
    yield from (f"word:{word}" for word in _versions(stems))
    yield from (f"term:{concept}" for concept in glossary().of_words(stems))
    yield from (f"term:{concept}" for concept in glossary().of_chinese(folded))
    yield from (f"pair:{pair}" for pair in pairs(folded))


def _versions(stems: list[str]) -> Iterator[str]:
    """`iphone 18` and `gemini 3` as one word each: a name with its generation."""
    for name, number in zip(stems, stems[1:], strict=False):
        if number.isdigit() and len(number) < 3 and name.isalpha() and name not in common():
            yield name + number
