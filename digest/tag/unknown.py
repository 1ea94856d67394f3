"""Decide which proposed strings of an English text are names that the who's who does not have.

A proposal is accepted if the model and the context agree, or if the context alone is strong. Its type is decided once,
from all its mentions (`digest.tag.evidence`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from digest.model import EntityType
from digest.tag import evidence, tables
from digest.tag.english_context import Context
from digest.tag.headlines import Headlines
from digest.tag.heads import Headed
from digest.tag.ner import Guess
from digest.tag.proposals import OPENS, Proposal, proposals
from digest.tag.spans import Span, Taken, occurrences

Found = tuple[str, EntityType, list[Span]]

_CAMEL_CASE = re.compile(r"[a-z][A-Z]|^\d+[A-Z][a-z]")
_NUMBER = re.compile(r"[A-Z][\w-]*[a-z] \d+")
_LOWER_WORD = re.compile(r"(?<![\w'.-])[a-z]{3,}")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_TWO_LETTERS = re.compile(r"[^\W_]\W*[^\W_]")
_LEGAL = re.compile(r",? (?:Inc|Incorporated|Corp|Co|Ltd|Limited|LLC|PLC|plc)\.?$")
_THINGS = re.compile(
    r" (?:[a-zA-Z]+ ){0,2}(?:apps|assistants|brands|browsers|cars|chatbots|chipmakers|chips|companies|computers|devices"
    r"|EVs|factories|firms|GPUs|laptops|models|networks|phones|platforms|processors|products|robots|satellites"
    r"|semiconductors|servers|services|smartphones|startups|systems|tablets|tools|vehicles)\b"
)
"""Things in the plural after a word that opens a sentence: a product's own name is seldom said of several."""
_LINKS = frozenset(("of", "for", "on", "the", "and", "&"))
_MOST = 120
"""Unknown names taken from one article at most: an article with more is a list rather than a story."""
_NEED = 1.0
"""Points that a candidate needs if the model or the text itself gives it a type."""
_NEED_ALONE = 2.0
"""Points that any other candidate needs."""
_INSIDE = 0.5
"""Points for a single word for each mention inside a sentence, where a capital is no matter of course."""
_MOST_FIRST_NAMES = 2
"""Words before a person's surname at most."""
_NUMBERED = 1.5
"""Points for a coined word before a number, `Estlink 2`."""
_MOST_INSIDE = 1.5
"""Points that mentions inside sentences give at most."""
_CAMEL = 1.5
"""Points for a single word with a capital within it."""
_ABBREVIATION = 2.0
"""Points against a name that is introduced as the abbreviation of a plain noun."""


@dataclass(slots=True)
class Candidate:
    """A string that may be a name, with all its mentions."""

    spans: list[Span] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)
    """How often it is spelled in each way."""
    guesses: Counter[EntityType] = field(default_factory=Counter)
    """How often it is given each type by the model or by the text."""
    typed: bool = False
    """Whether the text itself gives its type somewhere."""
    bare: list[Span] = field(default_factory=list)
    """Where the text has its last word alone, which is how people are called after their first mention."""
    inside: int = 0
    """Mentions that do not open a sentence, where a capital would say nothing."""


def unknown(
    text: str,
    known: Mapping[Span, EntityType],
    headed: Sequence[Headed],
    guesses: Sequence[Guess],
    ignore: frozenset[str],
) -> list[Found]:
    """Name, type and places of each unknown name.

    `known` are the places of names that are settled, with their types; `headed` are names with a head word, `guesses`
    are the model's, and `ignore` is what is never a name."""
    taken = Taken(known)
    context = Context(text, known)
    found: dict[str, Candidate] = {}
    headlines = Headlines(text)
    for proposal in proposals(text, headed, guesses, headlines):
        if taken.free(proposal.start, proposal.end):
            taken.add(proposal.start, proposal.end)
            _note(found, text, proposal)
    _note_bare(found)
    lower = lower_words(text)
    judged = [(c, _judge(text, c, ignore, lower, context)) for c in list(found.values())[:_MOST]]
    listed = Context(text, {**known, **{span: kind for c, kind in judged if kind for span in c.spans}})
    judged = [(c, kind and _judge(text, c, ignore, lower, listed)) for c, kind in judged]
    names = [(_surface(c), kind, c.spans) for c, kind in judged if kind]
    _add_from_headlines(text, names, taken, headlines)
    return [(name, kind, sorted(spans)) for name, kind, spans in names]


