"""Chinese articles: unknown people, companies, laws and products by title, ending and context."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.model import Item, Known, Limits, Tag, Text, WhosWho
from digest.tag.tagger import Tagger

WHO = WhosWho(
    known=(
        Known(name="Apple", type="ORG", zh="苹果", aliases=("苹果公司",), never=("苹果汁",)),
        Known(name="Huawei", type="ORG", zh="华为"),
        Known(name="Elon Musk", type="PERSON", zh="马斯克"),
        Known(name="Grok", type="PRODUCT"),
    ),
    ignore=("AI",),
)
TAGGER = Tagger(Limits(english_model="missing"), WHO)


def tags(text: str, title: str = "一则新闻") -> dict[str, Tag]:
    item = Item(id="0" * 12, source="paper", url="", title=title)
    entry = TAGGER.entry(item, Text(text=text), seen=datetime(2026, 2, 1, tzinfo=UTC))
    return {tag.zh or tag.name: tag for tag in entry.entities}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("灯塔公司创始人兼CEO顾言在会上强调质量。", "顾言", "PERSON"),
        ("分析师黄家琦表示，价格或将波动。", "黄家琦", "PERSON"),
        ("导演安娜·科瓦奇认为这很难。", "安娜·科瓦奇", "PERSON"),
        ("首席财务官Vera Kovacs指出利润下降。", "Vera Kovacs", "PERSON"),
        ("他毕业于北湾海洋大学。", "北湾海洋大学", "ORG"),
        ("相关规定见《网络数据安全管理条例》。", "网络数据安全管理条例", "LAW"),
        ("根据电影《灯塔守望者》改编。", "灯塔守望者", "PRODUCT"),
        ("公司发布了名为“灯火一号”的芯片。", "灯火一号", "PRODUCT"),
        ("第三届国际灯具智能大会在此举行。", "国际灯具智能大会", "EVENT"),
        ("马斯克旗下公司发布Grok 4.5模型。", "Grok 4.5", "PRODUCT"),
    ],
)
def test_unknown_names(text: str, name: str, kind: str) -> None:
    """Each by what stands beside it or at its end."""
    assert tags(text)[name].type == kind


def test_legal_names_give_the_company_and_not_its_seat() -> None:
    """What tells whose it is stays; where only the seat does, the seat stays."""
    who = WhosWho(
        known=(Known(name="Guangdong", type="PLACE", zh="广东"), Known(name="Chongqing", type="PLACE", zh="重庆"))
    )
    tagger = Tagger(Limits(english_model="missing"), who)
    text = "拟现金收购广东晟辉半导体科技有限公司（以下简称“晟辉半导体”）股权。重庆水务集团股份有限公司退出。"
    entry = tagger.entry(
        Item(id="0" * 12, source="paper", url="", title="一则新闻"),
        Text(text=text),
        seen=datetime(2026, 2, 1, tzinfo=UTC),
    )
    assert {(t.name, t.type) for t in entry.entities} == {("晟辉半导体", "ORG"), ("重庆水务集团", "ORG")}


def test_a_ticker_makes_a_company() -> None:
    """Also of plain words, and without those before it."""
    found = tags("主营文旅的盈光发展（000620.SZ）公告称，拟收购股权。")
    assert found["盈光发展"].type == "ORG"


def test_people_that_hold_no_office() -> None:
    """A name that no dictionary has is somebody's."""
    found = tags("郑晓楠拉住队友，随后比赛结束。经济博士后许文涛教授认为如此。。")
    assert found["郑晓楠"].type == "PERSON"
    assert found["许文涛"].type == "PERSON"


def test_known_names_have_boundaries() -> None:
    """A longer word, and a longer name, is not the shorter one."""
    assert "华为" not in tags("中华为了和平。")
    assert "苹果" not in tags("他在喝苹果汁。")
    assert "苹果" not in tags("苹果全球开发者大会在加州举行。")
    assert tags("苹果公司起诉，苹果胜诉。")["苹果"].count == 2


def test_an_unknown_person_is_named_in_pinyin() -> None:
    """English readers get a name they can read; a foreign one is not turned to nonsense."""
    assert tags("总经理欧阳明月表示满意。")["欧阳明月"].name == "Ouyang Mingyue"
    assert tags("导演安娜·科瓦奇认为这很难。")["安娜·科瓦奇"].name == "安娜·科瓦奇"


def test_credits_and_acronyms_do_not_tag() -> None:
    """Who wrote, edited and photographed it is not in it."""
    assert tags("作者：周言\n编辑 | 徐文\n大模型让AI和GPU更贵。本文来自微信公众号：灯塔，作者：周言") == {}


