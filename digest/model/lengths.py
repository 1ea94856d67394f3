"""Measure texts in words, in either language, and say how long a summary may be."""

import re

SUMMARY_WORDS = 60
"""Words of a summary at most, in all its sentences."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def length_in_words(text: str) -> float:
    """The length of a text in words; two Chinese characters count as one."""
    chinese = len(_CHINESE.findall(text))
    return chinese / 2 + len(_CHINESE.sub(" ", text).split()) if chinese else len(text.split())
