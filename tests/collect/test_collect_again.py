"""Later runs: pages that are requested again, pages that are not, and the terms of sites."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from digest import pipeline, reading
from digest.collect import schedule
from digest.collect.robots import Reservations
from digest.model import Composition, Config, Health, Limits, Site, Source, WhosWho
from digest.pipeline import Collected
from digest.store import Store
from digest.workers import Pool, Workers

PAGE = "<article>{}</article>".format(
    "".join(
        f"<p>监管部门在周{day}表示，企业应当在{thing}出口后的三十天之内向主管机关提交书面报告。</p>"
        for day, thing in zip("一二三四", ("芯片", "电池", "汽车", "软件"), strict=True)
    )
)
HOURS = timedelta(hours=6)
Collect = Callable[..., Collected]


def feed(*titles: str, now: datetime, start: int = 0) -> str:
    """An RSS feed of these titles, an hour apart, without any text."""
    items = "".join(
        f"<item><title>{title}</title><link>http://outlet.example/a/{start + i}</link>"
        f"<pubDate>{format_datetime(now - timedelta(hours=i + 1))}</pubDate></item>"
        for i, title in enumerate(titles)
    )
    return f"<rss version='2.0'><channel><title>Outlet</title>{items}</channel></rss>"


def desk(language: str = "zh", url: str = "http://outlet.example/feed") -> Config:
    """A desk of one source."""
    return Config(
        site=Site(title="Desk", url="https://desk.example/"), collect=Limits(connect_seconds=2, read_seconds=2),
        issue=Composition(), sources=(Source(id="outlet", name="Outlet", url=url, language=language),), topics=(),
        whoswho=WhosWho(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def readers() -> Iterator[Workers]:
    """A process that all these runs share."""
    pool = Pool(1, (reading.prepare, (desk(),)), reading.FEED_MODULES + reading.ARTICLE_MODULES)
    yield pool
    pool.close()


@pytest.fixture
def collect(outlet: Any, readers: Workers, tmp_path: Path, now: datetime) -> Collect:
    """One run; by default its moment is that of these tests."""
    outlet.say(
        "/feed", feed("监管部门公布芯片出口新规", "法院要求平台开放接口", now=now), "application/rss+xml", ETag='"1"'
    )
    outlet.say("/a/0", PAGE)
    outlet.say("/a/1", PAGE)

    def run(config: Config | None = None, at: datetime = now) -> Collected:
        return pipeline.collect(config or desk(), Store(tmp_path), now=at, hosts=outlet.hosts, pool=readers)

    return run


def words(root: Path) -> list[int]:
    """How much was read of each article."""
    return sorted(entry.words for entry in Store(root).entries())


@pytest.mark.parametrize("unchanged", [True, False])
def test_a_page_that_could_not_be_had_is_asked_for_again(
    collect: Collect, outlet: Any, tmp_path: Path, now: datetime, unchanged: bool
) -> None:
    """This happens even if the feed has nothing new; the entry keeps its week and title."""
    outlet.say("/a/1", "", status=503)
    collect()
    before = {entry.id: entry for entry in Store(tmp_path).entries()}
    assert words(tmp_path)[0] < 30
    assert Store(tmp_path).health()["outlet"].owed == 1
    outlet.say("/a/1", PAGE)
    if unchanged:
        outlet.say("/feed", b"", status=304)
    again = collect(at=now + HOURS)
    assert words(tmp_path)[0] > 100
    (entry,) = again.updated
    assert (entry.seen, entry.title, entry.updated) == (before[entry.id].seen, before[entry.id].title, None)
    assert (entry.tries, entry.tried, Store(tmp_path).health()["outlet"].owed) == (0, None, 0)


def test_in_the_end_the_feeds_words_stay(collect: Collect, outlet: Any, tmp_path: Path, now: datetime) -> None:
    """A page is asked for in four runs; after that an unchanged world leaves every byte, and the page alone."""
    outlet.say("/a/1", "", status=500)
    for runs in range(schedule.TRIES):
        collect(at=now + runs * HOURS)
    asked = outlet.paths().count("/a/1")
    before = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*.jsonl")}
    collect(at=now + schedule.TRIES * HOURS)
    assert (asked, outlet.paths().count("/a/1")) == (schedule.TRIES, schedule.TRIES)
    assert before == {path: path.read_bytes() for path in (tmp_path / "data").rglob("*.jsonl")}


def test_a_page_that_is_not_there_is_not_asked_for_again(collect: Collect, outlet: Any, now: datetime) -> None:
    """A 404 is final."""
    outlet.say("/a/1", "", status=404)
    collect()
    collect(at=now + HOURS)
    assert outlet.paths().count("/a/1") == 1


def test_a_run_repeated_at_its_own_moment_asks_for_nothing_twice(collect: Collect, outlet: Any, tmp_path: Path) -> None:
    """A run that was killed after its entries were kept ends, when repeated, in the bytes of an undisturbed one."""
    outlet.say("/a/1", "", status=500)
    collect()
    whole = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*.jsonl")}
    (tmp_path / "data" / "health.jsonl").unlink()
    collect()
    assert whole == {path: path.read_bytes() for path in (tmp_path / "data").rglob("*.jsonl")}


def test_a_page_that_asks_to_wait_closes_its_host_for_this_run(collect: Collect, outlet: Any, now: datetime) -> None:
    """`Retry-After` counts for what is still to come of the host, and its pages are owed."""
    titles = [f"第{i}号监管部门公布芯片出口新规" for i in range(12)]
    outlet.say("/feed", feed(*titles, now=now), "application/rss+xml")
    for i in range(12):
        outlet.say(f"/a/{i}", "", status=429, Retry_After="7200")
    done = collect()
    assert sum(path.startswith("/a/") for path in outlet.paths()) <= 4
    assert (len(done.new), done.rows[0].fallbacks) == (12, 12)


def test_a_front_page_is_no_article(collect: Collect, outlet: Any, tmp_path: Path) -> None:
    """Servers redirect requests for deleted pages there; the feed's own text is kept."""
    outlet.say("/a/1", "", status=302, Location="/")
    outlet.say("/", PAGE)
    done = collect()
    assert [failure.reason for failure in done.failures] == ["it leads to the front page instead of the article"]
    assert words(tmp_path)[0] < 30 < words(tmp_path)[1]


