"""The entities of an English article: known names, and unknown ones on which the model and the context agree."""

from __future__ import annotations

from collections.abc import Callable

from digest.model import Tag
from digest.tag import cast, tables
from digest.tag.aliases import lessons
from digest.tag.article import Article
from digest.tag.heads import Headed, headed
from digest.tag.names import Mention, NameIndex
from digest.tag.ner import Guess
from digest.tag.unknown import lower_words, unknown
from digest.tag.versions import versioned
from digest.tag.worth_reading import excerpt

Guesser = Callable[[str], list[Guess]]


def entities(article: Article, index: NameIndex, guess: Guesser) -> tuple[Tag, ...]:
    """The tags of an English article, what it is about first. `guess` asks the model."""
    text = article.folded
    mentions, explained = _settle(index.find(text), list(headed(text)), text)
    names = cast.collect(mentions)
    cast.part_versions(names, versioned(text, mentions))
    taken = {span: name.type for name in names for span in name.spans}
    found = unknown(text, taken, explained, _guesses(text, list(taken), guess), index.ignore)
    names += [cast.Name(name, kind, spans=spans) for name, kind, spans in found]
    cast.teach(text, names, list(lessons(text)))
    cast.join_short_forms(text, names)
    cast.add_surnames(text, names)
    return cast.rank(article, names)


def _guesses(text: str, taken: list[cast.Span], guess: Guesser) -> list[Guess]:
    """The model's guesses, asked only for the sentences that may hold an unknown name."""
    part = excerpt(text, taken, lower_words(text))
    return (
        [g._replace(start=part.origin(g.start), end=part.origin(g.end - 1) + 1) for g in guess(part.text)]
        if part.text
        else []
    )


def _settle(mentions: list[Mention], explained: list[Headed], text: str) -> tuple[list[Mention], list[Headed]]:
    """Known names against longer names around them: `Hong Kong` is not meant in `University of Hong Kong`."""
    longer = []
    for name in explained:
        inside = [m for m in mentions if m.start < name.end and name.start < m.end]
        covered = any(m.start <= name.head_start and name.head_end <= m.end for m in inside)
        if not covered and not name.weak and not _only_suffix(inside, name, text):
            longer.append(name)
            mentions = [m for m in mentions if m not in inside or m.start < name.start or name.end < m.end]
        elif not inside:
            longer.append(name)
    return mentions, longer


def _only_suffix(inside: list[Mention], name: Headed, text: str) -> bool:
    """Whether a company's known name only carries its legal form: `Alibaba Group`, `Tesla Motors`."""
    if not inside or inside[0].start != name.start or inside[0].known.type != "ORG":
        return False
    rest = text[inside[0].end : name.end].split()
    return all(word in tables.words("company_suffixes.txt") for word in rest)
