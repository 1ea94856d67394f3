"""The entities of a Chinese article: known names at character level, and unknown ones by title, suffix and context."""

from __future__ import annotations

from digest.model import Tag
from digest.tag.article import Article
from digest.tag.names import NameIndex
from digest.tag.people import _known, rank


def entities(article: Article, index: NameIndex) -> tuple[Tag, ...]:
    """The tags of a Chinese article, what it is about first."""
    return rank(article, _known(index.find(article.folded)))
