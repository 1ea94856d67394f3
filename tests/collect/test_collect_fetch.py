"""The guarded fetch against a real server: whatever the server does, one value comes back."""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from fetching import get

from digest.collect.exchange import Request, Response
from digest.collect.fetch import Fetcher
from digest.collect.turns import Backlog
from digest.model import Failure, Limits


def test_a_page_is_read_with_its_headers(outlet: Any) -> None:
    """Status, body and headers arrive, header names in lower case."""
    outlet.say("/a", "hello", ETag='"1"')
    answer = get(outlet, "http://outlet.example/a")
    assert isinstance(answer, Response)
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"hello", '"1"')


def test_pages_in_hand_are_bounded() -> None:
    """No more pages are requested while too many bytes are waiting to be read."""

    async def fetch() -> list[int]:
        backlog, most, held = Backlog(100), [0], 0

        async def one() -> None:
            nonlocal held
            await backlog.wait_for_room()
            with backlog.hold(60):
                held += 60
                most.append(held)
                await asyncio.sleep(0)
                held -= 60

        await asyncio.gather(*(one() for _ in range(20)))
        return most

    assert max(asyncio.run(fetch())) == 120


def test_cookies_last_for_one_chain(outlet: Any) -> None:
    """A redirect that needs its cookie gets it; the next reading does not bring it, nor does another host see it."""

    def door(handler: BaseHTTPRequestHandler) -> None:
        inside = "pass=1" in handler.headers.get("Cookie", "")
        handler.send_response(200 if inside else 302)
        if not inside:
            handler.send_header("Set-Cookie", "pass=1; Path=/")
            handler.send_header("Location", "/door")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    outlet.answers["/door"] = door
    for _ in range(2):
        answer = get(outlet, "http://outlet.example/door")
        assert isinstance(answer, Response)
        assert answer.status == 200
    assert [bool(headers.get("Cookie")) for _, _, headers in outlet.asked] == [False, True, False, True]
    outlet.say("/leave", "", status=302, Location="http://other.example/x", Set_Cookie="mine=1")
    outlet.say("/x", "")
    get(outlet, "http://outlet.example/leave")
    assert "Cookie" not in outlet.asked[-1][2]


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_is_stopped_by_what_comes_out_of_it(outlet: Any, encoding: str) -> None:
    """The cap counts decoded bytes, and the message names it."""
    bomb = gzip.compress(bytes(2**24)) if encoding == "gzip" else zlib.compress(bytes(2**24))
    outlet.say("/bomb", bomb, Content_Encoding=encoding)
    answer = get(outlet, "http://outlet.example/bomb")
    assert isinstance(answer, Failure)
    assert answer.status == "too large"
    assert "1 MiB" in answer.reason


def test_compressed_bodies_arrive_whole(outlet: Any) -> None:
    """gzip, gzip in two members, deflate with and without its header."""
    text = b"news " * 1000
    raw = zlib.compressobj(wbits=-15)
    bodies = {
        "gzip": [gzip.compress(text), gzip.compress(text[:100]) + gzip.compress(text[100:])],
        "deflate": [zlib.compress(text), raw.compress(text) + raw.flush()],
    }
    for encoding, some in bodies.items():
        for body in some:
            outlet.say("/page", body, Content_Encoding=encoding)
            answer = get(outlet, "http://outlet.example/page")
            assert isinstance(answer, Response)
            assert answer.body == text


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("br", b"x" * 99), ("zstd", b"x" * 99), ("gzip, gzip", b"x" * 99), ("deflate", b"x" * 99),
     ("gzip", gzip.compress(b"x" * 99, mtime=0)[:10] + b"\xff" * 30)],
)  # fmt: skip
def test_a_body_that_cannot_be_decompressed_is_a_failure(outlet: Any, encoding: str, body: bytes) -> None:
    """This holds for an encoding that was not requested and for a damaged body."""
    outlet.say("/page", body, Content_Encoding=encoding)
    assert isinstance(get(outlet, "http://outlet.example/page"), Failure)


