"""EDGE: the guarded HTTP client, the only code that opens sockets. Every failure is returned as a value.

The guards: http(s) only, the connected address checked at every hop (`address`), at most five redirects, connect and
read timeouts within a total deadline, a cap on decoded bytes (`inflate`), few connections and a pause per host
(`turns`), cookies kept for one chain of redirects only, no proxies, and validators checked before they are sent.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from digest import __version__
from digest.collect import text as border
from digest.collect.address import AllowList, permission_remedy
from digest.collect.answers import refused_hop
from digest.collect.exchange import AGENT, Request, Response
from digest.collect.identity import canonical, redacted
from digest.collect.inflate import ACCEPTED, GarbledError, Inflater, TooLargeError
from digest.collect.turns import Backlog, Turns
from digest.model import Failure, Limits

HOPS = 5
CONNECTIONS = 128
"""Connections to all hosts together; `Limits.per_host` allows far fewer to each."""
SHORT = 2**15
"""Reading an unwanted body up to this many bytes costs less than opening another connection."""
_NOT_PUBLIC = "is not a public address"
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")
_LISTS = frozenset({"x-robots-tag"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_INWARDS = "nothing was asked of it; if this lasts, look for the outlet's new address"
_USED = "nothing: what its feed carried was used instead"
_FAULTS = (TimeoutError, aiohttp.ClientError, EOFError, OSError, ValueError, TooLargeError, GarbledError)


class Fetcher:
    """Reads addresses during one run; an async context manager.

    `hosts` maps host names to the (address, port) used in place of DNS, for the demo and the tests."""

    def __init__(self, limits: Limits, *, hosts: Mapping[str, tuple[str, int]] | None = None) -> None:
        self.turns = Turns(limits.per_host, limits.delay_seconds)
        self.backlog = Backlog()
        self._limits = limits
        self._hosts = dict(hosts or {})
        self._allow = AllowList(limits.private_hosts)
        self._all = asyncio.Semaphore(CONNECTIONS)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        limits = self._limits
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(32, "resolve"))
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0, resolver=_Resolver(self._hosts, self._allow), socket_factory=self._socket, ssl=_tls()
            ),
            timeout=aiohttp.ClientTimeout(
                connect=limits.connect_seconds, sock_connect=limits.connect_seconds, sock_read=limits.read_seconds
            ),
            headers={"User-Agent": agent(limits.contact), "Accept-Encoding": ACCEPTED},
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            max_line_size=16384,
            max_field_size=32768,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def get(self, request: Request) -> Response | Failure:
        """Read an address, following redirects: the final answer, or a failure that says why there is none."""
        chain = _Chain(request.url, self._limits.total_seconds)
        while len(chain.hops) <= HOPS + 1:
            answer = await self._hop(replace(request, url=chain.url), chain)
            if isinstance(answer, Failure):
                return answer
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return replace(answer, moved=chain.moved)
            target = canonical(answer.headers["location"], chain.url)
            if refusal := refused_hop(request, chain.url, target):
                return refusal
            chain.follow(target, answer.status)
        return _failure(request, f"it redirects more than {HOPS} times", "open it in a browser and look where it ends")

    async def _hop(self, request: Request, chain: _Chain) -> Response | Failure:
        if not re.match(r"https?://", request.url, re.IGNORECASE):
            return _failure(request, "its address is not http or https", "write one that begins with https://")
        host = self.turns.of(request.url)
        async with host.turn() as (status, refusal), self._all:
            if request.stage == "page":
                await self.backlog.wait_for_room()
            if refusal:
                return _failure(request, refusal, "it is asked again in the next run", status, passing=True)
            begun = asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(chain.seconds):
                    answer = await self._ask(request, chain)
            except _FAULTS as fault:
                if _is_silence(fault):
                    host.stayed_silent()
                return _explained(request, fault, self._limits, redirected=len(chain.hops) > 1)
            host.answered()
            chain.seconds -= asyncio.get_running_loop().time() - begun
            return answer

    async def _ask(self, request: Request, chain: _Chain) -> Response:
        """One answer, asked for again once if the connection was dropped, as servers may do with kept ones."""
        try:
            return await self._ask_once(request, chain)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as fault:
            if isinstance(fault, aiohttp.ClientConnectorError):
                raise
            return await self._ask_once(request, chain)

    async def _ask_once(self, request: Request, chain: _Chain) -> Response:
        assert self._session is not None, "a Fetcher works inside `async with`"
        headers = _headers(request) | chain.cookie(request.url)
        async with self._session.get(request.url, headers=headers, allow_redirects=False) as answer:
            found = {name.lower(): _value(answer, name) for name in answer.headers}
            chain.keep_cookies(request.url, answer)
            wanted = answer.status == 200 and re.search(request.kinds, found.get("content-type", ""), re.IGNORECASE)
            body = await _body(answer, request) if wanted else await _discarded(answer)
            return Response(url=request.url, status=answer.status, headers=found, body=body)

    def _socket(self, info: Any) -> socket.socket:
        """A socket for the resolved address that aiohttp is about to connect to; OSError if it is not allowed."""
        family, kind, protocol, _, place = info
        if not self._allow.permits(place[0], place[1]):
            raise OSError(f"{place[0]} {_NOT_PUBLIC}")
        made = socket.socket(family=family, type=kind, proto=protocol)
        made.setblocking(False)
        return made


class _Chain:
    """State of one chain of redirects: its current address, the seconds left, and the cookies received."""

    def __init__(self, url: str, seconds: float) -> None:
        self.url = url
        self.seconds = seconds
        self.hops = [url]
        self.moved = ""
        self._lasting = True
        self._cookies: dict[str, dict[str, str]] = {}

    def follow(self, target: str, status: int) -> None:
        self._lasting = self._lasting and status in _PERMANENT
        self.moved = target if self._lasting else self.moved
        self.url = target
        self.hops.append(target)

    def cookie(self, url: str) -> dict[str, str]:
        jar = self._cookies.get(urlsplit(url).netloc, {})
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}

    def keep_cookies(self, url: str, answer: aiohttp.ClientResponse) -> None:
        if answer.status in _REDIRECTS:
            jar = self._cookies.setdefault(urlsplit(url).netloc, {})
            jar |= {name: morsel.value for name, morsel in list(answer.cookies.items())[:20]}


class _Resolver(AbstractResolver):
    """Resolves host names, first from the static map, and allows the addresses of hosts on the allow-list."""

    def __init__(self, hosts: Mapping[str, tuple[str, int]], allow: AllowList) -> None:
        self._hosts = hosts
        self._allow = allow
        self._system = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        if host in self._hosts:
            address, there = self._hosts[host]
            self._allow.add(address, there)
            return [_result(host, address, there)]
        found = await self._system.resolve(host, port, family)
        if self._allow.names(host, port):
            for each in found:
                self._allow.add(each["host"], each["port"])
        return found

    async def close(self) -> None:
        await self._system.close()


def agent(contact: str) -> str:
    """The User-Agent: the name of this program, and how to reach whoever runs it."""
    return f"{AGENT}/{__version__} ({border.line(contact, 200)})" if contact else f"{AGENT}/{__version__}"


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)


def _tls() -> ssl.SSLContext:
    """A context with the system's certificate authorities and certifi's, since some Python builds come without any."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _headers(request: Request) -> dict[str, str]:
    wanted = {"Accept": request.accept, "If-None-Match": request.etag, "If-Modified-Since": request.modified}
    return {name: value for name, value in wanted.items() if _VALIDATOR.fullmatch(value)}


