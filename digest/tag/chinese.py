"""Find the entities of a Chinese article: known names by characters, unknown ones by office, ending and context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from digest.model import EntityType, Tag
from digest.tag import (
    coined,
    coreference,
    han,
    han_companies,
    han_foreign,
    han_people,
    han_rows,
    han_shares,
    han_state,
    latin,
    tables,
)
from digest.tag.aliases import lessons
from digest.tag.article import Article
from digest.tag.fold import has_chinese, simplified
from digest.tag.han import Found, Word
from digest.tag.han_context import Context
from digest.tag.marks import marked
from digest.tag.names import Mention, NameIndex
from digest.tag.spans import Span, Taken, occurrences
from digest.tag.versions import versioned

_MOST = 120
"""Unknown names taken from one article at most: an article with more is a list rather than a story."""
_GLOSS = re.compile(
    r"[\u3400-\u9fff](?<![局署部会院所社台党行网报司系盟团处府室校馆心])[（(](?P<short>[A-Z]{2,3})[）)]"
)
"""An acronym for the Chinese words before it, which do not end like the name of an organisation."""
_SURNAMES = {
    "仇": "qiu",
    "单": "shan",
    "尉迟": "yuchi",
    "曾": "zeng",
    "查": "zha",
    "盖": "ge",
    "解": "xie",
    "覃": "qin",
    "长孙": "zhangsun",
}
"""Surnames whose pinyin differs from that of the ordinary word written with the same characters."""

Guesser = Callable[[str], list[Found]]


def entities(article: Article, index: NameIndex, guess: Guesser | None = None) -> tuple[Tag, ...]:
    """The tags of a Chinese article, most salient first. `guess` returns what an optional model finds."""
    text = simplified(article.folded)
    words = han.cut(text)
    legal = han_companies.legal_names(text, words)
    mentions = [m for m in _whole_words(index.find(text), words) if not _seat(m, legal)]
    mentions = _without_glosses(text, han_state.at_home(text, mentions))
    organisations = Taken((m.start, m.end) for m in mentions if m.known.type != "PLACE")
    companies = [c for c in _companies(text, words, legal) if organisations.free(c.start, c.end)]
    ended = [*han_state.bodies(text), *han.organisations(words), *marked(text)]
    longer = list(_longer(text, [*companies, *ended, *latin.of_makers(text, mentions)], mentions))
    mentions = [m for m in mentions if not any(f.start <= m.start and m.end <= f.end for f in longer)]
    names = coreference.collect(mentions)
    coreference.part_versions(names, versioned(text, mentions))
    known = {span: name.type for name in names for span in name.spans}
    names += unknown(
        text,
        known,
        [*longer, *companies, *ended, *_others(text, words, Context(text, known)), *(guess(text) if guess else ())],
        index.ignore,
    )
    coreference.teach(text, names, list(lessons(text)))
    coreference.join_short_forms(text, names)
    coreference.add_surnames(text, names)
    return coreference.rank(article, names)


def _whole_words(mentions: Iterable[Mention], words: list[Word]) -> list[Mention]:
    """The mentions without short names that only arise across a word boundary: `华为` in `中华|为了`.

    A name that stands alone elsewhere in the text is meant in such places too."""
    mentions = list(mentions)
    inside = {
        at: word
        for word in words
        if len(word.text) > 1 and has_chinese(word.text)
        for at in range(word.start + 1, word.end)
    }
    whole = {id(m): m.end - m.start > 2 or not _crosses(m, inside) for m in mentions}
    elsewhere = {m.known.name for m in mentions if whole[id(m)]}
    return [m for m in mentions if whole[id(m)] or m.known.name in elsewhere]


def _crosses(mention: Mention, inside: dict[int, Word]) -> bool:
    """Whether a name begins or ends inside a word that extends beyond it on one side only.

    `inside` maps each offset inside a word to that word."""
    for at, ours in ((mention.start, "end"), (mention.end, "start")):
        word = inside.get(at)
        if word and not (word.start <= mention.start and mention.end <= word.end):
            outside = word.start < mention.start if ours == "end" else mention.end < word.end
            if outside and word.pos not in ("nr", "nrt", "nz", "x"):
                return True
    return False


def _without_glosses(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without acronyms that the text explains as something else: `AP` after `先进封装(AP)`."""
    ends = {m.end for m in mentions}
    glosses = {found["short"] for found in _GLOSS.finditer(text) if found.start("short") - 1 not in ends}
    return [m for m in mentions if text[m.start : m.end] not in glosses]


def _seat(mention: Mention, legal: Iterable[Span]) -> bool:
    """Whether a place is only the registered seat in a company's legal name: `深圳` in `深圳灯塔科技有限公司`."""
    return mention.known.type == "PLACE" and any(s <= mention.start and mention.end <= e for s, e in legal)


def _companies(text: str, words: list[Word], legal: list[Span]) -> Iterator[Found]:
    yield from han_companies.companies(text, words, legal)
    yield from han_shares.companies(text, words)
    yield from han_rows.companies(text, words)


def _longer(text: str, candidates: Iterable[Found], mentions: list[Mention]) -> Iterator[Found]:
    """All places of the unknown names that contain a known one which is not meant there: `苹果` in `苹果开发者大会`."""
    ends, suffixes = {m.end: m for m in mentions}, tables.words("company_suffixes.txt")
    kinds: dict[str, EntityType] = {}
    for found in candidates:
        inside = [m for m in mentions if found.start <= m.start and m.end < found.end]
        last = ends.get(found.end)
        another = last is None or text[last.start : last.end] in _bare_heads()
        if found.sure and another and inside and text[inside[0].end : found.end] not in suffixes:
            kinds.setdefault(text[found.start : found.end], found.type)
    for name, kind in kinds.items():
        yield from (Found(start, end, kind, sure=True) for start, end in occurrences(text, name))


@cache
def _bare_heads() -> frozenset[str]:
    """Words that are names by themselves, and more often the end of another name: `商务部`."""
    return tables.keys("han_heads.tsv") | tables.words("han_bodies.txt")


def _others(text: str, words: list[Word], context: Context) -> Iterator[Found]:
    yield from coined.unknown(text, words, context)  # before the others, since it weighs all mentions of a name
    yield from han_foreign.people(text, words)
    yield from han_people.people(text, words, context)
    yield from latin.unknown(text, context)
    yield from han.places(text, words)


def unknown(
    text: str, known: Iterable[Span], candidates: Iterable[Found], ignore: frozenset[str]
) -> list[coreference.Name]:
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
            made.append(coreference.Name(shown(name, kind), kind, zh=name if has_chinese(name) else "", spans=spans))
    return made


def shown(name: str, kind: EntityType) -> str:
    """The English form of an unknown name: pinyin for a Chinese person, and the name itself for all others."""
    if kind != "PERSON" or not has_chinese(name) or "·" in name or len(name) > 4 or han_people.foreign(name):
        return name
    from pypinyin import Style, lazy_pinyin  # loads a large table that few articles need

    size = 2 if name[:2] in tables.words("han_surnames.txt") and len(name) > 2 else 1
    surname = _SURNAMES.get(name[:size]) or "".join(lazy_pinyin(name[:size], style=Style.NORMAL))
    return f"{surname} {''.join(lazy_pinyin(name[size:], style=Style.NORMAL))}".title().strip()
