"""Feeds that change abruptly, as after a takeover, are quarantined."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from source_states import ENGLISH, NOW, after, answer, feed

from digest import rows
from digest.collect import health as judge
from digest.collect import profile
from digest.collect.feeds import Feed
from digest.model import Health

SPAM = (
    "Cheap running shoes outlet sale free shipping worldwide",
    "Best online casino bonus no deposit free spins today",
    "Replica handbags discount store buy now",
    "Sports betting odds tips win big every day",
    "Sneakers for sale authentic brands lowest price",
    "Slot gacor hari ini terpercaya situs judi online",
)

SHOES = (
    "The lightweight running shoes of this summer are made for women who walk all day",
    "How to choose the right sneakers for your feet and for the way that you run",
    "Our leather boots are back in the store, and they will be there for the spring",
    "What the new sandals mean for the comfort of your feet on a long day",
    "The heels that go with any dress, and the company that makes them by hand",
    "Why the slippers of our shop are a gift for the whole family in the winter",
)

GARDEN = (
    "Mulch keeps moisture around tomato seedlings during drought",
    "Pruning roses before frost encourages stronger blossoms",
    "Composting kitchen scraps enriches sandy vegetable borders",
    "Greenhouse cucumbers prefer humid mornings without draught",
    "Perennial lavender attracts bumblebees throughout August",
    "Watering orchids sparingly prevents rotting beneath bark",
)

GAMBLING = (
    "真人荷官在线发牌，注册即送彩金",
    "今年最稳定的棋牌平台，提款秒到账",
    "足球投注的赔率更新，新的玩法稳赚",
    "电子游艺平台首存翻倍",
    "百家乐的必胜打法对新手有什么影响",
    "体育竞猜发布新的规定，中奖率继续增长",
)

CHINESE = (
    "监管部门发布新的规定要求企业报告",
    "芯片公司公布了今年的财务报告",
    "电动汽车的出口在今年继续增长",
    "法院要求平台开放接口",
    "新的法律对数据有什么影响",
)


@pytest.mark.parametrize(
    ("titles", "host", "what"),
    [
        (SPAM, "outlet.example", "vocabulary"),
        (SHOES, "outlet.example", "vocabulary"),
        (GARDEN, "outlet.example", "vocabulary"),
        (CHINESE, "outlet.example", "language"),
        (tuple(f"{t} as well" for t in ENGLISH), "casino.example", "host"),
    ],
)
def test_a_feed_that_becomes_another_is_quarantined(titles: tuple[str, ...], host: str, what: str) -> None:
    """If language, host or vocabulary change at once, no item is taken until the editor accepts the source."""
    health = after(feed(ENGLISH))
    jumped = after(feed(titles, start=100, host=host), health, NOW + timedelta(days=1))
    assert jumped.status == "quarantined"
    assert what in jumped.reason
    assert "digest sources accept outlet" in jumped.remedy
    assert jumped.window == health.window
    assert judge.unchanged(jumped, answer(status=304), NOW + timedelta(days=2)).status == "quarantined"
    assert after(feed(titles, start=100, host=host), judge.accept(jumped), NOW + timedelta(days=2)).status == "ok"
    assert after(feed(ENGLISH), jumped, NOW + timedelta(days=2)).status == "ok"


def test_a_chinese_feed_that_turns_to_gambling_is_quarantined() -> None:
    """Its language and host stay the same, but its subjects change."""
    jumped = after(feed(GAMBLING, start=100), after(feed(CHINESE)), NOW + timedelta(days=1))
    assert (jumped.status, "vocabulary" in jumped.reason) == ("quarantined", True)


def test_old_items_do_not_cover_a_takeover() -> None:
    """New items are judged by themselves, as a new owner may keep the old ones."""
    health = after(feed(ENGLISH))
    mixed = Feed(items=(*feed(SHOES, start=100).items, *feed(ENGLISH).items))
    assert after(mixed, health, NOW + timedelta(days=1)).status == "quarantined"


def test_an_outlet_that_always_had_offers_may_have_them() -> None:
    """The usual share of offers is accepted, and so are one or two deals among the news."""
    shop = after(feed(SHOES))
    assert (
        after(feed(tuple(f"{title} again" for title in SHOES), start=100), shop, NOW + timedelta(days=1)).status == "ok"
    )
    news = tuple(title.replace("chips", "phones") for title in ENGLISH)
    some = feed((SHOES[0], *news), start=200)
    assert after(some, after(feed(ENGLISH)), NOW + timedelta(days=1)).status == "ok"


def test_a_quarantine_is_not_called_unchanged() -> None:
    """`not modified` never replaces a warning."""
    assert judge.shown(after(feed(ENGLISH))) == "not modified"
    assert judge.shown(after(feed(ENGLISH, age_days=40))) == "stale"


def test_news_of_the_next_week_is_no_jump() -> None:
    """Other news in the same language on the same subjects is accepted."""
    later = tuple(
        title.replace("chips", "phones").replace("company", "bank").replace("data", "patents") for title in ENGLISH
    )
    assert after(feed(later[::-1], start=100), after(feed(ENGLISH)), NOW + timedelta(days=3)).status == "ok"


@pytest.mark.parametrize("titles", [ENGLISH, CHINESE, ENGLISH[:1]])
def test_a_profile_is_read_back_as_it_was_written(titles: tuple[str, ...]) -> None:
    """What is remembered of a feed has the types that the reader of health.jsonl accepts."""
    seen = profile.of(feed(titles))
    health = Health(source="one", profile=profile.merged(seen, seen))
    assert rows.health_from(json.loads(rows.line(rows.health_row(health)))) == health
