"""Find unknown names in Latin letters in a Chinese text, where little else but acronyms is written in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.model import EntityType, has_chinese
from digest.tag import tables
from digest.tag.form import person_name, words_type
from digest.tag.han import Found
from digest.tag.han_context import Context
from digest.tag.names import Mention
from digest.tag.points import Points

_LINKS = r"(?:(?:of|for|and|the|to|by|on|in|de|da|von|van) )*"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9@#/._-])[A-Za-z][A-Za-z0-9]*"
    rf"(?:[.&+'-][A-Za-z0-9]+| [A-Z]\.(?= [A-Z][a-z])| {_LINKS}(?=[A-Z0-9])[A-Za-z0-9]+)*"
)
_OFFICE = re.compile(r" (?:CEO|CFO|CTO|COO|CIO) ")
_ADDRESS = re.compile(r"https?://\S+|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,99}")
_UNIT = re.compile(
    r".*\.(?:txt|json|md|yaml|yml|exe|js|py|html|cn|doc|pdf)$|"
    r"^(?:\d|[A-Za-z]{1,3}\d?$|[a-z][a-z.-]*$|[A-Za-z]+(?:-[a-z]+)+$|"
    r"[A-Z]{1,5}(?:\+[A-Z]{1,5})+$|[Tt]o [A-Z]$|[Ff]\d\.\d$|[a-z]?\d+[GMT]B$|[vV]\d[\d.]*$|"
    r"(?i:top ?\d+|x86|x64|arm64|k12)$|[A-Z]{2}\d{4}$|PE\d[\d.]*x?$|"
    r"(?:OTA|PD|HBM|PCIe|USB|DDR|LPDDR|Wi-?Fi|NAND|UFS|GDDR|HDMI|IP|Q|H|FY|M|T|L)[ -]?\d[\d.A-Za-z]*$)"
)
_GENERATION = re.compile(r"[A-Z][a-z]{2}\d")
"""What looks like a unit or a quarter and is a version after a maker's name: `Gen2`."""
_WORD = re.compile(r"\S+")
_COUNTED = re.compile(r" ?[年月日亿万千百个名款家人倍元美天岁周小分秒轮季%级股]")
_MODEL = re.compile(
    r"(?![2-6][DG])[A-Z]{0,2}[a-z]{0,6}\d{1,3}[a-zA-Z]?"
    r"(?: ?(?:Pro|Max|Ultra|Plus|Air|Lite|Mini|Turbo|至尊版|标准版)){0,3}"
    r"(?=系列|手机|平板|新机|外观|跑分|发布会|开售|首销|折叠屏|笔记本|处理器|芯片|车型|机器人)"
)
"""The rest of a model's name after its maker's, and a word that only a product's name stands before."""
_DATE = re.compile(r"20\d\d-\d{1,2}(?:-\d{1,2})?")
_HEAD = 3.0
"""Points for the type that the name's own words give it: `Cardiff University`."""
_MADE = 2.0
"""Points for a product if an organisation stands right before it: `阿里 Qoder`."""
_WITH_DIGIT = 1.5
"""Points for a product if the name contains a digit: it is the model of something rather than a company."""
_PRIOR: dict[EntityType, float] = {"PRODUCT": 0.5, "ORG": 0.4}
"""Points that every name starts with."""
_ONE_WORD = 0.3
"""Points for a company if the name is one word of letters."""
_INITIAL = 2.0
"""Points for a person if the name has an initial."""
_ENOUGH = 1.0
"""Points that the context must give a plain word, which may otherwise be anything."""
_NAMES = re.compile(r"[A-Z][a-z]+(?:[ -](?:[A-Z]\.|[A-Z][a-z]+)){0,3}")


def unknown(text: str, context: Context) -> Iterator[Found]:
    """The Latin runs of a Chinese text that are names. The type of each is decided once, from all its mentions."""
    text = _ADDRESS.sub(lambda found: " " * len(found.group()), text)
    places: dict[str, list[tuple[int, int]]] = {}
    for run in _RUN.finditer(text):
        for start, end in _parts(run):
            name = text[start:end]
            if not (_UNIT.match(name) or _goes_on(name) or all(w in tables.words("generic.txt") for w in name.split())):
                places.setdefault(name.lower(), []).append((start, end))
    for spans in places.values():
        name, said = text[slice(*spans[0])], context.said(spans).type
        if any(context.maker(start) for start, _ in spans) and not (name.isalpha() and name.isupper()):
            said["PRODUCT"] += _MADE
        kind = _type(name, said, len(spans) > 1)
        if kind:
            yield from (Found(start, end, kind, sure=True) for start, end in spans)