def test_pages_stand_under_the_same_guard_as_feeds(collect: Collect, outlet: Any, now: datetime) -> None:
    """A link into a private network is kept as the feed's word, and nothing behind it is asked for, now or later."""
    inner = type(outlet)()
    inside = f"http://127.0.0.1:{inner.place[1]}/secret"
    outlet.say("/feed", feed("监管部门公布芯片出口新规", now=now).replace("http://outlet.example/a/0", inside))
    first, second = collect(), collect(at=now + HOURS)
    inner.server.stop()
    assert (len(first.new), first.rows[0].fallbacks, second.rows[0].fallbacks) == (1, 1, 0)
    assert inner.asked == []


def test_text_mining_reserved_in_a_sites_file_is_respected(collect: Collect, outlet: Any) -> None:
    """`/.well-known/tdmrep.json` is asked for once; what it reserves is not read."""
    outlet.say("/.well-known/tdmrep.json", json.dumps([{"location": "/a/*", "tdm-reservation": 1}]), "application/json")
    done = collect()
    assert not [path for path in outlet.paths() if path.startswith("/a/")]
    assert outlet.paths().count("/.well-known/tdmrep.json") == 1
    assert done.rows[0].status == "refused by robots"
    assert "tdmrep.json" in done.rows[0].reason


@pytest.mark.parametrize(
    ("location", "covered"),
    [
        ("/", True), ("/a/*", True), ("/a/b$", True), ("/a/b", True), ("/*b", True), ("*/b$", True), ("/a$", False),
        ("/c", False), ("/*c", False), ("/a/b/c", False), ("", False), ("*" * 5000 + "x", False),
    ],
)  # fmt: skip
def test_which_paths_a_reservation_covers(location: str, covered: bool) -> None:
    """From the path's beginning, with `*` and a final `$`; the first rule that fits decides."""
    rules: list[dict[str, Any]] = [{"location": location, "tdm-reservation": 1}]
    assert Reservations(json.dumps(rules).encode()).covers("https://outlet.example/a/b") is covered
    opened = [{"location": "/a/b", "tdm-reservation": 0}, *rules]
    assert not Reservations(json.dumps(opened).encode()).covers("https://outlet.example/a/b")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b"[1, null]", b'{"location": 5}', b"\xff\xfe"])
def test_a_broken_reservation_reserves_nothing(body: bytes) -> None:
    """A file that cannot be parsed counts as absent."""
    assert not Reservations(body).covers("https://outlet.example/a/b")


def test_a_robots_file_without_end_is_obeyed_as_far_as_it_is_read(collect: Collect, outlet: Any) -> None:
    """The rules within the size limit apply, and the rest is not read."""
    outlet.say("/robots.txt", b"User-agent: *\nDisallow: /a/\n" + b"# x\n" * 2_000_000, "text/plain")
    assert collect().rows[0].status == "refused by robots"
    assert not [path for path in outlet.paths() if path.startswith("/a/")]


def test_opt_outs_in_several_headers_count_together(collect: Collect, outlet: Any) -> None:
    """`X-Robots-Tag` may come more than once."""

    def page(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("X-Robots-Tag", "nosnippet")
        handler.send_header("X-Robots-Tag", "otherbot: noindex")
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(PAGE.encode())))
        handler.end_headers()
        handler.wfile.write(PAGE.encode())

    outlet.answers["/a/0"] = page
    assert [failure.reason for failure in collect().failures] == ["the page says nosnippet"]


def test_a_feed_whose_address_holds_a_token_rests_like_any_other(collect: Collect, outlet: Any, now: datetime) -> None:
    """The stored address has no token and is still recognised as the source's."""
    config = desk(url="http://outlet.example/closed?token=abc")
    outlet.say("/closed?token=abc", "", status=429, Retry_After="86400")
    collect(config)
    collect(config, at=now + HOURS)
    assert outlet.paths().count("/closed?token=abc") == 1


def test_a_wrong_clock_puts_no_source_to_sleep_for_years(now: datetime) -> None:
    """No rest is longer than a month: one that seems to be comes from a run whose clock was ahead."""
    source = desk().sources[0]
    health = Health(source="outlet", url=source.url, status="waiting", retry_after=datetime(2099, 1, 1, tzinfo=UTC))
    assert schedule.due([source], {"outlet": health}, now) == [source]
    soon = replace(health, retry_after=now + HOURS)
    assert schedule.due([source], {"outlet": soon}, now) == []


def test_feeds_without_news_load_no_model(collect: Collect, outlet: Any, readers: Workers, now: datetime) -> None:
    """An English feed that changed and has nothing new: spaCy is neither imported by a reader nor before it."""
    outlet.say("/feed", feed("Ministry publishes rules", now=now - timedelta(days=40)), "application/rss+xml")
    done = collect(desk("en"))
    assert (done.new, done.dropped) == ((), {"old": 1})
    assert readers.submit(loaded, "spacy", seconds=20).result(30) is False
    assert readers.submit(loaded, "feedparser", seconds=20).result(30) is True


def loaded(module: str) -> bool:
    """Whether this process has imported a module."""
    importlib.import_module("digest")
    return module in sys.modules
