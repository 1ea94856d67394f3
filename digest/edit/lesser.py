"""Recognise by their headlines articles that can be stories but are no news: advice, reviews, market notices.

They rank below news and never lead an issue. The patterns are in `lesser.tsv` beside this module.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from digest.edit.phrases import fold


def lesser_kind(title: str) -> str:
    """What kind of article a headline announces, in words for readers, such as `advice, not news`; '' for news."""
    folded = fold(title)
    return next((reason for reason, pattern in _patterns() if pattern.search(folded)), "")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = files("digest.edit").joinpath("lesser.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((reason, re.compile(pattern)) for reason, pattern, _ in (line.split("\t") for line in lines))
