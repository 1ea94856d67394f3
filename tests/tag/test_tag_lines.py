"""Texts that were cut into lines of one width are read as paragraphs."""

from __future__ import annotations

from digest.tag.lines import unwrapped

MAIL = """The harbour authority said on Monday that the
new pier would open in June, after a delay of
two years, and that ferries from Lantern
Island would land there. Fishing boats would
keep their old quay for now.
The mayor welcomed the news in a short state-
ment, and left."""


def test_lines_of_one_width_are_paragraphs_again() -> None:
    """Lines that run on are joined, also before a capital; a line that ends a sentence ends a paragraph."""
    first, second = unwrapped(MAIL).split("\n")
    assert "ferries from Lantern Island would land there. Fishing boats" in first
    assert second == "The mayor welcomed the news in a short statement, and left."


def test_other_texts_keep_their_lines() -> None:
    """Paragraphs, lists and headings stay as they are, except for a word divided at the end of a line."""
    text = "Pier\nThe pier opened.\nLantern Island\nFerries land there."
    assert unwrapped(text) == text
    assert unwrapped("The semi-\nconductor pier\nopens") == "The semiconductor pier\nopens"
    assert unwrapped("The US-\nChina pier") == "The US-China pier"
    assert unwrapped("") == ""
