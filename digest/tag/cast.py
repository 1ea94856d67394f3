"""The cast of an article: each entity that it names, under one name and one type, with the places where it is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from digest.model import EntityType, Tag, has_chinese
from digest.tag.article import Article
from digest.tag.names import Mention
from digest.tag.spans import Span


@dataclass(slots=True, eq=False)
class Name:
    """One entity of the article with the places where it is mentioned; it grows as mentions are joined."""

    name: str
    type: EntityType
    zh: str = ""
    known: bool = False
    """Whether it is in the who's who."""
    spans: list[Span] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Offset of the first mention."""
        return min(self.spans)[0]


def collect(mentions: Iterable[Mention]) -> list[Name]:
    """The mentions of known names, grouped by entity."""
    names: dict[str, Name] = {}
    for mention in mentions:
        known = mention.known
        name = names.setdefault(known.name, Name(known.name, known.type, known.zh, known=True))
        name.spans.append((mention.start, mention.end))
    return list(names.values())


def owner(names: Iterable[Name], place: Span) -> Name | None:
    """The entity that a place in the text belongs to; for an empty place, the product or company last mentioned."""
    start, end = place
    if start == end:
        before = [(s, n.name, n) for n in names for s in n.spans if s[1] <= start and n.type in ("PRODUCT", "ORG")]
        return max(before, key=lambda b: b[:2])[2] if before else None
    holding = [(s[1], n.name, n) for n in names for s in n.spans if s[0] < end and start < s[1]]
    return max(holding, key=lambda h: h[:2])[2] if holding else None


def join(names: list[Name], kept: Name, gone: Name) -> None:
    """Give the mentions of one name to another, in place."""
    kept.spans += gone.spans
    kept.zh = kept.zh or gone.zh or (gone.name if has_chinese(gone.name) else "")
    names.remove(gone)


def initials(words: Sequence[str]) -> str:
    """The capitals that the words begin with: `CMA` of `Competition and Markets Authority`."""
    return "".join(w[0] for w in words if w[:1].isupper())


def rank(article: Article, names: Sequence[Name]) -> tuple[Tag, ...]:
    """The names as tags, most salient first. Salience is 2 for a name in the title or lead that the text comes back to,
    and 1 for any other."""
    tags = []
    for name in names:
        count = len(set(name.spans))
        in_title = any(start < len(article.title) for start, _ in name.spans)
        in_lead = name.first < article.lead
        salient = (in_title and (count > 1 or article.words < 150)) or (in_lead and count >= 4)
        tags.append((2 if salient else 1, count, name))
    tags.sort(key=lambda t: (-t[0], -t[1], t[2].first, t[2].name))
    return tuple(Tag(name=n.name, type=n.type, zh=n.zh, salience=s, count=c) for s, c, n in tags)
