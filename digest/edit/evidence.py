"""Collect the clues of an entry to which event it reports, from its headline and from the rest.

A clue is a string with its kind before a colon, the same in both languages wherever the two can agree:
`name:nvidia`, `place:shenzhen`, `figure:USD 2.49e10`, `act:acquire`, `term:export controls`, `date:06-15`, `word:h200`;
Chinese character pairs (`pair:裁员`) agree only with Chinese ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from digest.edit.days import days
from digest.edit.glossary import concepts
from digest.edit.headline import NEAR_START, actor
from digest.edit.phrases import fold
from digest.edit.words import common, is_number, pairs, stem, words
from digest.model import Entry, Tag

ALONE = frozenset({"roundup", "live", "deal", "promo", "podcast"})
"""Kinds of entry that report many events, or none: they never join others."""


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues of one entry."""

    title: frozenset[str]
    """Those in its headline."""
    subject: frozenset[str]
    """Those for who acts in its headline."""
    everything: frozenset[str]
    """All of them."""


def clues(entry: Entry) -> Clues:
    """The clues in the headline, the summary, the entities, the terms and the figures of an entry."""
    title, summary = fold(entry.title), fold(" ".join(entry.summary))
    names = {_clue(tag): _position(tag, title) for tag in entry.entities}
    spelled = _spelled(entry)
    head = {*_of_text(title)} - spelled | {name for name, place in names.items() if place >= 0}
    body = {clue for text in (summary, *_returning(entry)) for clue in _of_text(text)} - spelled
    everything = frozenset({*head, *body, *names, *_figures(entry)})
    return Clues(frozenset(head), everything & _subject(title, names), everything)


def _clue(tag: Tag) -> str:
    """The clue of an entity. Places are of a kind of their own: they do not act, and much happens in one country."""
    name = fold(tag.name).replace("-", " ")  # `DeepSeek-R1` and `DeepSeek R1`
    return f"{'place' if tag.type == 'PLACE' else 'name'}:{name}"


_SOMEWHERE = 1000


def _position(tag: Tag, title: str) -> int:
    """Offset at which a headline names an entity, `_SOMEWHERE` if it does so in other words, -1 if it does not."""
    name = fold(tag.name)
    spellings = (name, fold(tag.zh), name.rsplit(maxsplit=1)[-1] if name else "")
    places = [title.find(spelling) for spelling in spellings if len(spelling) > 1]
    return min((place for place in places if place >= 0), default=_SOMEWHERE if tag.salience > 1 else -1)


def _spelled(entry: Entry) -> set[str]:
    """The words of names, which are no clues of their own, so that a name counts once.

    The last word of a longer name stays, because another report may have it alone. So does every name in a Chinese
    text, where the word is found more surely than the name."""
    whole = not entry.language.startswith("zh")
    names = (words(fold(tag.name)) for tag in entry.entities)
    return {f"word:{stem(word)}" for name in names for word in (name if whole and len(name) == 1 else name[:-1])}


def _subject(title: str, names: Mapping[str, int]) -> set[str]:
    """The clues of who acts in a headline: the name near its beginning, or the words there if none is known."""
    who, end = actor(title)
    named = [(place, clue) for clue, place in names.items() if clue.startswith("name:")]
    near = [(place, clue) for place, clue in named if 0 <= place < max(end, NEAR_START)]
    if near:
        return {min(near)[1]}
    return {clue for clue in _of_text(who) if clue.startswith(("pair:", "word:"))}


def _returning(entry: Entry) -> Iterator[str]:
    """The terms that were stored of the text, without figures."""
    return (fold(term) for term in entry.terms if not term.startswith("="))


def _figures(entry: Entry) -> Iterator[str]:
    return (f"figure:{term[1:]}" for term in entry.terms if term.startswith("="))


def _of_text(folded: str) -> Iterator[str]:
    stems = [stem(word) for word in words(folded)]
    yield from (f"word:{word}" for word in stems if word not in common() and not is_number(word) and len(word) > 1)
    yield from (f"word:{word}" for word in _versions(stems))
    yield from concepts(folded)
    yield from (f"pair:{pair}" for pair in pairs(folded))
    yield from (f"date:{day}" for day in days(folded))


def _versions(stems: list[str]) -> Iterator[str]:
    """Names joined with the number of their generation, as one word each: `iphone18`, `gemini3`."""
    for name, number in pairwise(stems):
        if number.isdigit() and len(number) < 3 and name.isalpha() and name not in common():
            yield name + number
