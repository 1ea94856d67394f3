"""What kind of article it is: news, or something that must not glue stories together."""

from __future__ import annotations

from digest.model import EntryKind, Item
from digest.tag.article import Article


def kind(item: Item, article: Article) -> EntryKind:
    """`news`, unless title, categories or address say otherwise."""
    return "news"
