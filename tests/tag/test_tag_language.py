"""The language of a text is what it is written in."""

from __future__ import annotations

import pytest

from digest.tag.language import detect, length


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The chips are down.", "", "en"),
        ("The chips are down.", "zh-CN", "en"),
        ("Les puces sont arrivées.", "fr", "fr"),
        ("The chips are down.", "klingon", "en"),
        ("The chips are down.", "xx", "en"),
        ("芯片已到", "xx", "zh"),
        ("芯片已到 Nvidia H20", "en-US", "zh"),
        ("半導体のニュースです", "", "ja"),
        ("반도체 소식", "", "ko"),
        ("", "zh", "zh"),
        ("", "", "en"),
    ],
)
def test_script_beats_what_was_declared(text: str, declared: str, language: str) -> None:
    """A declared language counts only if the script leaves it open and the code exists."""
    assert detect(text, declared) == language


def test_length_is_words_or_characters() -> None:
    """English is counted in words, Chinese in characters."""
    assert length("one two  three", "en") == 3
    assert length("芯 片到", "zh") == 3
