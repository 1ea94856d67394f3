"""Chinese companies found by their offices, by being cited, and as the subjects of headlines."""

from __future__ import annotations

import pytest
from tagged import chinese as tags


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("政策不变。粤开证券首席经济学家指出，风险仍在。", "粤开证券"),
        ("浦银国际中国区总裁认为，风险仍在。", "浦银国际"),
        ("据普益标准数据，价格上涨。", "普益标准"),
        ("会上，妙可蓝多创始人出席。", "妙可蓝多"),
    ],
)
def test_companies_with_offices_and_sources(text: str, name: str) -> None:
    """What holds an office or is cited is a company or an outlet, if its words form no phrase."""
    assert tags(text)[name].type == "ORG"


@pytest.mark.parametrize(
    "text",
    [
        "多数分析师认为，风险仍在。",
        "自动驾驶研发副总裁离职。",
        "据知情人士消息，价格上涨。",
        "据不完全统计，价格上涨。",
        "他卸任董事长。",
    ],
)
def test_phrases_before_offices_are_no_companies(text: str) -> None:
    """Plain words before an office or a report name nobody."""
    assert not tags(text)


def test_a_headline_is_about_a_company_that_the_text_names_again() -> None:
    """The subject of a headline is a company if its name returns; a topic is none."""
    assert tags("获悉，海舟智能决定调价。", title="海舟智能：决定调价")["海舟智能"].type == "ORG"
    assert not tags("太空算力很热，古特雷斯出席。", title="太空算力：热度上升")
    assert "古特雷斯" not in tags("古特雷斯昨天到访。", title="古特雷斯：前景不明")
