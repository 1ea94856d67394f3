"""An article as the tagging modules see it: title, language, and the paragraphs that tell the story."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.model import Item, Text
from digest.tag import language, noise
from digest.tag.fold import fold

LONGEST = 20_000
"""Characters of an article that are read; what it is about has been said by then."""
_SPACES = re.compile(r" {2,}")
_ORPHAN_SPACE = re.compile(r" (?=[.,;:](?:\s|$))")
_SPACED_DOT = re.compile(r"(?<=[\u3400-\u9fff]) ?· ?(?=[\u3400-\u9fff])")
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Article:
    """One article's title and story."""

    title: str
    language: str
    paragraphs: tuple[str, ...]
    """Verbatim, without noise."""
    folded: str
    """Title and paragraphs for matching, parted by newlines."""
    lead: int
    """Where in `folded` the lead (title and first paragraphs) ends."""
    words: int

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)


def read(item: Item, text: Text) -> Article:
    """The article that a feed's item and a page's text make together."""
    title = (item.title or text.title).strip()
    body = (text.text or item.content or item.summary)[:LONGEST]
    paragraphs = noise.story(body)
    if paragraphs and paragraphs[0].strip() == title:
        paragraphs = paragraphs[1:]
    spoken = language.detect(f"{title}\n{body}", text.language or item.language)
    lines = [_plain(line) for line in (title, *paragraphs)]
    lead = sum(len(line) + 1 for line in lines[: _LEAD + 1])
    return Article(
        title=title,
        language=spoken,
        paragraphs=tuple(paragraphs),
        folded="\n".join(lines),
        lead=lead,
        words=language.length(body, spoken),
    )


def _plain(line: str) -> str:
    """Folded, without the spaces that stripped links leave (`WeChat .`) or that some put around a name's dot."""
    return _SPACED_DOT.sub("·", _ORPHAN_SPACE.sub("", _SPACES.sub(" ", fold(line)))).strip()
