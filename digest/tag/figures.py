"""Read figures with their units, alike from both languages: `249.01亿美元` and `$24.9 billion` are `=USD 2.49e10`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from digest.tag import tables

_UNITS = tuple(line.split("\t") for line in tables.lines("units.tsv"))
_SCALES = {word: float(value) for word, kind, value in _UNITS if kind == "scale"}
_SIGNS = {word: value for word, kind, value in _UNITS if kind == "before"}
_WORDS = {word: value for word, kind, value in _UNITS if kind == "after"}
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"


def _any(words: dict[str, str] | dict[str, float]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


_SCALE = rf"[ -]?[多余]?(?P<scale>{_any(_SCALES)})(?![a-z])"
_BEFORE = re.compile(rf"(?<![a-z])(?P<sign>{_any(_SIGNS)}) ?{_NUMBER}(?:{_SCALE})?")
_AFTER = re.compile(rf"(?<![\d.,a-z]){_NUMBER}(?:{_SCALE})?[ -]?[多余]?(?P<word>{_any(_WORDS)})(?![a-z])")
_PERCENT = re.compile(
    rf"(?<![\d.,]){_NUMBER} ?(?:%|percent(?:age points?)?\b|per cent\b|pct\b|个百分点)"
    rf"|百分之{_NUMBER.replace('number', 'zh')}"
)
_CLASSIFIER = r"[家名人个款台辆颗枚座部项起架艘份所位套条次亩吨户只支篇册]|公里|人次|张卡|用户|网民|粉丝|股"
_COUNT_ZH = re.compile(
    rf"(?<![\d.,]){_NUMBER}(?:[多余]?(?P<scale>万亿|千万|百万|亿|万|千))?(?:余|多)?(?:{_CLASSIFIER})(?!月|小时|百分点|季度)"
)
_COUNT_EN = re.compile(
    rf"(?<![\d.,$€£¥a-z/-]){_NUMBER}"
    r"(?:[ -]?(?P<scale>thousand|lakh|million|crore|billion|trillion|(?<=\d)(?:m|mn|bn)))? (?P<noun>[a-z][a-z-]{2,})"
)
_SPELT = {"a": "1", "half a": "0.5", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7"}
_SPELT |= {"eight": "8", "nine": "9", "ten": "10"}
_SPELT_OUT = re.compile(
    rf"\b({'|'.join(sorted(_SPELT, reverse=True))})(?= (?:thousand|million|billion|trillion|crore|lakh)\b)"
)
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN_NUMBER = re.compile(
    r"(?<![\d.数几上好成第])(?P<whole>[零一二两三四五六七八九十百千]+)(?=[多余]?[万亿])"
    r"|(?<=百分之)(?P<share>[零一二两三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?)"
)
_RANGE = re.compile(rf"(?<![\d.,])\d[\d.,]*(?:-| to |至|到|~)(?=\d[\d.,]*[ -]?(?:{_any(_SCALES)})(?![a-z]))")
"""The lower end of a range that leaves its scale to the upper one: `3-5 billion`. It is left out."""
_SMALL = 10
"""Counts below this are ignored: they are too common to tell one event from another."""


def figures(text: str) -> Counter[str]:
    """How often a folded, simplified text gives each figure: `=USD 2.49e10`, `=PCT 4.5`, `=W 1e9`, `=N 1200`."""
    text = _SPELT_OUT.sub(lambda word: _SPELT[word[1]], text.lower())
    text = _RANGE.sub("", _HAN_NUMBER.sub(lambda number: _from_han(number[0]), text))
    found = sorted(_all(text), key=lambda f: f[0])
    return Counter(f"={unit} {plain(value)}" for _, unit, value in found)


def plain(value: float) -> str:
    """A value to three significant digits: `26`, `4.5`, `2.49e10`."""
    mantissa, _, exponent = f"{value:.2e}".partition("e")
    power = int(exponent)
    if -3 < power < 4:
        return f"{float(f'{value:.3g}'):g}"
    return f"{float(mantissa):g}e{power}"


def _all(text: str) -> Iterator[tuple[int, str, float]]:
    """Offset, unit and value of every figure. What one pattern has read is blanked for the next."""
    rest = list(text)
    for pattern, units in ((_BEFORE, _SIGNS), (_AFTER, _WORDS)):
        for found in pattern.finditer(text):
            if rest[found.start("number")] != "\0":
                unit, _, factor = units[found[1] if pattern is _BEFORE else found["word"]].partition(" ")
                yield found.start(), unit, _value(found) * float(factor or 1)
            for at in range(*found.span()):
                rest[at] = "\0"
    left = "".join(rest)
    for found in _PERCENT.finditer(left):
        yield found.start(), "PCT", float((found["number"] or found["zh"]).replace(",", ""))
    for pattern in (_COUNT_ZH, _COUNT_EN):
        for found in pattern.finditer(left):
            value = _value(found)
            if value >= _SMALL and not _is_time(found, value):
                yield found.start(), "N", value


def _value(found: re.Match[str]) -> float:
    return float(found["number"].replace(",", "")) * _SCALES.get(found["scale"] or "", 1.0)


def _from_han(number: str) -> str:
    """A number in Chinese characters in digits: `三十五` is 35, `四点五` is 4.5."""
    whole, _, decimals = number.partition("点")
    value, digit = 0, 0
    for char in whole:
        if char in _HAN_POWERS:
            value += (digit or 1) * _HAN_POWERS[char]
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return f"{value + digit}" + (f".{''.join(str(_HAN_DIGITS[char]) for char in decimals)}" if decimals else "")


def _is_time(found: re.Match[str], value: float) -> bool:
    """Whether a number is a year, a number of days or the like rather than a count of things."""
    if found.re is _COUNT_ZH:
        return False
    return found["noun"] in tables.words("no_counts.txt") or (
        found["scale"] is None and 1900 <= value < 2100 and value == int(value)
    )
