"""Check what goes beyond the form of a single value: names claimed twice, evidence that cannot work.

Each rule takes a document as written, which may have other mistakes (all are reported at once), and yields mistakes. It
reads no file and changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from digest.config import broad
from digest.config.yaml12 import Document, Path
from digest.mistakes import Mistake, nearest
from digest.model import ENTITY_TYPES


def sources(document: Document) -> Iterator[Mistake]:
    """No two sources may have the same id or address."""
    ids: dict[str, int] = {}
    addresses: dict[str, str] = {}
    for index, source in enumerate(as_list(as_map(document.data).get("sources"))):
        path: Path = ("sources", index)
        name, url = as_text(as_map(source).get("id")), as_text(as_map(source).get("url"))
        if name in ids:
            first = document.place(("sources", ids[name], "id"))[0]
            what = f"{name} is already the id of the source in line {first}"
            yield document.mistake((*path, "id"), what, f"another, like {name}-2")
        elif name:
            ids[name] = index
        key = address(url)
        if key in addresses:
            what = f"is already read as {addresses[key] or 'another source'}"
            yield document.mistake((*path, "url"), what, "it once, and take the other away")
        elif key:
            addresses[key] = name


def address(url: str) -> str:
    """An address without the parts in which two spellings of it may differ; empty if it is not valid."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}:{port}{parts.path.rstrip('/')}?{parts.query}" if host else ""


def topics(document: Document) -> Iterator[Mistake]:
    """A topic's evidence must be able to count."""
    for slug, topic in as_map(document.data).items():
        yield from _phrases(as_map(topic), slug, document)


def topic_entities(document: Document, names: Collection[str]) -> Iterator[Mistake]:
    """The entities of a topic must be in the who's who, under the same spelling."""
    for slug, topic in as_map(document.data).items():
        for index, name in enumerate(as_list(as_map(topic).get("entities"))):
            if as_text(name) and name not in names:
                instead = nearest(name, names) or "a name of entities.yaml, spelt as it is there"
                yield document.mistake((slug, "entities", index), f"{name} is not in the who's who", instead)


def names(document: Document) -> set[str]:
    """The canonical names of a who's who."""
    return {name for kind in ENTITY_TYPES for name in as_map(as_map(document.data).get(kind))}


def _phrases(topic: Mapping[str, Any], slug: str, document: Document) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for key in ("strong", "weak", "against"):
        for index, phrase in enumerate(as_list(topic.get(key))):
            path, text = (slug, key, index), as_text(phrase)
            if not text:
                continue
            if fault := broad.phrase(text):
                yield document.mistake(path, *fault)
            elif "|" in text:
                each = ", ".join(part.strip() for part in text.split("|") if part.strip())
                yield document.mistake(path, f"{text!r}: a | parts phrases under together only", each)
            elif "*" in text[:-1]:
                stem = text.partition("*")[0].strip() or text.strip("* ")
                yield document.mistake(path, "a * may only end a phrase", f"{stem}*")
            if text.casefold() in seen:
                yield document.mistake(path, f"{text!r} is already under {seen[text.casefold()]}", "it once")
            seen.setdefault(text.casefold(), key)
    for index, group in enumerate(as_list(topic.get("together"))):
        yield from _combination(as_list(group), (slug, "together", index), document)


def _combination(group: Sequence[Any], path: Path, document: Document) -> Iterator[Mistake]:
    """Every part of a combination must tell something; a single letter may be a name (`X`)."""
    if len(group) < 2:
        yield document.mistake(path, "one phrase is not a combination", "two phrases or more")
    for index, part in enumerate(group):
        members = [each.strip() for each in as_text(part).split("|")]
        if as_text(part) and not all(members):
            instead = " | ".join(filter(None, members)) or "one phrase | another"
            yield document.mistake((*path, index), f"{as_text(part)!r} has nothing beside a |", instead)
        for each in members:
            if each and not (len(each) == 1 and each.isalpha()) and (fault := broad.phrase(each)):
                yield document.mistake((*path, index), *fault)


def entities(document: Document) -> Iterator[Mistake]:
    """Each name or alias must belong to a single entry, and tell something apart."""
    owners: dict[str, tuple[str, str]] = {}
    data = as_map(document.data)
    for kind in ENTITY_TYPES:
        for name, known in as_map(data.get(kind)).items():
            exact, near = as_map(known).get("exact") is True, bool(as_list(as_map(known).get("near")))
            for path, alias in _aliases((kind, name), name, as_map(known)):
                owner = _owner(owners, alias, (kind, name))
                if owner != (kind, name):
                    what = f"{alias!r} already means {owner[1]} ({owner[0]})"
                    yield document.mistake(path, what, "it for one of the two only")
                elif fault := broad.name(alias, exact=exact, near=near):
                    yield document.mistake(path, *fault)
    for index, word in enumerate(as_list(data.get("ignore"))):
        if named := owners.get(broad.key(as_text(word))):
            yield document.mistake(
                ("ignore", index), f"{named[1]} goes by this name", "it in one of the two places only"
            )


def _owner(owners: dict[str, tuple[str, str]], alias: str, entry: tuple[str, str]) -> tuple[str, str]:
    """The type and name of the entry that has an alias: the first that came with it, which `owners` then has."""
    one = broad.squashed(alias)
    spelled = (broad.key(alias), f"{entry[0]} {one}") if one else (broad.key(alias),)
    owner = next((owners[key] for key in spelled if key in owners), entry)
    for key in spelled:
        owners.setdefault(key, owner)
    return owner


def _aliases(path: Path, name: str, known: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield path, name
    if as_text(known.get("zh")):
        yield (*path, "zh"), known["zh"]
    for index, alias in enumerate(as_list(known.get("aliases"))):
        if as_text(alias):
            yield (*path, "aliases", index), alias


def as_map(value: Any) -> Mapping[str, Any]:
    """The value if it is a block of keys, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def as_list(value: Any) -> list[Any]:
    """The value as a list: a text becomes a list of one, any other value an empty list."""
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def as_text(value: Any) -> str:
    """The value without surrounding spaces if it is text, else an empty text."""
    return value.strip() if isinstance(value, str) else ""
