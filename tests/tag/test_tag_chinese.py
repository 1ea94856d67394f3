"""Chinese articles: unknown people, companies, laws and products by title, ending and context."""

from __future__ import annotations

from functools import partial

import pytest
from tagged import chinese

from digest.model import Known

tags = partial(
    chinese,
    known=(
        Known(name="Apple", type="ORG", zh="苹果", aliases=("苹果公司",), never=("苹果汁",)),
        Known(name="Huawei", type="ORG", zh="华为"),
        Known(name="Elon Musk", type="PERSON", zh="马斯克"),
        Known(name="Grok", type="PRODUCT"),
    ),
)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("灯塔公司创始人兼CEO顾言在会上强调质量。", "顾言", "PERSON"),
        ("分析师黄家琦表示，价格或将波动。", "黄家琦", "PERSON"),
        ("公司法定代表人为顾全言，经营范围较广。", "顾全言", "PERSON"),
        ("由资深副总经理暨共同营运长侯永言对外宣布。", "侯永言", "PERSON"),
        ("他与泰国罗勇府副市长普希(Phusit)碰面。", "普希", "PERSON"),
        ("专员安德留斯·库比留斯说明计划。", "安德留斯·库比留斯", "PERSON"),
        ("华为旗下外送平台Huawei Eats上线。", "Huawei Eats", "PRODUCT"),
        ("公司投资了包括EXOR 集团在内的企业。", "EXOR", "ORG"),
        ("该厂位于北湾科学园区。他在深圳高新区工作。", "深圳高新区", "PLACE"),
        ("灯塔资本（Deng Captial）投资。", "灯塔资本", "ORG"),
        ("据《灯塔》指出，价格上涨。", "灯塔", "ORG"),
        ("研究员Vera A. Kovacs说明情况。", "Vera A. Kovacs", "PERSON"),
        ("政府实施《对外灯具禁令》。", "对外灯具禁令", "LAW"),
        ("债权人广州市晟辉机械有限公司提出申请。", "晟辉机械", "ORG"),
        ("观众专门去北湾电影节参展。", "北湾电影节", "EVENT"),
        ("国产编程语言LampLang由高校开发。", "LampLang", "PRODUCT"),
        ("光计算企业灯火量子（LampQ）近日完成融资。", "灯火量子", "ORG"),
        ("李明和蒋子湫创业。蒋子湫担任负责人，蒋子湫说很难。", "蒋子湫", "PERSON"),
        ("投资方：灯火创基金、南山海新投、老股东北兔", "南山海新投", "ORG"),
        ("灯火资本担任公司独家财务顾问。", "灯火资本", "ORG"),
        ("顾言创立松鼠动力，松鼠动力宣布完成A轮融资。", "松鼠动力", "ORG"),
        ("华为15外观公布，华为5G手机热销。", "华为15", "PRODUCT"),
        ("议员在「灯火情报放送通信委员会」提问。", "灯火情报放送通信委员会", "ORG"),
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
    """An unknown name gets its type from its context or its ending."""
    assert tags(text)[name].type == kind


@pytest.mark.parametrize(
    "text",
    [
        "公立医院与外国商会参加。行业协会表示欢迎。",
        "各地公布《建议》和《2025年年度业绩预告》。",
        "沪银AG2605合约与x86架构无关。",
        "大模型「季后赛」开始。",
        "苹果推出工具（如某某助手（Apple））。",
        "先设置robots.txt，再选opt-in模式。",
        "扭矩为2牛·米。",
    ],
)
def test_words_that_are_no_names(text: str) -> None:
    """A quoted ordinary word, a file's name, a compound in small letters and a unit are no names."""
    assert set(tags(text)) <= {"苹果"}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("泰国央行表示，央行将加强监管。", "泰国央行"),
        ("央行今日开展逆回购操作。", "PBOC"),
        ("央行回应美国央行的决定，中国经济平稳。", "PBOC"),
        ("印尼通信和数字事务部宣布解除禁令。", "印尼通信和数字事务部"),
    ],
)
def test_state_bodies_belong_to_their_country(text: str, body: str) -> None:
    """A foreign ministry or central bank is named with its country, and the bare word is then not the Chinese one."""
    bank = Known(name="PBOC", type="ORG", zh="中国人民银行", aliases=("央行",), country="CN")
    assert [tag.name for tag in chinese(text, known=(bank,)).values() if tag.type == "ORG"] == [body]


def test_an_acronym_in_brackets_explains_what_precedes_it() -> None:
    """A known acronym is not meant where it stands for other words."""
    known = (Known(name="Associated Press", type="ORG", aliases=("AP",)),)
    assert chinese("公司投资先进封装(AP)，AP产能吃紧。", known=known) == {}
    assert list(chinese("据美国一家通讯社(AP)报道。", known=known)) == ["Associated Press"]


def test_a_transliterated_person_is_no_company_of_the_same_name() -> None:
    """A known company at the end of a person's name is not meant; a known person is."""
    known = (Known(name="Warner", type="ORG", zh="华纳"), Known(name="Elon Musk", type="PERSON", zh="马斯克"))
    assert set(chinese("参议员马克·华纳指出问题。埃隆·马斯克回应。", known=known)) == {"马克·华纳", "马斯克"}


