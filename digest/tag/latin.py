"""Unknown names in Latin letters within a Chinese text: there hardly anything is written so but names and acronyms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from digest.model import EntityType
from digest.tag import tables
from digest.tag.evidence import person_name, words_type
from digest.tag.han import Found

_LINKS = r"(?:(?:of|for|and|the|to|by|on|in|de|da|von|van) )*"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9@#/._-])[A-Za-z][A-Za-z0-9]*(?:[.&+'-][A-Za-z0-9]+| {_LINKS}(?=[A-Z0-9])[A-Za-z0-9]+)*"
)
_OFFICE = re.compile(r" (?:CEO|CFO|CTO|COO|CIO) ")
_ADDRESS = re.compile(r"https?://\S+|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,99}")
_UNIT = re.compile(
    r"^(?:\d|[A-Za-z]{1,3}\d?$|[a-z]+$|[Tt]o [A-Z]$|[Ff]\d\.\d$|[a-z]?\d+[GMT]B$|"
    r"(?:OTA|PD|HBM|PCIe|USB|DDR|LPDDR|Wi-?Fi|NAND|UFS|GDDR|HDMI|IP|Q|H|FY|M|T|L)[ -]?\d[\d.A-Za-z]*$)"
)
_CODE = re.compile(r"^[A-Z][A-Za-z]{0,8}[ -]?\d[\w.+-]*$")
_NAMES = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,3}")


@cache
def _cue(kind: EntityType, side: str) -> re.Pattern[str]:
    rows = [line.split("\t") for line in tables.lines("latin_cues.tsv")]
    return next(re.compile(pattern) for type_, where, pattern in rows if (type_, where) == (kind, side))


def unknown(text: str) -> Iterator[Found]:
    """The Latin runs of a Chinese text that are names, each with the type that its neighbours suggest."""
    text = _ADDRESS.sub(lambda found: " " * len(found.group()), text)
    counts = Counter(run.group() for run in _RUN.finditer(text))
    for run in _RUN.finditer(text):
        for start, end in _parts(run):
            name = text[start:end]
            if _UNIT.match(name) or _goes_on(name) or all(word in tables.words("generic.txt") for word in name.split()):
                continue
            before, after = text[max(0, start - 12) : start], text[end : end + 14]
            kind = _type(name, before, after, counts[name] > 1)
            if kind:
                yield Found(start, end, kind, sure=True)


def _parts(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """`Octane AI CEO Matt Schlicht` names a company and its head."""
    start = run.start() + _office(run.group())
    for office in _OFFICE.finditer(run.string, start, run.end()):
        yield start, office.start()
        start = office.end()
    yield start, run.end()


def _goes_on(name: str) -> bool:
    """Whether a run is the rest of a title that punctuation parted: `and the Murder` after `Madness, Medicine,`."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first in tables.words("small_words.txt")


def _office(run: str) -> int:
    """How much of a run is an office before the name: `CFO` in `CFO Vaibhav Taneja`."""
    first, _, rest = run.partition(" ")
    return len(first) + 1 if rest and first in tables.words("titles.txt") else 0


def _type(name: str, before: str, after: str, repeated: bool) -> EntityType | None:
    letters = not any(c.isdigit() for c in name)
    if " " in name and letters and (person_name(name) >= 1 or _cue("PERSON", "before").search(before)):
        return "PERSON"
    if (_cue("PERSON", "before").search(before) or _cue("PERSON", "after").match(after)) and _NAMES.fullmatch(name):
        return "PERSON"
    if own := words_type(name):
        return own
    if _CODE.match(name) or _cue("PRODUCT", "before").search(before):
        return "PRODUCT"
    if _cue("ORG", "before").search(before) or _cue("ORG", "after").match(after):
        return "ORG"
    if _cue("PRODUCT", "after").match(after):
        return "PRODUCT"
    # A word in capitals is an acronym as a rule, a plain word that stands there once may be anything.
    plain = name.istitle() and " " not in name and not repeated
    return None if name.isupper() or plain else "PRODUCT"
