"""The language of an article: what it is written in, and what was declared where the script leaves it open."""

from __future__ import annotations

import re

from digest.tag import tables

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SAMPLE = 4000
_SHARE = 0.2
"""From this share of Chinese characters among the letters a text is Chinese: its names may well be English."""


def detect(text: str, declared: str = "") -> str:
    """`zh`, `en`, or another two-letter code if that was declared (or plain from the script). Script beats a
    declaration that it contradicts (feeds of Chinese outlets often say `en`); one that is no language is none."""
    sample = text[:_SAMPLE]
    chinese, latin = len(_CHINESE.findall(sample)), len(_LETTER.findall(sample))
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
    """How long a text is: in words, or in characters for Chinese."""
    if spoken == "zh":
        return len("".join(text.split()))
    return len(text.split())
