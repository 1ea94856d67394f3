"""Remove from an article what does not tell its story: bylines, captions, credits, standing lines, page chrome.

`story` returns the remaining paragraphs. The patterns for whole lines are in `standing.tsv` beside this module."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from digest.tag import tables
from digest.tag.fold import simplified
from digest.tag.sentences import split

_RULE = re.compile(r"[-_=*—]{4,}")
_CREDIT_RULE = re.compile(
    r"^.{0,400}?(?:©|\b(?:PHOTO|Photo|Credit|CREDIT|Image|Illustration)\b).{0,120}?[-_=*—]{4,}\s*"
)
_GLUED_CREDIT = re.compile(
    r"^[^.!?]{0,200}©\s*(?:The\s)?(?:[A-Z][\w’'.&]*(?:\s*/\s*|\s(?!Many|The|But|In|It|A)))*[A-Z][\w]*\s+(?=[A-Z])"
)
_TAIL = re.compile(
    r"(?:\.{3,9}|…{1,9})?\s{0,4}本文来自微信公众号.*$|\s{0,4}\[[^\[\]]{0,80}\b(?:Image|Photo|Getty)\b[^\[\]]{0,80}\]"
    r"|\s{0,4}[（(](?:作者系|原标题|责任编辑)[^（）()]{0,80}[）)]\s*$"
    r"|(?<=[.!?\"”])\s{1,4}[^.!?\"”]{3,160}\bcontributed (?:(?:reporting|research) )?"
    r"to (?:this|the) (?:article|report|story)\b.{0,60}$"
    r"|(?<=[。！？”])\s{0,4}[（(]?(?:(?:[文图][/／｜|\s])?(?:[\u3400-\u9fff]{0,8}(?:记者|通讯员|实习生)|摄影|编辑|文|图)"
    r"[:：/／｜|\s]{1,3}[\u3400-\u9fff·]{2,4}[\s、/／]{0,3}){1,6}[）)]?\s*$"
    r"|(?<=[.!?\"”])\s{1,4}\(?(?:Additional )?[Rr]eporting by [^.()]{3,160}\)?\.?$"
)
_CHROME_HEAD = re.compile(r"^(?:(?:Featured Article|Comments?|Link Copied|Advertisement|Share)\s+)+(?=[A-Z])")
_CHINESE_HEAD = re.compile(
    r"^(?:(?:图片来源|图源|题图|头图|封面|图)\s*[:：|｜丨]\s*\S{1,14}\s+"
    r"|(?:作者|文|撰文|编辑|责编|责任编辑|记者|采写|编译|整理)\s*[|｜丨/／:：]\s*[\u3400-\u9fff·、]{2,14}\s+"
    r"|[\u3400-\u9fff]{0,8}记者\s*[|｜丨]?\s*[\u3400-\u9fff]{2,4}\s+){1,6}(?=.{30})"
)
"""Credits and bylines before a text whose paragraphs were lost, as some Chinese feeds have them."""
_SENTENCE_END = re.compile(r"[.!?。！？…]+[\"'”’」』）)\]]*\s*$")
_LETTERS = re.compile(r"[^\W\d_]")
_LONG = 300
"""Characters beyond which a line is not dropped as a whole; only those of its sentences that are noise are."""
_OF_A_SENTENCE = frozenset(("call to the reader", "correction", "standing line"))
"""Kinds of noise that spoil only the sentence in which they stand, however short the line."""
_HEADING = 14
"""Words of a line in capitals up to which it is a heading or a label."""
_SHORT = 90
"""Characters up to which a line after the last sentence is taken for a link to another article."""


class _Anywhere(NamedTuple):
    """A pattern of `standing.tsv` for anywhere in a line, and words of which the line must have one ("": any line)."""

    pattern: re.Pattern[str]
    what: str
    words: tuple[str, ...]


@cache
def _standing() -> tuple[re.Pattern[str], tuple[_Anywhere, ...]]:
    """The patterns for the beginning of a line, as one, and those for anywhere in it."""
    rows = [(*line.split("\t"), "")[:3] for line in tables.lines("standing.tsv")]
    first = re.compile("|".join(f"(?:{pattern})" for pattern, _, _ in rows if pattern[0] == "^"))
    anywhere = (row for row in rows if row[0][0] != "^")
    return first, tuple(_Anywhere(re.compile(row[0]), row[1], tuple(row[2].split("|"))) for row in anywhere)


def _stands(line: str) -> str:
    """What of `standing.tsv` a line has: at its beginning, or the first that it has anywhere; "" if it has nothing."""
    first, anywhere = _standing()
    if first.match(line):
        return "beginning"
    lower = line.lower()
    rules = (rule for rule in anywhere if any(word in lower for word in rule.words))
    return next((rule.what for rule in rules if rule.pattern.search(line)), "")


def story(text: str) -> list[str]:
    """The paragraphs that tell the story, verbatim except for noise cut off at either end."""
    kept = dict.fromkeys(_told(_trim(line)) for line in text.splitlines())
    return _without_links([line for line in kept if line])


def _told(line: str) -> str:
    """A line without its noisy sentences, or "" if it is noise as a whole: where paragraph breaks were lost, noise
    stands between sentences."""
    if _says_nothing(line):
        return ""
    what = _stands(simplified(line))
    if not what:
        return line
    if len(line) <= _LONG and what not in _OF_A_SENTENCE:
        return ""
    told = " ".join(sentence for sentence in split(line) if not is_noise(sentence))
    return "" if is_noise(told) else told


def is_noise(line: str) -> bool:
    """Whether a whole line is a byline, caption, credit, standing line or page chrome."""
    return _says_nothing(line) or _stands(simplified(line)) != ""


def _says_nothing(line: str) -> bool:
    """Whether a line has no letters, or is a short one in capitals."""
    return not _LETTERS.search(line) or (line.isascii() and line.isupper() and len(line.split()) <= _HEADING)


def _trim(line: str) -> str:
    line = _CHINESE_HEAD.sub("", _CHROME_HEAD.sub("", _TAIL.sub("", line)))
    if _RULE.search(line):
        line = _CREDIT_RULE.sub("", line)
    if "©" in line:
        line = _GLUED_CREDIT.sub("", line)
    return line.strip()


def _without_links(lines: list[str]) -> list[str]:
    """The lines without the headlines of other articles that follow the last sentence.

    If these are longer than all that precedes them, they are the story itself, told in points."""
    last = max((i for i, line in enumerate(lines) if _SENTENCE_END.search(line)), default=-1)
    if last < 0:
        return lines
    told, rest = lines[: last + 1], lines[last + 1 :]
    if len("".join(rest)) > len("".join(told)):
        return lines
    return told + [line for line in rest if len(line) > _SHORT]
