"""How fast the site is built: a desk of N weeks through MkDocs, through bare Jinja2, and again after one new week.

    python bench/site_build.py 52
    python bench/site_build.py 520 --entities 4000 --per-week 154

Prints CPU seconds (this process, user and system), the peak of its memory, and the ratios that the project promises:
MkDocs at most 1.5 times the bare rendering, one new week at most 0.15 of a full build.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import jinja2

from digest.model import (
    Assignment,
    Composition,
    Config,
    Entry,
    Health,
    Issue,
    Known,
    Limits,
    Page,
    Placed,
    Site,
    Source,
    Tag,
    Topic,
    WhosWho,
)
from digest.publish.desk import Desk, Numbers
from digest.publish.filters import install
from digest.publish.pages import pages
from digest.publish.site import render, root_from
from digest.publish.text import writable
from digest.weeks import week_of, week_start

TEMPLATES = Path(__file__).parents[1] / "templates"
WORDS = [
    "chip",
    "rule",
    "court",
    "tax",
    "cell",
    "plant",
    "port",
    "ship",
    "model",
    "act",
    "parcel",
    "grid",
    "cable",
    "bank",
    "shop",
    "lab",
    "phone",
    "fine",
    "plan",
    "vote",
]
HANZI = "芯片规则法院税电池工厂港口模型法案包裹电网电缆银行商店实验室手机罚款计划投票市场监管出口企业"


def config(entities: int) -> Config:
    """Settings with 100 sources, 22 topics and a who's who of half the entities."""
    sources = tuple(
        Source(id=f"source-{i}", name=f"Outlet {i}", url=f"https://s{i}.example/feed", country="US",
               language="zh" if i % 3 == 0 else "en", paywall="hard" if i % 5 == 0 else "none")
        for i in range(100)
    )  # fmt: skip
    topics = tuple(Topic(slug=f"topic-{i}", title={"en": f"Topic {i}", "zh": f"专题{i}"}) for i in range(22))
    known = tuple(Known(name=f"Name {i}", type="ORG", zh=f"名称{i}") for i in range(entities // 2))
    site = Site(title="Bench", url="https://bench.example/", languages=("en", "zh"))
    return Config(
        site=site, collect=Limits(), issue=Composition(), sources=sources, topics=topics, whoswho=WhosWho(known=known)
    )


def entry(rng: random.Random, number: int, seen: datetime, entities: int) -> Entry:
    """One article: a few names, the common ones more often."""
    zh = rng.random() < 0.33
    title = "".join(rng.choices(HANZI, k=18)) if zh else " ".join(rng.choices(WORDS, k=9)).capitalize()
    said = "".join(rng.choices(HANZI, k=50)) if zh else " ".join(rng.choices(WORDS, k=25))
    names = sorted({min(entities - 1, int(entities * rng.random() ** 4)) for _ in range(6)})
    tags = tuple(Tag(name=f"Name {n}", type="ORG", zh=f"名称{n}", salience=2, count=2) for n in names)
    key = blake2b(str(number).encode(), digest_size=6).hexdigest()
    source = rng.randrange(100)
    language, url = "zh" if zh else "en", f"https://s{source}.example/{key}"
    return Entry(id=key, source=f"source-{source}", url=url, title=title, seen=seen, published=seen, language=language,
                 summary=(said + ".", said + "!"), entities=tags)  # fmt: skip


def desk(weeks: int, entities: int, per_week: int) -> Desk:
    """A desk of so many weeks; the first weeks of a longer one are the same."""
    rng = random.Random(7)
    entries, assignments, issues, numbers = [], {}, [], {}
    monday = week_start("2016-W01").replace(tzinfo=UTC)
    for w in range(weeks):
        start = monday + timedelta(weeks=w)
        week = week_of(start)
        made = [
            entry(rng, w * per_week + i, start + timedelta(minutes=rng.randrange(10_000)), entities)
            for i in range(per_week)
        ]
        entries += made
        assignments.update({e.id: Assignment(topics=(f"topic-{rng.randrange(22)}",), relevance=1.0) for e in made})
        issues.append(
            Issue(
                week=week,
                title=f"Issue {w}",
                status="published",
                published=start + timedelta(days=7),
                stories=stories(made),
            )
        )
        counts = tuple((f"topic-{i}", tuple(rng.randrange(20) for _ in range(12))) for i in range(22))
        numbers[week] = Numbers(weeks=(week,) * 12, topics=counts, languages={"en": 100, "zh": 54})
    health = {"source-3": Health(source="source-3", status="gone")}
    return Desk(
        config=config(entities), issues=issues, entries=entries, assignments=assignments, health=health, numbers=numbers
    )


def stories(made: list[Entry]) -> tuple[Placed, ...]:
    """Seven top stories of five reports, twelve in Catch up of two, four in translation."""
    cuts = [("top", 5)] * 7 + [("catch-up", 2)] * 12 + [("lost-in-translation", 1)] * 4
    placed, at = [], 0
    for section, size in cuts:
        items = made[at : at + size]
        at += size
        placed.append(Placed(id=items[0].id, section=section, headline=items[0].title, items=tuple(e.id for e in items),
                             topics=("topic-1",), reasons=((f"{size} outlets", 1.0),)))  # fmt: skip
    return tuple(placed)


def without_last_week(full: Desk) -> Desk:
    """The same desk a week earlier."""
    last = max(issue.week for issue in full.issues)
    start = week_start(last).replace(tzinfo=UTC)
    return replace(
        full, issues=[i for i in full.issues if i.week != last], entries=[e for e in full.entries if e.seen < start]
    )


def bare(made: list[Page], out: Path) -> None:
    """The same pages through Jinja2 alone, written the plain way."""
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), auto_reload=False, autoescape=True)
    install(env, {f"assets/{f.name}": f.read_bytes() for f in (TEMPLATES / "assets").iterdir()})
    for page in made:
        target = out / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.body() if page.body else rendered(env, page))


