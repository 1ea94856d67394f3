"""Unknown Chinese names: people by title and surname, organisations by their last word, laws and works by their quotes.

Everything is read off jieba's words and a few tables; no model. What a rule can't be fairly sure of it leaves out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
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
    """A place in a text that names somebody unknown."""

    start: int
    end: int
    type: EntityType
    sure: bool
    """Enough by itself; else another mention must be sure."""


_HAN = r"[\u3400-\u9fff]"
_SOUND = f"[{''.join(tables.lines('transliteration.txt'))}]"
_FOREIGN = re.compile(rf"{_SOUND}{{1,7}}(?:·(?:{_SOUND}{{1,8}}|[A-Z]\.?(?![a-z])))+")
_TRANSLITERATED = re.compile(rf"{_SOUND}{{3,8}}")
_WORK = re.compile(r"《([^《》\n]{2,40})》")
_LAW_TITLE = re.compile(
    r"(?:法|法案|条例|办法|规定|协定|公约|细则|条约|决定|准则|意见|通知|规范|规划|指南|方案|计划|行政令|框架)(?:[（(][^）)]*[）)])?$"
)
_COUNTRY = re.compile(
    r"(?:中国|美国|英国|法国|德国|日本|韩国|印度|俄罗斯|加拿大|澳大利亚|荷兰|意大利|新加坡)(?!人民|电信|移动|联通|银行|科学院)"
)
_PAPER = re.compile(r"(?:书|公告|报告|函|年报|名单|声明|章程|纪要|合同|协议)(?:[（(][^）)]*[）)])?$")
_WHERE = re.compile(r"(?:在|于|至|到|来自|位于|前往|飞往|抵达|访问)$")
_MEETINGS = ("股东大会", "新闻发布会", "动员大会", "职工大会")
_PLAIN_PLACE = re.compile(r"(?:城市|地区|社区|园区|景区|山区|市区|城区|辖区|小区|县城|乡镇|小镇)$|^[大小全各多两三几]")
_FORMS_OF_ADDRESS = tables.lines("han_address.txt")
_PARTICLES = "于在与和由对向将从被把给为让该"
_LONG_TITLE = 16
_QUOTED = re.compile(
    r"(?:名为|命名为|称为|取名|品牌|产品|方案|模型|系统|平台|芯片|星座|项目|应用|机器人|手机|火箭|卫星|推出的?|发布的?|一款)"
    r"[“「\"]([^”」\"，。\n]{2,16})[”」\"]"
)
_QUOTED_PLAN = re.compile(
    r"[“「\"]([^”」\"，。\n]{2,12})[”」\"](?=(?:计划|星座|工程|项目|行动|模型|芯片|系统|平台|卫星|号))"
)
_ADVERB = r"(?:[还也则又并曾就均随后此前近日日前今日昨日当天周一二三四五六日]{0,4}|[在对向][^，。\n]{1,12}?)"
_SAYS = re.compile(
    rf"{_ADVERB}(?:表示|称|说|指出|认为|透露|强调|介绍|告诉|坦言|直言|回应|写道|解释|补充|宣布|出席|担任|出任|离职|辞职|辞任|加入|创办|创立|回忆|坦承|发文|接受)"
)
_NOT_GIVEN = frozenset(
    "的了是在有和与及或也都就不还并从向对被把将让使等称说表先后曾则又其他这那此因为以于到上下里前时会可能要率兼任职"
)
_WORLDWIDE = ("世界", "全球", "国际")
_LONGEST = (12, 18)
"""Characters before the last word of an organisation's name, of an event's."""
_NAMES = frozenset(("nr", "nz", "nrt", "nrfg", "ns", "nt", "j", "x", "eng"))
_PARTS = _NAMES | {"n", "vn", "b", "an", "s", "i", "l", "ng", "g", "a", "vg", "ag", "tg", "zg", "k"}


def cut(text: str) -> list[Word]:
    """The words of a folded, simplified text."""
    words, at = [], 0
    for piece, pos in rjieba.tag(text):
        words.append(Word(at, at + len(piece), piece, pos))
        at += len(piece)
    return words


def people(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """People by their surnames beside an office or a verb of saying; transliterated ones by the dot between names."""
    yield from _foreigners(text, words)
    ends = {w.end for w in words}
    for word in words:
        if word.text.endswith(_offices()):
            yield from _after_office(text, ends, word.end)
        if (
            word.pos in ("nr", "nrfg", "nrt")
            and 2 <= len(word.text) <= 4
            and _surname(word.text)
            and not word.text.endswith(_FORMS_OF_ADDRESS)
        ):
            says = _SAYS.match(text, word.end) is not None
            if not rjieba.has_word(word.text):
                yield Found(word.start, word.end, "PERSON", sure=says)
            elif says and len(word.text) > 2:
                yield Found(word.start, word.end, "PERSON", sure=True)


def _foreigners(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Transliterated names. An office before one may end with a character that spells names too: `主席|梅丽莎·盖德`."""
    for found in _FOREIGN.finditer(text):
        first = words[bisect_right(words, found.start(), key=lambda w: w.end)]
        start = found.start()
        if first.start < start < first.end and rjieba.has_word(first.text):
            start = first.end
        if start < text.index("·", found.start()):
            yield Found(start, found.end(), "PERSON", sure=True)


