"""The keys of the editor's files as pydantic models: their types, defaults and limits.

The models check the files, and the JSON Schemas are made from them; `digest.config.load` turns them into the frozen
dataclasses of `digest.model`. `examples` are what error messages tell an editor to write.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel

from digest.config import values
from digest.model import Composition, Day, Limits, Publication

_LIMITS, _COMPOSITION, _PUBLICATION = Limits(), Composition(), Publication()

Slug = Annotated[str, AfterValidator(values.slug), Field(json_schema_extra={"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})]
Url = Annotated[str, AfterValidator(values.url), Field(json_schema_extra={"format": "uri"})]
Zone = Annotated[str, AfterValidator(values.zone)]
Words = Annotated[str, AfterValidator(values.words)]
Title = Annotated[Words, AfterValidator(values.quoted)]
Listed = Annotated[list[Annotated[Words, AfterValidator(values.parted)]], BeforeValidator(values.listed)]
Filter = Annotated[Title, AfterValidator(values.parted), AfterValidator(values.entry)]
Filters = Annotated[list[Filter], BeforeValidator(values.listed)]
Language = Annotated[str, AfterValidator(values.language), Field(examples=["en"])]
Country = Annotated[str, AfterValidator(values.country), Field(examples=["US"])]
Hosts = Annotated[list[Annotated[str, AfterValidator(values.host)]], BeforeValidator(values.listed)]
Seconds = Annotated[float, Field(gt=0, le=3600, examples=[20])]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True, defer_build=True)


class SiteModel(_Strict):
    title: Title = Field(examples=["The Digest"])
    """Name of the site."""
    url: Url = Field(examples=["https://example.org/"])
    """Address at which the site is published."""
    description: str = ""
    """One sentence on what the site is."""
    timezone: Zone = "UTC"
    """Zone in which a week begins on Monday at midnight."""
    languages: list[Literal["en", "zh"]] = Field(default=["en"], min_length=1, examples=["[en, zh]"])
    """Languages of the interface, the leading one first."""
    sample: bool = False
    """Say on every page that the news is invented."""
    noindex: bool = False
    """Ask search engines to stay away."""


class CollectModel(_Strict):
    contact: str = ""
    """Address or page that a publisher can write to; part of the User-Agent."""
    private_hosts: Hosts = []
    """Hosts, or host:port, that may be read although their address is not public."""
    connect_seconds: Seconds = _LIMITS.connect_seconds
    read_seconds: Seconds = _LIMITS.read_seconds
    total_seconds: Seconds = _LIMITS.total_seconds
    feed_bytes: int = Field(default=_LIMITS.feed_bytes, ge=10_000, examples=[15_000_000])
    page_bytes: int = Field(default=_LIMITS.page_bytes, ge=10_000, examples=[2_000_000])
    per_host: int = Field(default=_LIMITS.per_host, ge=1, le=16, examples=[2])
    delay_seconds: float = Field(default=_LIMITS.delay_seconds, ge=0, le=600, examples=[1])
    items_per_read: int = Field(default=_LIMITS.items_per_read, ge=1, le=100_000, examples=[200])
    max_age_days: int = Field(default=_LIMITS.max_age_days, ge=1, le=3660, examples=[14])
    respect_robots: bool = True
    min_share: float = Field(default=_LIMITS.min_share, ge=0, le=1, examples=[0.5])
    """Share of the sources that must have been read, else the run is held."""
    workers: int = Field(default=0, ge=0, le=256, examples=[0])
    english_model: Words = _LIMITS.english_model
    chinese_model: Words = _LIMITS.chinese_model


class IssueModel(_Strict):
    top: int = Field(default=_COMPOSITION.top, ge=1, le=20, examples=[7])
    catch_up: int = Field(default=_COMPOSITION.catch_up, ge=0, le=60, examples=[12])
    lost_in_translation: int = Field(default=_COMPOSITION.lost_in_translation, ge=0, le=20, examples=[4])
    min_relevance: float = Field(default=_COMPOSITION.min_relevance, ge=0, examples=[1])


class GateModel(_Strict):
    share_read: float = Field(ge=0, le=1, examples=[0.5])
    """Least share of the sources that can be read when the issue is published."""
    stories: int = Field(ge=0, le=100, examples=[5])
    """Least number of stories."""
    outlets: int = Field(ge=0, le=1000, examples=[3])
    """Least number of outlets that they come from."""
    newest_hours: float = Field(gt=0, le=168, examples=[48])
    """Hours that the newest article may be old when the week ends."""


class HoldModel(GateModel):
    share_read: float = Field(default=_PUBLICATION.hold.share_read, ge=0, le=1, examples=[0.3])
    stories: int = Field(default=_PUBLICATION.hold.stories, ge=0, le=100, examples=[3])
    outlets: int = Field(default=_PUBLICATION.hold.outlets, ge=0, le=1000, examples=[2])
    newest_hours: float = Field(default=_PUBLICATION.hold.newest_hours, gt=0, le=168, examples=[96])


class NoticeModel(GateModel):
    share_read: float = Field(default=_PUBLICATION.notice.share_read, ge=0, le=1, examples=[0.7])
    stories: int = Field(default=_PUBLICATION.notice.stories, ge=0, le=100, examples=[8])
    outlets: int = Field(default=_PUBLICATION.notice.outlets, ge=0, le=1000, examples=[4])
    newest_hours: float = Field(default=_PUBLICATION.notice.newest_hours, gt=0, le=168, examples=[48])


class PublishModel(_Strict):
    day: Day = _PUBLICATION.day
    """Day on which a week is published: the first one after its Sunday."""
    hour: int = Field(default=_PUBLICATION.hour, ge=0, le=23, examples=[7])
    """Hour from which on, in the site's timezone."""
    hold: HoldModel = HoldModel()
    """A week that brought less is held until an editor merges its draft."""
    notice: NoticeModel = NoticeModel()
    """A week that brought less is published with a notice."""


