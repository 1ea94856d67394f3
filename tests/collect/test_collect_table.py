"""The table at the end of `digest collect`, as text and as JSON: each status is produced by a real answer."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from digest.cli import app

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)
THINGS = ("芯片", "电池", "汽车", "平台", "模型", "数据", "软件", "网络", "手机", "机器人", "法院", "海关")
NEWS = tuple(f"监管部门公布关于{thing}的新规定" for thing in THINGS)
SHOP = tuple(f"新款女鞋第{i}号清仓甩卖，全场包邮" for i in range(12))


def feed(titles: tuple[str, ...], *, start: int = 0, at: datetime = NOW) -> str:
    """An RSS feed of these titles, an hour apart."""
    items = "".join(
        f"<item><title>{title}</title><link>/a/{start + i}</link><description>{title}。</description>"
        f"<pubDate>{format_datetime(at - timedelta(hours=i + 1))}</pubDate></item>"
        for i, title in enumerate(titles)
    )
    return f"<rss version='2.0'><channel><title>Outlet</title>{items}</channel></rss>"


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Never answer."""
    time.sleep(3)


@pytest.fixture
def mute(outlet: Any) -> Iterator[Any]:
    """A second server, which answers nothing."""
    made = type(outlet)()
    made.answers["/feed"] = silent
    yield made
    made.server.stop()


@pytest.fixture
def desk(outlet: Any, mute: Any, tmp_path: Path) -> Path:
    """A desk with a source for each thing that can happen."""
    here, there = (f"127.0.0.1:{server.place[1]}" for server in (outlet, mute))
    names = [name for name in EXPECTED if name not in ("silent", "away", "inner")]
    sources = [f"{{id: {name}, name: {name}, url: 'http://{here}/{name}', fulltext: feed}}" for name in names]
    sources[names.index("robots")] = f"{{id: robots, name: robots, url: 'http://{here}/robots'}}"
    elsewhere = f"localhost:{outlet.place[1]}"
    sources[names.index("later")] = f"{{id: later, name: later, url: 'http://{elsewhere}/later', fulltext: feed}}"
    sources.append(f"{{id: silent, name: silent, url: 'http://{there}/feed'}}")
    sources.append("{id: away, name: away, url: 'http://no-such-host.invalid/feed'}")
    sources.append("{id: inner, name: inner, url: 'http://localhost:9/feed'}")
    rows = "".join(f"  - {row[:-1]}, language: zh}}\n" for row in sources)
    (tmp_path / "sources.yaml").write_text(
        "site: {title: Desk, url: 'https://desk.example/'}\n"
        f"collect: {{private_hosts: ['{here}', '{there}', '{elsewhere}'],\n"
        "          read_seconds: 1, feed_bytes: 65536, workers: 1}\n"
        f"sources:\n{rows}"
    )
    return tmp_path


def collect(desk: Path, now: datetime, *more: str) -> Result:
    """One run of the command."""
    return CliRunner().invoke(app, ["collect", "--root", str(desk), "--now", f"{now:%Y-%m-%dT%H:%M:%SZ}", *more])


def good_day(outlet: Any) -> None:
    """All is well."""
    for name in ("ok", "thin", "stale", "sold", "robots", "same", "empty", "moved"):
        outlet.say(f"/{name}", feed(NEWS), "application/rss+xml")


def bad_day(outlet: Any) -> None:
    """Each source has something else."""
    later = NOW + timedelta(days=9)
    outlet.say("/ok", feed(NEWS[::-1], start=3, at=later), "application/rss+xml")
    outlet.say("/same", b"", status=304)
    outlet.say("/empty", feed(()), "application/rss+xml")
    outlet.say("/thin", feed(NEWS[:2], at=later), "application/rss+xml")
    outlet.say("/stale", b"", status=304)
    outlet.say("/blocked", "", status=403)
    outlet.say("/gone", "", status=410)
    outlet.say("/moved", "", status=301, Location="/new-place")
    outlet.say("/new-place", feed(NEWS, start=50, at=later), "application/rss+xml")
    outlet.say("/malformed", "<!doctype html><html><title>Just a moment</title></html>")
    outlet.say("/robots.txt", "User-agent: *\nDisallow: /a/\n", "text/plain")
    outlet.say("/robots", feed(("全新的独家消息今天公布", *NEWS), start=70, at=later), "application/rss+xml")
    outlet.say("/sold", feed(SHOP, start=300, at=later), "application/rss+xml")
    outlet.say("/later", "", status=429, Retry_After="7200")
    outlet.say("/big", b"<rss>" + b"x" * 100_000, "application/xml")


EXPECTED = {
    "ok": "ok", "same": "stale", "empty": "empty", "thin": "thin", "stale": "stale", "blocked": "blocked from CI",
    "gone": "gone", "moved": "moved", "malformed": "malformed", "robots": "refused by robots", "sold": "quarantined",
    "missing": "failed", "later": "waiting", "big": "too large", "silent": "timed out", "away": "unreachable",
    "inner": "not public",
}  # fmt: skip


