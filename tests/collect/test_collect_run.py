"""The whole of `collect` against a real server: what is kept, what is not asked twice, and what a crash costs."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from digest import pipeline, reading
from digest.collect import health as judge
from digest.model import Composition, Config, Limits, Site, Source, WhosWho
from digest.pipeline import Collected
from digest.store import Store
from digest.workers import Pool, Workers

# Chinese, so that no test here loads a language model.
TITLES = (
    "监管部门公布芯片出口新规",
    "法院要求平台向对手开放接口",
    "电池企业宣布在海外建厂",
    "搜索公司发布新的语言模型",
    "消费者协会起诉电商平台",
)
BODY = "".join(
    f"<p>{{0}}。监管部门在{day}表示，企业应当在{thing}出口后的三十天之内向主管机关提交完整的书面报告，并接受必要的检查。</p>"
    for day, thing in (("周一", "芯片"), ("周二", "电池"), ("周三", "软件"), ("周四", "汽车"))
)

Collect = Callable[..., Collected]


def feed(titles: tuple[str, ...], now: datetime, host: str = "outlet.example", start: int = 0) -> str:
    """An RSS feed of these titles, an hour apart, without any text."""
    items = "".join(
        f"<item><title>{title}</title><link>http://{host}/a/{start + i}</link><guid isPermaLink='false'>{host}-{start + i}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(hours=i + 1))}</pubDate></item>"
        for i, title in enumerate(titles)
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Outlet</title>{items}</channel></rss>"


def config(*sources: Source, **limits: Any) -> Config:
    """A desk of these sources."""
    quick = Limits(**{"workers": 1, "connect_seconds": 2, "read_seconds": 2, "total_seconds": 4, **limits})
    site = Site(title="Desk", url="https://desk.example/", timezone="Asia/Shanghai")
    return Config(site=site, collect=quick, issue=Composition(), sources=sources, topics=(), whoswho=WhosWho())


def chinese(name: str = "outlet", **more: Any) -> Source:
    """A Chinese source on the test's server."""
    return Source(**{"id": name, "name": name.title(), "url": f"http://{name}.example/feed", "language": "zh", **more})


