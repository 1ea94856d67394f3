"""Find many phrases in short texts, in both scripts, in one pass over the text.

Latin phrases match whole words in any case, and a trailing `*` matches any ending of the last word. Hyphens count as
spaces; the dots of acronyms and a possessive `'s` are ignored. A phrase with a Chinese character matches anywhere;
traditional text is read as simplified.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from digest.model import has_chinese, in_simplified

_WORD = re.compile(r"[^\W_㐀-䶿一-鿿]+")
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s\b")
_HAN_GAP = re.compile(r"(?<=[㐀-鿿])\s+|\s+(?=[㐀-鿿])")
MOST_WORDS = 200_000
"""Words and terms whose phrases are cached at most, so that memory stays bounded over an archive."""


def fold(text: str) -> str:
    """A text normalised for comparison: width, case, traditional forms, acronym dots and possessives are removed."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if has_chinese(folded):
        return _HAN_GAP.sub("", in_simplified(folded))
    return _ACRONYM.sub(lambda m: m[0].replace(".", ""), _POSSESSIVE.sub("", folded))


def words(folded: str) -> list[str]:
    """The words in Latin and other alphabets of a folded text, in order."""
    return _WORD.findall(folded)


class Phrasebook:
    """A set of phrases, prepared for `find`."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._heads: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
        self._stems: dict[str, str] = {}
        self._han: dict[str, list[tuple[str, str]]] = {}
        self._of_word: dict[str, tuple[str, ...]] = {}
        for phrase in dict.fromkeys(phrases):
            self._add(phrase)
        self._stem_lengths = sorted({len(stem) for stem in self._stems})

    def _add(self, phrase: str) -> None:
        folded = fold(phrase.removesuffix("*"))
        if has_chinese(folded):
            self._han.setdefault(folded[:2], []).append((folded, phrase))
            return
        tokens = tuple(words(folded))
        if len(tokens) == 1 and phrase.endswith("*"):
            self._stems[tokens[0]] = phrase
        elif tokens:
            self._heads.setdefault(tokens[0], []).append((tokens, phrase.endswith("*"), phrase))

    def find(self, text: str) -> set[str]:
        """The phrases that occur in a text, as they were given to the constructor."""
        folded = fold(text)
        found = set(self._latin(words(folded)))
        if has_chinese(folded):
            found.update(self._chinese(folded))
        return found

    def _latin(self, tokens: list[str]) -> Iterator[str]:
        for at, token in enumerate(tokens):
            stems = self._of_word.get(token)
            if stems is None:
                stems = self._remember(token)
            yield from stems
            for wanted, open_end, phrase in self._heads.get(token, ()):
                if _matches(tokens, at, wanted, open_end):
                    yield phrase

    def _remember(self, token: str) -> tuple[str, ...]:
        """The one-word phrases ending in `*` that a word matches, cached because texts repeat their words."""
        if len(self._of_word) > MOST_WORDS:
            self._of_word.clear()
        starts = (token[:length] for length in self._stem_lengths if length <= len(token))
        found = self._of_word[token] = tuple(self._stems[start] for start in starts if start in self._stems)
        return found

    def _chinese(self, folded: str) -> Iterator[str]:
        for at in range(len(folded)):
            for key in (folded[at : at + 2], folded[at]):
                for wanted, phrase in self._han.get(key, ()):
                    if folded.startswith(wanted, at):
                        yield phrase


def _matches(tokens: list[str], at: int, wanted: tuple[str, ...], open_end: bool) -> bool:
    last = at + len(wanted) - 1
    if last >= len(tokens) or tokens[at + 1 : last] != list(wanted[1:-1]):
        return False
    return tokens[last].startswith(wanted[-1]) if open_end else tokens[last] == wanted[-1]
