"""A desk to publish, made of the invented news, and its site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from invented_news import EVENTS, HOSTILE, HOSTILE_URLS, SOURCES, TOPICS, WEEKS, WHO, Event

from digest.model import (
    Assignment,
    Composition,
    Config,
    Entry,
    HandItem,
    Health,
    Issue,
    Limits,
    Numbers,
    Placed,
    Section,
    Site,
    Tag,
    WhosWho,
    unread,
)
from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.site import render
from digest.weeks import week_before, week_start

TEMPLATES = Path(__file__).parents[2] / "templates"


def identity(text: str) -> str:
    """12 hex digits, as the desk's ids are."""
    return blake2b(text.encode(), digest_size=6).hexdigest()


def tags(names: tuple[str, ...]) -> tuple[Tag, ...]:
    """Tags as the desk resolves them; the first two are what the article is about."""
    known = {one.name: one for one in WHO}
    return tuple(
        Tag(name=n, type=known[n].type, zh=known[n].zh, salience=2 if i < 2 else 1, count=3)
        for i, n in enumerate(names)
    )


def entry(source: str, title: str, seen: datetime, *, url: str | None = None, **more: Any) -> Entry:
    """An entry with what these tests do not care about filled in."""
    key = identity(f"{source} {title} {seen}")
    address = f"https://{source}.example/{key}" if url is None else url
    return Entry(id=key, source=source, url=address, title=title, seen=seen, published=seen, **more)


@dataclass
class World:
    """What a desk is made of, while it is being made."""

    entries: list[Entry]
    assignments: dict[str, Assignment]
    issues: list[Issue]
    first: dict[int, str]
    last: dict[int, int]


def make_desk(weeks: tuple[str, ...] = WEEKS, languages: tuple[str, ...] = ("en", "zh"), **site: object) -> Desk:
    """A desk of these weeks: every event in its weeks, hostile articles in each, the rest as lone articles."""
    world = World([], {}, [], {}, {})
    for number, week in enumerate(weeks):
        _week(world, number, week)
    about = Site(title="The Strait Digest", url="https://digest.example/desk/", description=
                 "The week in tech policy and China tech, as both presses tell it", languages=languages,
                 timezone="Asia/Shanghai", **site)  # type: ignore[arg-type]  # fmt: skip
    config = Config(site=about, collect=Limits(contact="desk@digest.example"), issue=Composition(), sources=SOURCES,
                    topics=TOPICS, whoswho=WhosWho(known=WHO))  # fmt: skip
    return Desk(
        config=config,
        issues=world.issues,
        entries=world.entries,
        assignments=world.assignments,
        health=_health(weeks[-1]),
        numbers={week: _numbers(weeks, i) for i, week in enumerate(weeks)},
        about="We read what both presses write, and link to **all of it**.\n\nTell us what we missed.",
    )


def _week(world: World, number: int, week: str) -> None:
    monday = week_start(week).replace(tzinfo=UTC)
    placed: list[Placed] = []
    for n, event in enumerate(EVENTS):
        if number in event.weeks:
            placed.append(_story(world, n, event, number, monday))
    for i, title in enumerate(HOSTILE):
        one = entry("quiet", title, monday + timedelta(days=2, hours=i), url=HOSTILE_URLS[i], summary=(title,))
        _keep(world, one, "ai-policy")
        if i < 2 and number == 5:
            placed.append(Placed(id=one.id, section="catch-up", headline=title, items=(one.id,)))
    _keep(world, entry("the-ledger", "Ten deals on headphones", monday, kind="deal"), "gaming")
    _keep(world, entry("policy-hour", "The week in five links", monday, kind="roundup"), "ai-policy")
    placed.append(_by_hand(week))
    world.issues.append(_issue(number, week, monday, placed))


def _keep(world: World, one: Entry, topic: str) -> None:
    world.entries.append(one)
    world.assignments[one.id] = Assignment(topics=(topic,), primary=topic, relevance=1.0)


def _story(world: World, n: int, event: Event, number: int, monday: datetime) -> Placed:
    english, chinese = SOURCES[:5], SOURCES[5:9]
    made = []
    suffix = "" if number == 5 else f", week {number + 1}"
    for i, (title, summary) in enumerate(event.en):
        made.append((english[(n + i) % 5], title + suffix, summary, ". "))
    for i, (title, summary) in enumerate(event.zh):
        made.append((chinese[(n + i) % 4], title + ("" if number == 5 else f"（{number + 1}）"), summary, "。"))
    items = []
    for i, (source, title, summary, stop) in enumerate(made):
        seen = monday + timedelta(days=(n + i) % 6, hours=3 * i + 1)
        parts = [p.strip() for p in summary.split(stop) if p.strip()]
        said = tuple(p if p.endswith((".", "。")) else p + stop.strip() for p in parts)
        one = entry(
            source.id, title, seen, language=source.language, summary=said, entities=tags(event.names), words=600
        )
        _keep(world, one, event.topic)
        items.append(one.id)
    return _placed(world, n, event, number, tuple(items), made[0][1])


