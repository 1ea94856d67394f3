"""Join the mentions of one entity in an article: aliases that it explains, short forms of a full name, bare surnames,
and head words (`the Commission`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest.model import EntityType, has_chinese
from digest.tag import tables
from digest.tag.cast import Name, initials
from digest.tag.spans import Span, occurrences
from digest.tag.taught import teach

_SEPARATORS = re.compile(r"[\s·]+")


def join_mentions(text: str, names: list[Name]) -> None:
    """Join what the text shows to be one entity, in place, and add its surnames and head words."""
    teach(text, names)
    _join_short_forms(text, names)
    _add_surnames(text, names)
    _add_heads(text, names)


def _join_short_forms(text: str, names: list[Name]) -> None:
    """Join unknown short forms to the full name last mentioned before them, in place: `Mistral` to `Mistral AI`, `CMA`
    to `Competition and Markets Authority`, `Musk` to `Elon Musk`."""
    for name in sorted((n for n in names if not n.known), key=lambda n: (len(n.name), n.name)):
        for person in names:
            if name.type == "PERSON" and _guessed_wrong(person, name):
                person.type = "PERSON"
        owners = [n for n in names if n is not name and _short_of(name, n, text)]
        if owners:
            full = [(start, n) for n in owners for start, _ in n.spans]
            for span in name.spans:
                _last_before(full, span).spans.append(span)
            for owner in owners:
                if has_chinese(name.name) and not owner.known and owner.type == "ORG":
                    owner.name, owner.zh = name.name, name.zh  # the shorter name of a company is the usual one
            names.remove(name)


def _guessed_wrong(long: Name, surname: Name) -> bool:
    """Whether an unknown company of two words is really a person, since the text calls a person by the second word."""
    return not long.known and long.type == "ORG" and long.name.split()[1:] == [surname.name]


def _last_before(full: Sequence[tuple[int, Name]], span: Span) -> Name:
    """The entity whose full name stands last before a place, or failing that, first in the text."""
    before = [f for f in full if f[0] < span[0]]
    return max(before, key=lambda f: f[0])[1] if before else min(full, key=lambda f: f[0])[1]


def _short_of(short: Name, long: Name, text: str) -> bool:
    """Whether one name may be a short form of another, in any of the spellings in which the text has the other."""
    said_before = _in_story(short, text) < _in_story(long, text)
    words = _SEPARATORS.split(short.zh or short.name)
    for surface in {text[s:e] for s, e in long.spans} | {long.name}:
        if short.name == f"{surface}s":
            return True  # cars of Tesla are `Teslas`
        full = _SEPARATORS.split(surface)
        trade = surface.removeprefix(short.name)
        if short.type == long.type == "ORG" and trade != surface and trade in tables.keys("han_heads.tsv"):
            return True  # `弋途` and `弋途科技`
        if len(full) <= len(words):
            continue
        if long.type == "PERSON":
            if full[-len(words) :] == words or (len(words) == 1 and words[0] in full and short.type != "PLACE"):
                return True
        elif _shortened(words, full, short.type, long.type):
            # If the text mentions `Fitbit` before `Fitbit Charge`, it means the maker. `Mistral` is `Mistral AI`.
            return not said_before or full[: len(words)] != words or all(map(_legal, full[len(words) :]))
    return False


def _in_story(name: Name, text: str) -> int:
    """Offset of the first mention below the title; titles prefer short forms, so they say nothing of the order."""
    title = text.find("\n")
    return min((start for start, _ in name.spans if start > title), default=len(text))


def _legal(word: str) -> bool:
    return word in tables.words("company_suffixes.txt") or (
        word in tables.heads() and tables.heads()[word].type == "ORG"
    )


def _shortened(words: Sequence[str], full: Sequence[str], short: EntityType, long: EntityType) -> bool:
    """Whether the words are a usual short form of a company's or product's full name: its first or last words, its head
    word or its initials."""
    if full[: len(words)] == words and short == long:
        return True
    if long == "PRODUCT" and full[-len(words) :] == words and short in ("PRODUCT", "PERSON"):
        return True
    return len(words) == 1 and (words[0] == _head(full, long) or (words[0].isupper() and words[0] == initials(full)))


def _add_surnames(text: str, names: list[Name]) -> None:
    """Add each bare surname to the person of that name last mentioned in full, in place."""
    people = [n for n in names if n.type == "PERSON" and (" " in n.name or n.known)]
    owners: dict[str, list[tuple[int, Name]]] = {}
    for person in people:
        for start, end in list(person.spans):
            for surname in _surnames(text[start:end]):
                owners.setdefault(surname, []).append((start, person))
    _add_repeats(names, ((place, full) for surname, full in owners.items() for place in occurrences(text, surname)))


def _add_heads(text: str, names: list[Name]) -> None:
    """Add each bare head word, in place, to the name with that head last mentioned in full: `the Commission` to
    `European Commission`."""
    heads: dict[str, list[tuple[int, Name]]] = {}
    for name in names:
        for start, end in name.spans:
            if head := _head(text[start:end].split(), name.type):
                heads.setdefault(head, []).append((start, name))
    _add_repeats(names, ((place, full) for head, full in heads.items() for place in _definite(text, head)))


def _definite(text: str, head: str) -> Iterator[Span]:
    """Every place where a head word stands alone after "the"."""
    for found in re.finditer(rf"\b[Tt]he {re.escape(head)}(?![\w-]| (?:of |for |on )?[A-Z])", text):
        yield found.end() - len(head), found.end()


def _add_repeats(names: Iterable[Name], repeats: Iterable[tuple[Span, Sequence[tuple[int, Name]]]]) -> None:
    """Add free places to names; each comes with the full mentions that it may repeat, of which one must precede it."""
    taken = [span for name in names for span in name.spans]
    for place, full in repeats:
        after = any(start < place[0] for start, _ in full)
        if after and not any(start < place[1] and place[0] < end for start, end in taken):
            _last_before(full, place).spans.append(place)


def _head(words: Sequence[str], kind: EntityType) -> str:
    """The word of a name that says what kind of thing it is, or '': `Commission`, or `Ministry` before "of"."""
    for word in (words[-1], words[0]) if len(words) > 1 else ():
        head = tables.heads().get(word)
        if head and head.type == kind and (word == words[-1] or words[1] in ("of", "for", "on")):
            return word
    return ""


def _surnames(full: str) -> set[str]:
    words = full.split()
    if len(words) < 2 or has_chinese(full):
        return set()
    first = {words[0]} if words[0] in tables.words("pinyin_surnames.txt") else set()
    openers = tables.words("openers.txt")
    return {w for w in {words[-1]} | first if len(w) > 1 and w[0].isupper() and w not in openers}
