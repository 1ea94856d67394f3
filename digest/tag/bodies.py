"""Resolve the bare name of a public body by the country of the article: `the Supreme Court` in a report from India."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from digest.model import Known
from digest.tag import tables
from digest.tag.names import Mention, NameIndex

_LONGER = re.compile(r"[A-Z][\w.]*(?:'s)? $")
_CLEARLY = 3
"""Times that an article must name another country's places and people as often as those of the usual body's."""
_WITHOUT_MINISTRIES = frozenset(("EU", "HK", "MO", "US"))
"""Countries and the like that have departments, bureaus or directorates, and so no ministry."""
_ARTICLE = re.compile(r"(?:The|A|In|At|On|By|For|When|But|And) $")


def resolved(text: str, mentions: Sequence[Mention], index: NameIndex) -> list[Mention]:
    """The mentions, with those of bare bodies (`bodies.txt`) put to the country that the article is about.

    A body that is known by its bare name, like the `Senate` of the US, stays it unless the article names places and
    people of another country far more often; it is then a name of its own if the other country's body is not known."""
    at = {(m.start, m.end): m for m in mentions}
    found = list(_bare(text, mentions))
    if not found:
        return list(mentions)
    places = Counter(m.known.country for m in mentions if m.known.type in ("PLACE", "PERSON") and m.known.country)
    everything = places + Counter(
        m.known.country for m in mentions if m.known.country and (m.start, m.end) not in found
    )
    ministered = Counter({c: times for c, times in places.items() if c not in _WITHOUT_MINISTRIES})
    for span in found:
        bare = text[slice(*span)]
        places_of = ministered if "Ministry" in bare else places
        known = _meant(index.bodies.get(bare, {}), bare, index.lookup(bare), places_of, everything)
        if known:
            at[span] = Mention(*span, known)
    return sorted(at.values(), key=lambda m: (m.start, -m.end))


def _bare(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The places of bare bodies that are no part of a longer name."""
    for found in _pattern().finditer(text):
        longer = _LONGER.search(text, max(0, found.start() - 30), found.start())
        inside = any(
            m.start <= found.start() and found.end() <= m.end and m.end - m.start > len(found[0]) for m in mentions
        )
        if not inside and (not longer or _ARTICLE.fullmatch(longer[0])):
            yield found.span()


def _meant(
    bodies: dict[str, Known], bare: str, usual: Known | None, places: Counter[str], everything: Counter[str]
) -> Known | None:
    """The body meant by a bare name. `usual` is the one that is known by it, if any."""
    country = max(places, key=lambda c: places[c], default="")
    if usual and _CLEARLY * places[usual.country] >= places[country]:
        return usual if everything[usual.country] else None
    if usual and bare.isupper():  # `the FTC`, unless it is known to be another's
        return bodies.get(country)
    if usual:
        return bodies.get(country) or Known(name=bare, type="ORG", country=country)
    named = (places or everything).most_common()
    return next((bodies[c] for c, times in named if c in bodies and times == named[0][1]), None)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(tables.words('bodies.txt')))})\b(?! of | [A-Z]|-)")
