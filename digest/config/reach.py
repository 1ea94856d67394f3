"""Find entries that could never take effect: evidence that cannot count, filters that leave nothing.

The functions work like those of `digest.config.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

from digest.config import broad
from digest.config.rules import as_list, as_map, as_text
from digest.config.yaml12 import Document, Path
from digest.mistakes import Mistake
from digest.model import ENTITY_TYPES

_ENOUGH = ("strong", "entities", "together")


def sources(document: Document) -> Iterator[Mistake]:
    """Each source must be able to yield something, and at least one must be enabled."""
    listed = [as_map(source) for source in as_list(as_map(document.data).get("sources"))]
    for index, source in enumerate(listed):
        path: Path = ("sources", index)
        yield from _filters(source, path, document)
        if as_text(source.get("links")) and source.get("fulltext") == "feed":
            what = "a page of links carries no text, so there would be nothing to read"
            yield document.mistake((*path, "fulltext"), what, "fulltext: page")
    if listed and all(source.get("enabled") is False for source in listed):
        yield document.mistake(("sources",), "every source is switched off", "enabled: true at one at least", key=True)


def _filters(source: Mapping[str, Any], path: Path, document: Document) -> Iterator[Mistake]:
    """An entry of `include` must not be ruled out by `exclude`, and no entry may occur twice."""
    dropped = [as_text(each).casefold() for each in as_list(source.get("exclude"))]
    for index, each in enumerate(as_list(source.get("include"))):
        wanted = as_text(each).casefold()
        if "=" in wanted or wanted.startswith("/"):
            by = wanted if wanted in dropped else ""
        else:
            by = next((drop for drop in dropped if drop and _holds(wanted, drop)), "")
        if by:
            what = f"{as_text(each)!r} can never be kept: exclude drops what holds {by!r}"
            yield document.mistake((*path, "include", index), what, "it in one of the two lists only")
    for key in ("include", "exclude"):
        yield from _twice(as_list(source.get(key)), (*path, key), document)


def _holds(phrase: str, word: str) -> bool:
    end = "" if word.endswith("*") else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(word.rstrip('*'))}{end}", phrase) is not None


def _twice(
    listed: list[Any], path: Path, document: Document, fold: Callable[[str], str] = str.casefold
) -> Iterator[Mistake]:
    seen: set[str] = set()
    for index, each in enumerate(listed):
        word = fold(as_text(each))
        if word and word in seen:
            yield document.mistake((*path, index), f"{as_text(each)!r} is in this list already", "it once")
        seen.add(word)


def topics(document: Document) -> Iterator[Mistake]:
    """Each topic must be attainable, and each piece of its evidence able to count."""
    for slug, topic in as_map(document.data).items():
        if isinstance(topic, Mapping) and not any(
            as_list(topic.get(key)) for key in ("strong", "entities", "together")
        ):
            what = "no article can ever get this topic: weak phrases alone are not enough"
            yield document.mistake((slug,), what, "strong: [one phrase at least]", key=True)
        yield from _twice(as_list(as_map(topic).get("entities")), (slug, "entities"), document)
        for index, group in enumerate(as_list(as_map(topic).get("together"))):
            yield from _same_twice([as_text(part) for part in as_list(group)], (slug, "together", index), document)


def _same_twice(parts: list[str], path: Path, document: Document) -> Iterator[Mistake]:
    """The parts of a combination must differ, since each must be matched by a phrase of its own."""
    for one, other in combinations(range(len(parts)), 2):
        if parts[one] and _members(parts[one]) == _members(parts[other]) and len(_members(parts[one])) == 1:
            what = f"{parts[other]!r} is in this combination twice, so that it can never be complete"
            yield document.mistake((*path, other), what, "something else that must stand beside it")


def _members(part: str) -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in part.split("|") if name.strip())


def entities(document: Document) -> Iterator[Mistake]:
    """Each condition of an entry must be able to come true."""
    data = as_map(document.data)
    for kind in ENTITY_TYPES:
        for name, known in as_map(data.get(kind)).items():
            yield from _known(name, as_map(known), (kind, name), document)
    yield from _twice(as_list(data.get("ignore")), ("ignore",), document, fold=str)
    yield from _words(as_list(data.get("ignore")), ("ignore",), document, common=False)


def _words(listed: list[Any], path: Path, document: Document, *, common: bool) -> Iterator[Mistake]:
    for index, each in enumerate(listed):
        if fault := broad.word(as_text(each), common=common):
            yield document.mistake((*path, index), *fault)


def _known(name: str, known: Mapping[str, Any], path: Path, document: Document) -> Iterator[Mistake]:
    yield from _words(as_list(known.get("near")), (*path, "near"), document, common=True)
    aliases = [as_text(each) for each in as_list(known.get("aliases"))]
    seen = {name, as_text(known.get("zh"))}
    for index, alias in enumerate(aliases):
        if alias and alias in seen:
            yield document.mistake((*path, "aliases", index), f"{alias!r} is among its names already", "it once")
        seen.add(alias)
    spellings = [each.casefold() for each in seen if each]
    for index, phrase in enumerate(as_list(known.get("never"))):
        if as_text(phrase).casefold() in spellings:
            what = f"{as_text(phrase)!r} is one of its own names, which would never count"
            yield document.mistake((*path, "never", index), what, f"a longer phrase with {as_text(phrase)} in it")
        if as_text(phrase) and not any(each in as_text(phrase).casefold() for each in spellings):
            what = f"{as_text(phrase)!r} does not hold the name, so that it can never matter"
            yield document.mistake((*path, "never", index), what, f"a longer phrase with {name} in it")
