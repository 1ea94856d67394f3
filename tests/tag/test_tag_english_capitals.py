"""Capitals that do not make a name, and names in nothing but capitals."""

from __future__ import annotations

import pytest
from tagged import KNOWN
from tagged import english as tags

from digest.model import Known, WhosWho
from digest.tag import names

pytestmark = pytest.mark.model

LEADER = Known(name="Oswald Shen", type="PERSON", aliases=("Shen",))


@pytest.mark.parametrize("word", ["Large", "Cheaper", "Frontier", "Proprietary", "Foldable"])
def test_what_describes_many_things_is_no_product(word: str) -> None:
    """An adjective in front of several things keeps its capital from the beginning of the sentence only."""
    text = f"{word} models can be used by anyone, Temu said. {word} language models are costly. {word} chips cost more."
    assert set(tags(text)) == {"Temu"}


def test_a_legal_form_is_no_company() -> None:
    """A company's legal form behind a comma is no name."""
    assert "Limited" not in tags("Harbour Lantern Technology Co., Limited (HLT) fell. Temu rose.")


def test_a_companys_trade_says_what_it_is() -> None:
    """A trade at the end of a name tells a company from a person."""
    assert tags("Skylark Mobility, called Yunque in Bergen, raised $30 million.")["Skylark Mobility"].type == "ORG"


def test_a_given_name_after_a_chinese_surname_is_another_persons() -> None:
    """`Li Shen` is not the Shen whom the who's who knows; elsewhere the surname alone still is."""
    found = tags(
        "Li Shen, a farmer, sells eggs to Temu. President Shen said on Monday it was fine.", known=(*KNOWN, LEADER)
    )
    assert found["Li Shen"].type == "PERSON"
    assert found["Oswald Shen"].count == 1


def test_an_article_in_capitals_names_whom_it_names() -> None:
    """Names that need their own case are found in an article without small letters, and in no other's capitals."""
    index = names.build(WhosWho(known=(Known(name="Lantern", type="ORG", exact=True),)))
    assert [m.known.name for m in index.find("LANTERN SUES TEMU")] == ["Lantern"]
    assert not index.find("The LANTERN of a port")


def test_who_was_founded_is_no_person() -> None:
    """What happens to companies only tells them from people."""
    found = tags("Qianxun Spatial plans an IPO. Qianxun Spatial was founded in 2015, said Temu.")
    assert found["Qianxun Spatial"].type == "ORG"
