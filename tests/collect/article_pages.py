"""An article and the pages around it, for the tests of extraction."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import json

from digest.collect.extract import extract
from digest.model import Item, Text

URL = "https://outlet.example/2026/01/export-rules"

SENTENCES = [
    f"The ministry said on {day} that the {thing} would be reported to the regulator within thirty days of their sale."
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
    for thing in ("advanced chips", "design tools", "memory stacks")
]

CHINESE = [
    f"监管部门在{day}表示，企业应当在{thing}出口后的三十天之内向主管机关提交完整的书面报告，并接受必要的检查。"
    for day in ("周一", "周二", "周三")
    for thing in ("先进芯片", "设计软件", "存储产品")
]


def page(body: str, head: str = "", lang: str = "en") -> bytes:
    """A page of an outlet."""
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def paragraphs(sentences: list[str] = SENTENCES) -> str:
    """The sentences as paragraphs."""
    return "".join(f"<p>{each}</p>" for each in sentences)


def read(body: str, head: str = "", item: Item | None = None) -> Text:
    """The text and metadata extracted from a page."""
    return extract(page(body, head), url=URL, content_type="text/html", item=item)


def item(**more: str) -> Item:
    """The article's item in its feed."""
    return Item(id="1", source="outlet", url=URL, title="Ministry explains its export rules", **more)


def ld(**said: object) -> str:
    """JSON-LD of an article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "Rules", **said})}</script>'