def _value(answer: aiohttp.ClientResponse, name: str) -> str:
    """A header's value: the first if it was repeated, or all of them if the header is a list."""
    values = answer.headers.getall(name)
    return ", ".join(values) if name.lower() in _LISTS else values[0]


async def _discarded(answer: aiohttp.ClientResponse) -> bytes:
    """An empty body. A short unwanted body is read and discarded so that its connection can be reused."""
    if answer.content_length and answer.content_length <= SHORT:
        await answer.content.readexactly(answer.content_length)
    return b""


async def _body(answer: aiohttp.ClientResponse, request: Request) -> bytes:
    inflater = Inflater(answer.headers.get("Content-Encoding", ""), request.max_bytes)
    try:
        async for chunk in answer.content.iter_chunked(2**16):
            inflater.feed(chunk)
    except TooLargeError:
        if not request.cut:
            raise
    return inflater.body()


def _is_silence(fault: BaseException) -> bool:
    """Whether the whole host seems unreachable, so that asking again would only cost another timeout."""
    return isinstance(fault, (TimeoutError, aiohttp.ClientConnectorError))


def _explained(request: Request, fault: BaseException, limits: Limits, *, redirected: bool) -> Failure:
    """The failure that a fault stands for. The exception's own text is not repeated: it may quote the server."""
    if isinstance(fault, TooLargeError):
        remedy = "raise `max_bytes` at the source if it is worth it" if request.stage == "fetch" else _USED
        return _failure(request, f"it is larger than {request.max_bytes / 2**20:.4g} MiB", remedy, "too large")
    if isinstance(fault, GarbledError):
        return _failure(request, str(fault), "tell the outlet; it is asked again in the next run")
    if _NOT_PUBLIC in str(getattr(fault, "os_error", "")):
        remedy = permission_remedy(request.url) if request.stage == "fetch" and not redirected else _INWARDS
        return _failure(request, "it leads to an address that is not public", remedy, "not public")
    if isinstance(fault, TimeoutError):
        return _failure(request, _waited(fault, limits), "nothing, unless it lasts for days", "timed out", passing=True)
    return _failure(request, *_connection(fault), "unreachable", passing=True)


def _waited(fault: TimeoutError, limits: Limits) -> str:
    if isinstance(fault, aiohttp.ConnectionTimeoutError):
        return f"there was no connection to it within {limits.connect_seconds:g} seconds"
    if isinstance(fault, aiohttp.SocketTimeoutError):
        return f"nothing came from it for {limits.read_seconds:g} seconds"
    return f"it had not come to an end after {limits.total_seconds:g} seconds"


def _connection(fault: BaseException) -> tuple[str, str]:
    if isinstance(fault, aiohttp.ClientConnectorDNSError):
        return "its host name is not known", "the domain may have lapsed: look for the outlet's new address"
    if isinstance(fault, (aiohttp.ClientSSLError, ssl.SSLError)):
        return "its certificate is not valid", "nothing, unless it lasts: the outlet has to renew it"
    if isinstance(fault, aiohttp.ClientConnectorError):
        return "its host refuses connections", "nothing, unless it lasts for days"
    return "it broke off or answered what is not HTTP", "nothing, unless it lasts for days"


def _failure(request: Request, reason: str, remedy: str, status: str = "failed", *, passing: bool = False) -> Failure:
    return Failure(
        source=request.source,
        stage=request.stage,
        reason=reason,
        remedy=remedy,
        status=status,
        url=redacted(request.url),
        passing=passing,
    )
