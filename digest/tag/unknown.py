"""Unknown English names: candidates from the model and from the text's own capitals, and which of them are names.

A candidate is kept when the model and the context agree, or when the context alone is strong. Its type is decided once,
from all its mentions (`digest.tag.evidence`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digest.model import EntityType
from digest.tag import evidence, form, tables
from digest.tag.cast import occurrences
from digest.tag.english_context import Context
from digest.tag.headlines import Headlines
from digest.tag.heads import RUN, Headed
from digest.tag.ner import Guess

Span = tuple[int, int]
Found = tuple[str, EntityType, list[Span]]

_PIECES = re.compile(r"\s*[/|:;,\n()\"•…]\s*|\s+-\s+|'s\s+(?=[A-Z])|(?<!\s[A-Z])\.\s+(?=[A-Z][a-z]{3})")
_EDGE = re.compile(r"^['\s.-]+|(?:'s?|[.!?'\s-])+$")
_OPENS = re.compile(r"(?:^|[.!?:;]['\")]*\s+|\n|\"\s?|- )$")
_SMALL_FIRST = re.compile(r"(?<![\w@#/.'-])[a-z]{1,2}[A-Z]\w{1,20}(?![\w@])")
_CAMEL_CASE = re.compile(r"[a-z][A-Z]")
_CITED = re.compile(r"[.!?][\"')]* \(([A-Z][\w.&' -]{1,40}?)(?: \$)?[);.\n]")
_TITLED = re.compile(
    r"\b(?:podcasts?|books?|films?|movies?|novels?|memoirs?|shows?|series|documentar(?:y|ies)|songs?|albums?|games?|dramas?"
    r"|called|titled|entitled|dubbed|codenamed),? \"([A-Z][^\"\n]{1,40}[^\"\n.,])[.,]?\""
)
_LOWER_WORD = re.compile(r"(?<![\w'.-])[a-z]{3,}")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_LEGAL = re.compile(r",? (?:Inc|Incorporated|Corp|Co|Ltd|Limited|LLC|PLC|plc)\.?$")
_LINKS = frozenset(("of", "for", "on", "the", "and", "&"))
_LOWER = re.compile(r" (?!(?:of|for|on|the|and|in|to|de|la|van|von|der|a) )[a-z]+(?= )")
_LOWERS = 2
"""Small words that a name may hold,"""
_LONGEST = 100
"""and characters, at most;"""
_MOST = 120
"""and of unknown names in one article: beyond, it is a list and no story."""
_INSIDE, _MOST_INSIDE = 0.5, 1.5
"""A capital within a sentence, on a word that is never small: each speaks for a name,"""
_CAMEL = 1.5
"""and a capital within the word itself."""
_ENOUGH = 1.0
_ABBREVIATION = 2.0
_ALONE = 2.0
"""Points that a candidate needs which the model does not take for a name."""


@dataclass(slots=True)
class Candidate:
    """A string that may be a name: where it stands, and what the model says of it."""

    spans: list[Span] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)
    guesses: Counter[EntityType] = field(default_factory=Counter)
    headed: bool = False
    inside: int = 0
    """Mentions that do not open a sentence: only there does a capital mean something."""


class Taken:
    """The parts of a text that belong to a name."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of this part belongs to a name yet."""
        at = bisect_left(self._spans, (start, start))
        before, after = self._spans[max(0, at - 1) : at], self._spans[at : at + 1]
        return not (before and before[0][1] > start) and not (after and after[0][0] < end)

    def add(self, start: int, end: int) -> None:
        """Give a free part to a name."""
        insort(self._spans, (start, end))


