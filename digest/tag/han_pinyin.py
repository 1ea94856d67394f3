"""Write an unknown Chinese name as English does: a person's in pinyin."""

from __future__ import annotations

from digest.model import EntityType, has_chinese
from digest.tag import tables
from digest.tag.han_people import foreign

_SURNAMES = {
    "仇": "qiu",
    "单": "shan",
    "尉迟": "yuchi",
    "曾": "zeng",
    "查": "zha",
    "盖": "ge",
    "解": "xie",
    "覃": "qin",
    "长孙": "zhangsun",
}
"""Surnames whose pinyin differs from that of the ordinary word written with the same characters."""


def shown(name: str, kind: EntityType) -> str:
    """The English form of an unknown name: pinyin for a Chinese person, and the name itself for all others."""
    if kind != "PERSON" or not has_chinese(name) or "·" in name or len(name) > 4 or foreign(name):
        return name
    from pypinyin import Style, lazy_pinyin  # loads a large table that few articles need

    size = 2 if name[:2] in tables.words("han_surnames.txt") and len(name) > 2 else 1
    surname = _SURNAMES.get(name[:size]) or "".join(lazy_pinyin(name[:size], style=Style.NORMAL))
    return f"{surname} {''.join(lazy_pinyin(name[size:], style=Style.NORMAL))}".title().strip()
