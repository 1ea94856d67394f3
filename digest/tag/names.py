"""Find the names of the who's who in a text: English ones by words, Chinese ones by characters, the longest first.

`build` makes a `NameIndex` from `entities.yaml`. Its `find` takes a folded text (`digest.tag.fold.fold`) and returns
the mentions of known names from left to right, none overlapping another. It uses no statistics and no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from digest.model import HAN, Known, WhosWho, has_chinese
from digest.tag import tables
from digest.tag.fold import fold, simplified
from digest.tag.spans import Span, Taken
from digest.tag.spellings import TOKEN, Spelling, fits, looser, spell, variants

_ADDRESS = re.compile(r"https?://\S+|\b[A-Za-z0-9._+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<![\w@])[@#]\w+")
_SEAM = re.compile(rf"(?<={HAN.pattern})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?={HAN.pattern})")
_COUNTED = "年月日亿万千百个名家人倍元天岁"
"""Characters before which digits are a date or a count."""
"""Boundaries between Chinese and Latin characters, at which many Chinese papers put a space: `骁龙 8`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names a known entity: `text[start:end]`."""

    start: int
    end: int
    known: Known


@dataclass(slots=True)
class NameIndex:
    """The who's who, prepared for matching."""

    words: dict[str, dict[str, list[Spelling]]] = field(default_factory=dict)
    """First word -> second word ('' for a single word) -> spellings in Latin script, the longest first."""
    characters: dict[str, Known | None] = field(default_factory=dict)
    """Chinese spelling -> entity, or None for a phrase in which no name is meant."""
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """First two characters of Chinese spellings -> the lengths of those spellings, the longest first."""
    ignore: frozenset[str] = frozenset()
    """What is never a name, folded and in lower case."""
    by_name: dict[str, Known] = field(default_factory=dict)
    bodies: dict[str, dict[str, Known]] = field(default_factory=dict)
    """Bare name of a public body, as in `bodies.txt` -> country -> its body of that name."""

    def find(self, text: str) -> list[Mention]:
        """The known names in a folded text, without those that need words (`near`) which the text does not have."""
        masked = (
            _ADDRESS.sub(lambda m: " " * len(m.group()), text) if "@" in text or "://" in text or "#" in text else text
        )
        found = list(self._latin(masked))
        if masked.isupper() and len(masked.title()) == len(masked):
            found = _merge(found, list(self._latin(masked.title())))
        if has_chinese(text):
            chinese = list(self._chinese(simplified(masked).lower()))
            never = Taken(span for span, known in chinese if not known)
            found = _merge([m for m in found if never.free(m.start, m.end)], _mentions(chinese))
        return _plausible(found, text)

    def lookup(self, name: str) -> Known | None:
        """The entity whose name this is as a whole, if any, regardless of its `near` words (see `plausible`)."""
        folded = fold(name).strip()
        found = list(self._latin(folded))
        if has_chinese(folded):
            found = _merge(found, _mentions(self._chinese(simplified(folded).lower())))
        whole = [m.known for m in found if m.start == 0 and m.end >= len(folded.rstrip(". "))]
        return whole[0] if whole else None

    def plausible(self, known: Known, text: str) -> bool:
        """Whether a folded text has one of the words that a name needs (`near`), if it needs any."""
        return not known.near or _has_near_word(known, text)

    def _latin(self, text: str) -> Iterator[Mention]:
        tokens = list(TOKEN.finditer(text))
        lower = [token.group().lower() for token in tokens]
        heads, at, count = self.words, 0, len(tokens)
        while at < count:
            spelling = self._spelling(tokens, lower, at, text) if lower[at] in heads else None
            if spelling and lower[at] == "the":
                further = self._spelling(tokens, lower, at + 1, text)
                if further and len(further.words) >= len(spelling.words):
                    at, spelling = at + 1, further  # `the West Bank` is not `the West`
            step = len(spelling.words) if spelling else 1
            if spelling and spelling.known:
                yield Mention(tokens[at].start(), tokens[at + step - 1].end(), spelling.known)
            at += step

    def _spelling(self, tokens: Sequence[re.Match[str]], lower: Sequence[str], at: int, text: str) -> Spelling | None:
        """The longest spelling that fits at a token, which may lie beyond the last one."""
        by_second = self.words.get(lower[at]) if at < len(lower) else None
        return _first_fit(by_second, tokens, lower, at, text) if by_second else None

    def _chinese(self, text: str) -> Iterator[tuple[Span, Known | None]]:
        """The places of Chinese spellings, with None for a phrase in which no name is meant."""
        at, size, lengths, characters = 0, len(text), self.lengths, self.characters
        while at < size - 1:
            step = 1
            for length in lengths.get(text[at : at + 2], ()):
                name = text[at : at + length]
                if len(name) == length and name in characters and _whole(text, at, at + length):
                    step = length
                    yield (at, at + length), characters[name]
                    break
            at += step


