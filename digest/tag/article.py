"""Prepare an article for the tagging modules: its title, its language and the paragraphs that tell the story."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.model import Item, Text
from digest.tag import datelines, language, noise
from digest.tag.fold import fold
from digest.tag.lines import unwrapped

LONGEST = 20_000
"""Characters of an article that are read: by then it has said what it is about."""
_SPACES = re.compile(r" {2,}")
_ORPHAN_SPACE = re.compile(r" (?=[.,;:](?:\s|$))")
_SPACED_DOT = re.compile(r"(?<=[\u3400-\u9fff]) ?· ?(?=[\u3400-\u9fff])")
_LEAD = 2
"""Paragraphs that count as the lead."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its title and the paragraphs of its story."""

    title: str
    language: str
    paragraphs: tuple[str, ...]
    """The paragraphs, verbatim, without bylines, captions and the like (`digest.tag.noise`)."""
    folded: str
    """Title and paragraphs for matching, separated by newlines."""
    lead: int
    """Offset in `folded` at which the lead (title and first paragraphs) ends."""
    words: int
    """Length: words, or characters for Chinese."""

    @property
    def body(self) -> str:
        """The paragraphs as one text."""
        return "\n".join(self.paragraphs)


def read(item: Item, text: Text) -> Article:
    """The article made of what the feed (`item`) and the page (`text`) give; either may be without a body."""
    title = (item.title or text.title).strip()
    body = (text.text or item.content or item.summary)[:LONGEST]
    paragraphs = noise.story(unwrapped(body))
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
    """A folded line without the agency and the reporter of a dateline, and without stray spaces: those left by removed
    links (`WeChat .`) and those around the dot of a transliterated name."""
    told = datelines.without_sender(fold(line))
    return _SPACED_DOT.sub("·", _ORPHAN_SPACE.sub("", _SPACES.sub(" ", told))).strip()