@pytest.mark.parametrize(
    "body", [b"", b"x", b"news", gzip.compress(b"news", 9, mtime=0), gzip.compress(b"news", 9, mtime=0) + b"more"]
)
@pytest.mark.parametrize("encoding", ["", "gzip", "GZIP", "identity", "none", "UTF-8"])
def test_the_body_tells_whether_it_is_compressed(outlet: Any, encoding: str, body: bytes) -> None:
    """The label does not count: servers omit it, set it without compressing, and write other values in it."""
    outlet.say("/page", body, Content_Encoding=encoding)
    answer = get(outlet, "http://outlet.example/page")
    assert isinstance(answer, Response)
    assert answer.body == (b"news" if len(body) > 4 else body)


def test_validators_with_line_breaks_are_not_sent(outlet: Any) -> None:
    """A stored value from a server cannot inject headers."""
    outlet.say("/feed", "x")
    answer = get(
        outlet, "http://outlet.example/feed", etag='"1"\r\nX-Evil: 1', modified="Mon, 01 Jan 2026 00:00:00 GMT"
    )
    assert isinstance(answer, Response)
    sent = outlet.asked[-1][2]
    assert "If-None-Match" not in sent
    assert "X-Evil" not in sent
    assert sent["If-Modified-Since"] == "Mon, 01 Jan 2026 00:00:00 GMT"


def test_a_body_of_another_kind_stays_where_it_is(outlet: Any) -> None:
    """A request for a page does not download a video."""
    outlet.say("/film", b"x" * 1000, kind="video/mp4")
    answer = get(outlet, "http://outlet.example/film", kinds="html")
    assert isinstance(answer, Response)
    assert answer.body == b""


def test_what_is_no_http_is_a_failure(outlet: Any) -> None:
    """The server sends garbage in place of a status line, or closes the connection at once."""
    outlet.answers["/junk"] = lambda handler: handler.wfile.write(b"\x00\xffnot http\r\n\r\n")
    outlet.answers["/gone"] = lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)
    for path in ("/junk", "/gone"):
        answer = get(outlet, f"http://outlet.example{path}")
        assert isinstance(answer, Failure)
        assert answer.status == "unreachable"


@pytest.mark.parametrize("status", [200, 404])
def test_a_body_that_breaks_off_is_a_failure(outlet: Any, status: int) -> None:
    """The body is shorter than announced, whether or not it is wanted."""

    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<rss>")
        handler.close_connection = True

    outlet.answers["/cut"] = cut
    assert isinstance(get(outlet, "http://outlet.example/cut"), Failure)


def test_a_connection_that_was_dropped_in_between_costs_nothing(outlet: Any) -> None:
    """If a server closes a kept connection, the request is repeated on a new one."""
    used = set()

    def once(handler: BaseHTTPRequestHandler) -> None:
        if handler.client_address in used:
            handler.close_connection = True
            return
        used.add(handler.client_address)
        handler.send_response(200)
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"ok")

    async def read() -> list[Response | Failure]:
        outlet.answers["/feed"] = once
        async with Fetcher(Limits(), hosts=outlet.hosts) as fetcher:
            request = Request(url="http://outlet.example/feed", source="outlet", max_bytes=2**20)
            both = await asyncio.gather(*(fetcher.get(request) for _ in range(2)))
            return [*both, *[await fetcher.get(request) for _ in range(2)]]

    assert [answer.body for answer in asyncio.run(read()) if isinstance(answer, Response)] == [b"ok"] * 4


def test_an_unknown_host_says_so(outlet: Any) -> None:
    """A lapsed domain has another reason than a slow host."""
    answer = get(outlet, "http://no-such-host.invalid/feed", Limits())
    assert isinstance(answer, Failure)
    assert answer.status == "unreachable"


def test_failures_show_no_secrets(outlet: Any) -> None:
    """User, password and tokens of an address are not in its failure."""
    outlet.say("/feed?token=abc123&page=2", "", status=302, Location="javascript:x")
    answer = get(outlet, "http://me:hunter2@outlet.example/feed?token=abc123&page=2")
    assert isinstance(answer, Failure)
    assert "hunter2" not in repr(answer)
    assert "abc123" not in repr(answer)
    assert "page=2" in answer.url


def test_we_say_who_we_are(outlet: Any) -> None:
    """The User-Agent names the program and whom to write to."""
    outlet.say("/feed", "x")
    get(outlet, "http://outlet.example/feed", Limits(contact="desk@outlet.example"))
    assert outlet.asked[-1][2]["User-Agent"].startswith("news-desk-digest/")
    assert "desk@outlet.example" in outlet.asked[-1][2]["User-Agent"]
