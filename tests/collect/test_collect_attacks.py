"""Malicious servers and feeds: raw answers on loopback, each of which may fail only its own source."""

from __future__ import annotations

import asyncio
import gzip
import os
import resource
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from digest import reading
from digest.collect.exchange import Request, Response
from digest.collect.feeds import Feed, parse
from digest.collect.fetch import HOPS, Fetcher
from digest.model import Composition, Config, Failure, Limits, Site, Source, WhosWho
from digest.workers import LostError, Pool, Workers

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)
LIMITS = Limits(connect_seconds=0.6, read_seconds=0.6, total_seconds=0.7)
SOURCE = Source(id="outlet", name="Outlet", url="http://outlet.example/feed", language="zh")
Raw = Callable[[socket.socket], None]


@pytest.fixture
def raw() -> Iterator[Callable[[Raw], int]]:
    """Starts a server that answers each connection with a given function, and returns its port."""
    listening: list[socket.socket] = []

    def serve(answer: Raw) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        listening.append(server)

        def run() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    threading.Thread(target=one, args=(connection,), daemon=True).start()

        def one(connection: socket.socket) -> None:
            with suppress(OSError), connection:
                connection.recv(65536)
                answer(connection)

        threading.Thread(target=run, daemon=True).start()
        return int(server.getsockname()[1])

    yield serve
    for server in listening:
        server.close()


def get(port: int, url: str = "http://outlet.example/feed", **more: Any) -> Response | Failure:
    """One reading; every name leads to the server."""

    async def read() -> Response | Failure:
        hosts = {f"{name}.example": ("127.0.0.1", port) for name in ("outlet", *(f"h{i}" for i in range(20)))}
        async with Fetcher(LIMITS, hosts=hosts) as fetcher:
            return await fetcher.get(Request(url=url, source="outlet", **{"max_bytes": 2**20, **more}))

    return asyncio.run(read())


def endless(head: bytes, more: bytes) -> Raw:
    """A server that sends `head` and then repeats `more` without end."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(more)

    return answer


FLOODS = {
    "headers": endless(b"HTTP/1.1 200 OK\r\n", b"".join(b"X-%d: y\r\n" % i for i in range(500))),
    "one header": endless(b"HTTP/1.1 200 OK\r\nX-Long: ", b"y" * 65536),
    "status line": endless(b"HTTP/1.1 200 ", b"O" * 65536),
    "continue": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 200),
    "early hints": endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 200),
    "cookies": endless(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n", b"Set-Cookie: a=b\r\n" * 500),
    "chunks": endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"),
    "chunk extensions": endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x" * 65536),
    "trailers": endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 1000),
    "body": endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536),
    "empty gzip members": endless(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 1000),
    "unwanted body": endless(b"HTTP/1.1 404 No\r\n\r\n", b"x" * 65536),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_ends_and_takes_no_memory(raw: Callable[[Raw], int], flood: str) -> None:
    """Headers, interim answers, chunks or bodies without end cost their source and less than 64 MiB."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = get(raw(FLOODS[flood]))
    assert isinstance(answer, Failure) or answer.status == 404
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


LOCATIONS = (
    "http://outlet.example@127.0.0.1:{}/secret", "http://[::ffff:127.0.0.1]:{}/secret", "//127.1:{}/secret",
    "http://0x7f000001:{}/secret", "http://outlet.example:{}@127.0.0.1/secret", "http://127.0.0.1:{}\\@outlet.example/",
    "http://①②⑦.0.0.1:{}/secret", "http://localhost.:{}/secret", "\\\\127.0.0.1:{}\\secret", "http:///127.0.0.1:{}/secret",
)  # fmt: skip


@pytest.mark.parametrize("location", LOCATIONS)
def test_no_spelling_of_a_redirect_leads_inside(raw: Callable[[Raw], int], location: str) -> None:
    """User names, IPv4 in IPv6 and other notations do not help: the resolved address decides."""
    asked: list[bytes] = []

    def inner(connection: socket.socket) -> None:
        asked.append(b"inside")

    target = location.format(raw(inner))
    answer = get(raw(lambda connection: connection.sendall(_redirect(target))))
    assert isinstance(answer, Failure)
    assert asked == []


