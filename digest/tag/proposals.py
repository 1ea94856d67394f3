"""Collect the strings of an English text that may be names: from the model, from head words and from capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.model import EntityType
from digest.tag import form, tables
from digest.tag.headlines import Headlines
from digest.tag.heads import NUMBER, RUN, WORD, Headed
from digest.tag.ner import Guess
from digest.tag.spans import Span, Taken

OPENS = re.compile(r"(?:^|[.!?:;]['\")]*\s+|\n|\"\s?|- )$")
"""What stands before the first word of a sentence."""
_PIECES = re.compile(
    r"\s*[/|:;,\n()\"•…—–]\s*|\s+-\s+|'s\s+(?=[A-Z])|(?<![\s.][A-Z])\.\s+(?=[A-Z][a-z]{3})| and (?=[A-Z])"
)
_MORE = re.compile(rf" ({WORD}|{NUMBER})(?![\w-])")
_PAIR = re.compile(r"([A-Z]\w+) and (?!\1)[A-Z]\w+")
_EDGE = re.compile(r"^(?:['\s.-]+|(?:anti|ex|mid|non|post|pre|pro|then)-(?=[A-Z]))|(?:'s?|[.!?'\s-])+$")
_SMALL_FIRST = re.compile(r"(?<![\w@#/.'-])[a-z]{1,2}[A-Z]\w{1,20}(?![\w@])")
_DIGITS_FIRST = re.compile(
    r"(?<![\w@#/.,$-])\d{1,3}(?:[a-z]{2,3}\d?)?(?![GMKT]bps|[GMKT]Hz)[A-Z][a-z]{2,}\w*(?:\.com)?(?![\w@])"
)
_CITED = re.compile(r"[.!?][\"')]* \(([A-Z][\w.&' -]{1,40}?)(?: \$)?[);.\n]")
_TITLED = re.compile(
    r"\b(?:podcasts?|books?|films?|movies?|novels?|memoirs?|shows?|series|documentar(?:y|ies)|songs?|albums?|games?|dramas?"
    r"|called|titled|entitled|dubbed|codenamed),? \"([A-Z][^\"\n]{1,40}[^\"\n.,])[.,]?\""
)
_WORK = re.compile(
    r"\b(newsletter|podcast|book|film|novel|documentary|memoir|journal) "
    r"([A-Z][\w'-]{1,20}(?: (?:(?:of|the|on|and|in|for|to|a) )?[A-Z][\w'-]{0,20}){1,5})"
)
_INITIALED = re.compile(
    r"(?<![\w.])(?<!\bon )(?:([A-Z][\w'-]{0,20}) )?(?!U\.[SKN]\.|E\.U\.|D\.C\.)"
    r"((?:[A-Z]\. ?){1,3}(?<= )[A-Z][a-z'-]{1,20}(?: [A-Z][a-z'-]{1,20}){0,2})"
)
_FIRST_NAME = re.compile(r"(?<=[a-z,(] )([A-Z][a-z]{2,14}) $")
_LINK = re.compile(r" (?:(?:of|for|on)(?: the)?|and|&) ")
_LOWER = re.compile(r" (?!(?:of|for|on|the|and|in|to|de|la|van|von|der|a) )[a-z]+(?= )")
_COUNTED = re.compile(r" (?:%|percent|per cent|million|billion|trillion|people|users|years|months|days|hours)")
_GERUND = re.compile(r"[A-Z][a-z]{3,}ing")
_DESIGNATION = re.compile(r"[A-Z]{1,4}-?\d[\w-]*")
"""A name of letters and a number, which what stands before it only describes."""
_SMALL = frozenset(("A", "An", "I", "I'd", "I'll", "I'm", "I've", "The"))
"""Words that begin no name, even with a capital inside a sentence."""
_MOST_LOWER = 2
"""Words in lower case, other than articles and prepositions, that a name contains at most."""
_LONGEST = 100
"""Characters of a name at most."""


class Proposal(NamedTuple):
    """A place in a text that may be a name."""

    start: int
    end: int
    type: EntityType | None
    """The type that its source gives it, or None if the place only has capitals."""
    typed: bool
    """Whether the text itself gives the type: by a head word, a title in quotation marks or a source in brackets."""


def proposals(
    text: str, headed: Sequence[Headed], guesses: Sequence[Guess], headlines: Headlines
) -> Iterator[Proposal]:
    """The places that may be a name; those proposed first have precedence over later ones that overlap them.

    In a headline in title case capitals prove nothing: only full names of people and words with a capital of their own
    are proposed there."""
    for found in (*_quoted(text), *_headed(headed, guesses), *_guessed(text, guesses), *_capitals(text)):
        person = found.type == "PERSON" and _first_and_last(text[found.start : found.end])
        if found.start not in headlines or person:
            yield found
    for start, end in headlines.names():
        yield Proposal(start, end, "ORG", typed=False)


def _quoted(text: str) -> Iterator[Proposal]:
    """Sources in brackets after a sentence, `(Rest of World $)`, titles after the kind of work, `a podcast "Nothing Is
    Lost"`, and people with initials first, in which the model sees the end of a sentence."""
    for found in _INITIALED.finditer(text):
        titled = found[1] in tables.words("titles.txt")
        if titled or (not found[1] and form.may_be_person(found[2].rsplit(" ", 1)[-1])):
            yield Proposal(*found.span(2), "PERSON", typed=True)
    for found in _CITED.finditer(text):
        if _title_case(found[1]):
            yield Proposal(*found.span(1), "ORG", typed=True)
    for found in _TITLED.finditer(text):
        if _title_case(found[1]):
            yield Proposal(*found.span(1), "PRODUCT", typed=True)
    for found in _WORK.finditer(text):
        yield Proposal(*found.span(2), "ORG" if found[1] == "journal" else "PRODUCT", typed=True)


def _title_case(title: str) -> bool:
    return all(not word[0].islower() or word in tables.words("small_words.txt") for word in title.split())


def _first_and_last(name: str) -> bool:
    """Whether a name is a known first name and a surname; after `Will` and the like only a known surname will do."""
    first, last = name.split(" ", 1)[0], name.rsplit(" ", 1)[-1]
    verb = first in tables.words("openers.txt") and not form.may_be_person(last)
    return form.person_name(name) >= form.PERSON_NAME and not verb


def _headed(headed: Sequence[Headed], guesses: Sequence[Guess]) -> Iterator[Proposal]:
    guessed = Taken((g.start, g.end) for g in guesses)
    for name in headed:
        if not name.weak or not guessed.free(name.start, name.end):
            yield Proposal(name.start, name.end, name.type, typed=True)


def _plain(word: str) -> bool:
    """Whether a capitalised word before a person's name is no part of it."""
    return word in tables.words("generic.txt", "openers.txt", "titles.txt") or word in tables.heads()


