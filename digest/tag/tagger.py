"""Turn one article into one entry: everything that is kept about it is decided here, and its text goes no further."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from digest.model import Entry, Item, Limits, Tag, Text, Topic, WhosWho
from digest.tag import english, kinds, names, ner, summary, terms
from digest.tag.article import Article, read
from digest.tag.fingerprint import fingerprint
from digest.tag.phrases import Phrases

if TYPE_CHECKING:
    from spacy.language import Language

    from digest.tag.han import Found

READER = "1"
"""Version of the code that reads articles, stored in every entry."""


class Tagger:
    """Makes entries. The who's who is indexed at once, the English model is loaded with the first English article."""

    def __init__(self, limits: Limits, whoswho: WhosWho, topics: tuple[Topic, ...] = ()) -> None:
        self._limits = limits
        self._index = names.build(whoswho)
        self._phrases = Phrases(topics)

    @cached_property
    def _nlp(self) -> Language:
        return ner.load(self._limits.english_model, self._index)

    def ready(self) -> None:
        """Load the English model now instead of with the first English article."""
        assert self._nlp

    def entry(self, item: Item, text: Text, *, seen: datetime) -> Entry:
        """The entry of one article: facts, and at most two sentences of its text.

        `item` is what the feed says, `text` what the page says; either may be without a body. `seen` is when the desk
        first saw the article, and its date if neither has one (`date_inferred`)."""
        article = read(item, text)
        published = item.published or text.published
        return Entry(
            id=item.id,
            source=item.source,
            url=item.url or text.url,
            title=article.title,
            seen=seen,
            published=(published or seen).astimezone(UTC),
            author=item.author or text.author,
            guid=item.guid,
            date_inferred=item.date_inferred or published is None,
            language=article.language,
            words=article.words,
            kind=kinds.kind(item, article),
            summary=summary.summarise(article, item.summary),
            paywall=text.paywall,
            entities=self._entities(article),
            terms=self._terms(article),
            fingerprint=fingerprint(article.body),
            reader=READER,
        )

    def _entities(self, article: Article) -> tuple[Tag, ...]:
        if article.language == "zh":
            from digest.tag import chinese  # its dictionaries take half a second, which an English desk need not spend

            return chinese.entities(article, self._index, self._chinese_model())
        return english.entities(article, self._index, lambda part: ner.guesses(self._nlp, part))

    def _chinese_model(self) -> Callable[[str], list[Found]] | None:
        """The function that asks the Chinese model, if one is installed and switched on."""
        if self._limits.chinese_model == "off":
            return None
        from digest.tag import ner_chinese

        nlp = ner_chinese.model(self._limits.chinese_model)
        return partial(ner_chinese.guesses, nlp) if nlp else None

    def _terms(self, article: Article) -> Mapping[str, int]:
        return terms.terms(article, self._phrases)