def _add_from_headlines(text: str, names: Sequence[Found], taken: Taken, headlines: Headlines) -> None:
    """Add to each name its places in lines of title case, where its capitals prove nothing; the longest name first."""
    for name, _, spans in sorted(names, key=lambda n: -len(n[0])):
        for place in occurrences(text, name):
            if place[0] in headlines and taken.free(*place):
                taken.add(*place)
                spans.append(place)


@lru_cache(maxsize=1)  # several steps ask for the same article
def lower_words(text: str) -> frozenset[str]:
    """The words that a text also writes in lower case: a capital on one of them says little."""
    return frozenset(_LOWER_WORD.findall(text))


def _is_generic(word: str) -> bool:
    return word in tables.words("generic.txt") or word.rstrip("s") in tables.words("generic.txt")


def _note(found: dict[str, Candidate], text: str, proposal: Proposal) -> None:
    """Add a proposal to the candidate of the same letters and digits, whatever its case and punctuation."""
    start, end, kind, typed = proposal
    surface = text[start:end]
    candidate = found.setdefault(re.sub(r"[\W_]+", "", surface).lower(), Candidate())
    candidate.spans.append((start, end))
    candidate.surfaces[surface] += 1
    candidate.typed |= typed
    if kind:
        candidate.guesses[kind] += 1
    candidate.inside += not OPENS.search(text, max(0, start - 4), start)


def _note_bare(found: Mapping[str, Candidate]) -> None:
    """Tell each candidate of several words where its last word stands alone, in place."""
    for candidate in found.values():
        *others, last = _surface(candidate).split()
        alone = found.get(last.lower()) if 0 < len(others) <= _MOST_FIRST_NAMES else None
        candidate.bare = alone.spans if alone else []


def _surface(candidate: Candidate) -> str:
    """The most frequent spelling, among equals the first, without a legal form."""
    name = max(candidate.surfaces, key=lambda s: candidate.surfaces[s])
    return _LEGAL.sub("", name) or name


def _judge(
    text: str, candidate: Candidate, ignore: frozenset[str], lower: frozenset[str], context: Context
) -> EntityType | None:
    """The type of a candidate, or None if it is no name."""
    name = _surface(candidate)
    words = name.split()
    if (
        not _TWO_LETTERS.search(name)
        or name.lower() in ignore
        or name in tables.words("openers.txt")
        or not (name[0].isalpha() or _CAMEL_CASE.match(name))
        or all(_says_nothing(w) for w in words)
        or (name in tables.heads() and "weak" in tables.heads()[name].places)
        or (len(words) == 1 and not candidate.inside and _describes(text, candidate.spans))
    ):
        return None
    article = any(_ARTICLE.search(text, max(0, start - 5), start) for start, _ in candidate.spans)
    said = context.points(candidate.spans)
    if candidate.bare:
        said["PERSON"] += context.points(candidate.bare)["PERSON"]
    kind, strength = evidence.weigh(name, said, candidate.guesses, lower, article)
    doubt = _doubt(name, candidate, lower) + _ABBREVIATION * _abbreviates(text, name)
    need = _NEED if candidate.guesses or candidate.typed else _NEED_ALONE
    return kind if strength - doubt >= need else None


def _describes(text: str, spans: Sequence[Span]) -> bool:
    """Whether a word at the beginning of sentences is an adjective of things each time: `Large language models`."""
    return all(_THINGS.match(text, end) for _, end in spans)


def _abbreviates(text: str, name: str) -> bool:
    """Whether a name is introduced as the abbreviation of a plain noun: `large language models (LLMs)`."""
    return name.rstrip("s").isupper() and re.search(rf"[a-z]\"? \({re.escape(name)}\)", text) is not None


def _says_nothing(word: str) -> bool:
    suffix = word in tables.words("company_suffixes.txt")
    return suffix or _is_generic(word) or word in tables.words("titles.txt") or not any(c.isalpha() for c in word)


def _doubt(name: str, candidate: Candidate, lower: frozenset[str]) -> float:
    """Points against a candidate; below zero if its form speaks for it."""
    words = [w for w in name.lower().split() if w not in _LINKS]
    doubt = 0.0
    if len(words) == 1:
        if words[0] in lower:
            doubt += 1.5 + name.islower()
        if not candidate.inside:
            doubt += 1.0
        if name.rstrip("s").isupper() and len(name) <= 6:
            doubt += 0.6
        elif words[0] not in lower:
            doubt -= min(_MOST_INSIDE, _INSIDE * candidate.inside) + _CAMEL * bool(_CAMEL_CASE.search(name))
    elif all(w in lower for w in words):
        doubt += 1.5
    elif not candidate.guesses and not candidate.typed:
        doubt -= 0.5 + _NUMBERED * (_NUMBER.fullmatch(name) is not None and candidate.inside > 0)
    return doubt
