"""Facts: what was published, what it is about, and how reading its source goes. They are kept in `data/`."""

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
    """An expected failure: whose, at which stage, and in one plain sentence why and what helps."""

    source: str
    stage: Literal["fetch", "feed", "page", "extract", "tag", "store"]
    reason: str
    status: str = "failed"
    """One of `digest.collect.health.STATUSES`."""
    remedy: str = ""
    url: str = ""
    passing: bool = False
    """It may be otherwise by the next run, so that asking again is worth it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a feed says of one article."""

    id: str
    """12 hex digits: of the canonical URL if there is one, else of GUID, else of source, title and day."""
    source: str
    url: str
    """Canonical, without tracking parameters, http(s) or empty."""
    title: str
    guid: str = ""
    """12 hex digits of source and GUID, empty where the feed's GUIDs can't be trusted."""
    author: str = ""
    published: datetime | None = None
    date_inferred: bool = False
    summary: str = ""
    content: str = ""
    """The full text if the feed carries one; paragraphs parted by newlines."""
    language: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The readable text of one article; lives only until it is tagged."""

    title: str = ""
    author: str = ""
    published: datetime | None = None
    language: str = ""
    paywall: bool = False
    text: str = ""
    """Paragraphs parted by newlines."""
    url: str = ""
    """The page's own canonical link, if it lies in the same registrable domain."""
    origin: Literal["page", "jsonld", "feed", "summary", "none"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One entity of an article. `salience` 2: the article is about it; 1: it is mentioned."""

    name: str
    type: EntityType
    zh: str = ""
    salience: int = 1
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as it is kept: facts, and never the body."""

    id: str
    source: str
    url: str
    title: str
    seen: datetime
    """When the desk first saw it; on a source's first read the item's own date."""
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
    """This very article is behind one."""
    entities: tuple[Tag, ...] = ()
    terms: Mapping[str, int] = field(default_factory=dict)
    """What topics are assigned from: phrase -> count, and figures as `=USD 2.49e10` -> count."""
    fingerprint: str = ""
    """64-bit simhash of the text's character trigrams, 16 hex digits."""
    reader: str = ""
    """Version of the code that read it."""
    updated: datetime | None = None
    """When its title or summary was last seen to change."""
    revision: str = ""
    """8 hex digits of title and summary as the feed last gave them, by which a change is seen."""
    tries: int = 0
    """In how many runs its page could not be read, as long as it is still asked for; else 0."""
    tried: datetime | None = None
    """When it was last asked for in vain, as long as it is still asked for."""


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
    """Last time that a feed came through."""
    etag: str = ""
    modified: str = ""
    digest: str = ""
    """Of the last body, so that an unchanged one is not parsed again."""
    retry_after: datetime | None = None
    newest: datetime | None = None
    """Date of the newest item ever seen."""
    window: tuple[str, ...] = ()
    """Item ids of the last read."""
    missed: float | None = None
    """Estimated share of items missed between reads, 0 to 1; None until two readings could be compared."""
    untrusted_guids: bool = False
    """The feed gave several items one GUID: its links identify its items from then on."""
    items: int = 0
    """Items in the last read."""
    owed: int = 0
    """Articles whose pages could not be read and are still asked for."""
    profile: Mapping[str, Any] = field(default_factory=dict)
    """What the feed usually is (language, host, words), against which a jump is judged."""