def test_each_status_comes_from_a_real_answer(outlet: Any, desk: Path) -> None:
    """With the day it began, what it means and what to do; table and `--json` agree; 3 if too few are read."""
    good_day(outlet)
    first = collect(desk, NOW, "--json")
    assert {row["status"] for row in json.loads(first.stdout)["sources"][:2]} == {"ok"}
    bad_day(outlet)
    second = NOW + timedelta(days=9)
    told = json.loads(collect(desk, second, "--json").stdout)
    rows = {row["source"]: row for row in told["sources"]}
    assert {name: row["status"] for name, row in rows.items()} == EXPECTED
    for name, row in rows.items():
        fine = row["status"] in {"ok", "not modified"}
        assert fine or (row["reason"] and row["remedy"]), name
        assert str(NOW if name in SINCE_FIRST else second)[:10] == row["since"][:10], name
    third = collect(desk, second)
    lines = {line.split()[0]: line for line in third.stdout.splitlines() if line.strip()}
    for name, row in rows.items():
        shown = "not modified" if row["status"] == "ok" else row["status"]
        assert f" {shown} " in f"{lines[name]} ", name
        assert row["since"][:10] in lines[name]
        assert row["reason"][1:].split(" (")[0] in lines[name]
        assert row["remedy"][1:] in lines[name]
    assert (third.exit_code, told["held"]) == (3, True)


SINCE_FIRST = {"ok", "missing", "silent", "away", "inner"}


def test_no_title_steers_what_is_printed(outlet: Any, tmp_path: Path) -> None:
    """Neither a terminal nor a CI runner takes a feed's title for a command, in the log as in the table."""
    here = f"127.0.0.1:{outlet.place[1]}"
    titles = (
        "::error::监管部门&#27;[31m公布新规定",
        "##[group]海关&#155;2J公布",
        "公布&#10;::set-output name=x::新规定的通知",
    )
    outlet.say("/feed", feed(titles), "application/rss+xml")
    (tmp_path / "sources.yaml").write_text(
        f"site: {{title: Desk, url: 'https://desk.example/'}}\ncollect: {{private_hosts: ['{here}'], workers: 1}}\n"
        f"sources:\n  - {{id: one, name: '::debug::S', url: 'http://{here}/feed', language: zh, fulltext: feed}}\n"
    )
    for more in (("-v",), ("--json",)):
        done = collect(tmp_path, NOW, *more)
        assert done.exit_code == 0
        assert not set(done.output) & {"\x1b", "\x9b", "\r"}
        assert not [line for line in done.output.splitlines() if line.lstrip().startswith(("::", "##["))]


def test_a_full_disk_is_one_line_and_the_last_good_state(outlet: Any, tmp_path: Path) -> None:
    """No room for the first byte of the state: exit 1, nothing half written, and what to do."""
    here = f"127.0.0.1:{outlet.place[1]}"
    outlet.say("/feed", feed(NEWS), "application/rss+xml")
    (tmp_path / "sources.yaml").write_text(
        f"site: {{title: Desk, url: 'https://desk.example/'}}\ncollect: {{private_hosts: ['{here}'], workers: 1}}\n"
        f"sources:\n  - {{id: one, name: S, url: 'http://{here}/feed', language: zh, fulltext: feed}}\n"
    )
    command = [sys.executable, "-m", "digest", "collect", "--root", str(tmp_path), "--now", f"{NOW:%Y-%m-%dT%H:%M:%SZ}"]
    full = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", *command]
    done = subprocess.run(full, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "make room" in done.stderr
    assert not [path for path in (tmp_path / "data").rglob("*") if path.is_file()]


@pytest.mark.parametrize(("well", "code"), [(1, 3), (2, 0)])
def test_held_below_the_set_share(outlet: Any, tmp_path: Path, well: int, code: int) -> None:
    """Half of the sources by default: one of three is too few, two are enough; what arrived is kept either way."""
    here = f"127.0.0.1:{outlet.place[1]}"
    for i in range(well):
        outlet.say(f"/{i}", feed(NEWS, start=100 * i), "application/rss+xml")
    rows = "".join(
        f"  - {{id: s{i}, name: S, url: 'http://{here}/{i}', language: zh, fulltext: feed}}\n" for i in range(3)
    )
    (tmp_path / "sources.yaml").write_text(
        f"site: {{title: Desk, url: 'https://desk.example/'}}\ncollect: {{private_hosts: ['{here}'], workers: 1}}\n"
        f"sources:\n{rows}"
    )
    done = collect(tmp_path, NOW, "--json")
    assert (done.exit_code, len(json.loads(done.stdout)["new"])) == (code, 12 * well)
