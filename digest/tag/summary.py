"""The sentences of an article that say what happened: at most two, verbatim, sixty words in all."""

from __future__ import annotations

from digest.tag.article import Article
from digest.tag.sentences import split


def summarise(article: Article, teaser: str = "") -> tuple[str, ...]:
    """At most two sentences of the article."""
    kept: list[str] = []
    for paragraph in article.paragraphs[:3]:
        for sentence in split(paragraph):
            if len(kept) < 2 and sum(map(size, [*kept, sentence])) <= 60:
                kept.append(sentence)
    return tuple(kept)


def size(sentence: str) -> int:
    return len(sentence.split())
