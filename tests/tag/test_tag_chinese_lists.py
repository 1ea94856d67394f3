"""Chinese lists: their items are names of one type, whole between the marks that separate them."""

from __future__ import annotations

from functools import partial

import pytest
from tagged import chinese

from digest.model import Known

tags = partial(
    chinese,
    known=(
        Known(name="Apple", type="ORG", zh="苹果"),
        Known(name="Huawei", type="ORG", zh="华为"),
    ),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("投资方为苹果、华为之星、汐云原点、华为等机构。", ["华为之星", "汐云原点"]),
        ("参会的有苹果、华为和北湾证券（600001.SH）。", ["北湾证券"]),
        ("本轮由灯火资本领投，苹果、洄海动力、华为、澜山基金共同投资。", ["洄海动力", "澜山基金"]),
        ("名单包括北京汐云科技、上海澜山电子等，共三家。", ["北京汐云科技", "上海澜山电子"]),
        ("本轮引入了江苏省产业振兴集团、苹果、华为等多家战略投资方。", ["江苏省产业振兴集团"]),
    ],
)
def test_items_of_a_list_are_of_one_type(text: str, names: list[str]) -> None:
    """Between two marks stands one name, even if it begins with a known one; known names in the list tell its type."""
    found = tags(text)
    assert [found[name].type for name in names] == ["ORG"] * len(names)


@pytest.mark.parametrize(
    "text",
    [
        "苹果、华为宣布和解。",
        "苹果、华为后，又一家入局。",
        "苹果、华为、机器人等概念。",
        "他买了苹果、华为的手机。",
        "苹果、华为布局智慧能源、海洋科技等新兴领域。",
    ],
)
def test_words_after_a_known_name_in_a_list_are_no_part_of_it(text: str) -> None:
    """Verbs, words of place and plain nouns in a list are no names, alone or after a known one."""
    assert {tag.name for tag in tags(text).values()} == {"Apple", "Huawei"}