def test_people_that_hold_no_office() -> None:
    """A surname and a given name that form no known word are a person."""
    found = tags("郑晓楠拉住队友，随后比赛结束。经济博士后许文涛教授认为如此。。")
    assert found["郑晓楠"].type == "PERSON"
    assert found["许文涛"].type == "PERSON"


def test_known_names_have_boundaries() -> None:
    """A known name is not found inside a longer word or a longer name."""
    assert "华为" not in tags("中华为了和平。")
    assert "苹果" not in tags("他在喝苹果汁。")
    assert "苹果" not in tags("苹果全球开发者大会在加州举行。")
    assert tags("苹果公司起诉，苹果胜诉。")["苹果"].count == 2


def test_an_unknown_person_is_named_in_pinyin() -> None:
    """An unknown Chinese person is named in pinyin, a transliterated foreign name is kept."""
    assert tags("总经理欧阳明月表示满意。")["欧阳明月"].name == "Ouyang Mingyue"
    assert tags("导演安娜·科瓦奇认为这很难。")["安娜·科瓦奇"].name == "安娜·科瓦奇"


def test_credits_and_acronyms_do_not_tag() -> None:
    """People in credits and acronyms of the trade are no entities."""
    assert tags("作者：周言\n编辑 | 徐文\n大模型让AI和GPU更贵。本文来自微信公众号：灯塔，作者：周言") == {}


def test_an_office_is_no_part_of_a_foreign_name() -> None:
    """An office before a foreign name is left out even if its last character also spells names."""
    found = tags("灯塔公司董事会主席梅丽莎·科瓦奇辞职。基金经理乔治·诺伯尔说，科瓦奇错了。科瓦奇表示遗憾。")
    assert "梅丽莎·科瓦奇" in found
    assert "乔治·诺伯尔" in found
    assert "科瓦奇" not in found


def test_measures_and_rests_of_titles_are_no_names() -> None:
    """Apertures, memory sizes, business models and the rest of a cut English title are no names."""
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
    """An unknown word where only names stand is a name, with a type from its whole context."""
    assert tags(text)[name].type == kind


def test_plain_words_where_names_stand_are_none() -> None:
    """Jargon, a verb and a figure are no names, even beside a company's office or verb."""
    text = "公司归母净利润同比增长5.3%，多家券商宣布快充方案。毕业生代表表示满意。\n每经记者 顾言\n灯塔新闻记者 | 周言"
    assert tags(text) == {}


def test_a_sentence_in_brackets_is_no_other_name() -> None:
    """An explanation in brackets teaches a name, not the sentence before it."""
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
    """Particles that are also surnames, forms of address and quoted phrases are no names."""
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
    """A foreign name ends at the next word, whatever its first character, and may have spaces around its dot."""
    assert [n for n, tag in tags(text).items() if tag.type == "PERSON"] == [name]


def test_whom_a_text_interviews_is_a_person() -> None:
    """An interviewed person is a person even if the text uses a company's verbs."""
    text = "薛翎开始跑步。\n在薛翎看来，灯很好。\n灯亮吗？\n薛翎：很亮。\n贵吗？\n薛翎：不。\n薛翎宣布完成融资。"
    assert tags(text)["薛翎"].type == "PERSON"


def test_a_surname_is_read_as_one() -> None:
    """A surname is read as a surname and not as the word written with the same character."""
    assert tags("局长曾晓楠表示满意。")["曾晓楠"].name == "Zeng Xiaonan"


def test_a_name_in_brackets_is_the_same_person() -> None:
    """A name in brackets belongs to the person before them, whatever precedes the office."""
    found = tags("灯塔基金会东亚项目主任葛来仪（Bonnie Lantern）表示满意。Bonnie Lantern随后离开。")
    assert found["葛来仪"].type == "PERSON"
    assert "Bonnie Lantern" not in found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("北湾市第二人民医院来了一名病人。", "北湾市第二人民医院", "ORG"),
        ("波兰航空周一表示不受影响。", "波兰航空", "ORG"),
        ("今年第16号台风“灯塔巴”登陆，“灯塔巴”随后减弱。", "灯塔巴", "EVENT"),
        ("原告杭州露韦美日化有限公司败诉。", "露韦美日化", "ORG"),
    ],
)
def test_names_that_begin_with_a_place_or_stand_in_quotes(text: str, name: str, kind: str) -> None:
    """A hospital keeps its number, an airline its country, a storm its whole name, a company all of its own name."""
    assert chinese(text)[name].type == kind


def test_a_version_is_named_as_in_english() -> None:
    """A version after a Chinese name has the English name of the product, so that both languages agree on it."""
    family = Known(name="Lumen", type="PRODUCT", zh="流明大模型")
    found = chinese("流明大模型3.5今天内测，流明大模型3.5更快。", known=(family,))
    assert [(tag.name, tag.zh) for tag in found.values()] == [("Lumen 3.5", "流明大模型3.5")]


def test_digits_of_a_date_are_no_part_of_a_name() -> None:
    """`流明15日` is the maker on the 15th, and not its product of that number."""
    known = (Known(name="Lumen", type="ORG", zh="流明"), Known(name="Lumen 15", type="PRODUCT", zh="流明15"))
    assert set(chinese("流明15日宣布降价。", known=known)) == {"流明"}
    assert set(chinese("流明15今天开售。", known=known)) == {"流明15"}
