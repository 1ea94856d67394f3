"""Find unknown Chinese organisations, laws and events by their last word, and places by their last character.

The rules use jieba's words and parts of speech and a few tables, no model. A doubtful candidate is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

import rjieba

from digest.model import EntityType
from digest.tag import tables


class Word(NamedTuple):
    """A word of a Chinese text as jieba cuts it, with its part of speech."""

    start: int
    end: int
    text: str
    pos: str


class Found(NamedTuple):
    """A place in a text that may name somebody or something unknown."""

    start: int
    end: int
    type: EntityType
    sure: bool
    """Whether this mention is enough by itself; otherwise another mention of the same name must be sure."""


HAN = r"[\u3400-\u9fff]"
_COUNTRY = re.compile(
    r"(?:中国|美国|英国|法国|德国|日本|韩国|印度|俄罗斯|加拿大|澳大利亚|荷兰|意大利|新加坡)(?!人民|电信|移动|联通|银行|科学院)"
)
_WHERE = re.compile(r"(?:在|于|至|到|来自|位于|前往|飞往|抵达|访问)$")
_MEETINGS = ("股东大会", "新闻发布会", "动员大会", "职工大会")
_PLAIN_PLACE = re.compile(
    r"(?:城市|地区|社区|园区|景区|山区|市区|城区|辖区|小区|县城|乡镇|小镇|上市|无人区|海岛县)$|^[大小全各多两三几]"
)
_ZONE = re.compile(
    r"(?:(?:经济技术|高新技术|国家级?|自由贸易|综合保税|科学|软件|科技|工业|产业|国际|南部|北部|西部|东部){0,3}"
    r"(?:园区|产业园|科技园|软件园|工业园|科学园|开发区|高新区|经开区|保税区|自贸区|自贸港|试验区|新区|科学城|机场|火车站|大桥|超级工厂))"
)
"""Ends of the name of a zone, an airport and the like after the name of a place."""
_KINDS_OF_PLACE = frozenset("市县州郡镇")
"""What stands after the name of a place and is not always part of it."""
_PARTICLES = "于在与和由对向将从被把给为让该"
_AFTER_COMPANIES = (
    "公告",
    "股价",
    "高管",
    "员工",
    "官方",
    "方面",
    "董事",
    "创始",
    "总裁",
    "总经理",
    "首席",
    "联合创始",
    "发言人",
    "CEO",
)
"""Beginnings of the nouns that stand after a company's name, where other nouns show that it goes on."""
_COINED = frozenset(("n", "nr", "nrt", "nz", "ns", "nt", "v", "j", "g", "x"))
_UNLIKELY = frozenset("类型性化超全新老大小多该家本某级各等们的了在是和与或所这那其更很极最已将会为由以于至")
_OF_THE_STATE = ("国家", "国防", "中央", "全国", "人民")
"""Ordinary words that make a name with a head alone: `国防大学`."""
_OF_A_COUNTRY = ("航空", "航空公司", "电信")
"""Heads that name a company with nothing but a country before them."""
_WORLDWIDE = ("世界", "全球", "国际")
_NEVER_FIRST = ("v", "vn", "d", "p", "r", "b")
"""Parts of speech with which the name of an organisation, law or event does not begin."""
_LONGEST = 12
"""Characters before the last word of an organisation's or a law's name at most."""
_LONGEST_EVENT = 18
"""Characters before the last word of an event's name at most."""
_NAMES = frozenset(("nr", "nz", "nrt", "nrfg", "ns", "nt", "j", "x", "eng"))
_PARTS = _NAMES | {"n", "vn", "b", "an", "s", "i", "l", "ng", "g", "a", "vg", "ag", "tg", "zg", "k"}


def cut(text: str) -> list[Word]:
    """The words of a folded, simplified text."""
    words, at = [], 0
    for piece, pos in rjieba.tag(text):
        words.append(Word(at, at + len(piece), piece, pos))
        at += len(piece)
    return words


def organisations(words: Sequence[Word]) -> Iterator[Found]:
    """Organisations, laws and events, recognised by the word with which their names end."""
    for number, word in enumerate(words):
        found = head(word.text)
        if found is None or word.text.endswith(_MEETINGS):
            continue
        ending, kind, strong = found
        first = _left(words, number, kind)
        if word.end - words[first].start - len(ending) < 2:
            continue
        name = (_by_strong_head if strong else _by_weak_head)(words, first, number, ending, kind)
        if name:
            yield name


def _by_strong_head(words: Sequence[Word], first: int, number: int, ending: str, kind: EntityType) -> Found | None:
    """The name from word `first` to a head that names stand before as a rule, or None for a plain noun."""
    word = words[number]
    before = [w for w in words[first:number] if _is_name(w) or w.text in _WORLDWIDE]
    own = word.text.removesuffix(ending)
    length = word.end - words[first].start - len(ending)
    if not (before or len(own) > 1 or length > 3) or _bare(words[first:number]):
        return None
    while first < number and words[first].pos in _NEVER_FIRST and words[first].text not in _WORLDWIDE:
        first += 1
    if not before and _plain(own):
        return None
    country = _country("".join(w.text for w in words[first : number + 1]))
    start = words[first].start + _glued(words[first].text) + country
    return Found(start, word.end, kind, sure=bool(before) or len(own) > 1)


def _by_weak_head(words: Sequence[Word], first: int, number: int, ending: str, kind: EntityType) -> Found | None:
    """The name that ends with a head which is often a plain noun, or None: the word before must look like a name."""
    word = words[number]
    follows = words[number + 1] if number + 1 < len(words) else Word(0, 0, "", "x")
    goes_on = follows.pos in ("n", "vn", "nz", "nr") and not follows.text.startswith(_AFTER_COMPANIES)
    name = None if goes_on else _country_of(words, number, ending) or _next_to(words, number, first)
    if name is None:
        return None
    end = name.end if ending == "公司" else word.end  # a company is called `弋途`, not `弋途公司`
    return Found(name.start + _glued(name.text), end, kind, sure=len(word.text.removesuffix(ending)) < 2)