def _after_office(text: str, ends: set[int], start: int) -> Iterator[Found]:
    """`创始人兼CEO顾捷在会上`: the given name ends where one of jieba's words does."""
    foreign = _TRANSLITERATED.match(text, start)
    if foreign and foreign.end() in ends:
        yield Found(start, foreign.end(), "PERSON", sure=True)
        return
    surname = _surname(text[start : start + 4])
    for size in (2, 1) if surname else ():
        end = start + len(surname) + size
        given = text[start + len(surname) : end]
        plain = given in _FORMS_OF_ADDRESS or (size == 1 and rjieba.has_word(text[start:end]))
        if (
            end in ends
            and re.fullmatch(rf"{_HAN}{{{size}}}", given)
            and not plain
            and not _NOT_GIVEN.intersection(given)
        ):
            yield Found(start, end, "PERSON", sure=True)
            return


@cache
def _offices() -> tuple[str, ...]:
    return tables.lines("han_titles.txt")


def _surname(name: str) -> str:
    surnames = tables.words("han_surnames.txt")
    if name[:2] in surnames and len(name) > 2:
        return name[:2]
    return name[0] if name[:1] in surnames else ""


def foreign(name: str) -> bool:
    """Whether a name spells a foreign one, of which pinyin would make nonsense: `加菲尔德`, `林肯`."""
    if len(name) > 3 and name[:2] not in tables.words("han_surnames.txt"):
        return True
    return _TRANSLITERATED.fullmatch(name) is not None and [pos for _, pos in rjieba.tag(name)] == ["nrt"]


def organisations(words: Sequence[Word]) -> Iterator[Found]:
    """Organisations, laws and events by the word with which their names end."""
    for number, word in enumerate(words):
        head = _head(word.text)
        if head is None or word.text.endswith(_MEETINGS):
            continue
        ending, kind, strong = head
        first = _left(words, number, kind)
        before = [w for w in words[first:number] if _is_name(w) or w.text in _WORLDWIDE]
        own = word.text.removesuffix(ending)
        length = word.end - words[first].start - len(ending)
        follows = words[number + 1].pos if number + 1 < len(words) else "x"
        if length < 2 or (not strong and follows in ("n", "vn", "nz", "nr")):
            continue
        if strong and (before or len(own) > 1 or length > 3) and not _bare(words[first:number]):
            while (
                first < number
                and words[first].pos in ("v", "vn", "d", "p", "r", "b")
                and words[first].text not in _WORLDWIDE
            ):
                first += 1
            start = (
                words[first].start
                + _glued(words[first].text)
                + _country("".join(w.text for w in words[first : number + 1]))
            )
            yield Found(start, word.end, kind, sure=bool(before) or len(own) > 1)
        elif not strong and (name := _next_to(words, number, first)):
            yield Found(name.start + _glued(name.text), word.end, kind, sure=len(own) < 2)


