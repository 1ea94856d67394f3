"""Find ministries, central banks, courts and parliaments named by their country: `泰国央行`, `韩国产业通商资源部`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from digest.tag import tables
from digest.tag.han import Found
from digest.tag.names import Mention

_PLAIN = re.compile(
    r"[的在对向将被等各多某把让从]|宣布|表示|公司|总统|总理|首相|企业|政府|市场(?!管理|监管)|前往|认为|一些|部分|记者|媒体|目前|今年|去年"
    r"|(?:[总全内外东南西北中干大一两某本细外腹头面]|编辑|事业|项目|俱乐|业务|销售|技术|人力资源|法务)部$"
    r"|(?:[变时结格布僵战当邮残破败书开])局$|(?:大|客|餐|歌|舞)厅$|[签部连]署$|及"
)
_TELLING = 5
"""Characters from which the name of a body needs no country."""
_SPELLED_OUT = r"[\u3400-\u9fff]{2,12}?(?:部|署|局|厅|委员会)(?![门分落下级件位属署面势长])"


def bodies(text: str) -> Iterator[Found]:
    """The bodies named with their country before them. A long name that the text also has without its country is found
    without it: `个人情报保护委员会`."""
    for found in _named().finditer(text):
        body = found["body"]
        if not _PLAIN.search(body):
            alone = len(body) > _TELLING and text.count(body) > text.count(found.group())
            yield Found(found.start("body") if alone else found.start(), found.end(), "ORG", sure=True)


def at_home(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without bare words for a body that belongs to another country: `国会` is not that of the US if the
    article never names the US, and `央行` is not China's if the article begins with the `泰国央行`."""
    owners: dict[str, str] = {}
    for found in _owned().finditer(text):
        if text.find(found["body"]) == found.start("body"):
            owners[found["body"]] = _countries()[found["country"]]
    named = {code for name, code in _countries().items() if name in text} | {"CN"}
    bare = tables.words("han_bodies.txt")
    full = {m.known.name for m in mentions if text[m.start : m.end] not in bare}

    def meant(mention: Mention) -> bool:
        word, home = text[mention.start : mention.end], mention.known.country
        if word not in bare or mention.known.name in full or not home:
            return True
        return home == owners[word] if word in owners else home in named

    return [mention for mention in mentions if meant(mention)]


@cache
def _countries() -> dict[str, str]:
    rows = (line.partition("\t") for line in tables.lines("han_countries.tsv"))
    return {name: code for name, _, code in rows}


@cache
def _owned() -> re.Pattern[str]:
    """A bare body behind a country, also as part of an office: `美国商务部长`."""
    countries, words = "|".join(_longest(_countries())), "|".join(_longest(tables.words("han_bodies.txt")))
    return re.compile(rf"(?P<country>{countries})(?:联邦)?(?P<body>{words})")


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


@cache
def _named() -> re.Pattern[str]:
    countries, words = "|".join(_longest(_countries())), "|".join(_longest(tables.words("han_bodies.txt")))
    return re.compile(rf"(?P<country>{countries})(?:联邦)?(?P<body>(?:{words})(?![长议])|{_SPELLED_OUT})")
