"""What must not glue stories together is told from its title, address, categories and opening."""

from __future__ import annotations

import pytest

from digest.model import Item, Text
from digest.tag.article import read
from digest.tag.kinds import kind


def kind_of(
    title: str, *, url: str = "https://paper.example/tech/1", summary: str = "", categories: tuple[str, ...] = ()
) -> str:
    item = Item(id="0" * 12, source="paper", url=url, title=title, summary=summary, categories=categories)
    return kind(item, read(item, Text()))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Regulator fines chip maker for late reports", "news"),
        ("Podcast studio to close in May", "news"),
        ("A decade of deals: how the fund grew", "news"),
        ("某公司净利润同比腰斩", "news"),
        ("百亿补贴大战再起", "news"),
        ("How to regulate lanterns, by those who tried", "news"),
        ("How to mend a lantern without tools", "deal"),
        ("手把手教你修灯塔｜附教程", "deal"),
        ("灯塔股份：公司股票可能被实施退市风险警示", "roundup"),
        ("恒指午间休盘涨2%，灯塔概念走强", "roundup"),
        ("交易所调整灯塔合约涨跌停板", "news"),
        ("The Download: batteries that breathe, and a new mayor", "roundup"),
        ("Morning Brief: Tuesday", "roundup"),
        ("Harbour Report: A ferry runs aground on its first day; will the pier be moved?", "roundup"),
        ("Report: Lantern plans a second ferry; the city waits", "news"),
        ("Beacon Report: two lamps lit; a third burns out", "roundup"),
        ("Harbour Weekly: fog, and what to do in it", "roundup"),
        ("Your Friday briefing: a vote ends early", "roundup"),
        ("The best lamp stories you may have missed in May", "roundup"),
        ("A weekly newsletter for sailors raises $2 million", "news"),
        ("Roundup maker settles with 40 towns", "news"),
        ("昨夜今晨：灯塔停工，油价三连跌", "roundup"),
        ("晚间公告精选：三家灯厂终止重组", "roundup"),
        ("Save $20 on this lamp before Sunday", "deal"),
        ("直播｜新灯发布会", "live"),
        ("直播平台被罚两百万元", "news"),
        ("【广告】灯塔上云", "promo"),
        ("The Beacon podcast, episode 14: who owns the fog", "podcast"),
        ("对谈EP12｜一位守灯人", "podcast"),
        ("Chips Fall, Mayor Resigns, More", "roundup"),
        ("8点1氪丨某厂回应停产；某车降价；某人离职", "roundup"),
        ("早报｜新手机发布/旧手机停产", "roundup"),
        ("新机下月发布；芯片涨价；大厂裁员｜早知道", "roundup"),
        ("Live updates: the vote on the chip bill", "live"),
        ("发布会图文直播：新车来了", "live"),
        ("The best laptop deals this weekend", "deal"),
        ("11 Best Kettles of 2025, Tested and Reviewed", "deal"),
        ("今晚 8 点速领 20 元券，限时秒杀", "deal"),
        ("灯塔台灯限时优惠，199 元起", "deal"),
        ("台灯 99 元新低", "deal"),
        ("19999 元起，灯塔折叠屏手机发布", "news"),
        ("灯塔新款台灯开启预售，2999 元起", "news"),
        ("Lampshop Promo Codes: 20% Off", "promo"),
        ("Only 3 days left to save on your ticket", "promo"),
        ("Paper Summit 2026: who will be on stage", "promo"),
        ("Sponsored: why clouds matter", "promo"),
        ("Markets this morning (Podcast)", "podcast"),
        ("Opinion | The chip rules will backfire", "opinion"),
        ("社评：芯片之争没有赢家", "opinion"),
        ("Lamp Tech Weekly #23", "roundup"),
        ("Tuesday's top harbour stories", "roundup"),
        ("【早报】三大灯厂停工", "roundup"),
        ("隔夜美股：灯具股普跌", "roundup"),
        ("本周灯塔大事记", "roundup"),
        ("Senate vote on the lamp bill – live", "live"),
        ("Webinar: how to light your pier", "promo"),
        ("守灯人 #300", "podcast"),
        ("What happened in harbours today: fog, ferries", "roundup"),
        ("Today in lamps: fog, ferries, oil", "roundup"),
        ("Harbours in 5 stories", "roundup"),
        ("Morning Wire: the ferry is late", "roundup"),
        ("Harbour Tech Digest, Feb. 3", "roundup"),
        ("10点1氪：灯塔停工", "roundup"),
        ("2月3日灯具快讯", "roundup"),
        ("过去24小时灯具圈大事", "roundup"),
        ("Follow along: the lamp fair", "live"),
        ("新灯发布会直播实录", "live"),
        ("Lamp Pro drops to $169", "deal"),
        ("Our favorite harbour lamps", "deal"),
        ("白菜价！灯塔台灯", "deal"),
        ("Register now for the lamp summit", "promo"),
        ("Last chance to apply for the ferry prize", "promo"),
        ("倒计时3天！灯具大会见", "promo"),
        ("Episode 112 - Who owns the fog?", "podcast"),
        ("The Harbourcast: fog", "podcast"),
        ("守灯人 第200期", "podcast"),
    ],
)
def test_titles(title: str, expected: str) -> None:
    """Titles show an article's kind in both languages, and news that looks like another kind stays news."""
    assert kind_of(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Amazon's Prime Day sales fall for a third year",
        "Lampshop shares drop to $169",
        "Last chance for the ferry: court to rule",
        "Weather forecast: fog",
        "Deal reached on the ferry",
        "国家灯具基金第3期成立",
        "晚点：某厂裁员",
        "盘点出错，灯厂被罚",
        "Best Buy stops selling foreign lamps",
        "China cracks down on sponsored posts",
        "In brief filed to court, lamp makers call the ban unlawful",
        "Lamp maker hands out 50bn yuan in coupons",
        "Live-streamed sales face new rules",
        "Regulator sues coupon code site",
        "The best lamp researchers are leaving for China",
        "一周内第三次涨价：灯价飙升",
        "人民日报：坚决反对灯具管制",
        "今日宣布：灯塔开放",
        "新华社快讯：灯具关税取消",
        "某厂直播：主播违规被封",
        "顺丰速递：与某厂换股",
    ],
)
def test_news_about_such_things(title: str) -> None:
    """News about sales, coupons, streams and newspapers is news: their words alone show no other kind."""
    assert kind_of(title) == "news"


def test_address_category_and_opening() -> None:
    """Where the title says nothing, address, category or opening may show the kind."""
    assert kind_of("Chips today", url="https://paper.example/opinion/2026/chips") == "opinion"
    assert kind_of("Chips today", url="https://paper.example/news/audio/chips") == "podcast"
    assert kind_of("Chips today", categories=("Sponsored Content",)) == "promo"
    assert kind_of("Chips today", categories=("Gaming", "Shopping")) == "news"
    assert kind_of("某品牌电视新品", summary="今日可用 8 折券，点此领券。") == "deal"
