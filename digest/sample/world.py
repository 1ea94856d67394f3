"""The invented outlets and what they publish, read from `world/*.md`.

Each file is an outlet: lines of `key: value`, then its articles. An article begins with `# Title` and more lines of
`key: value`. After a blank line comes its text, one block in each paragraph: `> summary`, `## subhead`,
`![caption | credit]`, or plain text. A `date` is in the outlet's own time zone. `event`, `kind` and `offbeat` are for
tests and are never served.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, cast
from zoneinfo import ZoneInfo

from digest.model import ENTRY_KINDS, EntryKind

WORLD = Path(__file__).parent / "world"

Format = Literal["rss2", "rss1", "atom", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, subhead or picture of an article; `credit` is the picture's."""

    kind: Literal["text", "subhead", "picture"]
    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of an outlet, with some facts for tests."""

    title: str
    slug: str
    date: datetime
    author: str = ""
    summary: str = ""
    section: str = "news"
    tags: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    kind: EntryKind = "news"
    event: str = ""
    """Key of the event, the same in every outlet that reports it."""
    offbeat: bool = False
    """Whether it is outside the desk's subjects, like football or recipes."""

    @property
    def text(self) -> str:
        """Its paragraphs, without subheads and pictures, separated by newlines."""
        return "\n".join(block.text for block in self.blocks if block.kind == "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One invented publication: how its feed and pages are made, and its articles, newest first."""

    id: str
    name: str
    host: str
    feed: str
    """Path of its feed."""
    address: str
    """Pattern of an article's path, with `date`, `section` and `slug`."""
    format: Format
    layout: str
    """Its page template, `templates/page-LAYOUT.html`."""
    language: str
    timezone: str
    tagline: str = ""
    encoding: str = "utf-8"
    tracking: str = ""
    """Query that its feed adds to every link."""
    fulltext: bool = False
    date_only: bool = False
    paywall: bool = False
    closed: datetime | None = None
    """From then on the feed answers 410."""
    articles: tuple[Article, ...] = field(default=(), repr=False)

    @property
    def url(self) -> str:
        """Its front page."""
        return f"http://{self.host}/"

    def path(self, article: Article) -> str:
        """The path of an article on the outlet's host."""
        return self.address.format(date=article.date, section=article.section, slug=article.slug)

    def link(self, article: Article) -> str:
        """An article's canonical address."""
        return f"http://{self.host}{self.path(article)}"

    def published(self, as_of: datetime) -> tuple[Article, ...]:
        """What was out at a moment, newest first."""
        return tuple(article for article in self.articles if article.date <= as_of)


def load(folder: Path = WORLD) -> tuple[Outlet, ...]:
    """Every outlet of a world, sorted by id. Raises ValueError or KeyError if a file is not as described above."""
    return tuple(read(path) for path in sorted(folder.glob("*.md")))


def read(path: Path) -> Outlet:
    """One outlet's file."""
    head, *parts = path.read_text(encoding="utf-8").split("\n# ")
    values = dict(_pairs(head))
    zone = ZoneInfo(values["timezone"])
    articles = sorted((_article(part, zone) for part in parts), key=lambda one: (one.date, one.slug), reverse=True)
    return Outlet(
        id=path.stem,
        name=values["name"],
        host=values["host"],
        feed=values["feed"],
        address=values["address"],
        format=cast("Format", values["format"]),
        layout=values["layout"],
        language=values["language"],
        timezone=values["timezone"],
        tagline=values.get("tagline", ""),
        encoding=values.get("encoding", "utf-8"),
        tracking=values.get("tracking", ""),
        fulltext=_yes(values, "fulltext"),
        date_only=_yes(values, "date_only"),
        paywall=_yes(values, "paywall"),
        closed=_date(values["closed"], zone) if "closed" in values else None,
        articles=tuple(articles),
    )


def _article(part: str, zone: ZoneInfo) -> Article:
    head, _, body = part.partition("\n\n")
    title, _, lines = head.partition("\n")
    values = dict(_pairs(lines))
    kind = values.get("kind", "news")
    if kind not in ENTRY_KINDS:
        raise ValueError(f"{title}: kind {kind} is not one of {', '.join(ENTRY_KINDS)}")
    paragraphs = [paragraph.strip() for paragraph in body.split("\n\n") if paragraph.strip()]
    return Article(
        title=title.strip(),
        slug=values["slug"],
        date=_date(values["date"], zone),
        author=values.get("author", ""),
        summary=next((paragraph[2:] for paragraph in paragraphs if paragraph.startswith("> ")), ""),
        section=values.get("section", "news"),
        tags=tuple(tag.strip() for tag in values.get("tags", "").split(",") if tag.strip()),
        blocks=tuple(_block(paragraph) for paragraph in paragraphs if not paragraph.startswith("> ")),
        kind=kind,
        event=values.get("event", ""),
        offbeat=_yes(values, "offbeat"),
    )


def _block(paragraph: str) -> Block:
    if paragraph.startswith("## "):
        return Block(kind="subhead", text=paragraph[3:])
    if paragraph.startswith("![") and paragraph.endswith("]"):
        caption, _, credit = paragraph[2:-1].partition(" | ")
        return Block(kind="picture", text=caption, credit=credit)
    return Block(kind="text", text=paragraph)


def _pairs(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.splitlines():
        key, colon, value = line.partition(": ")
        if colon:
            yield key.strip(), value.strip()


def _date(value: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(value).replace(tzinfo=zone)


def _yes(values: Mapping[str, str], key: str) -> bool:
    return values.get(key) == "yes"
