"""Chinese companies: by legal form, ticker, announcement, share price and investors."""

from __future__ import annotations

from functools import partial

import pytest
from tagged import chinese

from digest.model import Known

tags = partial(chinese, known=(Known(name="Apple", type="ORG", zh="苹果"), Known(name="Huawei", type="ORG", zh="华为")))


def test_legal_names_give_the_company_and_not_its_seat() -> None:
    """What distinguishes the company stays; if only its seat does, the seat stays."""
    known = (Known(name="Guangdong", type="PLACE", zh="广东"), Known(name="Chongqing", type="PLACE", zh="重庆"))
    text = "拟现金收购广东晟辉半导体科技有限公司（以下简称“晟辉半导体”）股权。重庆水务集团股份有限公司退出。"
    found = chinese(text, known=known).values()
    assert {(t.name, t.type) for t in found} == {("晟辉半导体", "ORG"), ("重庆水务集团", "ORG")}


def test_a_ticker_makes_a_company() -> None:
    """A ticker shows a company even if its name is made of plain words, and the words before it are left out."""
    found = tags("主营文旅的盈光发展（000620.SZ）公告称，拟收购股权。")
    assert found["盈光发展"].type == "ORG"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("灯火希望：全年预计盈利", "记者获悉，灯火希望公告，预计全年盈利。"),
        ("晨间要闻", "1月5日晚间，灯火希望发布业绩预告。"),
        ("灯火希望：将扩大产能", "近日，灯火希望表示，公司将扩大产能。"),
        ("三大股指收涨", "半导体板块走强，东方海湾、灯火希望等多股涨停。"),
        ("三大股指收涨", "下跌方面，灯火希望跌超5%。"),
    ],
)
def test_shares_with_plain_names(title: str, text: str) -> None:
    """Who makes an announcement, or whose share price moves, is a company even if its name is made of plain words."""
    assert tags(text, title)["灯火希望"].type == "ORG"


@pytest.mark.parametrize(
    "text",
    [
        "本轮融资由灯火资本领投，东方海湾、灯火希望跟投。",
        "由灯火希望领投的一轮，东方海湾跟投。",
        "参与机构包括东方海湾、灯火希望、海港国贸等产业投资方。",
        "公司从东方海湾和灯火希望两家投资机构融资。",
    ],
)
def test_rows_of_investors(text: str) -> None:
    """Those who invest together are companies even if their names are made of plain words."""
    found = tags(text)
    assert {name: found[name].type for name in ("东方海湾", "灯火希望")} == {"东方海湾": "ORG", "灯火希望": "ORG"}


def test_words_of_the_market_are_no_companies() -> None:
    """Sectors, indices and commodities rise and fall as shares do."""
    text = "白酒板块领涨，有色金属、商业航天涨超3%。国际金价大涨，现货白银跌超2%。股价上涨，公司公告称原因不明。"
    assert tags(text, "机构：看好后市") == {}


def test_a_share_named_after_a_known_company() -> None:
    """A share whose name goes on after a known one is another company; words of the report do not make one."""
    assert "华为重机" in tags("华为重机（000880.SZ）大涨。")
    assert set(tags("华为午间休盘涨超2%，A股收高。")) == {"华为"}


def test_a_supplier_whose_name_sounds_like_a_person_is_none() -> None:
    """The context of all mentions outweighs a name that sounds like a person's."""
    assert tags("零部件供应商欧摩灯宣布裁员。供应商欧摩灯集团今日宣布转型。")["欧摩灯"].type == "ORG"
