"""Find the aliases that an article itself explains: `China News Service (CNS)`, `TikTok, called Douyin in China`.

A lesson is a pair of places in the text that name the same entity. The caller decides which of the two is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.model import has_chinese
from digest.tag.spans import Span

_HAN = r"[\u3400-\u9fff·]{2,20}"
# Every repetition is bounded, because a page may consist of nothing but capitals.
_NAME = r"[A-Z\u00c0-\u00de](?:[^\W\u3400-\u9fff]|'(?=[A-Z])|[.&+](?=\w)|-(?=[A-Z0-9])){0,30}"
_LATIN = rf"(?<![\w.&-]){_NAME}(?: (?:of |for |and |the |& )?(?:{_NAME}|\d[\d.]{{0,6}})){{0,9}}"
_INITIALS = r"[A-Z][A-Za-z&-]{1,7}"
_BRACKETED = re.compile(
    rf"(?P<long>(?:(?<![\w.&-]){_NAME}, ){{0,3}}{_LATIN})'?s? \(\"?(?P<short>{_INITIALS})\"?(?:\)|[,;] )"
)
_KNOWN_AS = (
    r"(?:also |better |formerly |previously |now |commonly |locally |widely |sometimes )?"
    r"(?:known (?:as|in China as|by (?:her|his|its) (?:online |Chinese )?(?:alias|name))"
    r"|called|dubbed|named|formerly|renamed(?: as)?)"
)
_CALLED = re.compile(rf"(?P<long>{_LATIN})(?:, | \()(?:{_KNOWN_AS}) \"?(?P<short>{_LATIN}|{_HAN})")
_IN_CHINESE = re.compile(
    rf"(?P<long>{_LATIN})(?:, | \()(?:or |also )?\"?(?P<short>{_LATIN}|{_HAN})\"?,? in (?:Chinese|English|Mandarin)\b"
)
_GLOSSED = re.compile(rf"(?P<long>{_HAN})(?:, or | \(|—|, )\"?(?P<short>{_LATIN})")
_LATIN_THEN_HAN = re.compile(rf"(?P<long>{_LATIN}) ?[(（,] ?(?:or )?\"?(?P<short>{_HAN})")
_ITS_NAME = re.compile(
    rf"\b(?:[Ii]ts|[Tt]he|whose) (?:(?:Chinese|English|full|original) )?name "
    rf"(?:is|stands for|means) \"?(?P<short>{_HAN}|{_LATIN})"
)
_SENTENCE = re.compile(
    r"[的了]|原名|简称|下称|全称|英文|如果|即便|.{5}[在是将被把为与和来做让使]|^[一某该这那].{3}|企业|公司(?=.)|比如|例如|诸如|包括|所谓|^也|^[将在由与把被据而但并及或次他她它你我](?=.{2})|一[个种款]"
)
"""Signs that a run of Chinese characters is part of a sentence rather than a name."""
_CHINESE_SHORT = re.compile(
    rf"(?P<long>[\u3400-\u9fffA-Za-z·]{{3,24}})[”\"」》]?[（(](?:以下)?(?:简称|下称|又称|英文名?|原名|现名)?[:：为]?[“\"「]?"
    rf"(?P<short>[\u3400-\u9fff]{{2,10}}|{_LATIN})[”\"」]?(?:[，,；;][^）)]{{0,30}})?[）)]"
)
_SHORTEST = 3
"""Characters that a Chinese name must have at least if the text also gives a shorter form of it."""


class Lesson(NamedTuple):
    """Two places in a text that name the same entity."""

    long: Span
    """An empty span where the text says "its name": the name mentioned last before it is meant."""
    short: Span


def lessons(text: str) -> Iterator[Lesson]:
    """The aliases that a folded text explains, grouped by the kind of explanation."""
    if "(" in text:
        for found in _BRACKETED.finditer(text):
            yield from _initials(found)
    for found in _ITS_NAME.finditer(text):
        yield Lesson((found.start(), found.start()), found.span("short"))
    for found in _CALLED.finditer(text):
        last = found.start("long") + len(found["long"].rpartition(" and ")[0])  # `Alpha and Beta (formerly Gamma)`
        yield Lesson((last + 5 * (last > found.start("long")), found.end("long")), found.span("short"))
    for found in _IN_CHINESE.finditer(text):
        yield Lesson(found.span("long"), found.span("short"))
    if has_chinese(text):
        yield from _with_chinese(text)


def _with_chinese(text: str) -> Iterator[Lesson]:
    """The aliases explained beside Chinese names."""
    for pattern in (_GLOSSED, _LATIN_THEN_HAN):
        for found in pattern.finditer(text):
            if not _SENTENCE.search(found["long"]) and not _SENTENCE.search(found["short"]):
                yield Lesson(found.span("long"), found.span("short"))
    for found in _CHINESE_SHORT.finditer(text):
        yield from _chinese_short(found)


def _chinese_short(found: re.Match[str]) -> Iterator[Lesson]:
    """`灯塔科技有限公司（简称“灯塔”）`: a long Chinese name, whose beginning no space marks, and its short form."""
    long, short = found["long"], found["short"]
    start = _earliest_start(long)
    if _SENTENCE.search(long[start:]) and short.isascii():
        # A person's name ends a sentence, as in `主任葛来仪（Bonnie Glaser）`. Its last characters are enough for the
        # caller, who knows the places of names.
        start = len(long) - _SHORTEST + 1
    elif _SENTENCE.search(long[start:]) or _SENTENCE.search(short):
        return
    yield Lesson((found.start("long") + start, found.end("long")), found.span("short"))


def _earliest_start(long: str) -> int:
    """The earliest offset at which the name at the end of a run of Chinese can begin: `子公司|灯塔科技有限公司`."""
    ends = [sign.end() for sign in _SENTENCE.finditer(long) if len(long) - sign.end() >= _SHORTEST]
    return max(ends, default=0)


def _initials(found: re.Match[str]) -> Iterator[Lesson]:
    """`Competition and Markets Authority (CMA)`: the last words of the long name that have these initials."""
    long, short = found["long"], found["short"]
    words = [(m.group(), m.start()) for m in re.finditer(r"[\w.'-]+", long)]
    wanted = [c.lower() for c in short if c.isupper()] or [short[0].lower()]
    for first in range(len(words)):
        initials = [w[0].lower() for w, _ in words[first:] if w not in ("of", "for", "and", "the")]
        everything = [w[0].lower() for w, _ in words[first:]]
        if (
            initials == wanted
            or everything == wanted
            or (len(wanted) >= 2 and initials[: len(wanted)] == wanted[: len(initials)] != wanted[:1])
        ):
            start = found.start("long") + words[first][1]
            yield Lesson((start, found.end("long")), found.span("short"))
            return
    compact = re.sub(r"[^A-Z]", "", long)
    if short.isupper() and len(compact) >= 2 and compact.endswith(short):
        yield Lesson(found.span("long"), found.span("short"))
