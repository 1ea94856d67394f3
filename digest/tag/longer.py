"""Find longer names that begin with a known one: `Uber Eats`, `Earlybird Venture Capital`, `Denver Post`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from digest.model import EntityType, Known
from digest.tag import form, tables
from digest.tag.english_context import Context
from digest.tag.headlines import Headlines
from digest.tag.heads import WORD, Headed
from digest.tag.names import Mention
from digest.tag.points import Points
from digest.tag.spans import Span, Taken, occurrences

_MOST = 4
"""Words that follow a known name in a longer one at most."""
_REST = re.compile(rf" ({WORD}(?: (?:{WORD}|\d[\w.]*\b(?!%|[.,]\d))){{0,{_MOST - 1}}})(?![\w-])")
_SMALL_FIRST = re.compile(r"^(?:[a-z]+ )+")
_ABBREVIATED = re.compile(r"(?:the )?(?:[A-Z]\.?){2,3}")
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Janu|Febru)ary|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber"
)
_DEFINITE = r"\b(?:[Tt]he|[Ii]ts|[Tt]his)(?: new| \$[\d.,]+)? {}(?![\w-])(?! [A-Z])"
_CUE = 1.0
"""Points for a type that the context gives a longer name of plain words."""
_HEAD = 3.0
"""Points for the type that the longer name's last word gives it."""
_GROWN: dict[EntityType, tuple[EntityType, float]] = {
    "ORG": ("PRODUCT", 1.0),
    "PLACE": ("ORG", 1.0),
    "PRODUCT": ("PRODUCT", 2.0),
}
"""Type and points of a longer name by the type of the known one: companies name their products after themselves, and
towns are in the names of their newspapers, hospitals and firms."""


class Longer(NamedTuple):
    """A name that begins with a known one, and all its places."""

    name: str
    type: EntityType
    spans: list[Span]
    within: list[Mention]
    """The mentions with which it begins, if they do not name the known entity."""


class _Place(NamedTuple):
    """A mention of a known name and the words after it that make a longer one."""

    start: int
    end: int
    base: Mention
    own: str


def longer(
    text: str, mentions: Sequence[Mention], explained: Sequence[Headed], lower: frozenset[str]
) -> Iterator[Longer]:
    """The longer names in a text. `explained` are names with a head word, `lower` the words that the text also writes
    in lower case."""
    context = Context(text, {(m.start, m.end): m.known.type for m in mentions})
    taken = Taken((m.start, m.end) for m in mentions)
    places = sorted(_places(text, mentions, explained), key=lambda p: (text[p.start : p.end], p.start))
    for name, group in groupby(places, key=lambda p: text[p.start : p.end]):
        same = list(group)
        spans, base, own = [(p.start, p.end) for p in same], same[0].base.known, same[0].own
        said = context.points(spans)
        again = [place for place in _again(text, own, lower) if taken.free(*place)]
        sure = max(said["PRODUCT"], said["ORG"]) >= _CUE or len(spans) > 1 or bool(again)
        surface = text[same[0].base.start : same[0].base.end]
        if _telling(own, base, surface, lower) or (sure and base.type != "PLACE"):
            kind = _type(name, base, said)
            kept = base.type == "ORG" and kind == "PRODUCT"
            yield Longer(name, kind, spans + again * (kind == "PRODUCT"), [] if kept else [p.base for p in same])


def _places(text: str, mentions: Sequence[Mention], explained: Sequence[Headed]) -> Iterator[_Place]:
    """The known names that are followed by words which may belong to a longer name."""
    headlines = Headlines(text)
    heads = {name.start: name.end for name in explained}
    for mention, after in zip(mentions, [*(m.start for m in mentions[1:]), len(text)], strict=False):
        found = _REST.match(text, mention.end) if mention.known.type in _GROWN else None
        if found and mention.start not in headlines and text[mention.start - 1 : mention.start] != "-":
            first = mention.end - len(_SMALL_FIRST.sub("", text[mention.start : mention.end]))
            own = _own(text[found.start(1) : min(found.end(), after)].rstrip(), mention.known)
            end = max(found.start(1) + len(own), heads.get(first, 0))
            if own:
                yield _Place(first, end, mention, text[found.start(1) : end])


def _own(rest: str, base: Known) -> str:
    """The words that belong to the longer name: not an office and who holds it, nor acronyms and days at the end."""
    words = rest.split()
    office = next((at for at, word in enumerate(words) if word in tables.words("titles.txt")), len(words))
    kept = words[:office]
    while kept and (_trails(kept[-1]) or (base.type == "ORG" and kept[-1] in tables.words("company_suffixes.txt"))):
        kept.pop()
    own = " ".join(kept)
    head = form.words_type(f"{base.name} {own}")
    if form.person_name(own) or (office < len(words) and head in (None, "PLACE")):  # `US District Judge`
        return ""
    return own if len(own) > 1 else ""


def _trails(word: str) -> bool:
    """Whether a word may stand in capitals after a name without being part of it: `TVs`, `Monday`, `However`."""
    acronym = word in tables.words("generic.txt") and word not in tables.heads() and not word.istitle()
    return acronym or _DAY.fullmatch(word) is not None or word in tables.words("openers.txt")


def _telling(own: str, base: Known, surface: str, lower: frozenset[str]) -> bool:
    """Whether the words after a known name show by themselves that they are part of a longer one."""
    head = form.words_type(f"{base.name} {own}")
    if head and (base.type == "PLACE" or any(w.lower() not in lower for w in own.split())):
        return True
    words = [w for w in own.split() if w.lower() not in lower and not _generic(w) and (len(w) > 3 or not w.isupper())]
    if base.type == "PLACE":
        return bool(words) and not _ABBREVIATED.fullmatch(surface)
    return bool(words) and not _institution(base)


def _type(name: str, base: Known, said: Points) -> EntityType:
    """The type of a longer name, from its last word, its context and the known name. People and places have no known
    company's name in theirs."""
    kind, weight = _GROWN[base.type]
    points = Points({k: v for k, v in said.items() if k in ("ORG", "PRODUCT")})
    points[kind] += weight
    if head := form.words_type(name):
        points[head] += _HEAD
    return points.best()


def _again(text: str, own: str, lower: frozenset[str]) -> Iterator[Span]:
    """The places where a product goes on without its maker: `the Beacon`, and a name of several words anywhere."""
    words = own.split()
    if any(_generic(w) or w.lower() in lower or w in tables.heads() for w in words):
        return
    if len(words) > 1 or any(c.isdigit() for c in own):
        yield from occurrences(text, own)
    else:
        yield from ((m.end() - len(own), m.end()) for m in re.finditer(_DEFINITE.format(re.escape(own)), text))


@cache
def _institution(known: Known) -> bool:
    """Whether an organisation is a public body or the like, which one of its names says with a word before "of"."""
    heads = (tables.heads().get(word) for name in (known.name, *known.aliases) for word in name.split())
    return known.type == "ORG" and any(head and head.type == "ORG" and "of" in head.places for head in heads)


def _generic(word: str) -> bool:
    return word in tables.words("generic.txt", "titles.txt")
