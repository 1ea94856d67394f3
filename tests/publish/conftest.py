"""A desk to publish: six weeks of invented news from invented outlets, in both languages, with hostile strings in it."""

# ruff: noqa: E501 -- the invented news is a table, an article a line

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import pytest

from digest.model import (
    Assignment,
    Composition,
    Config,
    Entry,
    HandItem,
    Health,
    Issue,
    Known,
    Limits,
    Numbers,
    Placed,
    Site,
    Source,
    Tag,
    Topic,
    WhosWho,
    unread,
)
from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.site import render
from digest.weeks import week_before, week_start

TEMPLATES = Path(__file__).parents[2] / "templates"
WEEKS = tuple(f"2026-W{n:02d}" for n in range(1, 7))

SOURCES = (
    Source(id="harbour-wire", name="Harbour Wire", url="https://harbourwire.example/feed", country="HK"),
    Source(id="the-ledger", name="The Ledger", url="https://ledger.example/rss", country="US", paywall="hard"),
    Source(id="policy-hour", name="Policy Hour", url="https://policyhour.example/atom", country="GB"),
    Source(
        id="meridian", name="Meridian Daily", url="https://meridian.example/feed", country="CN", state_affiliated=True
    ),
    Source(
        id="silicon-notes", name="Silicon Notes", url="https://siliconnotes.example/", country="US", paywall="metered"
    ),
    Source(id="linggang", name="临港科技", url="https://linggang.example/rss", language="zh", country="CN"),
    Source(
        id="yunjian", name="云间财经", url="https://yunjian.example/rss", language="zh", country="CN", paywall="metered"
    ),
    Source(id="haixia", name="海峽觀察", url="https://haixia.example/rss", language="zh-Hant", country="TW"),
    Source(
        id="gongbao",
        name="公报网",
        url="https://gongbao.example/rss",
        language="zh",
        country="CN",
        state_affiliated=True,
    ),
    Source(id="quiet", name="Quiet Quarterly", url="https://quiet.example/rss", country="DE"),
)
TOPICS = (
    Topic(slug="chips-export-controls", title={"en": "Chips and export controls", "zh": "芯片与出口管制"}, relevance=2.0,
          about="Who may sell which chip, and the tools to make it, to whom."),
    Topic(slug="ai-policy", title={"en": "AI policy", "zh": "人工智能政策"}, about="Rules for models and for those who train them."),
    Topic(slug="ecommerce", title={"en": "E-commerce", "zh": "电子商务"}, about="Parcels, platforms and the people in between."),
    Topic(slug="evs-batteries", title={"en": "EVs and batteries", "zh": "电动车与电池"}),
    Topic(slug="labor-supply-chain", title={"en": "Labour and supply chains", "zh": "劳工与供应链"}),
    Topic(slug="gaming", title={"en": "Gaming", "zh": "游戏"}),
)  # fmt: skip
WHO = (
    Known(
        name="Corvane",
        type="ORG",
        zh="科凡半导体",
        about="Maker of lithography tools",
        country="NL",
        aliases=("Corvane NV", "科凡"),
    ),
    Known(name="Tianlu Micro", type="ORG", zh="天麓微", about="Chip designer in Suzhou", country="CN"),
    Known(name="Bureau of Trade Security", type="ORG", zh="贸易安全局", about="Issues export licences", country="US"),
    Known(name="Mira Osei", type="PERSON", about="Trade commissioner"),
    Known(name="Lin Baoyu", type="PERSON", zh="林宝玉", about="Founder of Tianlu Micro", country="CN"),
    Known(name="Paku", type="ORG", zh="帕库", about="Shopping app", country="CN"),
    Known(name="Model Registration Act", type="LAW", zh="模型登记法"),
    Known(name="Suzhou", type="PLACE", zh="苏州", country="CN"),
    Known(name="Voltra", type="ORG", zh="伏拓", about="Maker of battery cells", country="CN"),
)


@dataclass(frozen=True)
class Event:
    """One thing that happened: headlines and sentences in both languages, who is in it, what it is about."""

    topic: str
    names: tuple[str, ...]
    en: tuple[tuple[str, str], ...] = ()
    zh: tuple[tuple[str, str], ...] = ()
    weeks: tuple[int, ...] = ()


