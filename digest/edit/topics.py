"""Find the evidence for each topic in a stored article, from which `weigh` decides its topics.

Evidence are the phrases of `topics.yaml` in the title, the summary and the stored terms of the text, the entities, and
combinations of these. A piece of evidence is worth more the more prominent it is in the article.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from digest.edit.phrases import MOST_WORDS, Phrasebook, fold, words
from digest.edit.weigh import AND, Piece, decide
from digest.model import Assignment, Entry, Tag, Topic, has_chinese

STRONG, WEAK, ENTITY, TOGETHER, AGAINST = 2.0, 0.5, 1.5, 2.0, -2.0
"""Points of each sort of evidence, to be multiplied by its prominence."""
TITLE, SUMMARY, TEXT = 1.0, 0.5, 0.6
"""Prominence of a phrase in each part of an article; in the text it approaches TEXT the more often it is repeated."""

Evidence = Mapping[str, float]
"""Folded phrase or entity name -> how prominent it is in the article, 0 to about 2."""


class TopicIndex:
    """`topics.yaml`, prepared for many articles."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = tuple(topics)
        self.relevance = {topic.slug: topic.relevance for topic in topics}
        self._pieces: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._entities: dict[str, list[str]] = defaultdict(list)
        self._combinations: list[tuple[str, int]] = []
        self._parts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for topic in topics:
            self._index(topic)
        keys = (_key(phrase) for topic in topics for phrase in topic.phrases())
        # A single letter (X) is a name only if the tagger says so, and is therefore not looked for as a phrase.
        self._book = Phrasebook(key for key in keys if len(key) > 1)
        self._of_term: dict[str, frozenset[str]] = {}

    def _index(self, topic: Topic) -> None:
        for phrases, weight in ((topic.strong, STRONG), (topic.weak, WEAK), (topic.against, AGAINST)):
            for phrase in {_key(phrase) for phrase in phrases}:
                self._pieces[phrase].append((topic.slug, weight))
        for name in topic.entities:
            self._entities[fold(name)].append(topic.slug)
        for parts in topic.together:
            number = len(self._combinations)
            self._combinations.append((topic.slug, len(parts)))
            for at, part in enumerate(parts):
                for member in alternatives(part):
                    self._parts[_key(member)].append((number, at))

    def assign(self, entry: Entry) -> Assignment:
        """The topics of one article, best first, each with its score and the evidence that counted."""
        phrases, entities = self._phrases(entry), _entities(entry)
        pieces: dict[str, list[Piece]] = defaultdict(list)
        for phrase, worth in phrases.items():
            for slug, weight in self._pieces.get(phrase, ()):
                pieces[slug].append(Piece(weight * worth, phrase, weight == WEAK))
        for name, worth in entities.items():
            for slug in self._entities.get(name, ()):
                pieces[slug].append(Piece(ENTITY * worth, name))
        for slug, worth, reason in self._together({**phrases, **_highest(entities, phrases)}):
            pieces[slug].append(Piece(TOGETHER * worth, reason, combined=True))
        return decide(pieces, self.relevance)

    def _phrases(self, entry: Entry) -> dict[str, float]:
        worth: dict[str, float] = defaultdict(float)
        for phrase in self._book.find(entry.title):
            worth[phrase] += TITLE
        for phrase in self._book.find(" \n ".join(entry.summary)):
            worth[phrase] += SUMMARY
        long = _length(entry)
        for phrase, count in self._counts(entry.terms).items():
            worth[phrase] += TEXT * count / (count + long)
        return worth

    def _counts(self, terms: Mapping[str, int]) -> dict[str, int]:
        """How often the stored terms contain each phrase; a phrase new to `topics.yaml` is found in longer terms."""
        counts: dict[str, int] = defaultdict(int)
        for term, count in terms.items():
            if term.startswith("="):
                continue
            found = self._of_term.get(term)
            if found is None:
                if len(self._of_term) >= MOST_WORDS:
                    self._of_term.clear()
                found = self._of_term[term] = frozenset(self._book.find(term))
            for phrase in found:
                counts[phrase] += count
        return counts

    def _together(self, worth: Evidence) -> Iterator[tuple[str, float, str]]:
        best: dict[int, dict[int, tuple[float, str]]] = defaultdict(dict)
        for name, value in worth.items():
            for number, at in self._parts.get(name, ()):
                best[number][at] = max(best[number].get(at, (0.0, "")), (value, name))
        for number, parts in best.items():
            slug, size = self._combinations[number]
            if len(parts) == size and len({name for _, name in parts.values()}) == size:
                yield slug, min(value for value, _ in parts.values()), AND.join(parts[at][1] for at in range(size))


def assign(entry: Entry, topics: Sequence[Topic]) -> Assignment:
    """The topics of one article, best first, each with its score and the evidence that counted.

    Pass the same sequence each time, because it is prepared only once."""
    return _prepared(_Same(topics)).assign(entry)


class _Same:
    """A sequence of topics as a cache key, equal only to itself, so that its content need not be hashed."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = topics

    def __hash__(self) -> int:
        return id(self.topics)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.topics is self.topics


@functools.lru_cache(maxsize=4)
def _prepared(key: _Same) -> TopicIndex:
    return TopicIndex(key.topics)


def alternatives(part: str) -> tuple[str, ...]:
    """The alternatives in one part of a combination: `AI | 人工智能`."""
    return tuple(name.strip() for name in part.split("|") if name.strip())


def _key(phrase: str) -> str:
    folded = fold(phrase)
    return folded if has_chinese(folded) else " ".join(words(folded)) + ("*" if phrase.endswith("*") else "")


def _entities(entry: Entry) -> dict[str, float]:
    title, long = fold(entry.title), _length(entry)
    return {_name(tag.name): _prominence(tag, title, long) for tag in entry.entities}


_name = functools.lru_cache(maxsize=2**16)(fold)
"""`fold` with a cache, because names come up again and again."""


def _prominence(tag: Tag, title: str, long: float) -> float:
    in_title = _name(tag.name) in title or bool(tag.zh and tag.zh in title)
    return 0.4 * in_title + (0.6 if tag.salience >= 2 else TEXT * tag.count / (tag.count + 2 * long))


def _highest(entities: Evidence, phrases: Evidence) -> dict[str, float]:
    return {name: max(worth, phrases.get(name, 0.0)) for name, worth in entities.items()}


def _length(entry: Entry) -> float:
    """Length of what was read, from 1 for a note to 6 for a long read, where one occurrence of a phrase says little."""
    return min(6.0, max(1.0, entry.words / (600 if entry.language.startswith("zh") else 300)))
