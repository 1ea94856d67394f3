"""The who's who in a text: what is matched, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Known, WhosWho
from digest.tag.fold import fold, simplified
from digest.tag.names import NameIndex, build

WHO = WhosWho(
    known=(
        Known(name="Nvidia", type="ORG", zh="英伟达", aliases=("NVDA",)),
        Known(name="Nvidia H20", type="PRODUCT", aliases=("H20",)),
        Known(name="United States", type="PLACE", zh="美国", aliases=("US", "U.S.", "America")),
        Known(name="Target", type="ORG", exact=True, near=("retailer", "store"), never=("Target date",)),
        Known(name="Hugging Face", type="ORG"),
        Known(name="Huawei", type="ORG", zh="华为"),
        Known(name="Zhipu AI", type="ORG", zh="智谱AI", aliases=("智谱",)),
        Known(name="Bank of China", type="ORG", zh="中国银行"),
        Known(name="China", type="PLACE", zh="中国", never=("China syndrome",)),
        Known(name="Korea", type="PLACE", never=("North Korea",)),
        Known(name="North Korea", type="PLACE"),
        Known(name="X", type="ORG", exact=True),
        Known(name="Kim Jong Un", type="PERSON", aliases=("Kim Jong-un",)),
        Known(name="JD.com", type="ORG", aliases=("JD",)),
    )
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return build(WHO)


def found(index: NameIndex, text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    return [(folded[m.start : m.end], m.known.name) for m in index.find(folded)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nvidia’s chips", ["Nvidia"]),
        ("NVIDIA said", ["Nvidia"]),
        ("nvidia said", []),
        ("the US, the U.S. and us", ["United States", "United States"]),
        ("it cost US$15 and hit us", []),
        ("HuggingFace and Hugging-Face", ["Hugging Face", "Hugging Face"]),
        ("Nvidia’s H20 and the Nvidia H20", ["Nvidia", "Nvidia H20", "Nvidia", "Nvidia H20"]),
        ("a CH20 chip, an H200 chip", []),
        ("the Bank of China", ["Bank of China"]),
        ("the China syndrome", []),
        ("North Korea and Korea", ["North Korea", "Korea"]),
        ("Kim Jong-un met nobody", ["Kim Jong Un"]),
        ("JD.com and JD", ["JD.com", "JD.com"]),
        ("on X today", ["X"]),
        ("the Model X and the Model S/X", []),
        ("see https://nvidia.example/Nvidia or mail Nvidia@paper.example", []),
    ],
)
def test_english_names(index: NameIndex, text: str, names: list[str]) -> None:
    """English names match whole words, the longest first, and in their own case where that matters."""
    assert [name for _, name in found(index, text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("英伟达发布新品", ["Nvidia"]),
        ("輝達不在此，華為在此", ["Huawei"]),
        ("中国银行与中国", ["Bank of China", "China"]),
        ("智谱AI与智谱", ["Zhipu AI", "Zhipu AI"]),
        ("智谱AIR飞机", ["Zhipu AI"]),
        ("英伟达H20芯片", ["Nvidia", "Nvidia H20"]),
    ],
)
def test_chinese_names(index: NameIndex, text: str, names: list[str]) -> None:
    """Chinese names match simplified characters, the longest first, also next to Latin letters."""
    assert [name for _, name in found(index, simplified(text))] == names


def test_a_name_may_ask_for_company(index: NameIndex) -> None:
    """A name with `near` words counts only in an article that has one of them."""
    assert found(index, "Target fell short.") == []
    assert found(index, "Target, the retailer, fell short. Its Target date is gone.") == [("Target", "Target")]


def test_british_spelling_is_the_same_name() -> None:
    """British papers write Defence and Centre in American names."""
    index = build(WhosWho(known=(Known(name="Harbour Defense Center", type="ORG"),)))
    text = "The Harbour Defence Centre, not the Harbour Defense Center."
    assert [name for _, name in found(index, text)] == ["Harbour Defense Center"] * 2


def test_an_article_does_not_cut_a_name_short() -> None:
    """`the West` is a name with its article, and `the West Bank` another one."""
    who = WhosWho(
        known=(
            Known(name="West", type="PLACE", aliases=("the West",), exact=True),
            Known(name="West Bank", type="PLACE"),
        )
    )
    found = build(who).find("from the West to the West Bank")
    assert [mention.known.name for mention in found] == ["West", "West Bank"]


def test_a_plus_makes_another_name() -> None:
    """`Harbour+` is a service of its own, and not `Harbour`."""
    index = build(WhosWho(known=(Known(name="Harbour", type="ORG"), Known(name="Harbour+", type="PRODUCT"))))
    assert [name for _, name in found(index, "Harbour sells Harbour+.")] == ["Harbour", "Harbour+"]


@given(st.text(max_size=200))
def test_matching_any_text_gives_places_in_it(text: str) -> None:
    """Mentions are inside the text, in order and without overlap."""
    folded = simplified(fold(text + " Nvidia 英伟达 " + text))
    mentions = build(WHO).find(folded)
    ends = [0, *(m.end for m in mentions)]
    assert all(before <= m.start < m.end <= len(folded) for before, m in zip(ends, mentions, strict=False))


@given(st.text(alphabet="輝達黃仁勳a “”’１：·\u200b", max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folding and simplifying twice changes nothing more, and simplifying keeps the length."""
    once = simplified(fold(text))
    assert simplified(fold(once)) == once
    assert len(once) == len(fold(text))


def test_a_phrase_in_both_scripts_in_which_a_name_is_not_meant() -> None:
    """A phrase that begins in Latin letters and ends in Chinese ones hides the Latin name in it."""
    index = build(WhosWho(known=(Known(name="HBR", type="ORG", exact=True, never=("HBR电源",)),)))
    assert not found(index, "主打HBR电源。")
    assert found(index, "HBR表示同意。")