EVENTS = (
    Event("chips-export-controls", ("Corvane", "Bureau of Trade Security", "Tianlu Micro", "Mira Osei"),
          (("Corvane must ask before it repairs machines in Suzhou", "The toolmaker said on Tuesday that spare parts for older lithography machines now need a licence. It expects the new rule to cost it a tenth of its sales in China this year."),
           ("Spare parts become the new front in the chip war", "Licences for repairs were never needed before this week. Officials call the change a clarification."),
           ("A rule about screws: what the repair licence means", "Three lawyers read the forty pages so that you do not have to."),
           ("China says repair licences break a promise", "A spokesman called on the other side to keep its word.")),
          (("科凡：苏州工厂的设备维修须先获许可", "设备商周二表示，旧款光刻机的备件今后需要申请许可。公司预计今年在华销售额将因此减少一成。"),
           ("维修也要许可：芯片管制再收紧", "业内人士称，三个月的备件库存将很快用完。"),
           ("維修許可上路，設備商急找替代料", "供應鏈人士指出，部分零件已有本地替代。")), (1, 3, 4, 5)),
    Event("ai-policy", ("Model Registration Act", "Mira Osei"),
          (("Parliament passes the Model Registration Act after a night of votes", "Developers of large models will have to register them before release. Small labs won an exemption in the last hour."),
           ("What counts as a large model? The new act leaves it to a committee", "The threshold will be set by decree within ninety days.")),
          (("模型登记法凌晨通过，小型实验室获豁免", "大型模型发布前须登记，具体门槛将在九十天内公布。"),), (2, 5)),
    Event("ecommerce", ("Paku", "Mira Osei"),
          (("Paku opens a warehouse the size of forty football fields", "The shopping app wants to ship within two days. Neighbours were told on Friday."),
           ("Inside the parcel tax that nobody wanted to write", "The duty of two euros a parcel begins in July.")),
          (("帕库海外仓开张：两日达的代价", "平台要求商家提前三周备货，中小商家直呼压力大。"),), (2, 4, 5)),
    Event("evs-batteries", ("Voltra",),
          (("Voltra’s sodium cell passes a winter test", "The cell kept nine tenths of its charge at minus twenty degrees."),),
          (("伏拓钠电池通过冬季测试", "零下二十度仍保留九成电量。"), ("钠电池真的要来了吗", "成本仍是最大的问题。")), (1, 5)),
    Event("labor-supply-chain", ("Suzhou", "Tianlu Micro", "Lin Baoyu"), (),
          (("苏州工厂开出“周末不加班”合同，订单反而多了", "林宝玉说，熟练工的流失率降了一半。天麓微的三家供应商已经跟进。"),
           ("不加班的工厂怎么活下来", "一位班组长讲述了排班表的变化。")), (5,)),
    Event("ai-policy", ("Tianlu Micro",), (),
          (("县城里的数据标注站，正在学会说方言", "标注员大多是返乡的年轻母亲，按条计酬，每小时约二十元。"),), (3, 5)),
    Event("gaming", ("Paku",),
          (("A farming game makes its players wait for real rain", "When it does not rain in Yunnan, nothing grows in the game. Its makers say that complaints about the weather have doubled."),), (), (5,)),
    Event("chips-export-controls", ("Tianlu Micro", "Lin Baoyu"),
          (("Tianlu Micro files for a listing in Hong Kong", "The chip designer hopes to raise eight hundred million dollars."),),
          (("天麓微递交上市申请", "招股书显示，公司去年亏损收窄。"),), (3, 4, 5)),
    Event("ecommerce", ("Paku",), (("Paku’s returns pile up in a town of nine thousand", "The mayor has asked for a second skip."),), (), (0, 5)),
    Event("evs-batteries", ("Voltra", "Bureau of Trade Security"),
          (("Battery makers ask which passport their cells need", "The draft names eleven materials."),), (), (3, 5)),
    Event("labor-supply-chain", ("Voltra",), (("Cell plant in the north hires by lottery", "Four thousand people applied for ninety places."),), (), (5,)),
)  # fmt: skip

HOSTILE = (
    "<script>alert(1)</script> in a headline",
    '"><img src=x onerror=alert(1)> breaks out',
    "{{ 7 * 7 }} {% raw %} a template in a title",
    "[" * 200 + "](javascript:alert(1))",
    "Averyveryveryverylongwordwithoutanybreakinit" * 6,
    "]]> & < > ' \" every sign that XML minds",
)
HOSTILE_URLS = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://user:secret@evil.example/",
    'https://ok.example/a"onmouseover="alert(1)?q=[1]|{2}',
    "java\tscript:alert(1)",
    "",
)


