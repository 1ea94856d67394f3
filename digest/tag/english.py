"""Find the entities of an English article: known names, and unknown ones on which the model and the context agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from digest.model import Known, Tag
from digest.tag import bodies, tables
from digest.tag.article import Article
from digest.tag.capitals import add_capitals
from digest.tag.cast import Name, collect, rank
from digest.tag.coreference import join_mentions
from digest.tag.fold import fold
from digest.tag.heads import Headed, headed
from digest.tag.longer import longer
from digest.tag.names import Mention, NameIndex
from digest.tag.ner import Guess
from digest.tag.spans import Span
from digest.tag.strangers import surnames_of_strangers
from digest.tag.unknown import lower_words, unknown
from digest.tag.versions import part_versions
from digest.tag.worth_reading import excerpt

_SURNAME = re.compile(r" ([A-Z][a-z]{2,})(?![\w])")
_OFFICE = re.compile(r"\b([A-Z][A-Za-z]+) $")
_SOMEWHERE = re.compile(r"\b(?:in|from|of|near|across|to) $")
_JOINT = re.compile(r"(?:, (?:and )?| and | & )$")
_JOINT_AFTER = re.compile(r" (?:and|&) ")

Guesser = Callable[[str], list[Guess]]


def entities(article: Article, index: NameIndex, guess: Guesser) -> tuple[Tag, ...]:
    """The tags of an English article, most salient first. `guess` returns the names that the model finds in a text."""
    text = article.folded
    known = [part for mention in index.find(text) for part in (mention, *_owner(mention, text, index))]
    known = bodies.resolved(text, known, index)
    people = [(m, _person(m, text)) for m in known if _first_name(m, text)]
    strangers = [*surnames_of_strangers(text, known), *(m for m, _ in people)]
    mentions, explained = _settle(text, [m for m in known if m not in strangers], list(headed(text)))
    grown = list(longer(text, mentions, explained, lower_words(text)))
    inside = [m for name in grown for m in name.within]
    alone = [m for m in mentions if m not in inside]
    names = collect(alone)
    part_versions(text, names, alone)
    names += [Name(name, kind, spans=spans) for name, kind, spans, _ in grown]
    taken = {span: name.type for name in names for span in name.spans}
    guesses = [g for g in _guesses(text, list(taken), guess) if not _misled(g, strangers)] + [g for _, g in people]
    found = unknown(text, taken, explained, guesses, index.ignore)
    names += [
        Name(name, kind, spans=spans)
        for name, kind, spans in found
        if not _never_meant(index.lookup(name), spans, text)
    ]
    join_mentions(text, names)
    add_capitals(text, names, lower_words(text))
    return rank(article, names)


def _owner(mention: Mention, text: str, index: NameIndex) -> Iterator[Mention]:
    """The place in a name that only describes: `India` in `India's antitrust watchdog`."""
    owner, possessive, _ = text[mention.start : mention.end].partition("'s ")
    for inner in index.find(owner) if possessive else ():
        if inner.known.type == "PLACE":
            yield Mention(mention.start, mention.start + len(owner), inner.known)


def _never_meant(known: Known | None, spans: Iterable[Span], text: str) -> bool:
    """Whether a guess is a known name in nothing but phrases where it is not meant: `Amazon` in `Amazon rainforest`."""
    if known is None or not known.never:
        return False
    phrases = "|".join(re.escape(fold(phrase)) for phrase in known.never)
    around = [found.span() for found in re.finditer(phrases, text, re.IGNORECASE)]
    return all(any(s <= start and end <= e for s, e in around) for start, end in spans)


def _guesses(text: str, taken: list[Span], guess: Guesser) -> list[Guess]:
    """The model's guesses for the sentences that may contain an unknown name."""
    part = excerpt(text, taken, lower_words(text))
    return (
        [g._replace(start=part.origin(g.start), end=part.origin(g.end - 1) + 1) for g in guess(part.text)]
        if part.text
        else []
    )


def _misled(guess: Guess, strangers: Iterable[Mention]) -> bool:
    """Whether a guess is a stranger's surname or first name, where the model was told of another entity."""
    return any(guess.start <= m.end and m.start <= guess.end + 1 for m in strangers)


def _settle(text: str, mentions: list[Mention], explained: list[Headed]) -> tuple[list[Mention], list[Headed]]:
    """Decide between known names and the longer names that contain them, and return what is left of both.

    `Hong Kong` is not meant in `University of Hong Kong`; `Tesla Motors` is nothing but Tesla."""
    longer = []
    for found in explained:
        name = _without_others(found, mentions, text)
        inside = [m for m in mentions if m.start < name.end and name.start < m.end]
        covered = any(m.start <= name.head_start and name.head_end <= m.end for m in inside)
        if not covered and not name.weak and not _only_more(inside, name, text):
            longer.append(name)
            mentions = [m for m in mentions if m not in inside or m.start < name.start or name.end < m.end]
        elif not inside:
            longer.append(name)
    return mentions, longer


def _without_others(name: Headed, mentions: list[Mention], text: str) -> Headed:
    """The name without the members of a list that are known names: `Ministry of Commerce|, Huawei and Baidu`."""
    if name.type != "ORG":
        return name
    start, end = name.start, name.end
    for m in mentions:
        joint = _JOINT.search(text, max(start, m.start - 8), m.start) if name.head_end < m.start < end else None
        if joint:
            end = joint.start()
        elif start <= m.start and m.end < name.head_start and (after := _JOINT_AFTER.match(text, m.end)):
            start = after.end()
    return name._replace(start=start, end=end)


def _first_name(mention: Mention, text: str) -> bool:
    """Whether a place's or a company's name is a person's first name here: `Virginia` in `Virginia Giuffre`, and `Ford`
    in `CEO Ford Davidson`, `Israel` in `Minister Israel Katz`."""
    surname, name = _SURNAME.match(text, mention.end), text[mention.start : mention.end]
    if surname is None or surname[1] in tables.words("generic.txt") or surname[1] in tables.heads():
        return False
    office = _OFFICE.search(text, max(0, mention.start - 16), mention.start)
    titled = office is not None and office[1] in tables.words("titles.txt")
    if titled and name.isalpha() and surname[1] in tables.words("surnames.txt"):
        return mention.known.type in ("ORG", "PLACE")
    somewhere = _SOMEWHERE.search(text, max(0, mention.start - 8), mention.start)
    return mention.known.type == "PLACE" and name in tables.words("given_names.txt") and somewhere is None


def _person(first_name: Mention, text: str) -> Guess:
    """The person whose first name is known as something else (`_first_name`)."""
    found = _SURNAME.match(text, first_name.end)
    end = found.end() if found else first_name.end
    return Guess(first_name.start, end, text[first_name.start : end], "PERSON")


def _only_more(inside: list[Mention], name: Headed, text: str) -> bool:
    """Whether the longer name adds nothing to a known one but a company's legal form, `Tesla Motors`, or a president's
    government, `Trump Administration`."""
    if not inside or inside[0].start != name.start:
        return False
    rest = text[inside[0].end : name.end].split()
    if inside[0].known.type == "PERSON":
        return rest == ["Administration"]
    return inside[0].known.type == "ORG" and all(word in tables.words("company_suffixes.txt") for word in rest)
