"""Chinese names whose kind is said after them: places before `市`, quoted products before `平台`."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.model import Item, Known, Limits, Tag, Text, WhosWho
from digest.tag.tagger import Tagger

TAGGER = Tagger(Limits(english_model="missing"), WhosWho())


def tags(text: str) -> dict[str, Tag]:
    item = Item(id="0" * 12, source="paper", url="", title="一则新闻")
    entry = TAGGER.entry(item, Text(text=text), seen=datetime(2026, 2, 1, tzinfo=UTC))
    return {tag.zh or tag.name: tag for tag in entry.entities}


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
    who = WhosWho(known=(Known(name="TuringQ", type="ORG", zh="图灵量子"),))
    item = Item(id="0" * 12, source="paper", url="", title="一则新闻")
    text = Text(text="核心产品TuringQ Gen2今天发布。")
    entry = Tagger(Limits(english_model="missing"), who).entry(item, text, seen=datetime(2026, 2, 1, tzinfo=UTC))
    assert [(tag.name, tag.type) for tag in entry.entities] == [("TuringQ Gen2", "PRODUCT")]


@pytest.mark.parametrize("text", ["这是“国际版”应用平台。", "用“双手”操作工具。", "快捷键是CTRL+V，架构是QPU+GPU。"])
def test_plain_words_before_a_kind(text: str) -> None:
    """Ordinary words are quoted too, and acronyms joined by a plus name nothing."""
    assert not tags(text)