def identity(text: str) -> str:
    """12 hex digits, as the desk's ids are."""
    return blake2b(text.encode(), digest_size=6).hexdigest()


def tags(names: tuple[str, ...]) -> tuple[Tag, ...]:
    """Tags as the desk resolves them; the first two are what the article is about."""
    known = {one.name: one for one in WHO}
    return tuple(
        Tag(name=n, type=known[n].type, zh=known[n].zh, salience=2 if i < 2 else 1, count=3)
        for i, n in enumerate(names)
    )


def entry(source: str, title: str, seen: datetime, *, url: str | None = None, **more: object) -> Entry:
    """An entry with what these tests do not care about filled in."""
    key = identity(f"{source} {title} {seen}")
    address = f"https://{source}.example/{key}" if url is None else url
    return Entry(id=key, source=source, url=address, title=title, seen=seen, published=seen, **more)  # type: ignore[arg-type]


@dataclass
class World:
    """What a desk is made of, while it is being made."""

    entries: list[Entry]
    assignments: dict[str, Assignment]
    issues: list[Issue]
    first: dict[int, str]
    last: dict[int, int]


def make_desk(weeks: tuple[str, ...] = WEEKS, languages: tuple[str, ...] = ("en", "zh"), **site: object) -> Desk:
    """A desk of these weeks: every event in its weeks, hostile articles in each, the rest as lone articles."""
    world = World([], {}, [], {}, {})
    for number, week in enumerate(weeks):
        _week(world, number, week)
    about = Site(title="The Strait Digest", url="https://digest.example/desk/", description=
                 "The week in tech policy and China tech, as both presses tell it", languages=languages,
                 timezone="Asia/Shanghai", **site)  # type: ignore[arg-type]  # fmt: skip
    config = Config(site=about, collect=Limits(contact="desk@digest.example"), issue=Composition(), sources=SOURCES,
                    topics=TOPICS, whoswho=WhosWho(known=WHO))  # fmt: skip
    return Desk(
        config=config,
        issues=world.issues,
        entries=world.entries,
        assignments=world.assignments,
        health=_health(weeks[-1]),
        numbers={week: _numbers(weeks, i) for i, week in enumerate(weeks)},
        about="We read what both presses write, and link to **all of it**.\n\nTell us what we missed.",
    )


def _week(world: World, number: int, week: str) -> None:
    monday = week_start(week).replace(tzinfo=UTC)
    placed: list[Placed] = []
    for n, event in enumerate(EVENTS):
        if number in event.weeks:
            placed.append(_story(world, n, event, number, monday))
    for i, title in enumerate(HOSTILE):
        one = entry("quiet", title, monday + timedelta(days=2, hours=i), url=HOSTILE_URLS[i], summary=(title,))
        _keep(world, one, "ai-policy")
        if i < 2 and number == 5:
            placed.append(Placed(id=one.id, section="catch-up", headline=title, items=(one.id,)))
    _keep(world, entry("the-ledger", "Ten deals on headphones", monday, kind="deal"), "gaming")
    _keep(world, entry("policy-hour", "The week in five links", monday, kind="roundup"), "ai-policy")
    placed.append(_by_hand(week))
    world.issues.append(_issue(number, week, monday, placed))


def _keep(world: World, one: Entry, topic: str) -> None:
    world.entries.append(one)
    world.assignments[one.id] = Assignment(topics=(topic,), primary=topic, relevance=1.0)


def _story(world: World, n: int, event: Event, number: int, monday: datetime) -> Placed:
    english, chinese = SOURCES[:5], SOURCES[5:9]
    made = []
    suffix = "" if number == 5 else f", week {number + 1}"
    for i, (title, summary) in enumerate(event.en):
        made.append((english[(n + i) % 5], title + suffix, summary, ". "))
    for i, (title, summary) in enumerate(event.zh):
        made.append((chinese[(n + i) % 4], title + ("" if number == 5 else f"（{number + 1}）"), summary, "。"))
    items = []
    for i, (source, title, summary, stop) in enumerate(made):
        seen = monday + timedelta(days=(n + i) % 6, hours=3 * i + 1)
        parts = [p.strip() for p in summary.split(stop) if p.strip()]
        said = tuple(p if p.endswith((".", "。")) else p + stop.strip() for p in parts)
        one = entry(
            source.id, title, seen, language=source.language, summary=said, entities=tags(event.names), words=600
        )
        _keep(world, one, event.topic)
        items.append(one.id)
    return _placed(world, n, event, number, tuple(items), made[0][1])