def _redirect(target: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def test_redirects_from_host_to_host_end(raw: Callable[[Raw], int]) -> None:
    """Each hop to a name that was not seen before: six requests, and no more."""
    count = [0]

    def onward(connection: socket.socket) -> None:
        count[0] += 1
        connection.sendall(_redirect(f"http://h{count[0]}.example/"))

    assert isinstance(get(raw(onward)), Failure)
    assert count[0] == HOPS + 1


@pytest.mark.parametrize("target", ["http://outlet.example/" + "a" * 30_000, "http://outlet.example/" + "a" * 70_000])
def test_a_redirect_to_an_address_without_end_is_refused(raw: Callable[[Raw], int], target: str) -> None:
    """An address has at most 2,000 characters."""
    assert isinstance(get(raw(lambda connection: connection.sendall(_redirect(target)))), Failure)


def test_a_line_break_in_a_cookie_writes_no_header(raw: Callable[[Raw], int]) -> None:
    """What a server sets for a chain of redirects is sent back as a cookie or not at all."""
    seen: list[bytes] = []

    def door(connection: socket.socket) -> None:
        seen.append(b"")
        connection.sendall(
            b'HTTP/1.1 302 Found\r\nSet-Cookie: a="b\\015\\012X-Evil: 1"\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n'
        )
        seen.append(connection.recv(65536))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    get(raw(door))
    assert not any(line.lower().startswith(b"x-evil") for request in seen for line in request.split(b"\r\n"))


HOSTILE_LINKS = (
    "file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "http://outlet.example/\nHost: evil",
    "http://outlet.example/" + "a" * 65536, "http://user:secret@outlet.example/a", "http://outlet.example/\0a",
    "../../../../etc/passwd", "http://outlet.example:99999/", "http://[::1", "ｈｔｔｐ://outlet.example/a",
)  # fmt: skip


@pytest.mark.parametrize("link", HOSTILE_LINKS)
def test_no_link_of_an_item_is_more_than_a_web_address(link: str) -> None:
    """Whatever stands there: http(s), one line, no user, of bounded length, or nothing at all."""
    body = f"<rss><channel><title>O</title><item><title>t</title><link><![CDATA[{link}]]></link></item></channel></rss>"
    found = parse(body.encode(), source=SOURCE, url=SOURCE.url, content_type="", now=NOW, timezone="UTC")
    assert isinstance(found, Feed)
    for item in found.items:
        assert item.url == "" or item.url.startswith(("http://outlet.example/", "https://outlet.example/"))
        assert not set(item.url) & set("\n\r\0 ")
        assert "secret" not in item.url
        assert len(item.url) <= 2000


def test_stylesheets_and_types_of_a_document_are_not_fetched(outlet: Any) -> None:
    """Processing instructions, external types, entities and inclusions ask nobody for anything."""
    base = f"http://127.0.0.1:{outlet.place[1]}"
    body = f"""<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{base}/x.xsl"?>
<!DOCTYPE rss SYSTEM "{base}/x.dtd" [<!ENTITY % p SYSTEM "{base}/p"> %p; <!ENTITY e SYSTEM "{base}/e">]>
<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>O</title>
<item><title>t &e;</title><xi:include href="{base}/i"/><description>d</description></item></channel></rss>"""
    found = parse(body.encode(), source=SOURCE, url=SOURCE.url, content_type="", now=NOW, timezone="UTC")
    assert isinstance(found, (Feed, Failure))
    assert outlet.asked == []


@pytest.fixture(scope="module")
def reader() -> Iterator[Workers]:
    """One reader of feeds, with its limits."""
    site = Site(title="Desk", url="https://desk.example/")
    config = Config(
        site=site, collect=Limits(), issue=Composition(), sources=(SOURCE,), topics=(), whoswho=WhosWho()
    )  # fmt: skip
    pool = Pool(1, (reading.prepare, (config,)), reading.FEED_MODULES)
    yield pool
    pool.close()


HOSTILE_FEEDS = {
    "nested": b"<rss><channel><title>O</title><item>" + b"<a>" * 200_000,
    "nested and closed": b"<rss><channel><item><title>t</title><x>" + b"<a>" * 100_000 + b"</a>" * 100_000,
    "attributes": b"<rss><channel><item " + b" ".join(b"a%d='x'" % i for i in range(100_000)) + b"><title>t</title>",
    "namespaces": b"<rss " + b" ".join(b"xmlns:n%d='u%d'" % (i, i) for i in range(50_000)) + b"><channel><title>O",
    "doctypes": b"<!DOCTYPE [" * 8000 + b"]" * 8000 + b"<rss><channel><title>O</title></channel></rss>",
    "links": b"<html><link rel=alternate " * 20_000,
    "cdata": b"<rss><channel>" + b"<item><title><![CDATA[" * 50_000,
    "json": b'{"items":' + b'[{"a":' * 200_000,
    "json numbers": b'{"items":[{"id":' + b"9" * 1_000_000 + b"}]}",
    "instructions": b"<?x?>" * 200_000 + b"<rss/>",
    "references": b"<rss><channel><item><title>" + b"&amp;" * 500_000 + b"</title></item></channel></rss>",
}


@pytest.mark.parametrize("kind", HOSTILE_FEEDS)
def test_a_hostile_feed_costs_its_source(reader: Workers, kind: str) -> None:
    """It is read, reported as malformed, or its reader is killed."""
    try:
        found = reader.submit(reading.read_feed, HOSTILE_FEEDS[kind], SOURCE, SOURCE.url, "", NOW, seconds=1).result()
    except LostError:
        return
    assert isinstance(found, (tuple, Failure))


def test_elements_without_end_are_malformed_at_once() -> None:
    """No feed lies thousands of elements deep, so none is parsed to the bottom; what an article quotes may be deep."""
    deep = parse(HOSTILE_FEEDS["nested"], source=SOURCE, url=SOURCE.url, content_type="", now=NOW, timezone="UTC")
    assert isinstance(deep, Failure)
    assert "deep" in deep.reason
    quoted = b"<rss><channel><item><title>t</title><description><![CDATA[" + b"<a>" * 3000 + b"]]></description></item>"
    found = parse(quoted + b"</channel></rss>", source=SOURCE, url=SOURCE.url, content_type="", now=NOW, timezone="UTC")
    assert isinstance(found, Feed)


def test_readers_end_with_the_run_that_started_them(reader: Workers) -> None:
    """No process outlives the run that started it."""
    assert reader.submit(os.getppid, seconds=20).result() not in (1, os.getpid())
