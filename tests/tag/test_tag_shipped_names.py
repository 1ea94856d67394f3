"""The who's who that ships: the forms in which the press of each place writes the names of this beat."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest import config
from digest.tag.names import NameIndex, build

FORMS = {
    "ASML": "艾司摩爾 阿斯麥",
    "ByteDance": "字節跳動 字节跳动",
    "CHIPS and Science Act": "晶片與科學法案 芯片与科学法案",
    "Digital Markets Act": "數位市場法 数字市场法",
    "Donald Trump": "川普 特朗普",
    "Huawei": "華為 华为",
    "Italy": "義大利 意大利",
    "Jensen Huang": "黃仁勳 黄仁勋",
    "Kuaishou": "快手 成都快购",
    "Mark Zuckerberg": "祖克柏 扎克伯格",
    "MediaTek": "聯發科 联发科",
    "New Zealand": "紐西蘭 新西兰",
    "North Korea": "北韓 朝鲜",
    "Nvidia": "輝達 英偉達 英伟达",
    "Silicon Valley": "矽谷 硅谷",
    "TSMC": "臺積電 台積電 台积电",
    "Volodymyr Zelenskyy": "澤倫斯基 泽连斯基",
}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return build(config.load_or_default(Path("nowhere")).whoswho)


@pytest.mark.parametrize(("name", "forms"), FORMS.items())
def test_every_press_is_understood(index: NameIndex, name: str, forms: str) -> None:
    """Traditional characters and the words of Taiwan and Hong Kong resolve to the same entry as Beijing's."""
    for form in forms.split():
        known = index.lookup(form)
        assert known is not None, form
        assert known.name == name, form


@pytest.mark.parametrize(
    "text",
    [
        "公里加上一小时",
        "京东营销费用增长",
        "上海地区的门店",
        "大理石台面",
        "刷新界面即可",
        "可以丰富达到目的",
        "The target date may show today",
        "A nice place to wish for",
    ],
)
def test_plain_words_are_nobody(index: NameIndex, text: str) -> None:
    """Ordinary words that happen to contain a name are no mention of it."""
    kept = {mention.known.name for mention in index.find(text)} - {"JD.com", "Shanghai"}
    assert not kept
