"""Join the lines of a text that was cut into lines of one width, as in mails and PDF files, to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_HYPHEN = re.compile(r"(?<=[A-Za-z])-$")
_CONTINUES = re.compile(r"[\"'(]?[a-z]")
_COMPLETE = re.compile(r"[.!?:][\"'”’)]*$")
_FULL = 0.6
"""Share of the usual width from which on a line without a full stop runs on."""
_RUN_ON = 0.25
"""Share of the lines that must run on in the middle of a sentence."""
_FEWEST = 3
_NARROWEST = 30
"""Characters of the narrowest width at which texts are cut."""


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line, if its lines were cut at a width; else only with the words whole that
    are divided by a hyphen at the end of a line."""
    lines = text.split("\n")
    if len(lines) < 2:
        return text
    width = _width(lines)
    paragraphs = [lines[0]]
    for before, line in pairwise(lines):
        if _HYPHEN.search(before) and line:
            paragraphs[-1] = _joined(paragraphs[-1], line)
        elif width and line and not _COMPLETE.search(before) and _runs_on(before, line, width):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)


def _width(lines: Sequence[str]) -> int:
    """The width at which a text was cut; 0 if it was not, so that few lines begin in the middle of a sentence."""
    running = [before for before, line in pairwise(lines) if _CONTINUES.match(line) and not _COMPLETE.search(before)]
    if len(running) < max(_FEWEST, _RUN_ON * len(lines)):
        return 0
    width = sorted(map(len, running))[len(running) // 2]
    return width if width >= _NARROWEST else 0


def _runs_on(before: str, line: str, width: int) -> bool:
    return bool(before) and (_CONTINUES.match(line) is not None or len(before) > _FULL * width)


def _joined(before: str, line: str) -> str:
    """Two parts of a word: without the hyphen, unless the second has a capital of its own (`US-China`)."""
    return (before[:-1] if before[-2].islower() and line[0].islower() else before) + line
