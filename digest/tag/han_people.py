"""Find unknown people in a Chinese text: by their offices, by verbs of saying, or by names that cannot be words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import rjieba

from digest.tag import tables
from digest.tag.han import HAN, Found, Word, head, ordinary
from digest.tag.han_context import Context
from digest.tag.spans import occurrences

SOUND = f"[{''.join(tables.lines('transliteration.txt'))}]"
"""Pattern for one character that spells foreign names."""
_TRANSLITERATED = re.compile(rf"{SOUND}{{3,8}}")
_GLOSSED = re.compile(rf"({HAN}{{2,6}})[（(][A-Z][a-z]+(?: [A-Z][\w.'-]*){{0,3}}[)）]")
"""A name with its spelling in Latin letters, which is a person's after an office: `副市长|普希(Phusit)`."""
_INTRODUCED = re.compile(rf"(?m)^ *({HAN}{{2,4}})(?:，|：|[|｜丨] ?)([^。！？；\n]{{2,80}})$")
"""A line that says who somebody is, as lists of guests do: `丁胜，清华大学药学院教授`."""
_FORMS_OF_ADDRESS = tables.lines("han_address.txt")
_ADVERB = r"(?:[还也则又并曾就均随后此前近日日前今日昨日当天周一二三四五六日]{0,4}|[在对向][^，。\n]{1,12}?)"
_FOREIGN_GOES_ON = re.compile(rf" ?[·.] ?{SOUND}{{2}}")
_SAYS = re.compile(
    rf"{_ADVERB}(?:表示|称|说|指出|认为|透露|强调|介绍|告诉|坦言|直言|回应|写道|解释|补充|宣布|出席|担任|出任|接任|卸任|履新|离职|辞职|辞任|加入|创办|创立|回忆|坦承|发文|接受|汇报|鞠躬)"
)
NOT_GIVEN = frozenset(
    "的了是在有和与及或也都就不还并从向对被把将让使等称说表先后曾则又其他这那此因为以于到上下里前时会可能要率兼任职本遭获拟仍再欲谈因已去样某内外间后副暨用"
)
"""Characters with which no given name is written."""
_FUNCTION = frozenset(("p", "c", "d", "r", "u", "uj", "t", "f"))
"""Parts of speech of surnames that are also function words: `向记者`, `于本周`."""
_AFTER_NAMES = tuple("也还则又将曾已称说在对向")
"""Characters that often follow a name, and that jieba joins to it."""
_WORDS_AFTER_OFFICE = 8
"""Words after an office that may belong to the name: as many as the longest transliterated name has characters."""
_ADDRESSED = re.compile(r"(?:先生|女士|博士|教授|院士|大校|[上中少]将|等人)(?!后)")
_NO_NAME_ENDS = frozenset("式镇微电跌盘层型级款号版机器仪带")
"""Last characters of words that jieba does not know and wrongly takes for people: `滑跃式`."""
_SHORT_REPEATED = 3
"""Mentions that a name of two characters needs in order to be a person: many companies have such names too."""
_AGAINST = 1.0
"""Points for another type from which a name without office or verb is not taken for a person."""


def people(text: str, words: Sequence[Word], context: Context) -> Iterator[Found]:
    """People, recognised by a surname and an office, a verb of saying, or characters that form no known word."""
    for found in _people(text, words, context):
        before = text[found.start - 1 : found.start]
        if before != "·" and not goes_on(text, found.end) and not _addressed(text, found):
            yield found


def _people(text: str, words: Sequence[Word], context: Context) -> Iterator[Found]:
    repeated = Counter(word.text for word in words)
    yield from _introduced(text)
    yield from _after_split_office(text, words)
    yield from _cut_short(text, words)
    yield from _in_two_words(text, words)
    for number, word in enumerate(words):
        if word.text.endswith(_offices()):
            yield from _after_office(text, words[number + 1 : number + 1 + _WORDS_AFTER_OFFICE], word.end)
        if word.pos in ("nr", "nrfg", "nrt") and 2 <= len(word.text) <= 4 and fits_name(word.text):
            acts = bool(_SAYS.match(text, word.end) or _ADDRESSED.match(text, word.end))
            if not rjieba.has_word(word.text):
                follows = words[number + 1].text if number + 1 < len(words) else ""
                alone = _like_a_name(word.text, repeated[word.text]) and head(follows) is None and follows != "了"
                sure = acts or (alone and not _of_something(word, context))
                yield Found(word.start, word.end, "PERSON", sure=sure)
            elif acts and len(word.text) > 2:
                yield Found(word.start, word.end, "PERSON", sure=True)


def _introduced(text: str) -> Iterator[Found]:
    """The people of a list of guests, one a line: a name, and offices up to the end of the line."""
    for found in _INTRODUCED.finditer(text):
        name, offices = found.groups()
        if offices.rstrip().endswith((*_offices(), "院士")) and fits_name(name) and not ordinary(name, ("nr",)):
            yield Found(*found.span(1), "PERSON", sure=True)


def goes_on(text: str, end: int) -> bool:
    """Whether what ends here is only the first part of a transliterated name: `埃隆|.马斯克`."""
    return _FOREIGN_GOES_ON.match(text, end) is not None


def _addressed(text: str, found: Found) -> bool:
    """Whether what looks like a name is a surname and an office: `陈校|长`."""
    name = text[found.start : found.end]
    size = len(_surname(name))
    return 0 < size < len(name) < 4 and text.startswith(_offices(), found.start + size)


