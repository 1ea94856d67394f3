"""Filters of a source, patterns that could be slow, and inserting a source into sources.yaml."""

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.filters import verdict
from digest.config import patterns, yaml12
from digest.curating import sourcefile
from digest.mistakes import Mistakes
from digest.model import Item, Source

SOURCE = Source(id="a", name="A", url="https://a.example/feed")
ITEM = Item(
    id="0", source="a", url="https://a.example/sport/1", title="Apple’s new watch: a deal?", summary="苹果发布新手表",
    categories=("Wearables", "Deals of the day"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "fits"),
    [
        ("apple", True), ("app", False), ("app*", True), ("new  watch", False), ("new watch", True), ("手表", True),
        ("category=wearables", True), ("category=Deals", False), ("deals", True), ("link=/sport/", True),
        ("link=/tech/", False),
        (r"/\bwatch: a (deal|sale)/", True), ("/^deal/", True), ("/^deal$/", False), ("C++", False),
    ],
)  # fmt: skip
def test_an_entry_of_a_filter_fits_what_it_says(entry: str, fits: bool) -> None:
    """Whole words in any case, Chinese anywhere, categories, parts of the address, patterns."""
    assert verdict(ITEM, replace(SOURCE, exclude=(entry,))) == ("excluded" if fits else "")
    assert verdict(ITEM, replace(SOURCE, include=(entry,))) == ("" if fits else "not included")


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|aa)+$", r"(\w+\s?)+:", r".*.*x", r"(x+x+)+y", r"(.*)\1\1"])
def test_a_pattern_that_could_hang_is_named(pattern: str) -> None:
    """Nested and neighbouring repeats."""
    assert patterns.fault(pattern) == patterns.SLOW


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"[ab.]{1,3}([+*?]|\{1,9\})?(\([ab]+(\|[ab]+)?\)([+*?])?)?[ab.]{0,2}[+*]?", fullmatch=True))
def test_a_pattern_that_is_let_through_is_quick(pattern: str) -> None:
    """Whatever is not named ends soon on a long text that nearly fits."""
    try:
        re.compile(pattern)
    except re.error:
        return
    if not patterns.fault(pattern):
        begun = time.process_time()
        re.search(f"{pattern}!", "ab" * 500)
        assert time.process_time() - begun < 5


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"], exclude_characters="\ufeff")
NAMES = st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text.strip() == text)


@given(NAMES)
def test_any_name_is_written_as_yaml_that_reads_back_as_it(name: str) -> None:
    """Quotes where they are needed, and only the text comes back."""
    assert yaml12.read(f"a: {sourcefile.scalar(name)}", "x").data == {"a": name}


LAYOUTS = (
    "site: {title: D}\nsources:\n- id: one\n  url: https://one.example/f\n",
    "sources:\n    -   id: one\n        url: https://one.example/f\n\n\n# end",
    "# top\nsources:\n  - id: one\n    exclude:\n      - x\n      # - y\n\n  # off:\n  # - id: q\nsite: {}\n",
    "sources: []\nsite:\n  title: D\n",
    "site:\n  title: D\n",
    "sources:\r\n  - id: one\r\n    url: https://one.example/f\r\n",
)


@pytest.mark.parametrize("text", LAYOUTS)
@given(name=NAMES)
@settings(max_examples=15, deadline=None)
def test_a_source_is_added_and_every_other_byte_stays(text: str, name: str) -> None:
    """Whatever the layout: what was there is still there, in its order, and the new one is read as it was meant."""
    after = sourcefile.insert(text, [replace(SOURCE, name=name)])
    rows = yaml12.read(after.replace("\r\n", "\n"), "x").data["sources"]
    assert next(row for row in rows if row["id"] == "a")["name"] == name
    left = iter(after.splitlines())
    assert all(line in left for line in text.splitlines() if not line.startswith("sources: []"))
    assert ("\r\n" in after) == ("\r\n" in text)


def test_a_list_in_brackets_is_left_for_its_editor_to_open() -> None:
    """No place is safe in it."""
    with pytest.raises(Mistakes, match=r"sources: is written in \[ \]; write each source under `- id:`"):
        sourcefile.insert("sources: [{id: one}]\n", [SOURCE])