def rendered(env: jinja2.Environment, page: Page) -> bytes:
    """A page's bytes from its template."""
    context = {"base": root_from(page.path), **dict(page.context.items())}
    return writable(env.get_template(page.template).render(context)).encode()


def timed(what: str, work: object) -> float:
    """CPU seconds of a call, printed with the peak of memory so far."""
    begun, clock = time.process_time(), time.perf_counter()
    result = work()  # type: ignore[operator]
    cpu = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:28} {cpu:8.2f} s CPU {time.perf_counter() - clock:8.2f} s clock {peak:8.0f} MB peak  {result or ''}")
    return cpu


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weeks", type=int, nargs="?", default=52)
    parser.add_argument("--entities", type=int, default=4000)
    parser.add_argument("--per-week", type=int, default=154)
    wanted = parser.parse_args()
    full = desk(wanted.weeks, wanted.entities, wanted.per_week)
    root = Path(tempfile.mkdtemp())

    def through(given: Desk, name: str, cache: str) -> str:
        done = render(pages(given), templates=[TEMPLATES], out=root / name, cache=root / cache)
        return f"{len(done.paths)} files, {len(done.rendered)} rendered, {len(done.written)} written"

    try:
        timed("the week before, in full", lambda: through(without_last_week(full), "site", "cache"))
        week = timed("one new week", lambda: through(full, "site", "cache"))
        nothing = timed("nothing new", lambda: through(full, "site", "cache"))
        whole = timed("in full", lambda: through(full, "fresh", "none"))
        plain = timed("bare Jinja2", lambda: bare(list(pages(full)), root / "bare"))
        print(f"one new week / full {week / whole:.3f}, nothing new / full {nothing / whole:.3f}")
        print(f"MkDocs / bare {whole / plain:.2f}")
        size = sum(f.stat().st_size for f in (root / "fresh").rglob("*") if f.is_file())
        differ = [
            f
            for f in (root / "fresh").rglob("*")
            if f.is_file() and f.read_bytes() != (root / "site" / f.relative_to(root / "fresh")).read_bytes()
        ]
        print(
            f"{size / 2**20:.0f} MB on disk; files that differ between incremental and full: {len(differ)} {differ[:3]}"
        )
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
