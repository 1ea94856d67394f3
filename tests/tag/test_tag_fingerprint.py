"""Fingerprints tell copies from other articles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.tag.fingerprint import fingerprint

STORY = "The ministry said on Monday that makers of chips must report every sale abroad within ten working days. " * 3
OTHER = (
    "A bakery in the old town won the regional prize for its rye bread, as it has in each of the last four years. " * 3
)


def distance(one: str, other: str) -> int:
    return (int(fingerprint(one), 16) ^ int(fingerprint(other), 16)).bit_count()


def test_copies_are_near_and_others_far() -> None:
    """One changed word changes few bits, another text about half of them."""
    assert distance(STORY, STORY.replace("ten", "twelve")) <= 8
    assert distance(STORY, OTHER) >= 16


def test_spacing_case_and_script_make_no_difference() -> None:
    """Layout, case and script make no difference to a fingerprint."""
    assert fingerprint("Chips are\n down.") == fingerprint("CHIPS are down")
    assert fingerprint("華為發布") == fingerprint("华为发布")
    assert fingerprint(" … ") == ""


@given(st.text(min_size=1))
def test_every_text_has_sixteen_digits_or_none(text: str) -> None:
    """A fingerprint has sixteen hex digits, even for a single letter."""
    mark = fingerprint(text)
    assert mark == "" or (len(mark) == 16 and int(mark, 16) >= 0)
