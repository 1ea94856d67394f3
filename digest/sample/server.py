"""Serve the invented press on loopback: one server for all outlets, distinguished by the Host header."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from digest.sample import render
from digest.sample.world import Outlet, load


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer at one address: a status, and a body with its type and date, if any."""

    status: HTTPStatus
    type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    modified: datetime | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class Press:
    """The running server. `as_of` is the moment that it shows, and may be set at any time."""

    def __init__(self, outlets: tuple[Outlet, ...], as_of: datetime, address: tuple[str, int]) -> None:
        self.outlets = {outlet.host: outlet for outlet in outlets}
        self.as_of = as_of
        self.address = address

    @property
    def url(self) -> str:
        """The server itself; what it answers depends on the Host header."""
        return f"http://{self.address[0]}:{self.address[1]}"

    @property
    def hosts(self) -> Mapping[str, tuple[str, int]]:
        """Each outlet's host name -> the address and port where it listens, for a resolver."""
        return dict.fromkeys(self.outlets, self.address)

    def answer(self, host: str, path: str) -> Answer:
        """The answer of a host at a path at this moment."""
        outlet = self.outlets.get(host)
        if outlet is None:
            return Answer(HTTPStatus.NOT_FOUND, body=b"No such outlet here.\n")
        return _answer(outlet, path, self.as_of)


def _answer(outlet: Outlet, path: str, as_of: datetime) -> Answer:
    if outlet.closed and outlet.closed <= as_of:
        return Answer(HTTPStatus.GONE, body=f"{outlet.name} has closed.\n".encode())
    out = outlet.published(as_of)
    newest = out[0].date if out else None
    html = f"text/html; charset={outlet.encoding}"
    if path == outlet.feed:
        return Answer(HTTPStatus.OK, render.feed_type(outlet), render.feed(outlet, as_of), newest)
    if path == "/robots.txt":
        return Answer(HTTPStatus.OK, body=render.robots(outlet))
    if path == "/":
        return Answer(HTTPStatus.OK, html, render.front(outlet, as_of), newest)
    for article in out:
        if path == outlet.path(article):
            return Answer(HTTPStatus.OK, html, render.page(outlet, article), article.date)
    return Answer(HTTPStatus.NOT_FOUND, body=b"There is nothing here.\n")


@contextmanager
def serve(as_of: datetime, port: int = 0, outlets: tuple[Outlet, ...] | None = None) -> Iterator[Press]:
    """Serve the press on 127.0.0.1 as it stood at `as_of` for as long as the block runs; port 0 takes a free one."""
    server = PressServer(("127.0.0.1", port), PressHandler)
    server.press = Press(load() if outlets is None else outlets, as_of, ("127.0.0.1", server.server_port))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.press
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class PressServer(ThreadingHTTPServer):
    """The HTTP server of the press."""

    press: Press
    request_queue_size = 128
    """Connections that may wait at once. The kernel drops any more, and clients try again only seconds later."""

    def server_activate(self) -> None:
        """Listen, but do not wait for a client that has already hung up, which would block `shutdown` for ever."""
        super().server_activate()
        self.socket.settimeout(1)


class PressHandler(BaseHTTPRequestHandler):
    """Answers requests, with 304 if the client already has the answer."""

    protocol_version = "HTTP/1.1"
    server_version = "Press"
    sys_version = ""
    timeout = 60
    """Seconds for which a connection may be idle; longer than the desk needs between a feed and its pages."""

    def do_GET(self) -> None:
        """Answer with headers and body."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with headers only."""
        self._send(with_body=False)

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def _send(self, *, with_body: bool) -> None:
        answer = self._answer()
        known = answer.status is HTTPStatus.OK and self._is_known(answer)
        self.send_response(HTTPStatus.NOT_MODIFIED if known else answer.status)
        if answer.status is HTTPStatus.OK:
            self.send_header("ETag", answer.etag)
        if answer.modified:
            self.send_header("Last-Modified", format_datetime(answer.modified.astimezone(UTC), usegmt=True))
        if not known:
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body and not known:
            self.wfile.write(answer.body)

    def _answer(self) -> Answer:
        assert isinstance(self.server, PressServer)
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        return self.server.press.answer(host, urlsplit(self.path).path)

    def _is_known(self, answer: Answer) -> bool:
        """Whether the request's validators match; If-None-Match wins over If-Modified-Since (RFC 9110, 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return answer.etag in tags or tags.strip() == "*"
        since = self.headers.get("If-Modified-Since")
        if since is None or answer.modified is None:
            return False
        try:
            return answer.modified <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
