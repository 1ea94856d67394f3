"""Whole runs of `collect` against a real server: what is stored, and what is not requested twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from whole_runs import BODY, TITLES, Collect, bytes_of, chinese, config, feed

from digest.store import Store


def test_new_articles_are_read_from_their_pages_and_kept(
    collect: Collect, tmp_path: Path, press: Any, now: datetime
) -> None:
    """Entries have each article's facts and, on the first reading, its own date; its text is not stored anywhere."""
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
    """No page is requested and no file touched, even hours later and with a dead source."""
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
    """A server that never answers 304 costs a transfer, but no file changes."""
    collect(config(chinese()))
    before = bytes_of(tmp_path)
    assert [row.status for row in collect(config(chinese())).rows] == ["not modified"]
    assert bytes_of(tmp_path) == before


def test_later_articles_are_dated_by_the_desk(collect: Collect, press: Any, now: datetime) -> None:
    """After the first reading, new items count as seen now; edited titles are marked."""
    collect(config(chinese()))
    later = now + timedelta(hours=6)
    titles = (f"{TITLES[0]}（更新）", *TITLES[1:], "最新的消息今天刚刚公布")
    press.say("/feed", feed(titles, now), kind="application/rss+xml")
    done = collect(config(chinese()), at=later)
    assert [(entry.title, entry.seen) for entry in done.new] == [(titles[-1], later)]
    assert [(entry.title, entry.updated) for entry in done.updated] == [(titles[0], later)]


def test_pages_are_visited_as_their_sites_allow(collect: Collect, press: Any, tmp_path: Path) -> None:
    """If robots.txt forbids all pages, the feed's own text is kept, and the source's status says so."""
    press.say("/robots.txt", "User-agent: *\nDisallow: /a/\n", kind="text/plain")
    done = collect(config(chinese()))
    assert not [path for path in press.paths() if path.startswith("/a/")]
    assert (done.rows[0].status, done.rows[0].fallbacks, len(done.new)) == ("refused by robots", 5, 5)
    assert "fulltext: feed" in done.rows[0].remedy
    assert not done.held


@pytest.mark.parametrize("status", [500, 429])
def test_without_robots_txt_for_now_no_page_is_visited(collect: Collect, press: Any, status: int) -> None:
    """A server error does not count as permission."""
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


def test_two_outlets_with_one_article_keep_it_once(collect: Collect, press: Any, now: datetime, tmp_path: Path) -> None:
    """The first source in the editor's order has it, whichever answers first."""
    sources = (chinese("other", url="http://other.example/feed"), chinese())
    done = collect(config(*sources))
    assert [entry.source for entry in done.new] == ["other"] * 5
    assert len(Store(tmp_path).entries()) == 5


def test_told_to_wait_is_left_alone(collect: Collect, press: Any, now: datetime) -> None:
    """After a 429 with `Retry-After`, the source is only asked again once the time has passed; the run is held."""
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
    """After a feed gave several articles one GUID, links identify its items, even once it is repaired."""
    shared = feed(TITLES, now).replace("outlet.example-", "same").replace("same0", "same").replace("same1", "same")
    press.say("/feed", shared, kind="application/rss+xml")
    assert len(collect(config(chinese())).new) == 5
    press.say("/feed", feed((*TITLES, "最新的消息今天刚刚公布"), now), kind="application/rss+xml")
    assert [entry.title for entry in collect(config(chinese())).new] == ["最新的消息今天刚刚公布"]
    assert {entry.guid for entry in Store(tmp_path).entries()} == {""}


def test_links_of_a_news_search_are_kept_and_not_visited(collect: Collect, press: Any, now: datetime) -> None:
    """No page is requested for them."""
    press.say("/feed", feed(TITLES, now, host="news.google.com"), kind="application/rss+xml")
    done = collect(config(chinese()))
    assert (len(done.new), done.failures) == (5, ())
    assert press.paths() == ["/feed"]


def test_runs_in_other_folders_and_orders_give_the_same_bytes(
    collect: Collect, tmp_path: Path, press: Any, now: datetime
) -> None:
    """Slow answers change the order in which articles arrive, but not the files."""
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
    """Its health is deleted and its entries stay."""
    collect(config(chinese(), chinese("other", url="http://other.example/none")))
    collect(replace(config(chinese())))
    assert set(Store(tmp_path).health()) == {"outlet"}
    assert len(Store(tmp_path).entries()) == 5
