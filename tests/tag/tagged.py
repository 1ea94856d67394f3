"""What the tagger finds in short articles written for a test."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from digest.model import Item, Known, Limits, Tag, Text, WhosWho
from digest.tag.tagger import Tagger

KNOWN = (
    Known(name="Temu", type="ORG"),
    Known(name="Alibaba", type="ORG", zh="阿里巴巴"),
    Known(name="Hong Kong", type="PLACE", zh="香港"),
    Known(name="Osterland", type="PLACE"),
    Known(name="TikTok", type="PRODUCT"),
    Known(name="Ernie", type="PRODUCT"),
    Known(name="Baidu", type="ORG"),
    Known(name="Marlowe Brothers", type="ORG", aliases=("Marlowe",), exact=True),
    Known(name="Amazon", type="ORG", exact=True, never=("Amazon rainforest", "Amazon basin")),
    Known(name="Harbour Press", type="ORG", aliases=("HP",)),
    Known(name="Hamburg Pilots", type="ORG"),
    Known(name="Oswald Quillham", type="PERSON", aliases=("Quillham",)),
    Known(name="Authority of Ports", type="ORG", aliases=("Hong Kong's port watchdog",)),
)
"""The who's who of the English articles."""


def chinese(text: str, title: str = "一则新闻", known: tuple[Known, ...] = ()) -> dict[str, Tag]:
    """The tags of a Chinese article, by their Chinese names; the who's who has only these known names."""
    return {tag.zh or tag.name: tag for tag in _tags(text, title, known, "missing")}


def english(text: str, title: str = "News of the day", known: tuple[Known, ...] = KNOWN) -> dict[str, Tag]:
    """The tags of an English article, by their names."""
    return {tag.name: tag for tag in _tags(text, title, known, Limits().english_model)}


def _tags(text: str, title: str, known: tuple[Known, ...], model: str) -> tuple[Tag, ...]:
    item = Item(id="0" * 12, source="paper", url="", title=title)
    return _tagger(known, model).entry(item, Text(text=text), seen=datetime(2026, 2, 1, tzinfo=UTC)).entities


@cache
def _tagger(known: tuple[Known, ...], model: str) -> Tagger:
    return Tagger(Limits(english_model=model), WhosWho(known=known, ignore=("AI", "CEO", "EV")))
