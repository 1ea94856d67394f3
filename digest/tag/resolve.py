"""Bring stored entities into line with a who's who that has changed since, without the text and without a model."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from digest.model import Entry, Known, Tag, WhosWho
from digest.tag.fold import fold, simplified
from digest.tag.names import NameIndex, build

_last: list[tuple[WhosWho, Resolver]] = []


class Resolver:
    """A who's who, prepared for resolving many entries."""

    def __init__(self, whoswho: WhosWho) -> None:
        self._index: NameIndex = build(whoswho)
        self._seen: dict[str, Known | None] = {}

    def resolve(self, entry: Entry) -> Entry:
        """The entry with the names, types and Chinese names that the who's who has now.

        Names that it newly knows are added if the title, the summary or the terms have them. A name goes if title and
        summary show all its mentions, each in a phrase in which it is not meant (`never`). Entities that it does not
        know stay as they were."""
        stored = fold("\n".join((entry.title, *entry.summary, *(t for t in entry.terms if t[0] != "="))))
        tags: dict[str, Tag] = {}
        old_ones = tuple(self._renamed(entry, stored))
        for tag in (*old_ones, *self._new(old_ones, stored, len(fold(entry.title)))):
            old = tags.get(tag.name)
            tags[tag.name] = tag if old is None else _joined(old, tag)
        entities = tuple(tags.values())
        return entry if entities == entry.entities else dataclasses.replace(entry, entities=entities)

    def _renamed(self, entry: Entry, stored: str) -> Iterator[Tag]:
        for tag in entry.entities:
            known = self._index.by_name.get(tag.name) or self._known(tag.name) or self._known(tag.zh)
            if known is None:
                if tag.name.lower() not in self._index.ignore:
                    yield tag
            elif known.name == tag.name or self._index.plausible(known, stored):
                if _never_meant(known, tag, entry):
                    continue
                zh = known.zh or tag.zh
                yield dataclasses.replace(tag, name=known.name, type=known.type, zh=zh)
            else:
                yield tag

    def _known(self, name: str) -> Known | None:
        """The entity of a name, if any, cached because an archive repeats its names."""
        if not name:
            return None
        if name not in self._seen:
            self._seen[name] = self._index.lookup(name)
        return self._seen[name]

    def _new(self, tags: Sequence[Tag], stored: str, title: int) -> Iterator[Tag]:
        have = {tag.name for tag in tags} | {tag.zh for tag in tags if tag.zh}
        told: set[str] = set()
        for mention in self._index.find(simplified(stored)):
            known = mention.known
            if known.name not in have and known.zh not in have and known.name not in told:
                told.add(known.name)
                yield Tag(name=known.name, type=known.type, zh=known.zh, salience=2 if mention.start < title else 1)


def _never_meant(known: Known, tag: Tag, entry: Entry) -> bool:
    """Whether each mention of a name is seen, and lies in a longer phrase in which the name is not meant."""
    if not known.never:
        return False
    shown = simplified(fold("\n".join((entry.title, *entry.summary)))).lower()
    return len(_phrases(known.never).findall(shown)) >= tag.count


@lru_cache(maxsize=2**12)
def _phrases(never: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(
        {simplified(fold(phrase)).lower() for phrase in never}, key=lambda phrase: (-len(phrase), phrase)
    )
    return re.compile("|".join(map(re.escape, longest_first)))


def resolve(entry: Entry, whoswho: WhosWho) -> Entry:
    """`Resolver(whoswho).resolve(entry)`, with the resolver of the last who's who kept for the next call."""
    if not _last or _last[0][0] is not whoswho:
        _last[:] = [(whoswho, Resolver(whoswho))]
    return _last[0][1].resolve(entry)


def _joined(one: Tag, other: Tag) -> Tag:
    return dataclasses.replace(
        one, zh=one.zh or other.zh, salience=max(one.salience, other.salience), count=one.count + other.count
    )
