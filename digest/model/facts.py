"""Define the facts, which are stored in `data/`: what was published, what it is about, how its source is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from digest.model.settings import EntityType

EntryKind = Literal["news", "roundup", "live", "deal", "promo", "podcast", "opinion"]
ENTRY_KINDS: tuple[EntryKind, ...] = ("news", "roundup", "live", "deal", "promo", "podcast", "opinion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An expected failure: its source, its stage, and in one plain sentence each the reason and the remedy."""

    source: str
    stage: Literal["fetch", "feed", "page", "extract", "tag", "store"]
    reason: str
    status: str = "failed"
    """One of `digest.collect.health.STATUSES`."""
    remedy: str = ""
    url: str = ""
    passing: bool = False
    """Whether it may be gone by the next run, so that trying again is worthwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a feed says of one article."""

    id: str
    """12 hex digits computed from the canonical URL, or else from the GUID, or else from source, title and day."""
    source: str
    url: str
    """Canonical http or https address without tracking parameters, or empty."""
    title: str
    guid: str = ""
    """12 hex digits computed from source and GUID; empty if the feed's GUIDs cannot be trusted."""
    author: str = ""
    published: datetime | None = None
    date_inferred: bool = False
    summary: str = ""
    content: str = ""
    """The full text if the feed carries it, its paragraphs separated by newlines."""
    language: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The readable text of one article, which is dropped once it is tagged."""

    title: str = ""
    author: str = ""
    published: datetime | None = None
    language: str = ""
    paywall: bool = False
    text: str = ""
    """The paragraphs, separated by newlines."""
    url: str = ""
    """The page's own canonical link, if it is in the same registrable domain."""
    origin: Literal["page", "jsonld", "feed", "summary", "none"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One entity of an article."""

    name: str
    """Canonical name."""
    type: EntityType
    zh: str = ""
    """Chinese name, if known."""
    salience: int = 1
    """2 if the article is about it, 1 if it is only mentioned."""
    count: int = 1
    """Number of mentions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as it is stored: facts about it, and never its text."""

    id: str
    source: str
    url: str
    title: str
    seen: datetime
    """When the desk first saw it, or for a source's first read the item's own date."""
    published: datetime
    author: str = ""
    guid: str = ""
    date_inferred: bool = False
    language: str = "en"
    words: int = 0
    """Length of what was read: words, or characters for Chinese."""
    kind: EntryKind = "news"
    summary: tuple[str, ...] = ()
    """At most two sentences and 60 words, verbatim."""
    paywall: bool = False
    """Whether this article, and not just its outlet, is behind a paywall."""
    entities: tuple[Tag, ...] = ()
    terms: Mapping[str, int] = field(default_factory=dict)
    """What topics are assigned from: phrases, and figures such as `=USD 2.49e10`, with the number of occurrences."""
    fingerprint: str = ""
    """64-bit simhash of the text's character trigrams, as 16 hex digits."""
    reader: str = ""
    """Version of the code that read the article."""
    updated: datetime | None = None
    """When its title or summary was last seen to change."""
    revision: str = ""
    """8 hex digits computed from title and summary as the feed last gave them, which reveal a change."""
    tries: int = 0
    """Number of runs in which its page could not be read; 0 once it is no longer requested."""
    tried: datetime | None = None
    """When its page was last requested in vain; None once it is no longer requested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One source's line in `data/health.jsonl`: status since when, validators, back-off, estimated coverage."""

    source: str
    url: str = ""
    status: str = "new"
    since: datetime | None = None
    """When the present status began."""
    reason: str = ""
    remedy: str = ""
    read: datetime | None = None
    """When its feed was last read successfully."""
    etag: str = ""
    modified: str = ""
    digest: str = ""
    """Digest of the last response body, so that an unchanged one is not parsed again."""
    retry_after: datetime | None = None
    newest: datetime | None = None
    """Date of the newest item ever seen."""
    window: tuple[str, ...] = ()
    """Ids of the items in the last read."""
    missed: float | None = None
    """Estimated share of items missed between reads, 0 to 1; None until two readings could be compared."""
    untrusted_guids: bool = False
    """Whether the feed once gave several items the same GUID; its items are identified by their links from then on."""
    items: int = 0
    """Items in the last read."""
    owed: int = 0
    """Number of articles whose pages could not be read and are still requested."""
    profile: Mapping[str, Any] = field(default_factory=dict)
    """What the feed is usually like (language, host, words), by which a sudden change is noticed."""
