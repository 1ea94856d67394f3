"""Six weeks of invented news from invented outlets, in both languages, with hostile strings among it."""

# ruff: noqa: E501 -- a table, an article a line

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Known, Source, Topic

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