def _glued(word: str) -> int:
    """How much of a name's first word is a particle that jieba, not knowing the name, took into it: `于北湾`."""
    return int(len(word) > 2 and word[0] in _PARTICLES and not rjieba.has_word(word))


def _bare(before: Sequence[Word]) -> bool:
    """Whether only a country stands before the last word: `中国法院` is any of them."""
    return (
        len(before) == 1
        and before[0].pos == "ns"
        and len(before[0].text) == 2
        and _COUNTRY.match(before[0].text) is not None
    )


def _country(name: str) -> int:
    """How much of a name's beginning only says which country's it is: `美国` in `美国麻省理工学院`."""
    found = _COUNTRY.match(name)
    return found.end() if found and len(name) - found.end() > 4 else 0


def _next_to(words: Sequence[Word], number: int, first: int) -> Word | None:
    """A weak last word makes a name only of what itself looks like one, right before it: `宇树` in `宇树科技`."""
    if number == first:
        return None
    word = words[number - 1]
    new = word.pos == "eng" or (len(word.text) > 1 and not rjieba.has_word(word.text))
    return word if new and _is_name(word) else None


def _is_name(word: Word) -> bool:
    if word.pos == "eng":
        return word.text not in tables.words("generic.txt") and not word.text.isdigit()
    return word.pos in _NAMES and word.pos != "x"


def _left(words: Sequence[Word], number: int, kind: EntityType) -> int:
    """The first word of the name that ends with word `number`: back to a particle, a stop or a verb.

    Events are named after deeds and days as well: only what says that they are held parts them from the sentence."""
    first, size = number, 0
    while first > 0:
        word = words[first - 1]
        size += len(word.text)
        fits = word.pos in _PARTS or (
            kind == "EVENT" and word.pos in ("v", "f", "t", "d") and not word.text[0].isdigit()
        )
        if (
            not fits
            or word.text in tables.words("han_stops.txt")
            or (word.text in _heads() and kind == "ORG")
            or size > _LONGEST[kind == "EVENT"]
            or not word.text[0].isalnum()
        ):
            break
        first -= 1
    return first


@cache
def _heads() -> dict[str, tuple[EntityType, bool]]:
    rows = [line.split("\t") for line in tables.lines("han_heads.tsv")]
    return {word: (cast("EntityType", kind), strength == "strong") for word, kind, strength in rows}


@cache
def _head(word: str) -> tuple[str, EntityType, bool] | None:
    """The head that a word is or ends with."""
    for size in range(min(len(word), 8), 1, -1):
        head = _heads().get(word[-size:])
        if head:
            return (word[-size:], *head)
    return None


def places(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Places by their last character, and transliterated ones after a word of place."""
    for word in words:
        if len(word.text) < 3 or _PLAIN_PLACE.search(word.text):
            continue
        named = word.pos == "ns" and word.text[-1] in "市省县州镇村岛湾港区"
        if named or (word.pos == "nrt" and _WHERE.search(text, max(0, word.start - 2), word.start)):
            yield Found(word.start, word.end, "PLACE", sure=True)


def works(text: str) -> Iterator[Found]:
    """What stands in title marks: a law by its last word, else a work; and products in quotes beside a telling word."""
    for found in _WORK.finditer(text):
        title = found.group(1)
        if _LAW_TITLE.search(title):
            yield Found(found.start(1), found.end(1), "LAW", sure=True)
        elif len(title) <= _LONG_TITLE and not _PAPER.search(title):
            yield Found(found.start(1), found.end(1), "PRODUCT", sure=True)
    for pattern in (_QUOTED, _QUOTED_PLAN):
        for found in pattern.finditer(text):
            yield Found(found.start(1), found.end(1), "PRODUCT", sure=True)
