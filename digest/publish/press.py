"""Find the outlets that other outlets credit but do not report on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from digest.model import Entry, Known, Source, Tag

NEWS_ITSELF = 0.1
"""Share of mentions that are about the source itself, above which it is an actor in the news: a company's own blog."""


def credited(
    entries: Iterable[Entry], sources: Mapping[str, Source], known: Mapping[str, Known], tags: Mapping[str, Tag]
) -> frozenset[str]:
    """The canonical names of outlets that are not actors: others mention them, but hardly any mention is about them.

    `sources` is keyed by id; `known` and `tags` are keyed by canonical name."""
    outlets = _outlets(sources, known, tags)
    said: Counter[str] = Counter()
    about: Counter[str] = Counter()
    for entry in entries:
        own = sources[entry.source].name if entry.source in sources else entry.source
        for tag in entry.entities:
            if outlets.get(tag.name, own) != own:
                said[tag.name] += 1
                about[tag.name] += tag.salience > 1
    return frozenset(name for name in outlets if about[name] <= NEWS_ITSELF * said[name])


def _outlets(sources: Mapping[str, Source], known: Mapping[str, Known], tags: Mapping[str, Tag]) -> dict[str, str]:
    """Canonical name -> name of the source, for names that are also the name of a source."""
    called = {_plain(source.name): source.name for source in sources.values()}
    spelled = {one.name: (one.name, one.zh, *one.aliases) for one in known.values()}
    spelled |= {tag.name: (tag.name, tag.zh) for tag in tags.values() if tag.name not in spelled}
    found = ((name, called.get(_plain(one))) for name, ways in spelled.items() for one in ways if one)
    return {name: source for name, source in found if source}


def _plain(outlet: str) -> str:
    """An outlet's name without a section or owner (`…, Tech`, `… (Alibaba)`) and without "The"."""
    return re.split(r"[,，(（]", outlet)[0].strip().casefold().removeprefix("the ")
