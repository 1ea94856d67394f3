"""Articles that are no news, though each could be a story: advice, reviews, market notices, told by their headlines.

They stay where readers can find them, but an issue has room for news first. `lesser.tsv` has the patterns.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from digest.edit.phrases import fold


def lesser_kind(title: str) -> str:
    """What a headline says the article is, as a reason that a reader can be shown; '' for news."""
    folded = fold(title)
    return next((reason for reason, pattern in _patterns() if pattern.search(folded)), "")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = files("digest.edit").joinpath("lesser.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((reason, re.compile(pattern)) for reason, pattern, _ in (line.split("\t") for line in lines))
