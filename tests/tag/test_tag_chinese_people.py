"""Chinese people whose names are cut into words, or look as if they held function words."""

from __future__ import annotations

import pytest
from tagged import chinese as tags


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("对韩国总统李在明而言，问题不大。", "李在明"),
        ("前首相安倍晋三的看法不同。", "安倍晋三"),
        ("业内\n林俊旸：模型会更便宜。", "林俊旸"),
        ("据悉，王小川回应了质疑。", "王小川"),
        ("业内人士王玉山对媒体表示，风险不大。", "王玉山"),
    ],
)
def test_names_that_are_cut_into_words(text: str, name: str) -> None:
    """A surname and the given name after it are one name where somebody speaks or holds an office."""
    assert tags(text)[name].type == "PERSON"


@pytest.mark.parametrize("text", ["灯塔\n甘咨询：已承接项目。", "公司管理层的安抚，称这只是暂时的波动。"])
def test_words_with_a_surname_are_no_people(text: str) -> None:
    """A plain word after a character that is also a surname makes no person."""
    assert not any(tag.type == "PERSON" for tag in tags(text).values())


def test_a_list_of_guests_names_people() -> None:
    """One a line: a name and offices, to the end of the line; a clause that begins like one names nobody."""
    found = tags(
        "嘉宾\n苏明远，海城大学信息学院教授\n顾安，海城研究所原所长、院士\n公司，由两位创始人创办\n\n谈话很长。"
    )
    assert {name for name, tag in found.items() if tag.type == "PERSON"} == {"苏明远", "顾安"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("然而苏校长没开条件。", set()),
        ("主帅罗伯特·贝尔诺因在执教期间失误被解雇。贝尔诺今年48岁。", {"罗伯特·贝尔诺"}),
        ("首席执行官埃隆.贝尔克在社交平台上发文。", {"贝尔克"}),
    ],
)
def test_where_names_of_people_end(text: str, names: set[str]) -> None:
    """A surname before an office is no full name, a part of a foreign name is none, and a preposition ends one."""
    assert {name for name, tag in tags(text).items() if tag.type == "PERSON"} == names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("迫使美国芒廷帕斯矿场（Ashton Ridge）关闭。", "Ashton Ridge", "PLACE"),
        (
            "近日，北京才多对信息技术有限公司（True Lanterns Connect，简称“TLC”）宣布融资。",
            "True Lanterns Connect",
            "ORG",
        ),
        ("卡内基的达西·德劳特-维哈雷斯（Darcie Draudt-Vejares）表示，问题不大。", "Darcie Draudt-Vejares", "PERSON"),
    ],
)
def test_a_spelling_in_brackets_is_of_the_type_of_what_stands_before_it(text: str, name: str, kind: str) -> None:
    """A mine's, a company's and a foreigner's name in Latin letters after the Chinese one is no product."""
    assert {found.name: found.type for found in tags(text).values()}[name] == kind


def test_who_sent_a_report_is_not_in_it() -> None:
    """Neither the agency nor the reporter in a dateline tags."""
    assert tags("灯塔社北京1月28日电（记者王小川）会议今天开始。").keys() <= {"北京"}
