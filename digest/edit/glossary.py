"""Find the concepts in a text with a bilingual glossary, so that English and Chinese reports can be compared.

`glossary.tsv` has one concept a line, with its English and its Chinese phrases: `export controls` and 出口管制 are one
concept. A concept is written with its kind: `act:acquire` is something that happens, `term:export controls` something
that it happens to.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from importlib.resources import files

from digest.edit.words import stem, words


class Glossary:
    """Concepts by their phrases. At each place of a text the longest phrase wins."""

    def __init__(self, rows: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> None:
        self._english: dict[str, tuple[str, ...]] = {}
        self._chinese: dict[str, tuple[str, ...]] = {}
        for concept, english, chinese in rows:
            for phrase in english:
                _add(self._english, " ".join(map(stem, words(phrase))), concept)
            for phrase in chinese:
                _add(self._chinese, phrase, concept)
        self._words_at_most = max((key.count(" ") + 1 for key in self._english), default=0)
        self._chars_at_most: dict[str, int] = {}
        for phrase in self._chinese:
            start = phrase[:2]
            self._chars_at_most[start] = max(len(phrase), self._chars_at_most.get(start, 0))

    def of_words(self, stems: Sequence[str]) -> Iterator[str]:
        """The concepts in a sequence of English stems, in order, repeats included."""
        at = 0
        while at < len(stems):
            for length in range(min(self._words_at_most, len(stems) - at), 0, -1):
                if found := self._english.get(" ".join(stems[at : at + length])):
                    yield from found
                    break
            else:
                length = 1
            at += length

    def of_chinese(self, text: str) -> Iterator[str]:
        """The concepts in a text in simplified Chinese, in order, repeats included."""
        at = 0
        while at < len(text):
            at_most = self._chars_at_most.get(text[at : at + 2], 0)
            length = next((size for size in range(at_most, 1, -1) if text[at : at + size] in self._chinese), 1)
            yield from self._chinese.get(text[at : at + length], ())
            at += length


def _add(table: dict[str, tuple[str, ...]], key: str, concept: str) -> None:
    if key and concept not in table.get(key, ()):
        table[key] = (*table.get(key, ()), concept)


@functools.cache
def glossary() -> Glossary:
    """The glossary that ships with the program."""
    lines = files("digest.edit").joinpath("glossary.tsv").read_text("utf-8").splitlines()[1:]
    return Glossary([_row(line) for line in lines if line])


def concepts(folded: str) -> Iterator[str]:
    """The concepts in a folded text, those of its English words first."""
    yield from glossary().of_words([stem(word) for word in words(folded)])
    yield from glossary().of_chinese(folded)


def _row(line: str) -> tuple[str, list[str], list[str]]:
    concept, kind, english, chinese = line.split("\t")
    return f"{kind}:{concept}", english.split(", "), chinese.split(", ")