def build(whoswho: WhosWho) -> NameIndex:
    """The index of a who's who. If two entries have the same spelling, the first keeps it."""
    index = NameIndex(ignore=frozenset(fold(name).lower() for name in whoswho.ignore))
    for known in whoswho.known:
        index.by_name.setdefault(known.name, known)
        for alias in (known.name, known.zh, *known.aliases):
            _add(index, alias, known)
            if body := _body(alias) if known.country else "":
                index.bodies.setdefault(body, {}).setdefault(known.country, known)
        for phrase in known.never:
            _add(index, phrase, None)
    for alias in [a for a, known in index.characters.items() if _after_maker(index, a, known)]:
        del index.characters[alias]
    for by_second in index.words.values():
        for second, spellings in by_second.items():
            spellings[:] = [s for s in spellings if not second or not _with_maker(index, s)]
            spellings.sort(key=lambda s: (-len(s.words), not s.strict, s.known is None))
    return index


def _after_maker(index: NameIndex, alias: str, known: Known | None) -> bool:
    """Whether a Chinese spelling joins a maker's name and a product's in Latin letters: `三星Galaxy`."""
    seam = _SEAM.search(alias.replace(" ", ""))
    if known is None or known.type != "PRODUCT" or seam is None:
        return False
    maker, product = alias[: seam.start()], spell(alias[seam.start() :].strip(), known)
    company = index.characters.get(maker)
    found = product is not None and any(s.known is known for s in _spellings(index, product.words))
    return found and company is not None and company.type == "ORG"


def _body(alias: str) -> str:
    """The bare name of the body that an alias gives to a whole country, if any: `Supreme Court` for `Supreme Court of
    India`, `India's Supreme Court`, `Supreme Court (India)` and `Supreme Court` itself."""
    own = alias.rpartition("'s ")[2].partition(" (")[0]
    return next((bare for bare in (own, own.rpartition(" of ")[0]) if bare in tables.words("bodies.txt")), "")


def _with_maker(index: NameIndex, spelling: Spelling) -> bool:
    """Whether a spelling joins a maker's name and a product's, each of which is found by itself: `Nvidia A100`."""
    if not spelling.known or spelling.known.type != "PRODUCT":
        return False
    for size in range(1, len(spelling.words)):
        maker, product = spelling.words[:size], spelling.words[size:]
        if _spelled(index, maker, "ORG") and any(s.known is spelling.known for s in _spellings(index, product)):
            return True
    return False


def _spelled(index: NameIndex, words: tuple[str, ...], kind: str) -> bool:
    return any(s.known is not None and s.known.type == kind for s in _spellings(index, words))


def _spellings(index: NameIndex, words: tuple[str, ...]) -> list[Spelling]:
    same = index.words.get(words[0], {}).get(words[1] if len(words) > 1 else "", [])
    return [s for s in same if s.words == words]


