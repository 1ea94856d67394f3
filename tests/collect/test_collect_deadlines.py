"""Deadlines of the fetch, against a real server that is silent, slow or endless."""

from __future__ import annotations

import asyncio
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

from digest.collect.exchange import Request, Response
from digest.collect.fetch import Fetcher
from digest.model import Failure, Limits


def get(outlet: Any, path: str, **seconds: Any) -> Response | Failure:
    """The outcome of reading `path` within these limits."""

    async def read() -> Response | Failure:
        async with Fetcher(Limits(**seconds), hosts=outlet.hosts) as fetcher:
            return await fetcher.get(Request(url=f"http://outlet.example{path}", source="outlet", max_bytes=2**20))

    return asyncio.run(read())


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte at a time, for three seconds in all, and end the body properly."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def test_a_silent_server_meets_the_read_timeout(outlet: Any) -> None:
    """The reason tells it from the total deadline."""
    outlet.answers["/slow"] = silent
    failure = get(outlet, "/slow", read_seconds=0.3, total_seconds=30)
    assert isinstance(failure, Failure)
    assert (failure.status, failure.reason) == ("timed out", "nothing came from it for 0.3 seconds")


def test_a_body_that_drips_meets_the_total_deadline(outlet: Any) -> None:
    """No pause is long enough for the read timeout; without the deadline the whole body would arrive."""
    outlet.answers["/slow"] = dripping
    failure = get(outlet, "/slow", read_seconds=30, total_seconds=0.3)
    assert isinstance(failure, Failure)
    assert (failure.status, failure.reason) == ("timed out", "it had not come to an end after 0.3 seconds")


def test_redirects_share_one_deadline(outlet: Any) -> None:
    """Each hop is quick enough for itself, but not all of them together."""

    def hop(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        handler.send_response(302)
        handler.send_header("Location", f"{handler.path}x")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    outlet.answers |= dict.fromkeys(("/x", "/xx", "/xxx", "/xxxx"), hop)
    outlet.say("/xxxxx", "here")
    failure = get(outlet, "/x", total_seconds=0.5)
    assert isinstance(failure, Failure)
    assert failure.status == "timed out"
    assert "/xxxxx" not in outlet.paths()


def test_a_host_that_never_answers_costs_one_timeout(outlet: Any) -> None:
    """After the first silence the other requests to this host fail at once, those to others do not."""
    outlet.answers["/slow"] = silent
    outlet.say("/fine", "fine")

    async def read() -> list[Response | Failure]:
        async with Fetcher(Limits(read_seconds=0.3, per_host=1), hosts=outlet.hosts) as fetcher:
            urls = ["http://outlet.example/slow"] * 5 + ["http://other.example/fine"]
            return await asyncio.gather(
                *(fetcher.get(Request(url=url, source="outlet", max_bytes=100)) for url in urls)
            )

    answers = asyncio.run(read())
    assert [isinstance(answer, Failure) for answer in answers] == [True] * 5 + [False]
    assert outlet.paths().count("/slow") == 1
