"""What topics are assigned from: phrases of `topics.yaml` found in the text, its own frequent terms, its figures."""

from __future__ import annotations

from collections.abc import Mapping

from digest.model import Topic
from digest.tag.article import Article


class Phrases:
    """The phrases of a taxonomy, ready for matching."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.topics = topics


def terms(article: Article, phrases: Phrases) -> Mapping[str, int]:
    """Phrase -> how often; figures as `=USD 2.49e10`."""
    return {}