def _add(index: NameIndex, alias: str, known: Known | None) -> None:
    alias = fold(alias).strip()
    if has_chinese(alias):
        _add_chinese(index, simplified(alias).lower(), known)
        _add_chinese(index, _SEAM.sub(" ", simplified(alias).lower()), known)
    elif alias:
        for variant in variants(alias, known.type) if known else (alias,):
            _add_latin(index, variant, known)


def _add_chinese(index: NameIndex, alias: str, known: Known | None) -> None:
    if len(alias) < 2 or index.characters.get(alias) or (alias in index.characters and not known):
        return  # a phrase in which one name is not meant may be the name of another entity
    index.characters[alias] = known
    lengths = {*index.lengths.get(alias[:2], ()), len(alias)}
    index.lengths[alias[:2]] = tuple(sorted(lengths, reverse=True))


def _add_latin(index: NameIndex, alias: str, known: Known | None) -> None:
    spelling = spell(alias, known)
    if spelling is None:
        return
    second = spelling.words[1] if len(spelling.words) > 1 else ""
    same = index.words.setdefault(spelling.words[0], {}).setdefault(second, [])
    if not any(s.words == spelling.words and s.gaps == spelling.gaps and looser(s, spelling) for s in same):
        same.append(spelling)


def _first_fit(
    by_second: dict[str, list[Spelling]], tokens: Sequence[re.Match[str]], lower: Sequence[str], at: int, text: str
) -> Spelling | None:
    """The longest spelling that fits at token `at`."""
    second = lower[at + 1] if at + 1 < len(lower) else ""
    longer: Sequence[Spelling] = by_second.get(second, ()) if second else ()
    spellings: tuple[Spelling, ...] = (*longer, *by_second.get("", ()))
    for spelling in spellings:
        if fits(spelling, tokens, lower, at, text):
            return spelling
    return None


def _mentions(places: Iterable[tuple[Span, Known | None]]) -> list[Mention]:
    return [Mention(*span, known) for span, known in places if known]


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a mixed name is no part of a longer Latin word or number where it begins or ends in Latin letters, and
    its last digits count nothing: `小米15|日`."""
    first, last, before, after = text[start], text[end - 1], text[start - 1 : start], text[end : end + 1]
    if first.isascii() and first.isalnum() and before.isascii() and before.isalnum():
        return False
    if last.isdigit() and after and after in _COUNTED:
        return False
    return not (last.isascii() and last.isalnum() and after.isascii() and after.isalnum())


def _merge(latin: list[Mention], chinese: list[Mention]) -> list[Mention]:
    """Both kinds of mentions in order; of two that overlap the longer stays (`智谱AI` and not `AI`)."""
    kept: list[Mention] = []
    for mention in sorted([*latin, *chinese], key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _plausible(found: list[Mention], text: str) -> list[Mention]:
    """The mentions whose names the text makes plausible, by `near` words and by the neighbours of single letters."""
    found = [m for m in found if m.end - m.start > 1 or not _lettered(m, text)]
    judged: dict[str, bool] = {}
    for mention in found:
        known = mention.known
        if known.near and known.name not in judged:
            judged[known.name] = _has_near_word(known, text)
    return [m for m in found if judged.get(m.known.name, True)]


_JOINED_BEFORE = re.compile(r"[A-Z][\w.]*[ ]$|[A-Za-z0-9][/&.-]$")
_JOINED_AFTER = re.compile(r"[/&-]\w| [A-Z][a-z]")


def _lettered(mention: Mention, text: str) -> bool:
    """Whether a name of one letter is part of a longer expression: `Model X`, `Series X`, `S/X`."""
    before = _JOINED_BEFORE.search(text, max(0, mention.start - 20), mention.start)
    opens = before and before.group().strip() in ("On", "At", "By", "From", "In", "To", "For", "With", "And", "But")
    return bool((before and not opens) or _JOINED_AFTER.match(text, mention.end))


def _has_near_word(known: Known, text: str) -> bool:
    lower = simplified(text).lower()
    for word in known.near:
        word = simplified(fold(word)).lower()
        if has_chinese(word):
            if word in lower:
                return True
        elif re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", lower):
            return True
    return False
