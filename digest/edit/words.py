"""Split headlines and summaries into comparable parts: stems in Latin script, pairs of characters in Chinese.

They serve for comparison only: a stem need not be a word, but must be the same for `launch` and `launches`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib.resources import files

_HAN_RUN = re.compile(r"[㐀-䶿一-鿿]{2,}")
_TOKEN = re.compile(r"[^\W_㐀-䶿一-鿿]+(?:[-.&'][^\W_㐀-䶿一-鿿]+)*")
_NUMBER = re.compile(r"\d[\d.,]*(?:st|nd|rd|th|k|m|bn|b)?\Z")
_MODEL = re.compile(r"[-.](?=\d)")
_JOINT = re.compile(r"[-.&']")
_VOWEL = re.compile(r"[aeiouy]")


def words(folded: str) -> list[str]:
    """The words in Latin and other alphabets, in order; a model number stays one word: `gpt-5.6` is `gpt56`."""
    return [word for token in _TOKEN.findall(folded) for word in _parts(token)]


def _parts(token: str) -> list[str]:
    if not any(char.isdigit() for char in token):
        return [part for part in _JOINT.split(token) if part]
    return [_MODEL.sub("", part) for part in re.split(r"[&']|-(?!\d)", token) if part]


def is_number(word: str) -> bool:
    """Whether a word is a bare number. Numbers with units are read as figures instead (`digest.tag.figures`)."""
    return _NUMBER.match(word) is not None


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without its inflection, by rule (plural, `-ed`, `-ing`, final `e`) or by `irregular.tsv`."""
    return _irregular().get(word) or _by_rule(word)


def _by_rule(word: str) -> str:
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zes")) else word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and _VOWEL.search(word[: -len(ending)]):
            word = _undoubled(word[: -len(ending)])
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def pairs(folded: str) -> Iterator[str]:
    """Every pair of neighbouring Chinese characters."""
    for run in _HAN_RUN.findall(folded):
        for at in range(len(run) - 1):
            yield run[at : at + 2]


@functools.cache
def _irregular() -> dict[str, str]:
    lines = files("digest.edit").joinpath("irregular.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {word: kept for kept, forms in rows for word in forms.split(", ")}


@functools.cache
def common() -> frozenset[str]:
    """The stems of words that say nothing about which event is meant: function words and words of reporting."""
    lines = files("digest.edit").joinpath("common.txt").read_text("utf-8").splitlines()
    return frozenset(stem(line) for line in lines if line and not line.startswith("#"))