def _plain(own: str) -> bool:
    """Whether what a word has before its head is an ordinary word: `公立` in `公立医院`."""
    return own not in _OF_THE_STATE and ordinary(own, _NAMES)


def ordinary(name: str, names: Collection[str]) -> bool:
    """Whether a name is one word of jieba's dictionary, and there not of a part of speech in `names`."""
    return rjieba.has_word(name) and rjieba.tag(name)[0][1] not in names


def telling(word: Word, names: Collection[str]) -> bool:
    """Whether a word tells a name from others: its part of speech is one of `names`, or jieba does not know it."""
    return word.pos in names or not rjieba.has_word(word.text)


def is_verb(word: Word) -> bool:
    """Whether a word is a verb that jieba's dictionary has."""
    return word.pos == "v" and rjieba.has_word(word.text)


def _glued(word: str) -> int:
    """Characters of a name's first word that are a particle. Jieba adds it to names that it does not know: `于北湾`."""
    return int(len(word) > 2 and word[0] in _PARTICLES and not rjieba.has_word(word))


def _bare(before: Sequence[Word]) -> bool:
    """Whether only a country stands before the last word: `中国法院` is any Chinese court."""
    return (
        len(before) == 1
        and before[0].pos == "ns"
        and len(before[0].text) == 2
        and _COUNTRY.match(before[0].text) is not None
    )


def _country(name: str) -> int:
    """Characters at the start of a name that only give its country: `美国` in `美国麻省理工学院`."""
    found = _COUNTRY.match(name)
    return found.end() if found and len(name) - found.end() > 4 else 0


def _next_to(words: Sequence[Word], number: int, first: int) -> Word | None:
    """The word right before a weak head if it looks like a name: `宇树` in `宇树科技`."""
    if number == first:
        return None
    word = words[number - 1]
    if word.text in tables.words("han_plain.txt") or _UNLIKELY.intersection(word.text):
        return None
    coined = 1 < len(word.text) < 4 and not rjieba.has_word(word.text) and word.pos in _COINED
    return word if coined or (word.pos == "eng" and _is_name(word)) else None


def _country_of(words: Sequence[Word], number: int, ending: str) -> Word | None:
    """The country or town right before a head that with it names a company: `波兰` in `波兰航空`."""
    word = words[number - 1] if number and ending in _OF_A_COUNTRY else None
    return word if word and words[number].text == ending and word.pos == "ns" and word.text != "中国" else None


def _is_name(word: Word) -> bool:
    if word.pos == "eng":
        return word.text not in tables.words("generic.txt") and not word.text.isdigit()
    return word.pos in _NAMES and word.pos != "x"


def _left(words: Sequence[Word], number: int, kind: EntityType) -> int:
    """The number of the first word of the name that ends with word `number`.

    A name goes back to a particle, a verb or a word in `han_stops.txt`; an event's may contain verbs and dates."""
    first, size = number, 0
    while first > 0:
        word = words[first - 1]
        size += len(word.text)
        fits = word.pos in _PARTS or (kind == "ORG" and word.text.startswith("第"))  # `佛山市第二人民医院`
        fits = fits or (kind == "EVENT" and word.pos == "v" and len(word.text) > 1)
        if (
            not fits
            or before_place(word, words[first])
            or word.text.endswith(("路", "街", "大道"))
            or word.text in tables.words("han_stops.txt")
            or (word.text in _heads() and kind == "ORG")
            or size > (_LONGEST_EVENT if kind == "EVENT" else _LONGEST)
            or not word.text[0].isalnum()
        ):
            break
        first -= 1
    return first


def before_place(word: Word, following: Word) -> bool:
    """Whether an ordinary word stands before a place, with which the name begins: `债权人|广州市铭慧机械`."""
    ordinary = word.pos in ("n", "v", "vn") and len(word.text) > 1 and rjieba.has_word(word.text)
    return ordinary and following.pos == "ns"


@cache
def _heads() -> dict[str, tuple[EntityType, bool]]:
    rows = [line.split("\t") for line in tables.lines("han_heads.tsv")]
    return {word: (cast("EntityType", kind), strength == "strong") for word, kind, strength in rows}


@cache
def head(word: str) -> tuple[str, EntityType, bool] | None:
    """The head word that a word is or ends with, its type, and whether it is a strong one (`han_heads.tsv`)."""
    for size in range(min(len(word), 8), 1, -1):
        found = _heads().get(word[-size:])
        if found:
            return (word[-size:], *found)
    return None


def places(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Places, recognised by their last word or character, or by a preposition of place before a transliterated word."""
    for word, after in pairwise(words):
        zone = _ZONE.match(text, after.start)
        if word.pos == "ns" and zone:
            yield Found(word.start, zone.end(), "PLACE", sure=True)
        elif word.pos == "ns" and after.text in _KINDS_OF_PLACE:
            yield Found(word.start, word.end, "PLACE", sure=True)
    for word in words:
        if len(word.text) < 3 or _PLAIN_PLACE.search(word.text):
            continue
        named = (word.pos == "ns" and word.text[-1] in "市省县州镇村岛湾港区") or (
            word.pos == "nrt" and word.text[-1] in "省州郡"
        )
        if named or (word.pos == "nrt" and _WHERE.search(text, max(0, word.start - 2), word.start)):
            yield Found(word.start, word.end, "PLACE", sure=True)
