"""Split English and Chinese paragraphs into sentences, each a verbatim piece of its paragraph."""

from __future__ import annotations

import re

from digest.tag import tables
from digest.tag.fold import has_chinese

_ABBREVIATIONS = dict(line.split("\t") for line in tables.lines("abbreviations.tsv"))
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9\u3400-\u9fff$€£@])")
_LAST_WORD = re.compile(r"([\w.]+)$")
_NEXT_WORD = re.compile(r"\s+[\"'“‘(\[]?(\w+)")
_CHINESE_END = re.compile(
    r"(?:[。！？]|[!?](?=[^A-Za-z0-9])|…{2}(?=[^，,、]))+[”’」』）)\"]*|[.!?][”\"](?=\s*[\u3400-\u9fff])"
)
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"), ("《", "》"))


def split(paragraph: str) -> list[str]:
    """The sentences of one paragraph, in order, without the spaces between them."""
    ends = _chinese_ends(paragraph) if has_chinese(paragraph) else _english_ends(paragraph)
    pieces, start = [], 0
    for end in [*ends, len(paragraph)]:
        if piece := paragraph[start:end].strip():
            pieces.append(piece)
        start = end
    return pieces


def _english_ends(text: str) -> list[int]:
    return [m.end() for m in _END.finditer(text) if not _abbreviated(text, m)]


def _abbreviated(text: str, end: re.Match[str]) -> bool:
    if end.group()[0] != "." or len(end.group().rstrip("\"'”’)]")) > 1:
        return False
    last = _LAST_WORD.search(text, max(0, end.start() - 20), end.start())
    word = last.group(1) if last else ""
    if _ABBREVIATIONS.get(word) == "inside" or (len(word) == 1 and word.isupper()):
        return True
    if word not in _ABBREVIATIONS and not ("." in word and len(word) < 7):
        return False
    following = _NEXT_WORD.match(text, end.end())
    return not (following and following.group(1) in tables.words("openers.txt"))


def _chinese_ends(text: str) -> list[int]:
    """The ends of Chinese sentences. No sentence ends inside an open quotation or bracket, unless it has run too long
    to be closed."""
    ends, start = [], 0
    for found in _CHINESE_END.finditer(text):
        piece = text[start : found.end()]
        if all(piece.count(left) <= piece.count(right) for left, right in _PAIRS) or len(piece) > 200:
            ends.append(found.end())
            start = found.end()
    return ends
