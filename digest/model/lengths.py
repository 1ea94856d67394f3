"""Measure texts in words, in either language, and say how long a summary may be."""

from digest.model.han import HAN

SUMMARY_WORDS = 60
"""Words of a summary at most, in all its sentences."""


def length_in_words(text: str) -> float:
    """The length of a text in words; two Chinese characters count as one."""
    chinese = len(HAN.findall(text))
    return chinese / 2 + len(HAN.sub(" ", text).split()) if chinese else len(text.split())