def _placed(world: World, n: int, event: Event, number: int, items: tuple[str, ...], headline: str) -> Placed:
    section = "top" if n < 4 else "lost-in-translation" if not event.en else "one-more-thing" if n == 6 else "catch-up"
    first = world.first.setdefault(n, items[0])
    world.last[n] = world.last.get(n, 0) + 1
    return Placed(
        id=items[0],
        section=section,  # type: ignore[arg-type]
        headline=headline,
        items=items,
        topics=(event.topic,),
        reasons=((f"{len(items)} outlets", 3.0), ("both languages", 2.0), ("Corvane is in it", 1.0), ("fourth", 0.5)),
        thread=first if first != items[0] else "",
        week_of_thread=world.last[n],
        english="The Suzhou plant that banned weekend shifts got more orders" if n == 4 else "",
        note="Corvane’s own statement differs on the date." if n == 0 and number == 5 else "",
        correction="An earlier version gave the charge as eight tenths." if n == 3 and number == 5 else "",
    )


def _by_hand(week: str) -> Placed:
    links = (
        HandItem(
            url="https://longread.example/ships",
            title="A map of every cable ship at sea",
            publication="Long Read",
            paywall=True,
        ),
        HandItem(url="https://longread.example/more", title="And who pays for them", publication="Tide"),
    )
    return Placed(
        id=f"hand-{week.lower()}",
        section="catch-up",
        headline="A map of every cable ship at sea",
        items=(),
        by_hand=links,
    )


def _issue(number: int, week: str, monday: datetime, placed: list[Placed]) -> Issue:
    essay = (
        "A licence for a screw sounds like a joke until the machine stops. This week the people who fix chip tools "
        "learned that a box of spare parts is now *policy*, and the people who write policy learned how many boxes "
        "there are.\n\nWe read it in both languages, and the two presses did not read the same rule: one saw "
        "[forty pages](https://example.org/rule), the other saw three months of stock.\n\n"
        "<script>alert(1)</script>[a bad link](javascript:alert(1))"
    )
    lead = next((p.headline for p in placed if p.section == "top"), "")
    return Issue(
        week=week,
        title="The licence for a screw" if number == 5 else lead,
        status="published",
        published=monday + timedelta(days=7, hours=6),
        essay=essay if number == 5 else "",
        stories=tuple(placed),
        notice="A thin week: two of our ten sources could not be read." if number == 0 else "",
        unread=unread(SOURCES, _health(week)) if number == 5 else (),
    )


def _health(week: str) -> dict[str, Health]:
    since = week_start(week).replace(tzinfo=UTC)
    fine = {source.id: Health(source=source.id, status="ok", read=since) for source in SOURCES}
    bad = Health(source="quiet", status="gone", since=since, reason="the address no longer answers", missed=0.4)
    return {**fine, "quiet": bad, "haixia": Health(source="haixia", status="thin", since=since)}


def _numbers(weeks: tuple[str, ...], last: int) -> Numbers:
    upto = tuple(week_before(weeks[last], back) for back in range(11, -1, -1))
    topics = tuple((t.slug, tuple((i * (n + 2) + n) % (14 - 2 * n) for i in range(12))) for n, t in enumerate(TOPICS))
    movers = enumerate(("Corvane", "Tianlu Micro", "Paku"))
    rows = tuple((name, tuple((i * 3 + n) % 7 for i in range(12))) for n, name in movers)
    return Numbers(weeks=upto, topics=topics, risers=rows, fallers=rows[:2], languages={"en": 31, "zh": 18, "ja": 4})


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The six weeks."""
    return make_desk()


@pytest.fixture(scope="session")
def templates() -> Path:
    """The project's own templates."""
    return TEMPLATES


@pytest.fixture(scope="session")
def desks() -> Callable[..., Desk]:
    """The way to make a desk of other weeks or settings."""
    return make_desk


@pytest.fixture(scope="session")
def site(desk: Desk, templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the six weeks."""
    out = tmp_path_factory.mktemp("site")
    render(pages(desk), templates=[templates], out=out)
    return out