def _in_two_words(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The people whose names jieba cuts into surname and given name, and who speak: `王|小川|回应`, `林俊|旸|：`."""
    for word, rest in pairwise(words):
        name = word.text + rest.text
        verb = rest.pos == "vn" or (rest.pos in ("v", "d", "y") and len(rest.text) < 2)
        if word.pos == "nr" and re.fullmatch(rf"{HAN}{{3}}", name) and not verb and fits_name(name):
            heads = text[rest.end : rest.end + 1] == "：" and text[word.start - 1 : word.start] in ("", "\n")
            if _SAYS.match(text, rest.end) or heads:
                yield Found(word.start, rest.end, "PERSON", sure=True)


def _like_a_name(word: str, times: int) -> bool:
    """Whether a word that is in no dictionary can hardly be anything but a person's name."""
    return word[0] not in "于向" and word[-1] not in _NO_NAME_ENDS and (len(word) > 2 or times >= _SHORT_REPEATED)


def _of_something(word: Word, context: Context) -> bool:
    """Whether the context says that this is the name of a company or product rather than a person."""
    said = context.said([(word.start, word.end)]).type
    return max((said[kind] for kind in said if kind != "PERSON"), default=0.0) >= max(_AGAINST, said["PERSON"])


def _cut_short(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Names whose last character jieba always cuts off, `钟子|湫`: the same character follows each time."""
    followed: dict[str, list[str]] = {}
    for word, following in pairwise(words):
        if word.pos == "nr" and len(word.text) == 2 and not rjieba.has_word(word.text):
            followed.setdefault(word.text, []).append(following.text)
    for name, rest in followed.items():
        whole = name + rest[0]
        if len(rest) > 1 and len(set(rest)) == 1 and re.fullmatch(HAN, rest[0]) and fits_name(whole):
            yield from (Found(*span, "PERSON", sure=True) for span in occurrences(text, whole))


def _after_split_office(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The person after an office that jieba cuts together with the name: `营运|长侯|永清`."""
    ends = [word.end for word in words]
    for office in _long_offices().finditer(text):
        at = bisect_right(ends, office.end())
        if words[at - 1].end != office.end():
            yield from _after_office(text, words[at : at + _WORDS_AFTER_OFFICE], office.end())


def _after_office(text: str, words: Sequence[Word], start: int) -> Iterator[Found]:
    """The person named right after an office, `创始人兼CEO|顾捷|在会上`. The name ends where a word of jieba's does."""
    ends = {w.end for w in words}
    start += text.startswith(("为", "是"), start)
    foreign = _TRANSLITERATED.match(text, start)
    if foreign and foreign.end() in ends:
        yield Found(start, foreign.end(), "PERSON", sure=True)
        return
    glossed = _GLOSSED.match(text, start)
    if glossed and not any(title in glossed[1] for title in _titles()):
        yield Found(*glossed.span(1), "PERSON", sure=True)
        return
    surname = _surname(text[start : start + 4])
    for size in (2, 1) if surname else ():
        end = start + len(surname) + size
        given = text[start + len(surname) : end]
        plain = given in _titles() or _plain_words(words[0], surname, given)
        whole = end in ends or rjieba.has_word(text[end : end + 2]) or text[end : end + 1] in _AFTER_NAMES
        if whole and re.fullmatch(rf"{HAN}{{{size}}}", given) and not plain and not NOT_GIVEN.intersection(given):
            yield Found(start, end, "PERSON", sure=True)
            return
    if words and words[0].start == start and _known_person(words[0].text):
        yield Found(start, words[0].end, "PERSON", sure=True)


def _plain_words(first: Word, surname: str, given: str) -> bool:
    """Whether a surname and what follows are ordinary words: one, `毕业生`, or a particle and another, `向|记者`."""
    if rjieba.has_word(surname + given):
        return not _person_word(surname + given)
    return first.text == surname and first.pos in _FUNCTION and rjieba.has_word(given)


def _person_word(name: str) -> bool:
    """Whether jieba's dictionary has a word as a person's name: `王小波`, but not `毕业生`."""
    return len(name) > 2 and [pos for _, pos in rjieba.tag(name)] == ["nr"]


def _known_person(name: str) -> bool:
    """Whether jieba takes a name as a whole for a person's, and it does not end with a function word."""
    return _person_word(name) and _surname(name) != "" and _like_a_name(name, 1) and name[-1] not in NOT_GIVEN


def fits_name(word: str) -> bool:
    """Whether a word consists of a surname and one or two characters that can form a given name."""
    given = word[len(_surname(word)) :]
    return given != word and len(given) <= 2 and not (word.endswith(_titles()) or NOT_GIVEN & set(given))


@cache
def _titles() -> tuple[str, ...]:
    return (*_FORMS_OF_ADDRESS, *_offices())


@cache
def _long_offices() -> re.Pattern[str]:
    """The offices that are too long to be part of other words by chance."""
    return re.compile("|".join(sorted((o for o in _offices() if len(o) > 2), key=len, reverse=True)))


@cache
def _offices() -> tuple[str, ...]:
    return tables.lines("han_titles.txt")


def _surname(name: str) -> str:
    surnames = tables.words("han_surnames.txt")
    if name[:2] in surnames and len(name) > 2:
        return name[:2]
    return name[0] if name[:1] in surnames else ""


def foreign(name: str) -> bool:
    """Whether a name is a transliterated one, of which pinyin would make nonsense: `加菲尔德`, `林肯`."""
    if len(name) > 3 and name[:2] not in tables.words("han_surnames.txt"):
        return True
    return _TRANSLITERATED.fullmatch(name) is not None and [pos for _, pos in rjieba.tag(name)] == ["nrt"]
