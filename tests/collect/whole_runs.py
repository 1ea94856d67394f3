"""Desks of Chinese sources, and what a whole run needs to collect them."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from digest.model import Composition, Config, Limits, Site, Source, WhosWho
from digest.pipeline import Collected

# Chinese, so that no test here loads a language model.
TITLES = (
    "监管部门公布芯片出口新规",
    "法院要求平台向对手开放接口",
    "电池企业宣布在海外建厂",
    "搜索公司发布新的语言模型",
    "消费者协会起诉电商平台",
)

BODY = "".join(
    f"<p>{{0}}。监管部门在{day}表示，企业应当在{thing}出口后的三十天之内向主管机关提交完整的书面报告，并接受必要的检查。</p>"
    for day, thing in (("周一", "芯片"), ("周二", "电池"), ("周三", "软件"), ("周四", "汽车"))
)

Collect = Callable[..., Collected]


def feed(titles: tuple[str, ...], now: datetime, host: str = "outlet.example", start: int = 0) -> str:
    """An RSS feed of these titles, an hour apart, without any text."""
    items = "".join(
        f"<item><title>{title}</title><link>http://{host}/a/{start + i}</link><guid isPermaLink='false'>{host}-{start + i}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(hours=i + 1))}</pubDate></item>"
        for i, title in enumerate(titles)
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Outlet</title>{items}</channel></rss>"


def config(*sources: Source, **limits: Any) -> Config:
    """A desk of these sources."""
    quick = Limits(**{"workers": 1, "connect_seconds": 2, "read_seconds": 2, "total_seconds": 4, **limits})
    site = Site(title="Desk", url="https://desk.example/", timezone="Asia/Shanghai")
    return Config(site=site, collect=quick, issue=Composition(), sources=sources, topics=(), whoswho=WhosWho())


def chinese(name: str = "outlet", **more: Any) -> Source:
    """A Chinese source on the test's server."""
    return Source(**{"id": name, "name": name.title(), "url": f"http://{name}.example/feed", "language": "zh", **more})


def bytes_of(root: Path) -> dict[str, str]:
    """Every file below data/, by its digest."""
    files = (path for path in (root / "data").rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
