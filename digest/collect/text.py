"""Clean text from outside: every such string passes `clean` (several lines) or `line` (one) before it is kept.

The result is plain text within its limit, without control characters, terminal sequences, bidi overrides or invisible
characters. It may still contain `<` and `&`, so whoever prints it has to escape it.
"""

from __future__ import annotations

import html
import re
import unicodedata

LINE_LIMIT = 300
TEXT_LIMIT = 400_000

# ECMA-48: CSI … final byte; OSC/DCS/SOS/PM/APC … BEL or ST (or the end of the line); other two-character escapes.
_TERMINAL = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\|\x9c|(?=\n)|$)"
    r"|\x1b[ -/]*[0-~]?"
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u0483-\u0489\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_SUSPECT = re.compile(
    "[^\t\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u3001-\u312f\u4e00-\u9fff\uff01-\uff60‐-‧‰-⁞₠-⃀]"
)
_NO_LETTERS = re.compile(r"[\W_]+")
_JOINERS = "\u200c\u200d"
# Invisible letters: combining grapheme joiner, Hangul fillers, Khmer inherent vowels, Mongolian separators,
# braille blank, halfwidth filler, object replacement.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0\ufffc")
# Scripts whose spelling needs zero-width joiners: Arabic to Mongolian, and symbols (emoji sequences).
_NEEDS_JOINER = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e80-\u0fff\u1000-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]"
)


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """`text` as plain lines without invisible and control characters, with single spaces, cut to `limit` characters."""
    text = _BREAKS.sub("\n", _TERMINAL.sub("", text[: limit * 4]))
    text = unicodedata.normalize("NFC", _visible(text))
    lines = (_SPACES.sub(" ", row).strip() for row in text.split("\n"))
    return _MARKS.sub(r"\1", _cut("\n".join(row for row in lines if row), limit))


def line(text: str, limit: int = LINE_LIMIT) -> str:
    """Like `clean`, on a single line."""
    return _cut(clean(text, limit * 4).replace("\n", " "), limit)


def unescape(text: str, rounds: int = 2) -> str:
    """Resolve character references, even if escaped more than once: at most `rounds` times."""
    for _ in range(rounds):
        plain = html.unescape(text) if "&" in text else text
        if plain == text:
            break
        text = plain
    return text


def fold(text: str) -> str:
    """The letters and digits of `text` with case folded, by which two spellings of one title are compared."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _visible(text: str) -> str:
    return _SUSPECT.sub(lambda found: _keep(found, text), text)


def _keep(found: re.Match[str], text: str) -> str:
    char = found.group()
    if char in _JOINERS:
        around = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        return char if all(side and _NEEDS_JOINER.match(side) for side in around) else ""
    if char in _BLANK or ord(char) & 0xFFFE == 0xFFFE:
        return ""
    return "" if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"} else char


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit - 1 - limit // 5)
    return (cut[:space] if space > 0 else cut).rstrip() + "…"
