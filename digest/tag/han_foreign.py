"""Find transliterated names of people in a Chinese text, whose parts are separated by a dot: `卡尔·本茨`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import rjieba

from digest.tag.han import Found, Word
from digest.tag.han_people import NOT_GIVEN, SOUND

_PART = f"[{SOUND[1:-1]}什冯历吕大娃娅廉得思敏李杭欣汀汗烈牛生留缪罕根隆东拜冈滕]"
"""Pattern for one character that spells foreign names where a dot shows that they are foreign: some spell words."""
_DOTTED = re.compile(rf"{_PART}{{1,7}}(?:·(?:{_PART}{{1,8}}|[A-Z]\.?(?![a-z])))+")
_NAMES = ("nr", "nrt", "nrfg")
_FEWEST = 3
"""Characters of a name at most, its dot included, that may as well be a unit: `牛·米`."""


def people(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The transliterated names. The beginning is uncertain, since the word before a name may end with a character that
    also spells names: `主席|梅丽莎·盖德`."""
    for found in _DOTTED.finditer(text):
        first = words[bisect_right(words, found.start(), key=lambda w: w.end)]
        start = found.start()
        if first.start < start < first.end:
            start = first.start if first.pos in _NAMES else max(start, first.end * rjieba.has_word(first.text))
        elif len(first.text) == 1 and text[start - 1 : start].isdigit():
            start = first.end  # `29日|卡尔·本茨`
        if start < text.index("·", found.start()) and found.end() - start > _FEWEST:
            end = _end(text, words, found.end())
            yield Found(start, end - _has_shorter(text, end), "PERSON", sure=True)


def _end(text: str, words: Sequence[Word], end: int) -> int:
    """The true end of a transliterated name whose characters run up to `end`: it takes in the rest of a word that is a
    name, `卡梅|隆`, and leaves out the beginning of any other word, `霍普金斯|博士后`."""
    last = words[bisect_right(words, end - 1, key=lambda w: w.end)]
    if last.end == end:
        return end
    if last.pos in _NAMES:
        return max(end, last.start + len(last.text.rstrip("".join(NOT_GIVEN))))
    return last.start if rjieba.has_word(last.text) and last.start > text.rindex("·", 0, end) else end


def _has_shorter(text: str, end: int) -> bool:
    """Whether a name ends with a function word, since the text has the last part alone without it: `莫雷诺|因`."""
    part = text[text.rindex("·", 0, end) + 1 : end]
    return len(part) > 2 and part[-1] in NOT_GIVEN and text.count(part[:-1]) > text.count(part)
