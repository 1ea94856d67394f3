"""The word lists of the tagger, in which editors of the code look words up."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from digest.tag import tables

LISTS = sorted(path.name for path in Path(tables.__file__).parent.glob("*.txt") if path.name != "leaning.txt")
"""All of them; `leaning.txt` has patterns, grouped by language."""


@pytest.mark.parametrize("name", LISTS)
def test_a_word_list_is_sorted_and_has_each_word_once(name: str) -> None:
    """Within each part, which a line of comment begins, words are in the order of their characters."""
    words = tables.lines(name)
    assert len(set(words)) == len(words)
    content = (Path(tables.__file__).parent / name).read_text(encoding="utf-8").splitlines()
    for before, line in pairwise(content):
        assert before < line or "#" in (before[0], line[0])


def test_several_lists_together() -> None:
    """Asked for at once, word lists are one set."""
    both = tables.words("han_market.txt", "han_plain.txt")
    assert both == tables.words("han_market.txt") | tables.words("han_plain.txt")