def _placed(world: World, n: int, event: Event, number: int, items: tuple[str, ...], headline: str) -> Placed:
    section: Section = (
        "top" if n < 4 else "lost-in-translation" if not event.en else "one-more-thing" if n == 6 else "catch-up"
    )
    first = world.first.setdefault(n, items[0])
    world.last[n] = world.last.get(n, 0) + 1
    return Placed(
        id=items[0],
        section=section,
        headline=headline,
        items=items,
        topics=(event.topic,),
        reasons=((f"{len(items)} outlets", 3.0), ("both languages", 2.0), ("Corvane is in it", 1.0), ("fourth", 0.5)),
        thread=first if first != items[0] else "",
        week_of_thread=world.last[n],
        english="The Suzhou plant that banned weekend shifts got more orders" if n == 4 else "",
        note="Corvane’s own statement differs on the date." if n == 0 and number == 5 else "",
        correction="An earlier version gave the charge as eight tenths." if n == 3 and number == 5 else "",
    )


def _by_hand(week: str) -> Placed:
    links = (
        HandItem(
            url="https://longread.example/ships",
            title="A map of every cable ship at sea",
            publication="Long Read",
            paywall=True,
        ),
        HandItem(url="https://longread.example/more", title="And who pays for them", publication="Tide"),
    )
    return Placed(
        id=f"hand-{week.lower()}",
        section="catch-up",
        headline="A map of every cable ship at sea",
        items=(),
        by_hand=links,
    )


def _issue(number: int, week: str, monday: datetime, placed: list[Placed]) -> Issue:
    essay = (
        "A licence for a screw sounds like a joke until the machine stops. This week the people who fix chip tools "
        "learned that a box of spare parts is now *policy*, and the people who write policy learned how many boxes "
        "there are.\n\nWe read it in both languages, and the two presses did not read the same rule: one saw "
        "[forty pages](https://example.org/rule), the other saw three months of stock.\n\n"
        "<script>alert(1)</script>[a bad link](javascript:alert(1))"
    )
    lead = next((p.headline for p in placed if p.section == "top"), "")
    return Issue(
        week=week,
        title="The licence for a screw" if number == 5 else lead,
        status="published",
        published=monday + timedelta(days=7, hours=6),
        essay=essay if number == 5 else "",
        stories=tuple(placed),
        notice="A thin week: two of our ten sources could not be read." if number == 0 else "",
        unread=unread(SOURCES, _health(week)) if number == 5 else (),
    )


def _health(week: str) -> dict[str, Health]:
    since = week_start(week).replace(tzinfo=UTC)
    fine = {source.id: Health(source=source.id, status="ok", read=since) for source in SOURCES}
    bad = Health(source="quiet", status="gone", since=since, reason="the address no longer answers", missed=0.4)
    return {**fine, "quiet": bad, "haixia": Health(source="haixia", status="thin", since=since)}


def _numbers(weeks: tuple[str, ...], last: int) -> Numbers:
    upto = tuple(week_before(weeks[last], back) for back in range(11, -1, -1))
    topics = tuple((t.slug, tuple((i * (n + 2) + n) % (14 - 2 * n) for i in range(12))) for n, t in enumerate(TOPICS))
    movers = enumerate(("Corvane", "Tianlu Micro", "Paku"))
    rows = tuple((name, tuple((i * 3 + n) % 7 for i in range(12))) for n, name in movers)
    return Numbers(weeks=upto, topics=topics, risers=rows, fallers=rows[:2], languages={"en": 31, "zh": 18, "ja": 4})


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The six weeks."""
    return make_desk()


@pytest.fixture(scope="session")
def templates() -> Path:
    """The project's own templates."""
    return TEMPLATES


@pytest.fixture(scope="session")
def desks() -> Callable[..., Desk]:
    """The way to make a desk of other weeks or settings."""
    return make_desk


@pytest.fixture(scope="session")
def site(desk: Desk, templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the six weeks."""
    out = tmp_path_factory.mktemp("site")
    render(pages(desk), templates=[templates], out=out)
    return out