def bytes_of(root: Path) -> dict[str, str]:
    """Every file below data/, by its digest."""
    files = (path for path in (root / "data").rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def press(outlet: Any, now: datetime) -> Any:
    """The server with one outlet's feed and its pages."""
    outlet.say("/feed", feed(TITLES, now), kind="application/rss+xml", ETag='"1"')
    for i, title in enumerate(TITLES):
        outlet.say(
            f"/a/{i}",
            f"<html lang=zh><body><nav><a href=/>首页</a></nav><article>{BODY.format(title)}</article></body></html>",
        )
    outlet.say("/robots.txt", "User-agent: *\nDisallow: /private\n", kind="text/plain")
    return outlet


@pytest.fixture(scope="module")
def readers() -> Iterator[Workers]:
    """Processes that all these runs share, as starting them is what takes long."""
    pool = Pool(2, (reading.prepare, (config(),)), reading.FEED_MODULES + reading.ARTICLE_MODULES)
    yield pool
    pool.close()


@pytest.fixture
def collect(press: Any, readers: Workers, tmp_path: Path, now: datetime) -> Collect:
    """One run on `tmp_path`, or on the folder given."""

    def run(desk: Config, root: Path = tmp_path, at: datetime = now, pool: Workers | None = readers) -> Collected:
        return pipeline.collect(desk, Store(root, desk.site.timezone), now=at, hosts=press.hosts, pool=pool)

    return run


def test_a_mistake_of_ours_costs_one_source(
    collect: Collect, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told with its trace, and in the table; the other sources are read."""
    right = judge.read

    def wrong(health: Any, feed: Any, answer: Any, source: Source, now: datetime) -> Any:
        return {}["no such key"] if source.id == "other" else right(health, feed, answer, source, now)

    monkeypatch.setattr(judge, "read", wrong)
    done = collect(config(chinese(), chinese("other")))
    assert [(row.status, row.new) for row in done.rows] == [("ok", 5), ("failed", 0)]
    assert "KeyError" in done.rows[1].reason
    assert "no such key" in caplog.text


def test_new_articles_are_read_from_their_pages_and_kept(
    collect: Collect, tmp_path: Path, press: Any, now: datetime
) -> None:
    """Facts of each article, dated by themselves on the first reading; the text itself is nowhere."""
    done = collect(config(chinese()))
    assert [row.status for row in done.rows] == ["ok"]
    assert (len(done.new), done.held, done.failures) == (5, False, ())
    kept = Store(tmp_path, "Asia/Shanghai").entries()
    assert {entry.title for entry in kept} == set(TITLES)
    assert all(entry.words > 100 and entry.seen == entry.published < now and entry.revision for entry in kept)
    text = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*.jsonl")).decode()
    assert "首页" not in text
    assert press.paths().count("/robots.txt") == 1


def test_an_unchanged_world_leaves_every_byte(collect: Collect, tmp_path: Path, press: Any, now: datetime) -> None:
    """Not modified, no page asked for, no file touched, also hours later and with a source that is dead."""
    desk = config(
        chinese(),
        chinese("other", url="http://other.example/none"),
        chinese("third", url="http://nowhere.invalid/feed"),
    )
    collect(desk)
    before, asked = bytes_of(tmp_path), len(press.asked)
    press.say("/feed", b"", status=304, ETag='"1"')
    again = collect(desk, at=now + timedelta(hours=6))
    assert bytes_of(tmp_path) == before
    assert [row.status for row in again.rows] == ["not modified", "failed", "unreachable"]
    assert sorted(path for _, path, _ in press.asked[asked:]) == ["/feed", "/none"]
    assert [headers["If-None-Match"] for _, path, headers in press.asked[asked:] if path == "/feed"] == ['"1"']
    assert again.held


def test_the_same_body_without_validators_is_not_read_again(collect: Collect, tmp_path: Path, press: Any) -> None:
    """A server that knows no 304 costs a transfer and no byte of ours."""
    collect(config(chinese()))
    before = bytes_of(tmp_path)
    assert [row.status for row in collect(config(chinese())).rows] == ["not modified"]
    assert bytes_of(tmp_path) == before


def test_later_articles_are_dated_by_the_desk(collect: Collect, press: Any, now: datetime) -> None:
    """What comes after the first reading was first seen now; edited titles are marked."""
    collect(config(chinese()))
    later = now + timedelta(hours=6)
    titles = (f"{TITLES[0]}（更新）", *TITLES[1:], "最新的消息今天刚刚公布")
    press.say("/feed", feed(titles, now), kind="application/rss+xml")
    done = collect(config(chinese()), at=later)
    assert [(entry.title, entry.seen) for entry in done.new] == [(titles[-1], later)]
    assert [(entry.title, entry.updated) for entry in done.updated] == [(titles[0], later)]


def test_pages_are_visited_as_their_sites_allow(collect: Collect, press: Any, tmp_path: Path) -> None:
    """robots.txt closes them all: the feed's own words are kept, and the source says so."""
    press.say("/robots.txt", "User-agent: *\nDisallow: /a/\n", kind="text/plain")
    done = collect(config(chinese()))
    assert not [path for path in press.paths() if path.startswith("/a/")]
    assert (done.rows[0].status, done.rows[0].fallbacks, len(done.new)) == ("refused by robots", 5, 5)
    assert "fulltext: feed" in done.rows[0].remedy
    assert not done.held


@pytest.mark.parametrize("status", [500, 429])
def test_without_robots_txt_for_now_no_page_is_visited(collect: Collect, press: Any, status: int) -> None:
    """A server in trouble is not taken for one that allows everything."""
    press.say("/robots.txt", "", status=status)
    collect(config(chinese()))
    assert not [path for path in press.paths() if path.startswith("/a/")]


def test_opted_out_pages_are_not_used(collect: Collect, press: Any) -> None:
    """A page that reserves text mining counts as one that could not be read."""
    for i in range(5):
        press.say(f"/a/{i}", f"<article>{BODY.format(i)}</article>", tdm_reservation="1")
    done = collect(config(chinese()))
    assert done.rows[0].fallbacks == 5
    assert all(entry.words < 100 for entry in done.new)


def test_one_sources_fault_stays_its_own(collect: Collect, press: Any, now: datetime) -> None:
    """A challenge page, a loop, a bomb of a feed and a dead host beside a good one."""
    press.say("other.example/feed", "x")
    press.say("/html", "<!doctype html><html>Just a moment</html>")
    press.say("/loop", "", status=302, Location="/loop")
    press.say("/big", b"<rss>" + b"x" * 400_000, kind="application/xml")
    sources = [
        chinese(f"s{i}", url=f"http://other.example/{path}") for i, path in enumerate(("html", "loop", "big", "gone"))
    ]
    press.say("/gone", "", status=410)
    done = collect(config(chinese(), *sources, feed_bytes=300_000))
    assert [row.status for row in done.rows] == ["ok", "malformed", "failed", "too large", "gone"]
    assert all(row.reason and row.remedy for row in done.rows[1:])
    assert (len(done.new), done.held) == (5, True)


def test_a_hung_page_costs_its_own_text(collect: Collect, press: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is killed, the item falls back to its feed, and the rest is whole."""
    monkeypatch.setattr("digest.reading.ARTICLE_SECONDS", 4.0)
    press.say("/a/2", "<article>" + "<p><a href=x>x</a>" * 60_000 + "</article>")
    done = collect(config(chinese()))
    assert len(done.new) == 5
    assert sum(entry.words > 100 for entry in done.new) >= 4


def test_a_silent_page_costs_its_own_text(collect: Collect, press: Any) -> None:
    """A page that never comes is told and replaced by what the feed said."""
    press.say("/a/1", "", status=404)
    done = collect(config(chinese()))
    assert len(done.new) == 5
    assert [(failure.stage, failure.source) for failure in done.failures] == [("page", "outlet")]
    assert done.rows[0].fallbacks == 1


def test_two_outlets_with_one_article_keep_it_once(collect: Collect, press: Any, now: datetime, tmp_path: Path) -> None:
    """The first source in the editor's order has it, whichever answers first."""
    sources = (chinese("other", url="http://other.example/feed"), chinese())
    done = collect(config(*sources))
    assert [entry.source for entry in done.new] == ["other"] * 5
    assert len(Store(tmp_path).entries()) == 5


def test_interrupted_runs_end_in_the_same_bytes(
    collect: Collect, press: Any, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at any of its writes, before or after it: the next run makes good, whatever state the sources are in."""
    press.say("/robots.txt", "User-agent: *\nDisallow: /a/5\n", kind="text/plain")
    press.say("/a/3", "", status=500)
    desk = config(chinese(), chinese("other", url="http://other.example/other"))
    press.say(
        "/other",
        feed(("第一条独家消息的标题", "第二条独家消息的标题"), now - timedelta(days=6), host="other.example", start=50),
        kind="application/rss+xml",
    )
    undisturbed = tmp_path / "undisturbed"
    collect(desk, undisturbed)
    assert len(list((undisturbed / "data" / "entries").iterdir())) == 2
    for moment in range(WRITES * 2):
        root = tmp_path / str(moment)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", _killed_at(moment, Path.replace))
            with pytest.raises(SystemExit):
                collect(desk, root)
        collect(desk, root)
        assert bytes_of(root) == bytes_of(undisturbed), moment


WRITES = 4
"""The journal, two weeks and the health."""


def _killed_at(moment: int, real: Any) -> Any:
    calls: list[int] = []

    def renamed(*args: Any) -> Any:
        calls.append(1)
        if len(calls) <= moment // 2:
            return real(*args)
        if moment % 2:
            real(*args)
        raise SystemExit

    return renamed


def test_told_to_wait_is_left_alone(collect: Collect, press: Any, now: datetime) -> None:
    """429 with `Retry-After` is kept: not asked before, asked after; a desk that could read nothing is held."""
    press.say("/feed", "", status=429, Retry_After="7200")
    desk = config(chinese())
    first = collect(desk)
    assert (first.rows[0].status, first.held) == ("waiting", True)
    asked = len(press.asked)
    assert collect(desk, at=now + timedelta(hours=1)).rows[0].status == "waiting"
    assert len(press.asked) == asked
    collect(desk, at=now + timedelta(hours=3))
    assert len(press.asked) == asked + 1


def test_a_source_without_pages_is_read_from_its_feed(collect: Collect, press: Any) -> None:
    """`fulltext: feed` asks for no page and no robots.txt."""
    done = collect(config(chinese(fulltext="feed")))
    assert len(done.new) == 5
    assert press.paths() == ["/feed"]


def test_shared_guids_are_never_believed_again(collect: Collect, press: Any, tmp_path: Path, now: datetime) -> None:
    """Once a feed gave several articles one GUID, its links identify them, also when it looks well again."""
    shared = feed(TITLES, now).replace("outlet.example-", "same").replace("same0", "same").replace("same1", "same")
    press.say("/feed", shared, kind="application/rss+xml")
    assert len(collect(config(chinese())).new) == 5
    press.say("/feed", feed((*TITLES, "最新的消息今天刚刚公布"), now), kind="application/rss+xml")
    assert [entry.title for entry in collect(config(chinese())).new] == ["最新的消息今天刚刚公布"]
    assert {entry.guid for entry in Store(tmp_path).entries()} == {""}


def test_links_of_a_news_search_are_kept_and_not_visited(collect: Collect, press: Any, now: datetime) -> None:
    """There is no page behind them that we may read."""
    press.say("/feed", feed(TITLES, now, host="news.google.com"), kind="application/rss+xml")
    done = collect(config(chinese()))
    assert (len(done.new), done.failures) == (5, ())
    assert press.paths() == ["/feed"]


def test_a_full_disk_leaves_the_last_good_state(
    collect: Collect, press: Any, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run fails and says so; what was stored is whole, and the next run has it all."""
    collect(config(chinese()))
    before = bytes_of(tmp_path)
    press.say("/feed", feed((*TITLES, "最新的消息今天刚刚公布"), now), kind="application/rss+xml")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _disk_full)
        with pytest.raises(OSError, match="No space"):
            collect(config(chinese()))
    kept = {name: digest for name, digest in bytes_of(tmp_path).items() if "/." not in name}
    assert kept == before
    assert len(collect(config(chinese())).new) == 1


def _disk_full(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_runs_in_other_folders_and_orders_give_the_same_bytes(
    collect: Collect, tmp_path: Path, press: Any, now: datetime
) -> None:
    """Slow answers change the order in which articles arrive, and nothing else."""
    collect(config(chinese(), workers=2), tmp_path / "one")
    quick = press.answers["/a/0"]

    def slow(handler: Any) -> None:
        import time

        time.sleep(0.3)
        quick(handler)

    press.answers["/a/0"] = slow
    collect(config(chinese(), workers=2), tmp_path / "two")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_stored_source_that_was_removed_is_forgotten(collect: Collect, tmp_path: Path) -> None:
    """Health is of the sources that there are; entries stay."""
    collect(config(chinese(), chinese("other", url="http://other.example/none")))
    collect(replace(config(chinese())))
    assert set(Store(tmp_path).health()) == {"outlet"}
    assert len(Store(tmp_path).entries()) == 5
