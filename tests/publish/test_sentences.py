"""Which sentences tell a story, and from how many articles they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.publish.sentences import chosen


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        ([], ()),
        (["Corvane needs a licence."], (0,)),
        (["Corvane needs a licence for repairs.", "Spare parts will last three months."], (0, 1)),
        (
            [
                "Corvane needs a licence for repairs in Suzhou.",
                "For repairs in Suzhou, Corvane now needs a licence.",
                "Engineers have stopped travelling since Tuesday.",
            ],
            (0, 2),
        ),
        (["科凡维修须先获许可。", "科凡维修须先获得许可。", "备件库存只够三个月。"], (0, 2)),
        (["Corvane needs a licence.", "A licence Corvane needs."], (0, 1)),
        (["Corvane needs a licence for repairs.", "Engineers " * 58, "Spare parts are left."], (0, 2)),
        (["Corvane needs a licence for repairs.", "维修" * 58], (0,)),
    ],
)
def test_the_second_adds_something(sentences: list[str], said: tuple[int, ...]) -> None:
    """The first sentence stands; one that only says it again makes way for one that adds something."""
    assert chosen(sentences) == said


@given(st.lists(st.text(max_size=30), max_size=6))
def test_two_of_them_in_order(sentences: list[str]) -> None:
    """Whatever the sentences, two of them are told, or all there are, in their order."""
    said = chosen(sentences)
    assert len(said) == min(2, len(sentences))
    assert list(said) == sorted(set(said) & set(range(len(sentences))))