def of_makers(text: str, mentions: Sequence[Mention]) -> Iterator[Found]:
    """Products, and parts of companies, named after a known maker or product: `Coupang Eats`, `Kindle Paperwhite`."""
    starts = {m.start: m for m in mentions if m.known.type in ("ORG", "PRODUCT")}
    inside = {m.start for m in mentions}
    for run in _RUN.finditer(text):
        maker = starts.get(run.start())
        if maker is None or maker.end >= run.end() or text[maker.end] != " ":
            continue
        end = _without_plain(text, *next(_parts(run)))[1]
        own = text[maker.end + 1 : end]
        if own and inside.isdisjoint(range(maker.end, end)) and _may_be_own(own):
            yield Found(run.start(), end, words_type(own) or "PRODUCT", sure=True)


def models(text: str, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The models that Chinese texts name by a Chinese maker and a number: `一加15|外观`, `真我GT8|手机`."""
    starts = {m.start for m in mentions}
    for maker in mentions:
        found = _MODEL.match(text, maker.end) if maker.known.type == "ORG" else None
        if found and has_chinese(text[maker.end - 1]) and starts.isdisjoint(range(maker.end, found.end())):
            yield Found(maker.start, found.end(), "PRODUCT", sure=True)


def _may_be_own(own: str) -> bool:
    """Whether words after a maker's name may name its product, rather than an office, a legal form or plain words."""
    first = own.split(" ", 1)[0]
    plain = tables.words("company_suffixes.txt", "generic.txt", "titles.txt")
    unit = _UNIT.match(own) and not _GENERATION.fullmatch(own)
    return first[0].isupper() and len(own) > 2 and not unit and plain.isdisjoint(own.split())


def _parts(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The names in a run, separated by an office: `Octane AI` and `Matt Schlicht` in `Octane AI CEO Matt Schlicht`."""
    start = run.start() + _office(run.group())
    for office in _OFFICE.finditer(run.string, start, run.end()):
        yield start, office.start()
        start = office.end()
    yield _without_plain(run.string, start, run.end())


def _without_plain(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a run without acronyms of the trade at either end, and without a number or letter at the end that
    belongs to the next word: `Grok 2026|年`."""
    words = [(m.group(), start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    while len(words) > 1 and _acronym(words[0][0]):
        words = words[1:]
    while len(words) > 1 and (_acronym(words[-1][0]) or _counts(words[-1][0], words[-1][2], text)):
        words = words[:-1]
    return words[0][1], words[-1][2]


def _acronym(word: str) -> bool:
    return word in tables.words("generic.txt") and word[-1:].isupper()


def _counts(word: str, end: int, text: str) -> bool:
    """Whether a word is a number, or a letter before 轮, that belongs to what follows it."""
    counted = word.isdigit() and _COUNTED.match(text, end) is not None
    return counted or _DATE.fullmatch(word) is not None or (len(word) == 1 and text[end : end + 1] == "轮")


def _goes_on(name: str) -> bool:
    """Whether a run is the rest of a title that punctuation cut: `and the Murder` after `Madness, Medicine,`."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first in tables.words("small_words.txt")


def _office(run: str) -> int:
    """Characters of a run that are an office before the name: `CFO` in `CFO Vaibhav Taneja`."""
    first, _, rest = run.partition(" ")
    return len(first) + 1 if rest and first in tables.words("titles.txt") else 0


def _type(name: str, said: Points, repeated: bool) -> EntityType | None:
    """The best type, or None if it is no name. A word all in capitals, or one that occurs only once, needs the context
    to say that it is a name."""
    strength = max(said.values(), default=0.0)
    points = Points(said)
    if not _NAMES.fullmatch(name):
        points["PERSON"] = 0.0
    elif " " in name:
        points["PERSON"] += person_name(name) + _INITIAL * (". " in name)
    if own := words_type(name):
        points[own] += _HEAD
    if any(c.isdigit() for c in name):
        points["PRODUCT"] += _WITH_DIGIT
    points.add(_PRIOR)
    points["ORG"] += _ONE_WORD * name.isalpha()
    plain = (name.isalpha() and name.isupper()) or (name.istitle() and " " not in name and not repeated)
    return None if plain and strength < _ENOUGH else points.best()
