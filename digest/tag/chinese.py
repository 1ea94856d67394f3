"""Find the entities of a Chinese article: known names by characters, unknown ones by office, ending and context."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain

import rjieba

from digest.model import EntityType, Tag, has_chinese
from digest.tag import (
    coined,
    han,
    han_companies,
    han_foreign,
    han_lists,
    han_people,
    han_rows,
    han_shares,
    han_state,
    han_subjects,
    latin,
    tables,
)
from digest.tag.article import Article
from digest.tag.cast import Name, collect, rank
from digest.tag.coreference import join_mentions
from digest.tag.fold import simplified
from digest.tag.han import Found, Word
from digest.tag.han_context import Context
from digest.tag.han_firms import FUNDS
from digest.tag.han_meant import meant
from digest.tag.han_pinyin import shown
from digest.tag.marks import marked
from digest.tag.names import Mention, NameIndex
from digest.tag.spans import Span, Taken, occurrences
from digest.tag.versions import part_versions

_MOST = 120
"""Unknown names taken from one article at most: an article with more is a list rather than a story."""
Guesser = Callable[[str], list[Found]]


def entities(article: Article, index: NameIndex, guess: Guesser | None = None) -> tuple[Tag, ...]:
    """The tags of a Chinese article, most salient first. `guess` returns what an optional model finds."""
    text = simplified(article.folded)
    words = han.cut(text)
    legal = han_companies.legal_names(text, words)
    mentions = meant(text, words, legal, index.find(text))
    listed = list(han_lists.Listed(text, words, {(m.start, m.end): m.known.type for m in mentions}).names())
    companies = [*_companies(text, words, legal, mentions), *listed]
    ended = [*han_state.bodies(text), *han.organisations(words), *marked(text), *han_foreign.people(text, words)]
    made = [*latin.of_makers(text, mentions), *latin.models(text, mentions)]
    longer = list(_longer(text, [*companies, *ended, *made], mentions))
    covered = {at for found in longer for at in range(found.start, found.end)}
    mentions = [m for m in mentions if not covered.issuperset(range(m.start, m.end))]
    names = collect(mentions)
    part_versions(text, names, mentions)
    known = {span: name.type for name in names for span in name.spans}
    others = (
        found
        for found in _others(text, words, Context(text, known))
        if found.type != "PLACE" or not han_companies.is_seat((found.start, found.end), legal)
    )
    guessed = guess(text) if guess else ()
    names += unknown(text, known, [*longer, *companies, *ended, *others, *guessed], index.ignore)
    join_mentions(text, names)
    return rank(article, names)


def _companies(text: str, words: list[Word], legal: list[Span], mentions: list[Mention]) -> Iterator[Found]:
    """The companies that the text shows to be such, without those that the who's who has.

    The whole name of a share counts even if it begins with a known one, `潍柴|重机`; a legal name does not."""
    known = [(m.start, m.end) for m in mentions if m.known.type != "PLACE"]
    taken, begins = Taken(known), dict(known)
    for found in (*han_companies.companies(text, words, legal), *han_companies.introduced(text, words)):
        if taken.free(found.start, found.end):
            yield found
    shares = (
        han_companies.listed(text, words),
        han_shares.companies(text, words),
        han_rows.companies(text, words),
        han_subjects.companies(text, words),
    )
    for found in chain.from_iterable(shares):
        rest = text[begins.get(found.start, found.start) : found.end]
        if taken.free(found.start, found.end) or (found.start in begins and _distinguishes(rest)):
            yield found


def _distinguishes(rest: str) -> bool:
    """Whether the words after a known name make it the name of another company: a head, or a word of no dictionary."""
    if rest in tables.keys("han_heads.tsv") or rest.endswith(FUNDS):
        return True
    plain = rest in tables.words("han_plain.txt") or rjieba.has_word(rest)
    return len(rest) > 1 and has_chinese(rest) and not plain and len(rjieba.tag(rest)) == 1


def _longer(text: str, candidates: Iterable[Found], mentions: list[Mention]) -> Iterator[Found]:
    """All places of the unknown names that contain a known one which is not meant there: `苹果` in `苹果开发者大会`."""
    ends, suffixes = {m.end: m for m in mentions}, tables.words("company_suffixes.txt")
    starts = [m.start for m in mentions]
    kinds: dict[str, EntityType] = {}
    for found in candidates:
        near = mentions[bisect_left(starts, found.start) : bisect_left(starts, found.end)]
        inside = [m for m in near if m.end < found.end]
        last = ends.get(found.end)
        if last is None or text[last.start : last.end] in _bare_heads():
            longer = bool(inside) and text[inside[0].end : found.end] not in suffixes
        else:  # `马克·|华纳`, `台风“桦|加沙”`
            person = found.type == "PERSON" and last.known.type != "PERSON"
            longer = last.start > found.start and (person or found.type == "EVENT")
        if longer and found.sure:
            kinds.setdefault(text[found.start : found.end], found.type)
    for name, kind in kinds.items():
        yield from (Found(start, end, kind, sure=True) for start, end in occurrences(text, name))


@cache
def _bare_heads() -> frozenset[str]:
    """Words that are names by themselves, and more often the end of another name: `商务部`."""
    return tables.keys("han_heads.tsv") | tables.words("han_bodies.txt")


def _others(text: str, words: list[Word], context: Context) -> Iterator[Found]:
    """What may be a name where the text says nothing clearer."""
    yield from coined.unknown(text, words, context)  # before the others, since it weighs all mentions of a name
    yield from han_people.people(text, words, context)
    yield from latin.unknown(text, context)
    yield from han.places(text, words)


def unknown(text: str, known: Iterable[Span], candidates: Iterable[Found], ignore: frozenset[str]) -> list[Name]:
    """The names among the candidates: those that are sure at least once, with all their other occurrences."""
    taken = Taken(known)
    types: dict[str, Counter[EntityType]] = {}
    sure: set[str] = set()
    for found in candidates:
        name = text[found.start : found.end]
        if name.lower() in ignore or name in tables.words("generic.txt") or not taken.free(found.start, found.end):
            continue
        types.setdefault(name, Counter())[found.type] += 1
        if found.sure:
            sure.add(name)
    made = []
    for name in sorted(sorted(sure, key=text.find)[:_MOST], key=lambda n: (-len(n), text.find(n))):
        spans = [s for s in occurrences(text, name) if taken.free(*s)]
        for span in spans:
            taken.add(*span)
        if spans:
            kind = max(types[name], key=lambda t: types[name][t])
            made.append(Name(shown(name, kind), kind, zh=name if has_chinese(name) else "", spans=spans))
    return made