class SourceModel(_Strict):
    id: Slug = Field(examples=["wired"])
    name: Title = Field(examples=["Wired"])
    url: Url = Field(examples=["https://example.org/feed.xml"])
    """Address of the feed, or of the page that `links` reads."""
    site: Annotated[str, AfterValidator(values.unless_empty(values.url))] = ""
    """Address of the outlet's front page."""
    language: Language = "en"
    country: Country = ""
    beat: Literal["tech-policy", "china-tech", "china-tech-zh", "general-tech", "government"] = "general-tech"
    fulltext: Literal["page", "feed"] = "page"
    """`page`: read each article's page; `feed`: what the feed carries is all there is."""
    paywall: Literal["none", "metered", "hard"] = "none"
    state_affiliated: bool = False
    weight: float = Field(default=1.0, gt=0, le=5, examples=[1])
    """How much a report by this outlet counts: 1 is usual."""
    timezone: Annotated[str, AfterValidator(values.unless_empty(values.zone))] = ""
    """Zone of dates that come without one."""
    allow_http_downgrade: bool = False
    max_bytes: int = Field(default=0, ge=0, examples=[30_000_000])
    include: Filters = []
    """Keep only items that hold one of these: words, category=Name, link=/part/, or a /pattern/."""
    exclude: Filters = []
    """Drop items that hold one of these: words, category=Name, link=/part/, or a /pattern/."""
    enabled: bool = True
    links: Annotated[str, AfterValidator(values.unless_empty(values.selector))] = ""
    """CSS selector of the article links, for a page without a feed."""


class SourcesFile(_Strict):
    """`sources.yaml`: the site's settings and its sources."""

    site: SiteModel
    collect: CollectModel = CollectModel()
    issue: IssueModel = IssueModel()
    publish: PublishModel = PublishModel()
    sources: Annotated[list[SourceModel], BeforeValidator(values.none_yet)] = Field(
        examples=["a block for each, which begins with - id:"]
    )


class TitleModel(_Strict):
    en: Words = Field(examples=["AI policy"])
    zh: Words = Field(examples=["人工智能政策"])


class TopicModel(_Strict):
    title: TitleModel = Field(examples=["{en: AI policy, zh: 人工智能政策}"])
    about: str = ""
    """One line for the topic's page."""
    about_zh: str = ""
    """The same in Chinese."""
    strong: Listed = []
    """Phrases that alone make the topic likely."""
    weak: Listed = []
    """Phrases that speak for it, a little."""
    entities: Listed = []
    """Names of the who's who that speak for it."""
    together: list[Listed] = []
    """Lists of phrases that speak for it when all of them occur."""
    against: Listed = []
    """Phrases that speak against it."""
    relevance: float = Field(default=1.0, ge=0, le=3, examples=[1])
    """How central the topic is to this desk: 2 the core, 1 on the beat, 0 beside it."""


class TopicsFile(RootModel[dict[Slug, TopicModel]]):
    """`topics.yaml`: the taxonomy, by slug."""


class KnownModel(_Strict):
    zh: str = ""
    """The commonest Chinese name, simplified."""
    aliases: Listed = []
    about: str = Field(default="", max_length=80, examples=["US designer of AI chips"])
    country: Country = ""
    exact: bool = False
    """Match in this very case only."""
    near: Listed = []
    """Count an occurrence only in an article that holds one of these words."""
    never: Listed = []
    """Longer phrases in which the name is not meant."""


Names = dict[Words, KnownModel]


class EntitiesFile(_Strict):
    """`entities.yaml`: the who's who, by type and canonical name."""

    ORG: Names = {}
    PERSON: Names = {}
    PRODUCT: Names = {}
    PLACE: Names = {}
    LAW: Names = {}
    EVENT: Names = {}
    ignore: Listed = []
    """Strings that are never a name."""