def unknown(
    text: str,
    known: Mapping[Span, EntityType],
    headed: Sequence[Headed],
    guesses: Sequence[Guess],
    ignore: frozenset[str],
) -> list[Found]:
    """Name, type and places of each name that the who's who does not have; `known` are the places that it explains."""
    taken = Taken(known)
    context = Context(text, known)
    found: dict[str, Candidate] = {}
    headlines = Headlines(text)
    for start, end, kind, own in _candidates(text, headed, guesses, headlines):
        if taken.free(start, end):
            taken.add(start, end)
            _note(found, text, (start, end), kind, own)
    lower = lower_words(text)
    if len(found) > _MOST:
        found = dict(list(found.items())[:_MOST])
    judged = [(c, _judge(text, c, ignore, lower, context)) for c in found.values()]
    listed = Context(text, {**known, **{span: kind for c, kind in judged if kind for span in c.spans}})
    judged = [(c, kind and _judge(text, c, ignore, lower, listed)) for c, kind in judged]
    names = [(_surface(c), kind, c.spans) for c, kind in judged if kind]
    for name, _, spans in sorted(names, key=lambda n: -len(n[0])):
        for place in occurrences(text, name):
            if place[0] in headlines and taken.free(*place):
                taken.add(*place)
                spans.append(place)
    return [(name, kind, sorted(spans)) for name, kind, spans in names]


def _candidates(
    text: str, headed: Sequence[Headed], guesses: Sequence[Guess], headlines: Headlines
) -> Iterator[tuple[int, int, EntityType | None, bool]]:
    """What may be a name. In a headline only people, and words with a capital of their own: of others it says nothing
    that the text has not to say as well."""
    for found in (*_quoted(text), *_headed(headed, guesses), *_guessed(text, guesses), *_capitals(text)):
        start, end, kind, _ = found
        if start not in headlines or (kind == "PERSON" and _first_and_last(text[start:end])):
            yield found
    for start, end in headlines.names():
        yield start, end, "ORG", False


def _quoted(text: str) -> Iterator[tuple[int, int, EntityType | None, bool]]:
    """Sources in brackets behind a sentence, `(Rest of World $)`; titles in quotes, `a podcast "Nothing Is Lost"`."""
    for found in _CITED.finditer(text):
        yield *found.span(1), "ORG", True
    for found in _TITLED.finditer(text):
        if all(word[0].isupper() or word in tables.words("small_words.txt") for word in found[1].split()):
            yield *found.span(1), "PRODUCT", True


def _first_and_last(name: str) -> bool:
    return form.person_name(name) >= form.PERSON_NAME


def lower_words(text: str) -> frozenset[str]:
    """The words that a text writes small: where one of them has a capital, that says little."""
    return frozenset(_LOWER_WORD.findall(text))


def _headed(headed: Sequence[Headed], guesses: Sequence[Guess]) -> Iterator[tuple[int, int, EntityType | None, bool]]:
    guessed = Taken((g.start, g.end) for g in guesses)
    for name in headed:
        if not name.weak or not guessed.free(name.start, name.end):
            yield name.start, name.end, name.type, True


def _guessed(text: str, guesses: Sequence[Guess]) -> Iterator[tuple[int, int, EntityType | None, bool]]:
    for guess in guesses:
        start = guess.start
        for cut in [*_cuts(text, guess), None]:
            end = cut.start() if cut else guess.end
            first, last = _trim(text, start, end)
            if first < last:
                yield first, last, guess.type, False
            start = cut.end() if cut else guess.end


def _cuts(text: str, guess: Guess) -> Iterator[re.Match[str]]:
    """Where a guess is several names; `Victoria's Secret` is one while nobody is called Victoria alone."""
    for cut in _PIECES.finditer(text, guess.start, guess.end):
        owner = text[guess.start : cut.start()].rpartition(" ")[2]
        if not cut.group().startswith("'s") or re.search(rf"\b{re.escape(owner)}\b(?!'s)", text):
            yield cut


def _capitals(text: str) -> Iterator[tuple[int, int, EntityType | None, bool]]:
    """Runs of capitals that the model passed over; links part them: they are no single name without a head word."""
    for run in RUN.finditer(text):
        start = run.start()
        for link in [*re.finditer(r" (?:(?:of|for|on)(?: the)?|and|&) ", run.group()), None]:
            end = run.start() + link.start() if link else run.end()
            first, last = _trim(text, start, end)
            if first < last:
                yield first, last, None, False
            start = run.start() + link.end() if link else end
    for found in _SMALL_FIRST.finditer(text):
        yield *found.span(), None, False


