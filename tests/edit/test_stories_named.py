"""Names of a batch: what one report tags is found in the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digest.edit.named import named
from digest.model import EntityType, Entry, Tag

WHEN = datetime(2026, 3, 2, 8, tzinfo=UTC)


def entry(name: str, title: str, *tags: tuple[str, EntityType]) -> Entry:
    """An invented report with tags of these names and types."""
    return Entry(
        id=name, source="", url="", title=title, seen=WHEN, published=WHEN, language="en",
        entities=tuple(Tag(name=who, type=what, salience=2) for who, what in tags),
    )  # fmt: skip


def names(*entries: Entry) -> list[list[str]]:
    """The names that each of a batch's entries bears in the end."""
    return [[tag.name for tag in each.entities] for each in named(entries)]


def test_a_name_of_one_report_is_found_in_the_other() -> None:
    """`Quillbot Pro` of one headline is also the `Quillbot` of another, and its chief is in both."""
    first = entry("a", "Veltron’s Mara Lind sells Quillbot Pro", ("Quillbot Pro", "PRODUCT"))
    second = entry("b", "Quillbot loses its chief Mara Lind", ("Quillbot", "PRODUCT"), ("Mara Lind", "PERSON"))
    assert names(first, second) == [["Quillbot Pro", "Mara Lind", "Quillbot"], ["Quillbot", "Mara Lind"]]


def test_a_word_that_is_also_written_small_is_no_name_elsewhere() -> None:
    """The shop Harvest does not act where the harvest does."""
    shop = entry("a", "Harvest opens ten shops", ("Harvest", "ORG"))
    assert names(shop, entry("b", "The harvest is late"), entry("c", "Harvest fails")) == [["Harvest"], [], []]


def test_places_are_left_to_the_tagger() -> None:
    """Places stand in the names of much else."""
    assert names(entry("a", "Rain in Ostia", ("Ostia", "PLACE")), entry("b", "Ostia Times closes")) == [["Ostia"], []]


def test_the_order_of_the_batch_makes_no_difference() -> None:
    """One name with two types is the same tag from either side."""
    one, two = entry("a", "Zephyr one", ("Zephyr", "ORG")), entry("b", "Zephyr two", ("Zephyr", "PRODUCT"))
    third = entry("c", "Zephyr three")
    found = {tuple(each.entities) for batch in ([one, two, third], [two, one, third]) for each in named(batch)[2:]}
    assert len(found) == 1


def test_salience_is_not_taken_over() -> None:
    """A name that is only found is mentioned, no more."""
    [_, other] = named([entry("a", "Zephyr grows", ("Zephyr", "ORG")), entry("b", "How Zephyr grew")])
    assert other.entities == (Tag(name="Zephyr", type="ORG", salience=1, count=1),)
    assert replace(other, entities=()) == entry("b", "How Zephyr grew")
