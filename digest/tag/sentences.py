"""Split English and Chinese paragraphs into sentences, each a verbatim piece of its paragraph."""

from __future__ import annotations

import re

from digest.model import HAN
from digest.tag import tables
from digest.tag.fold import simplified

_ABBREVIATIONS = dict(line.split("\t") for line in tables.lines("abbreviations.tsv"))
_OPENS = r"(?:[A-ZÀ-ÖØ-ÞＡ-Ｚ0-9\u3400-\u9fff$€£@\u2190-\u2bff\U0001f000-\U0001faff]|[a-z]{1,2}[A-Z])"
"""How a sentence begins: some names begin small, like `iPhone`, and some sentences with a picture."""
_END = re.compile(
    rf"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?{_OPENS})|(?<=[a-z]{{3}})[.!?](?=(?!(?:Com|Js|Net|Org)\b)[A-Z][a-z]+[ ,])"
)
"""A stop before a new beginning, or between two words of which it lost the space."""
_DOTTED = re.compile(r"(?=.{1,6}$)(?=.*[^\W\d_])\w+(?:\.\w+)+")
"""A short word with dots inside, like `a.k.a`, and no decimal."""
_LAST_WORD = re.compile(r"([\w.]+)$")
_NEXT_WORD = re.compile(r"\s+[\"'“‘(\[]?(\w+)")
_CHINESE_END = re.compile(
    r"(?:[。！？]|[!?](?=[^A-Za-z0-9])|…{2}(?=[^，,、]))+[”’」』）)\"]*|[.!?][”\"](?=\s*[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])"
)
_SAYS = re.compile(r"[^。！？，“”]{1,24}(?:表示|写道|说道?|指出|认为|强调|透露|称|坦言|回应|补充)[。！？，]")
"""Who said what stands in quotation marks before it: `“不会。”公司发言人表示。`"""
_PLAIN_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"), ("《", "》"))


def split(paragraph: str) -> list[str]:
    """The sentences of one paragraph, in order, without the spaces between them."""
    ends = _chinese_ends(paragraph) if _is_chinese(paragraph) else _english_ends(paragraph)
    pieces, start = [], 0
    for end in [*ends, len(paragraph)]:
        if piece := paragraph[start:end].strip():
            pieces.append(piece)
        start = end
    return pieces


def _is_chinese(text: str) -> bool:
    """Whether a paragraph is Chinese prose, and not English that quotes a Chinese name: words in small letters tell,
    since Chinese prose has Latin letters in names mostly."""
    return len(HAN.findall(text)) > 2 * len(_PLAIN_WORD.findall(text))


def _english_ends(text: str) -> list[int]:
    return [m.end() for m in _END.finditer(text) if not _abbreviated(text, m)]


def _abbreviated(text: str, end: re.Match[str]) -> bool:
    if end.group()[0] != "." or len(end.group().rstrip("\"'”’)]")) > 1:
        return False
    last = _LAST_WORD.search(text, max(0, end.start() - 20), end.start())
    word = last.group(1) if last else ""
    if _ABBREVIATIONS.get(word) == "inside" or (len(word) == 1 and word.isupper()):
        return True
    if word not in _ABBREVIATIONS and not _DOTTED.fullmatch(word):
        return False
    following = _NEXT_WORD.match(text, end.end())
    return not (following and following.group(1) in tables.words("openers.txt"))


def _chinese_ends(text: str) -> list[int]:
    """The ends of Chinese sentences. No sentence ends inside an open quotation or bracket, unless it has run too long
    to be closed, nor between a quotation and who said it."""
    ends, start = [], 0
    for found in _CHINESE_END.finditer(text):
        piece = text[start : found.end()]
        if piece[-1] in "”」』" and _SAYS.match(simplified(text[found.end() : found.end() + 32])):
            continue
        if all(piece.count(left) <= piece.count(right) for left, right in _PAIRS) or len(piece) > 200:
            ends.append(found.end())
            start = found.end()
    return ends
