"""Faults, crashes and full disks in a whole run: what each of them costs."""

from __future__ import annotations

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from whole_runs import TITLES, Collect, bytes_of, chinese, config, feed

from digest.collect import health as judge
from digest.model import Source


def test_a_mistake_of_ours_costs_one_source(
    collect: Collect, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug is logged with its trace and shown in the table; the other sources are read."""
    right = judge.read

    def wrong(health: Any, feed: Any, answer: Any, source: Source, now: datetime) -> Any:
        return {}["no such key"] if source.id == "other" else right(health, feed, answer, source, now)

    monkeypatch.setattr(judge, "read", wrong)
    done = collect(config(chinese(), chinese("other")))
    assert [(row.status, row.new) for row in done.rows] == [("ok", 5), ("failed", 0)]
    assert "KeyError" in done.rows[1].reason
    assert "no such key" in caplog.text


def test_one_sources_fault_stays_its_own(collect: Collect, press: Any, now: datetime) -> None:
    """A good source is read beside a challenge page, a redirect loop, an oversized feed and a dead host."""
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
    """The reader is killed, the feed's own text is used, and all other articles are complete."""
    monkeypatch.setattr("digest.reading.ARTICLE_SECONDS", 4.0)
    press.say("/a/2", "<article>" + "<p><a href=x>x</a>" * 60_000 + "</article>")
    done = collect(config(chinese()))
    assert len(done.new) == 5
    assert sum(entry.words > 100 for entry in done.new) >= 4


def test_a_silent_page_costs_its_own_text(collect: Collect, press: Any) -> None:
    """The failure is reported, and the feed's own text is used."""
    press.say("/a/1", "", status=404)
    done = collect(config(chinese()))
    assert len(done.new) == 5
    assert [(failure.stage, failure.source) for failure in done.failures] == [("page", "outlet")]
    assert done.rows[0].fallbacks == 1


def test_interrupted_runs_end_in_the_same_bytes(
    collect: Collect, press: Any, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run may be killed before or after any of its writes: the next run ends in the same files."""
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


def test_a_full_disk_leaves_the_last_good_state(
    collect: Collect, press: Any, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run fails with an error, the stored files stay whole, and the next run stores everything."""
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
