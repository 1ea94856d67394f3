"""Chinese names whose kind is said after them: places before `市`, quoted products before `平台`."""

from __future__ import annotations

import pytest
from tagged import chinese as tags

from digest.model import Known


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("危机始于丹顿市的一个施工现场。", "丹顿", "PLACE"),
        ("工厂设在豪登省。", "豪登省", "PLACE"),
        ("公司建成了“量擎”量子计算云平台。", "量擎", "PRODUCT"),
    ],
)
def test_a_kind_after_a_name(text: str, name: str, kind: str) -> None:
    """What kind of thing a name is may stand right after it or a few characters later."""
    assert tags(text)[name].type == kind


def test_a_generation_after_a_maker() -> None:
    """`Gen2` is no unit after the name of a maker."""
    known = (Known(name="TuringQ", type="ORG", zh="图灵量子"),)
    found = tags("核心产品TuringQ Gen2今天发布。", known=known)
    assert [(tag.name, tag.type) for tag in found.values()] == [("TuringQ Gen2", "PRODUCT")]


@pytest.mark.parametrize("text", ["这是“国际版”应用平台。", "用“双手”操作工具。", "快捷键是CTRL+V，架构是QPU+GPU。"])
def test_plain_words_before_a_kind(text: str) -> None:
    """Ordinary words are quoted too, and acronyms joined by a plus name nothing."""
    assert not tags(text)