def test_an_office_is_no_part_of_a_foreign_name() -> None:
    """Although its last character may spell one; the surname alone is the same person."""
    found = tags("灯塔公司董事会主席梅丽莎·科瓦奇辞职。基金经理乔治·诺伯尔说，科瓦奇错了。科瓦奇表示遗憾。")
    assert "梅丽莎·科瓦奇" in found
    assert "乔治·诺伯尔" in found
    assert "科瓦奇" not in found


def test_measures_and_rests_of_titles_are_no_names() -> None:
    """Apertures, memory and business models; what a comma parts from an English title."""
    text = "镜头为F1.5光圈，配w16GB内存，To B业务增长。书名为Lanterns, Harbours, and the Murder of a President。"
    assert not {"F1.5", "w16GB", "To B", "and the Murder", "a President"} & set(tags(text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("据悉，初创公司弋灯宣布完成亿元融资。", "弋灯", "ORG"),
        ("收购弋灯后，弋灯创始人离开。", "弋灯", "ORG"),
        ("厂商星海图宣布裁员，星海图CEO道歉。", "星海图", "ORG"),
        ("华为、苹果和弋灯均未回应。", "弋灯", "ORG"),
        ("弋灯公司正在招人。", "弋灯", "ORG"),
        ("初创公司Lanterno完成融资，Lanterno创始人很高兴。", "Lanterno", "ORG"),
        ("他下载了Lanterno，Lanterno的用户过亿。", "Lanterno", "PRODUCT"),
        ("据《北湾时报》报道，桥塌了。", "北湾时报", "ORG"),
        ("北湾市工信局要求整改。", "北湾市工信局", "ORG"),
    ],
)
def test_names_without_an_ending(text: str, name: str, kind: str) -> None:
    """A word that no dictionary has, where only names stand; its type from all that stands beside it."""
    assert tags(text)[name].type == kind


def test_plain_words_where_names_stand_are_none() -> None:
    """The trade's jargon, a deed and a figure beside a company's office or verb."""
    text = "公司归母净利润同比增长5.3%，多家券商宣布快充方案。毕业生代表表示满意。\n每经记者 顾言\n灯塔新闻记者 | 周言"
    assert tags(text) == {}


def test_a_sentence_in_brackets_is_no_other_name() -> None:
    """A gloss teaches a name, not the sentence before it."""
    assert tags("即便某个任务失败了（FlowCollapse），FlowCollapse也会继续。")["FlowCollapse"].zh == ""


@pytest.mark.parametrize(
    "text",
    [
        "她在首个总统任期内修桥。",
        "相关负责人向记者确认，桥修好了。",
        "队长于本周离开。",
        "孩子们像校长那样去读书。",
        "然而陈校长没开条件。",
        "原告梁某在使用一款软件。",
        "公司推出的「很难做出差异化」，后来停了。",
        "支付平台「尚未准备好」。",
        "他在数学推理（LanternBench）上领先。",
    ],
)
def test_a_piece_of_a_sentence_is_no_name(text: str) -> None:
    """A surname that is a particle as well, a form of address, a phrase in quotes, what a preposition begins."""
    assert not [name for name in tags(text) if name != "LanternBench"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("导演安娜 · 卡梅隆表示满意。", "安娜·卡梅隆"),
        ("1月29日卡尔·本茨递交申请。", "卡尔·本茨"),
        ("读过约翰·戴蒙德艾滋病研究。", "约翰·戴蒙德"),
        ("前任董事长左畅已不在公司。", "左畅"),
    ],
)
def test_a_name_ends_where_the_next_word_begins(text: str, name: str) -> None:
    """Also where that begins with a character which names have too, and where spaces stand around the dot."""
    assert [n for n, tag in tags(text).items() if tag.type == "PERSON"] == [name]


def test_whom_a_text_interviews_is_a_person() -> None:
    """Also where the text says of them what it says of companies."""
    text = "薛翎开始跑步。\n在薛翎看来，灯很好。\n灯亮吗？\n薛翎：很亮。\n贵吗？\n薛翎：不。\n薛翎宣布完成融资。"
    assert tags(text)["薛翎"].type == "PERSON"


def test_a_supplier_whose_name_sounds_like_a_person_is_none() -> None:
    """All mentions of a name speak together before one of them does."""
    assert tags("零部件供应商欧摩灯宣布裁员。供应商欧摩灯集团今日宣布转型。")["欧摩灯"].type == "ORG"


def test_a_surname_is_read_as_one() -> None:
    """And not as the word that is written the same."""
    assert tags("局长曾晓楠表示满意。")["曾晓楠"].name == "Zeng Xiaonan"


def test_a_name_in_brackets_is_the_same_person() -> None:
    """Whatever stands before the office."""
    found = tags("灯塔基金会东亚项目主任葛来仪（Bonnie Lantern）表示满意。Bonnie Lantern随后离开。")
    assert found["葛来仪"].type == "PERSON"
    assert "Bonnie Lantern" not in found
