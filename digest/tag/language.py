"""Detect the language of an article from its script, or from what was declared where the script leaves it open."""

from __future__ import annotations

import re

from digest.model import HAN
from digest.tag import tables

_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SAMPLE = 4000
_SHARE = 0.2
"""Share of Chinese characters among the letters above which a text is Chinese; many of its names may be English."""


def detect(text: str, declared: str = "") -> str:
    """A two-letter code: `zh`, `ja` and `ko` by their script, otherwise what was declared, otherwise `en`.

    The script overrides a declaration that contradicts it, since feeds of Chinese outlets often say `en`. A declared
    code that is not in ISO 639-1 is ignored."""
    sample = text[:_SAMPLE]
    chinese, latin = len(HAN.findall(sample)), len(_LETTER.findall(sample))
    if len(_KANA.findall(sample)) * 5 > chinese and _KANA.search(sample):
        return "ja"
    if len(_HANGUL.findall(sample)) > chinese + latin // 4:
        return "ko"
    if chinese > _SHARE * (chinese + latin):
        return "zh"
    code = declared.strip().lower().replace("_", "-").split("-")[0]
    if code not in tables.words("languages.txt"):
        code = ""
    if not latin:
        return code or "en"
    return "en" if code in ("", "zh", "ja", "ko") else code


def length(text: str, spoken: str) -> int:
    """The length of a text: in words, or in characters for Chinese."""
    if spoken == "zh":
        return len("".join(text.split()))
    return len(text.split())