def _guessed(text: str, guesses: Sequence[Guess]) -> Iterator[Proposal]:
    taken = Taken((g.start, g.end) for g in guesses)
    for guess in guesses:
        guess = guess._replace(end=_whole(text, guess, taken))
        before = _FIRST_NAME.search(text, max(0, guess.start - 24), guess.start) if guess.type == "PERSON" else None
        if before and not _plain(before[1]):
            yield Proposal(before.start(1), guess.end, "PERSON", typed=False)
        start = guess.start
        for cut in [*_cuts(text, guess), None]:
            end = cut.start() if cut else guess.end
            first, last = _trim(text, start, end)
            if first < last:
                yield Proposal(first, last, guess.type, typed=False)
            start = cut.end() if cut else guess.end


def _whole(text: str, guess: Guess, taken: Taken) -> int:
    """The end of a guess with the capitalised words and numbers that directly follow it: the model often sees only
    `Falcon` in `Falcon 9`."""
    end = guess.end
    while guess.type != "PERSON" and (more := _MORE.match(text, end)) and taken.free(*more.span(1)):
        if more[1] in tables.words("generic.txt", "titles.txt"):
            break
        end = more.end()
    return end


def _cuts(text: str, guess: Guess) -> Iterator[re.Match[str]]:
    """Where to cut a guess that is several names. An 's cuts only if the text also has the owner alone, so that
    `Victoria's Secret` stays one name, and an "and" only between two single words."""
    for cut in _PIECES.finditer(text, guess.start, guess.end):
        if cut.group() == " and " and not _PAIR.fullmatch(guess.text):
            continue
        owner = text[guess.start : cut.start()].rpartition(" ")[2]
        if not cut.group().startswith("'s") or re.search(rf"\b{re.escape(owner)}\b(?!'s)", text):
            yield cut


def _capitals(text: str) -> Iterator[Proposal]:
    """Runs of capitalised words, cut at "of", "and" and the like: without a head word these do not link a name."""
    for run in RUN.finditer(text):
        start = run.start()
        for link in [*_LINK.finditer(run.group()), None]:
            end = run.start() + link.start() if link else run.end()
            first, last = _trim(text, start, end)
            if first < last:
                yield Proposal(first, last, None, typed=False)
            start = run.start() + link.end() if link else end
    for found in (*_SMALL_FIRST.finditer(text), *_DIGITS_FIRST.finditer(text)):
        yield Proposal(*found.span(), None, typed=False)


def _trim(text: str, start: int, end: int) -> Span:
    """A place without lower-case words, offices and punctuation at either end; empty if too long to be a name."""
    if end - start > _LONGEST or len(_LOWER.findall(text, start, end)) > _MOST_LOWER:
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
        elif last != piece and (last.islower() or (last[0].isdigit() and _COUNTED.match(text, end))):
            end -= len(last) + 1
        else:
            break
    return start, end


def _opener(text: str, start: int, end: int) -> bool:
    """Whether the first of several words only opens the sentence or describes the rest. Inside a sentence an opener is
    part of a name: `One Medical`, `Will Cathcart`."""
    first, second = text[start:end].split(" ", 2)[:2]
    if first in tables.words("generic.txt") and _DESIGNATION.fullmatch(text, start + len(first) + 1, end):
        return True  # `Chinese PL-17`
    if _GERUND.fullmatch(first) and not form.pinyin(first):
        return OPENS.search(text, max(0, start - 4), start) is not None
    if first not in tables.words("openers.txt"):
        return False
    if first in tables.words("pinyin_surnames.txt"):
        return second in tables.words("generic.txt") or not form.pinyin(second)
    return first in _SMALL or OPENS.search(text, max(0, start - 4), start) is not None
