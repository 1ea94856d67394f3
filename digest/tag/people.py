"""The entities of an English article: known names, and unknown ones on which the model and the context agree.

Every mention is put to a name, every name gets one type for the whole article, and short forms go to the full name
that they follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from digest.model import EntityType, Tag
from digest.tag import evidence
from digest.tag.article import Article
from digest.tag.english import Guess
from digest.tag.names import Mention, NameIndex

Guesser = Callable[[str], list[Guess]]


@dataclass(slots=True)
class Name:
    """One entity in the making."""

    name: str
    type: EntityType
    zh: str = ""
    known: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def first(self) -> int:
        return min(start for start, _ in self.spans)


def entities(article: Article, index: NameIndex, guess: Guesser) -> tuple[Tag, ...]:
    """The tags of an English article, what it is about first."""
    text = article.folded
    mentions = index.find(text)
    names = _known(mentions)
    unknown = evidence.unknown(text, mentions, guess(text), index.ignore)
    for name, kind, spans in unknown:
        names.append(Name(name, kind, spans=spans))
    _short_forms(text, names)
    return rank(article, names)


def _known(mentions: Sequence[Mention]) -> list[Name]:
    names: dict[str, Name] = {}
    for mention in mentions:
        known = mention.known
        name = names.setdefault(known.name, Name(known.name, known.type, known.zh, known=True))
        name.spans.append((mention.start, mention.end))
    return list(names.values())


def _short_forms(text: str, names: list[Name]) -> None:
    """Surnames and first names after the full name are the same person."""
    people = [n for n in names if n.type == "PERSON" and " " in n.name]
    for name in list(names):
        if name.known or " " in name.name:
            continue
        owners = [p for p in people if p is not name and name.name in p.name.split()]
        if owners:
            before = [p for p in owners if p.first < name.first] or owners
            max(
                before, key=lambda p: max(s for s, _ in p.spans if s < name.first or p.first >= name.first)
            ).spans.extend(name.spans)
            names.remove(name)


def rank(article: Article, names: Sequence[Name]) -> tuple[Tag, ...]:
    """Names as tags: 2 for what stands in title or lead and comes back, 1 for the others."""
    tags = []
    for name in names:
        count = len(name.spans)
        in_title = any(start < len(article.title) for start, _ in name.spans)
        in_lead = name.first < article.lead
        salient = (in_title and (count > 1 or article.words < 150)) or (in_lead and count >= 4)
        tags.append((2 if salient else 1, count, name))
    tags.sort(key=lambda t: (-t[0], -t[1], t[2].first, t[2].name))
    return tuple(Tag(name=n.name, type=n.type, zh=n.zh, salience=s, count=c) for s, c, n in tags)
