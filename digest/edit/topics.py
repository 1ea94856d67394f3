"""Decide what an article is about and how much it belongs to this desk, from stored evidence alone.

Evidence is the phrases of `topics.yaml` in the title, in the summary and in the text (as the tagger counted them), the
entities, and combinations of both. Each piece is worth more the more prominent it is; a topic's score is the sum of its
pieces, every further one counting less, so that a topic with a long list has no advantage.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from digest.edit.phrases import HAN, MOST_WORDS, Phrasebook, fold, words
from digest.model import Assignment, Entry, Tag, Topic

STRONG, WEAK, ENTITY, TOGETHER, AGAINST = 2.0, 0.5, 1.5, 2.0, -2.0
TITLE, SUMMARY, TEXT = 1.0, 0.5, 0.6
"""What a phrase is worth where it stands; in the text up to TEXT, as it is repeated."""
FADE = 0.8
"""Each further piece of evidence for one topic counts this much of the one before."""
ENOUGH = 1.5
"""A topic needs this score, and SHARE of the best one's."""
SHARE = 0.25
HINTS = 1.4
"""Weak evidence alone brings no more than this."""
MOST = 3
REASONS = 5
SURE = 2.6
"""From this score on a topic is beyond doubt and brings its full relevance."""

Evidence = Mapping[str, float]
"""Folded phrase or entity name -> how prominent it is in the article, 0 to about 2."""


class Piece(NamedTuple):
    """One piece of evidence for a topic."""

    worth: float
    reason: str
    hint: bool = False
    """It only supports what other evidence says."""
    combined: bool = False
    """It is a combination, which makes a topic likely but does not alone make it central."""


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
        self._book = Phrasebook(_key(phrase) for topic in topics for phrase in topic.phrases())
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
        return _decide(pieces, self.relevance)

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
        """Stored terms as present phrases: a phrase that is new in `topics.yaml` is found inside older, longer ones."""
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
                yield slug, min(value for value, _ in parts.values()), " + ".join(parts[at][1] for at in range(size))


def assign(entry: Entry, topics: Sequence[Topic]) -> Assignment:
    """The topics of one article, best first, each with its score and the evidence that counted.

    Pass the same sequence each time: it is prepared once (20 ms), then an article takes a fifth of a millisecond."""
    return _prepared(_Same(topics)).assign(entry)


class _Same:
    """A sequence of topics as a key: equal only to itself, so that nothing need be compared or hashed."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = topics

    def __hash__(self) -> int:
        return id(self.topics)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.topics is self.topics


@functools.lru_cache(maxsize=4)
def _prepared(key: _Same) -> TopicIndex:
    return TopicIndex(key.topics)


def merge(assignments: Sequence[Assignment]) -> Assignment:
    """One story's topics from those of its articles, the first of them (the lead) counting twice."""
    if not assignments:
        return Assignment()
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, dict[str, None]] = defaultdict(dict)
    for weight, assignment in zip(chain([2.0], (1.0 for _ in assignments)), assignments, strict=False):
        for slug, score in assignment.scores.items():
            scores[slug] += weight * score / (len(assignments) + 1)
            reasons[slug].update(dict.fromkeys(assignment.reasons.get(slug, ())))
    kept = _kept(scores)
    relevance = sum(each.relevance for each in (assignments[0], *assignments)) / (len(assignments) + 1)
    return Assignment(
        topics=kept,
        primary=kept[0] if kept else "",
        scores={slug: round(scores[slug], 3) for slug in kept},
        reasons={slug: tuple(reasons[slug])[:REASONS] for slug in kept},
        relevance=round(relevance, 3) if kept else 0.0,
    )


def alternatives(part: str) -> tuple[str, ...]:
    """The alternatives in one part of a combination: `AI | 人工智能`."""
    return tuple(name.strip() for name in part.split("|") if name.strip())


def _key(phrase: str) -> str:
    folded = fold(phrase)
    return folded if HAN.search(folded) else " ".join(words(folded)) + ("*" if phrase.endswith("*") else "")


def _entities(entry: Entry) -> dict[str, float]:
    title, long = fold(entry.title), _length(entry)
    return {_name(tag.name): _prominence(tag, title, long) for tag in entry.entities}


_name = functools.lru_cache(maxsize=2**16)(fold)
"""Names come up again and again; folding each once saves a third of the time."""


def _prominence(tag: Tag, title: str, long: float) -> float:
    in_title = _name(tag.name) in title or bool(tag.zh and tag.zh in title)
    return 0.4 * in_title + (0.6 if tag.salience >= 2 else TEXT * tag.count / (tag.count + 2 * long))


def _highest(entities: Evidence, phrases: Evidence) -> dict[str, float]:
    return {name: max(worth, phrases.get(name, 0.0)) for name, worth in entities.items()}


def _length(entry: Entry) -> float:
    """Length of what was read, 1 for a note and 6 for a long read: a phrase once in a long read says little."""
    return min(6.0, max(1.0, entry.words / (600 if entry.language.startswith("zh") else 300)))


def _decide(pieces: Mapping[str, Sequence[Piece]], relevance: Mapping[str, float]) -> Assignment:
    likely = (slug for slug, found in pieces.items() if sum(p.worth for p in found if p.worth > 0) >= ENOUGH)
    scores = {slug: _sum(pieces[slug]) for slug in likely}
    kept = _kept(scores)
    return Assignment(
        topics=kept,
        primary=kept[0] if kept else "",
        scores={slug: round(scores[slug], 3) for slug in kept},
        reasons={
            slug: tuple(piece.reason for piece in sorted(pieces[slug], key=_strongest)[:REASONS]) for slug in kept
        },
        relevance=_relevance([(relevance[slug], pieces[slug]) for slug in kept]),
    )


def _sum(pieces: Sequence[Piece]) -> float:
    strong = [piece for piece in pieces if piece.worth > 0 and not piece.hint]
    full = sorted((piece.worth for piece in strong if not _said_in_full(piece, strong)), reverse=True)
    hints = sum(piece.worth for piece in pieces if piece.hint)
    against = sum(piece.worth for piece in pieces if piece.worth < 0)
    return sum(worth * FADE**place for place, worth in enumerate(full)) + min(HINTS, hints) + against


def _said_in_full(piece: Piece, others: Sequence[Piece]) -> bool:
    """It only repeats part of a longer phrase that counts as much: `robot` where `humanoid robot` is meant."""
    return any(piece.reason in other.reason and other is not piece and other.worth >= piece.worth for other in others)


def _kept(scores: Mapping[str, float]) -> tuple[str, ...]:
    order = sorted(scores, key=lambda slug: (-round(scores[slug], 6), slug))
    least = max(ENOUGH, SHARE * scores[order[0]]) if order else 0.0
    return tuple(slug for slug in order if scores[slug] >= least)[:MOST]


def _strongest(piece: Piece) -> tuple[float, str]:
    return (-piece.worth, piece.reason)


def _relevance(found: Sequence[tuple[float, Sequence[Piece]]]) -> float:
    """The most central topic by how sure it is, and a little for each other one."""
    parts = sorted((central * _sureness(pieces) for central, pieces in found), reverse=True)
    return round(min(3.0, sum(part * (1.0 if place == 0 else 0.25) for place, part in enumerate(parts))), 3)


def _sureness(pieces: Sequence[Piece]) -> float:
    """From one half to 1; combinations (China and the US in one article) add nothing to it."""
    return max(0.5, min(1.0, _sum([piece for piece in pieces if not piece.combined]) / SURE))