def _trim(text: str, start: int, end: int) -> Span:
    """Without lower-case words, offices and punctuation at either edge; empty for what is too long to be a name."""
    if end - start > _LONGEST or len(_LOWER.findall(text, start, end)) > _LOWERS:
        return start, start
    while start < end:
        piece = text[start:end]
        edge = _EDGE.search(piece)
        if edge:
            start, end = (start + edge.end(), end) if edge.start() == 0 else (start, start + edge.start())
            continue
        first, last = piece.split(" ", 1)[0], piece.rsplit(" ", 1)[-1]
        if first != piece and (first.islower() or first in tables.words("titles.txt") or _opener(text, start, end)):
            start += len(first) + 1
        elif last != piece and last.islower():
            end -= len(last) + 1
        else:
            break
    return start, end


def _opener(text: str, start: int, end: int) -> bool:
    """Whether a candidate's first word only opens the sentence; `Will` and `He` are names before some others."""
    first, second = text[start:end].split(" ", 2)[:2]
    if first not in tables.words("openers.txt"):
        return False
    if first in tables.words("pinyin_surnames.txt"):
        return second in tables.words("generic.txt") or not form.pinyin(second)
    return first not in tables.words("given_names.txt") or _OPENS.search(text, max(0, start - 4), start) is not None


def _is_generic(word: str) -> bool:
    return word in tables.words("generic.txt") or word.rstrip("s") in tables.words("generic.txt")


def _note(found: dict[str, Candidate], text: str, span: Span, kind: EntityType | None, own: bool) -> None:
    surface = text[span[0] : span[1]]
    candidate = found.setdefault(re.sub(r"[\W_]+", "", surface).lower(), Candidate())
    candidate.spans.append(span)
    candidate.surfaces[surface] += 1
    candidate.headed |= own
    if kind:
        candidate.guesses[kind] += 1
    candidate.inside += not _OPENS.search(text, max(0, span[0] - 4), span[0])


def _surface(candidate: Candidate) -> str:
    """The spelling that is used most, the first of those, without its legal form."""
    name = max(candidate.surfaces, key=lambda s: candidate.surfaces[s])
    return _LEGAL.sub("", name) or name


def _judge(
    text: str, candidate: Candidate, ignore: frozenset[str], lower: frozenset[str], context: Context
) -> EntityType | None:
    """The type of a candidate, or None if it is no name."""
    name = _surface(candidate)
    words = name.split()
    if (
        len(name) < 2
        or name.lower() in ignore
        or name in tables.words("openers.txt")
        or not name[0].isalpha()
        or all(_says_nothing(w) for w in words)
    ):
        return None
    article = any(_ARTICLE.search(text, max(0, start - 5), start) for start, _ in candidate.spans)
    said = context.points(candidate.spans)
    kind, strength = evidence.weigh(name, said, candidate.guesses, lower, article)
    doubt = _doubt(name, candidate, lower) + _ABBREVIATION * _abbreviates(text, name)
    need = _ENOUGH if candidate.guesses or candidate.headed else _ALONE
    return kind if strength - doubt >= need else None


def _abbreviates(text: str, name: str) -> bool:
    """Whether a name is introduced as short for a plain noun: `large language models (LLMs)`."""
    return name.rstrip("s").isupper() and re.search(rf"[a-z]s? \({re.escape(name)}\)", text) is not None


def _says_nothing(word: str) -> bool:
    return _is_generic(word) or not any(c.isalpha() for c in word)


def _doubt(name: str, candidate: Candidate, lower: frozenset[str]) -> float:
    """What speaks against a candidate, as points."""
    words = [w for w in name.lower().split() if w not in _LINKS]
    doubt = 0.0
    if len(words) == 1:
        if words[0] in lower:
            doubt += 1.5
        if not candidate.inside:
            doubt += 1.0
        if name.rstrip("s").isupper() and len(name) <= 6:
            doubt += 0.6
        elif words[0] not in lower:
            doubt -= min(_MOST_INSIDE, _INSIDE * candidate.inside) + _CAMEL * bool(_CAMEL_CASE.search(name))
    elif all(w in lower for w in words):
        doubt += 1.5
    elif not candidate.guesses and not candidate.headed:
        doubt -= 0.5
    return doubt
