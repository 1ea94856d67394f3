"""A loopback server whose answers the test writes, and whole runs that collect from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from loopback import Quiet, Server
from whole_runs import BODY, TITLES, Collect, config, feed

from digest import pipeline, reading
from digest.model import Config, Source
from digest.pipeline import Collected
from digest.store import Store
from digest.workers import Pool, Workers

Answer = Callable[[BaseHTTPRequestHandler], None]


class Outlet:
    """A server on loopback, to which `hosts` maps the names of the tests' outlets."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        """Host, path and headers of each request."""
        outlet = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                outlet.asked.append((self.headers["Host"], self.path, dict(self.headers.items())))
                outlet.answers.get(self.path, outlet.answers.get(f"{self.headers['Host']}{self.path}", missing))(self)

        self.server = Server(Handler)
        self.place: tuple[str, int] = ("127.0.0.1", self.server.server_port)

    @property
    def hosts(self) -> Mapping[str, tuple[str, int]]:
        return dict.fromkeys(("outlet.example", "other.example", "third.example", "feeds.example"), self.place)

    def say(self, path: str, body: bytes | str, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        """Answer `path` with this; underscores in header names are hyphens."""
        raw = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            if status not in (204, 304):
                handler.send_header("Content-Length", str(len(raw)))
            handler.end_headers()
            if status not in (204, 304):
                handler.wfile.write(raw)

        self.answers[path] = answer

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [path for _, path, _ in self.asked]


def missing(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(404)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    """A server that knows no path yet."""
    made = Outlet()
    yield made
    made.server.stop()


@pytest.fixture
def source() -> Source:
    """An outlet's feed."""
    return Source(id="outlet", name="Outlet", url="http://outlet.example/feed")


@pytest.fixture
def now() -> datetime:
    """The moment of these tests."""
    return datetime(2026, 1, 29, 12, tzinfo=UTC)


@pytest.fixture
def press(outlet: Any, now: datetime) -> Any:
    """The server with one outlet's feed, pages and robots.txt."""
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
    """Processes shared by the runs of a module, as starting them takes long."""
    pool = Pool(2, (reading.prepare, (config(),)), reading.FEED_MODULES + reading.ARTICLE_MODULES)
    yield pool
    pool.close()


@pytest.fixture
def collect(press: Any, readers: Workers, tmp_path: Path, now: datetime) -> Collect:
    """One run on `tmp_path`, or on the folder given."""

    def run(desk: Config, root: Path = tmp_path, at: datetime = now, pool: Workers | None = readers) -> Collected:
        return pipeline.collect(desk, Store(root, desk.site.timezone), now=at, hosts=press.hosts, pool=pool)

    return run
