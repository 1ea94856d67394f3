"""Find Chinese companies by what stands right after their names: offices, `据…报道`, or the colon of a headline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import rjieba

from digest.tag import tables
from digest.tag.han import HAN, Found, Word, head, is_verb
from digest.tag.han_people import SOUND
from digest.tag.spans import Span

_NAME = rf"(?P<name>{HAN}{{2,8}}?)"
_PART = r"(?:中国区?|大中华区|亚太区?|海外|全球|贵金属|宏观|固收|行政|兼|原|前)?"
"""A part of a company, or another word before an office."""
_HOLDS = re.compile(
    r"(?:(?:^|[\n，。；、：:“”\"！？（(])(?:前(?!海)|现任|曾任|原|时任|由)?|前(?!海)|现任|曾任|时任|由|和|与)"
    rf"{_NAME}{_PART} ?(?=(?:联合|创始|管理)?(?:创始人|合伙人)|董事长|首席|C[ETFO]O|发言人|新闻发言人|董秘"
    r"|(?:高级|执行|常务)?副?(?:总裁|总经理)|(?:资深|高级)?分析师)"
)
"""A company and one of its offices."""
_CITED = re.compile(
    rf"(?:据|援引|引述){_NAME}(?:\d{{1,2}}月\d{{1,2}}日|今日|昨日|日前|近日)?"
    r"(?=报[道导]|消息|披露|统计|数据|援引|公众号|等(?:多家)?(?:媒体|平台)|监测|讯)"
)
"""A source that the text cites."""
_HEADLINE = re.compile(
    rf"\A(?:.{{0,10}}[｜|丨] ?)?{_NAME}"
    r"(?=[：:]|与|和|等|完成|宣布|官宣|发布|推出|回应|获|拟|将|正式|首|上线|开源|入局|启动|递交|冲刺|登陆|IPO|携手"
    r"|收购|起诉|被|已|计划|成立|在)"
)
"""What a headline is about."""
_TRANSLITERATED = re.compile(f"{SOUND}+")
"""A headline's subject that may as well be a foreigner: `古特雷斯：…`."""
_FUNCTION = frozenset("其与和的了为是在把被由以及而但或另述原前现此该各某两多每这那从向对将")
"""Characters that are words of grammar by themselves."""
_OUTSIDE = frozenset(
    ("p", "c", "d", "r", "u", "uj", "ul", "ud", "uv", "uz", "f", "y", "m", "mq", "q", "t", "b", "x", "k", "vn")
)
"""Parts of speech of words that no name of a company contains, unless of one character."""
_TELLING = frozenset(("nz", "nr", "nrt", "nt", "nrfg", "j"))
_NO_COMPANY = re.compile(
    r"(?:人士|公告|网站|双方|媒体|[外台韩日美港]媒|财报|年报|公司|企业|机构|行业|板块|指数|品牌|平台|团队|业务|部门|政府"
    r"|高管|员工|报告|通报|数据|消息|计划|顾问|[中大国太]区|据报)$"
)


def companies(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The companies with offices, the cited sources, and what a headline is about if the text repeats its name."""
    starts = [word.start for word in words]
    for start, end in _places(text):
        if _company(text, words, starts, (start, end)):
            yield Found(start, end, "ORG", sure=True)


def _places(text: str) -> Iterator[Span]:
    for pattern in (_HOLDS, _CITED):
        yield from (found.span("name") for found in pattern.finditer(text))
    title = _HEADLINE.match(text)
    if title and text.count(title["name"]) > 1 and not _TRANSLITERATED.fullmatch(title["name"]):
        yield title.span("name")


def _company(text: str, words: Sequence[Word], starts: Sequence[int], span: Span) -> bool:
    """Whether the words of a place form a name rather than a phrase."""
    name = text[slice(*span)]
    inside = words[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
    whole = inside and inside[0].start == span[0] and inside[-1].end == span[1]
    if (
        not whole
        or name[0] in _FUNCTION
        or _NO_COMPANY.search(name)
        or name in tables.words("han_market.txt", "han_plain.txt")
    ):
        return False
    return not any(map(_outside, inside)) and _tells(inside)


def _outside(word: Word) -> bool:
    if len(word.text) == 1:
        return word.text in _FUNCTION
    known = rjieba.has_word(word.text)
    return (known and word.pos in _OUTSIDE) or is_verb(word) or word.text in tables.words("han_stops.txt")


def _tells(inside: Sequence[Word]) -> bool:
    """Whether a word of a name distinguishes it, alone or before a head: `粤开|证券`."""
    if len(inside) == 1:
        return _unknown(inside[0]) or inside[0].pos in ("nz", "nt")
    seat = inside[0].pos == "ns" and (head(inside[-1].text) is not None or _unknown(inside[-1]))
    return seat or any(word.pos in _TELLING or _unknown(word) for word in inside)


def _unknown(word: Word) -> bool:
    """Whether neither jieba's dictionary nor the trade's has a word."""
    trade = word.text in tables.words("han_market.txt", "han_plain.txt")
    return len(word.text) > 1 and not rjieba.has_word(word.text) and not trade
