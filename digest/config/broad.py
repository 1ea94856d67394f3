"""Detect names and phrases that would match nearly every article, or none, and names that are the same when matched."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from digest.model import has_chinese, in_simplified

Fault = tuple[str, str]
"""What is wrong, and what to write instead."""

_PATTERN = re.compile(r"\\[A-Za-z]|\(\?|\.[*+]|[\])}][*+?{]|\([^()]*\||^\^|^/.+/$")
"""Signs of a regular expression, which neither file has."""
_META = frozenset(r"\(.])}^/")
"""Characters of which each of those signs has one."""
_SPACE = re.compile(r"[\s-]+")
_SIGN = re.compile(r"[^\W_]")
_TOKEN = re.compile(r"[^\W_]+")
_BROAD = "would match nearly everything"
_NARROWER = "near: [words that stand beside it], or a longer form"
_SHORTEST_STEM = 3
"""Latin letters that must stand before an open end: `ai*` would match `aid` and `air`."""
_SQUASHED = 7
"""Letters from which a name of several words is also found as one."""
_FUNCTION = 3
"""Letters of words that stand in every text; `company` is as common, but tells a company from a fruit."""
_YEAR = 4
"""Digits of a number up to which it may be a year or an amount."""


def phrase(text: str) -> Fault | None:
    """Why a phrase of a topic cannot work; None if it can."""
    stem = text.rstrip("*").strip()
    least = _SHORTEST_STEM if stem != text and not has_chinese(stem) else 2
    if len(stem) < least:
        return f"{text!r} {_BROAD}", "a longer phrase"
    return _unfit(text, stem, "a phrase", "a longer phrase")


def name(text: str, *, exact: bool, near: bool) -> Fault | None:
    """Why a name of the who's who cannot work; None if it can. `exact` and `near` say which conditions it has."""
    if len(text.strip()) < 2 and not (exact and text.isascii() and _SIGN.search(text)):
        longer = "a longer form, or exact: true beside it" if text.isascii() else "a longer form"
        return f"{text!r} is too short to be a name", longer
    if text.endswith("*") and not _PATTERN.search(text):
        return f"{text!r} has an open end, which names do not have", f"each spelling in full, like {text.rstrip('* ')}"
    if text.isdigit() and len(text) <= _YEAR and not near:
        return f"{text!r} would match any such number", _NARROWER
    acronym = text.isascii() and text.isupper()
    return _unfit(text, "" if near or acronym else text, "a name", _NARROWER)


def word(text: str, *, common: bool = False) -> Fault | None:
    """Why a word of `ignore` or `near` cannot work; None if it can. With `common`, it must not be like `the` either."""
    if text.endswith("*"):
        return f"{text!r} has an open end, which these words do not have", text.rstrip("* ") or "each word in full"
    short = len(text) <= (1 if has_chinese(text) else _FUNCTION)
    told = text if common and short else ""
    return _unfit(text, told, "a word", "a word that stands beside it only") if text else None


def _unfit(text: str, words: str, kind: str, instead: str) -> Fault | None:
    """What is wrong with a text that has nothing to match, or with `words`, which must tell something apart."""
    if not _META.isdisjoint(text) and _PATTERN.search(text):
        return f"{text!r} is a regular expression, where {kind} is plain text", "it as articles have it"
    if not _SIGN.search(text):
        return f"{text!r} has no letter to match", "it as articles have it"
    found = _TOKEN.findall(words.casefold())
    if found and all(word in _everywhere() for word in found):
        return f"{text!r} {_BROAD}", instead
    return None


def squashed(text: str) -> str:
    """A name's words in one, as it is also found: `HuggingFace` for `Hugging Face`; "" if it is too short for that."""
    one = key(text).replace(" ", "")
    return one if one.isascii() and one.isalpha() and len(one) >= _SQUASHED else ""


def key(text: str) -> str:
    """A name without the differences that matching ignores: case, width, hyphens, spaces, traditional characters."""
    if text.isascii():
        return " ".join(text.casefold().replace("-", " ").split())
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    folded = _SPACE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
    return in_simplified(folded).replace(" ", "") if has_chinese(folded) else folded


@cache
def _everywhere() -> frozenset[str]:
    lines = files("digest.config").joinpath("everywhere.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
