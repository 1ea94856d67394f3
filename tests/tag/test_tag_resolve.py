"""A changed who's who reflows stored entities without any text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digest.model import Entry, Known, Tag, WhosWho
from digest.tag.resolve import resolve

DAY = datetime(2026, 2, 1, tzinfo=UTC)
ENTRY = Entry(
    id="0" * 12,
    source="paper",
    url="https://paper.example/1",
    title="Lampco and 灯火科技 agree on chips",
    seen=DAY,
    published=DAY,
    entities=(Tag(name="Lampco", type="PERSON", count=3, salience=2), Tag(name="Lamp Co", type="ORG", count=2)),
    terms={"harbourtown": 2},
)
WHO = WhosWho(
    known=(
        Known(name="Lamp Company", type="ORG", zh="灯公司", aliases=("Lampco", "Lamp Co")),
        Known(name="Denghuo", type="ORG", zh="灯火科技"),
        Known(name="Harbourtown", type="PLACE", aliases=("harbourtown",)),
    )
)


def test_aliases_come_under_one_name() -> None:
    """Two spellings become one entity with the who's who's name and type; counts add up."""
    tags = {tag.name: tag for tag in resolve(ENTRY, WHO).entities}
    assert tags["Lamp Company"] == Tag(name="Lamp Company", type="ORG", zh="灯公司", salience=2, count=5)


def test_new_names_are_found_in_what_is_stored() -> None:
    """A name new to the who's who is found in the stored title, summary and terms."""
    tags = {tag.name: tag for tag in resolve(ENTRY, WHO).entities}
    assert tags["Denghuo"].salience == 2
    assert tags["Harbourtown"].type == "PLACE"


def test_resolving_twice_changes_nothing() -> None:
    """An entity that the who's who does not know stays as it is."""
    once = resolve(ENTRY, WHO)
    assert resolve(once, WHO) == once
    stranger = replace(ENTRY, title="Nothing", terms={}, entities=(Tag(name="Nobody", type="PERSON"),))
    assert resolve(stranger, WHO) == stranger


def test_an_ignored_name_goes() -> None:
    """A stored entity that the editor has declared no name is dropped."""
    ignoring = WhosWho(known=WHO.known, ignore=("Nobody",))
    assert (
        resolve(replace(ENTRY, title="", terms={}, entities=(Tag(name="Nobody", type="PERSON"),)), ignoring).entities
        == ()
    )


def test_a_name_goes_that_is_only_in_phrases_where_it_is_not_meant() -> None:
    """A phrase added to `never` reaches the archive where title and summary show all mentions, and no further."""
    forest = replace(
        ENTRY,
        title="Lampco Forest burns",
        summary=("The LAMPCO FOREST has burned since Monday.",),
        entities=(Tag(name="Lampco", type="ORG", count=2),),
    )
    wiser = WhosWho(known=(Known(name="Lampco", type="ORG", never=("Lampco forest",)),))
    assert resolve(forest, wiser).entities == ()
    mentioned = replace(forest, entities=(Tag(name="Lampco", type="ORG", count=3),))
    assert [tag.name for tag in resolve(mentioned, wiser).entities] == ["Lampco"]
