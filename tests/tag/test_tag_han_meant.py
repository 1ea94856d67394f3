"""Known names that a Chinese text does not mean: places in nationalities, and bodies of another country."""

from __future__ import annotations

import pytest
from tagged import chinese as tags

from digest.model import Known

KNOWN = (
    Known(name="Japan", type="PLACE", zh="日本", country="JP"),
    Known(name="Ministry of Commerce (China)", type="ORG", zh="商务部", country="CN", never=("美国商务部长",)),
)


@pytest.mark.parametrize("text", ["日本人很多。", "日本人士不满。", "日本人们不满。"])
def test_a_nationality_is_no_place(text: str) -> None:
    """Who comes from a country is not the country."""
    assert "日本" not in tags(text, known=KNOWN)


@pytest.mark.parametrize("text", ["日本人工智能公司很多。", "日本人口减少。", "日本人才紧缺。"])
def test_a_place_before_a_word_that_begins_like_people_stays(text: str) -> None:
    """The country is meant where the next character only begins another word."""
    assert "日本" in tags(text, known=KNOWN)


def test_a_foreign_minister_has_a_foreign_ministry() -> None:
    """A bare ministry is that of the country whose minister was named before."""
    assert "商务部" not in tags("美国商务部长表示，商务部将放宽出口。", known=KNOWN)
    assert "商务部" in tags("发言人表示，商务部将放宽出口。", known=KNOWN)
