"""Find the phrases of `topics.yaml` in a text and keep them as the text writes them.

They are stored in place of the text, so that topics can be assigned anew after `topics.yaml` has changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from digest.model import Topic, has_chinese
from digest.tag.fold import fold, simplified

_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")
_POSSESSIVE = re.compile(r"'s\b")
_GAP = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[a-z0-9])|(?<=[a-z0-9]) +(?=[\u3400-\u9fff])")
"""Spaces between Chinese and Latin characters, which many Chinese papers put: `AI 芯片` is `AI芯片`."""
_LONGEST = 4
"""Words that overlapping phrases may have once they are joined."""
_REMEMBERED = 50_000
"""Words whose phrases are cached at most."""

Words = tuple[str, ...]


def plain(text: str) -> str:
    """A text in lower case and simplified characters, without possessives and the dots of acronyms."""
    return _POSSESSIVE.sub("", _ACRONYM.sub(lambda m: m[0].replace(".", ""), simplified(fold(text)).lower()))


class Phrases:
    """The phrases of a taxonomy, prepared for matching.

    Latin phrases match whole words, with hyphens read as spaces; a trailing `*` matches any ending. Chinese phrases
    match anywhere."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._heads: dict[str, list[tuple[Words, bool]]] = {}
        self._stems: dict[str, None] = {}
        self._han: dict[str, list[str]] = {}
        self._of_word: dict[str, tuple[tuple[Words, bool], ...]] = {}
        for phrase in sorted({p for topic in topics for p in _phrases(topic)}):
            self._add(phrase)

    def _add(self, phrase: str) -> None:
        folded = plain(phrase.removesuffix("*"))
        if has_chinese(folded):
            folded = _GAP.sub("", folded)
            self._han.setdefault(folded[:1], []).append(folded)
            self._han[folded[:1]].sort(key=lambda p: -len(p))
            return
        words = tuple(_WORD.findall(folded))
        if len(words) == 1 and phrase.endswith("*"):
            self._stems[words[0]] = None
        elif words:
            self._heads.setdefault(words[0], []).append((words, phrase.endswith("*")))

    def find(self, text: str) -> Counter[str]:
        """How often each phrase occurs in a text (made `plain`), in the text's words; of nested ones the longest."""
        found: Counter[str] = Counter()
        tokens = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        for first, last in _joined(self._latin([t[0] for t in tokens])):
            found[" ".join(token[0] for token in tokens[first:last])] += 1
        if has_chinese(text):
            found.update(self._chinese(_GAP.sub("", text)))
        return found

    def _latin(self, words: list[str]) -> Iterator[tuple[int, int]]:
        for at, word in enumerate(words):
            for wanted, open_end in self._starting(word):
                size = len(wanted)
                if size == 1 or _matches(words[at : at + size], wanted, open_end):
                    yield at, at + size

    def _starting(self, word: str) -> tuple[tuple[Words, bool], ...]:
        """The phrases that begin with a word, cached because texts repeat their words."""
        known = self._of_word.get(word)
        if known is None:
            stems = [((word,), True)] if any(word[:size] in self._stems for size in range(2, len(word) + 1)) else []
            known = (*stems, *self._heads.get(word, ()))
            if len(self._of_word) < _REMEMBERED:
                self._of_word[word] = known
        return known

    def _chinese(self, text: str) -> Iterator[str]:
        at, size = 0, len(text)
        while at < size:
            step = 1
            for phrase in self._han.get(text[at], ()):
                if text.startswith(phrase, at):
                    yield phrase
                    step = len(phrase)
                    break
            at += step


def _phrases(topic: Topic) -> Iterator[str]:
    yield from (*topic.strong, *topic.weak, *topic.against)
    for combination in topic.together:
        for part in combination:
            yield from (name.strip() for name in part.split("|") if name.strip())


def _matches(words: list[str], wanted: Words, open_end: bool) -> bool:
    if len(words) < len(wanted) or tuple(words[:-1]) != wanted[:-1]:
        return False
    return words[-1].startswith(wanted[-1]) if open_end else words[-1] == wanted[-1]


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans without those inside others; overlapping ones are joined up to `_LONGEST` words."""
    start = end = -1
    for first, last in sorted(spans, key=lambda s: (s[0], -s[1])):
        if last <= end:
            continue
        if first < end and last - start <= _LONGEST:
            end = last
            continue
        if end > 0:
            yield start, end
        start, end = first, last
    if end > 0:
        yield start, end
