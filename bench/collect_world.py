"""An invented press on loopback for the collect benchmarks: outlets, feeds and pages from a seed, and their server.

Nothing is downloaded, and nothing listens beyond 127.0.0.1.
"""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from digest.model import Composition, Config, Limits, Site, Source, WhosWho

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)

_WHO = (
    "The ministry",
    "A regulator",
    "The company",
    "Officials in Beijing",
    "Lawmakers in Brussels",
    "Nvidia",
    "Alibaba",
    "The commission",
    "Analysts at a bank",
)
_DID = (
    "said on Monday that",
    "announced last week that",
    "told reporters that",
    "wrote in a filing that",
    "denied reports that",
    "confirmed that",
)
_WHAT = (
    "the rules for exports of advanced chips",
    "a plan to build a data centre near Shanghai",
    "the new model for speech",
    "its offer to buy a battery maker",
    "the fine for the search business",
    "an update of its app store terms",
)
_THEN = (
    "would take effect within thirty days",
    "was delayed until the spring",
    "could cost the industry $2 billion",
    "will be reviewed by a court",
    "drew protests from its rivals",
    "has changed after talks in Washington",
)
_PLAIN_WHO = (
    "The decision",
    "Such a step",
    "What follows",
    "The price of the parts",
    "Few of the people involved",
    "The second half of the year",
)
_PLAIN_DID = (
    "had been expected for months",
    "surprised nobody in the industry",
    "is harder to foresee",
    "will depend on the weather as well",
    "could still be put off",
)
_PLAIN_WHY = (
    "as the talks went on behind closed doors",
    "since the costs have risen for everyone",
    "and the rest is a matter of patience",
    "although some had hoped for more",
)
_ZH_WHO = (
    "监管部门",
    "公司",
    "法院",
    "专家",
    "平台",
    "企业",
    "政府",
    "机构",
)
_ZH_DID = (
    "表示",
    "宣布",
    "指出",
    "要求",
    "确认",
)
_ZH_WHAT = (
    "芯片出口的新规定",
    "数据中心的建设计划",
    "语言模型的最新版本",
    "电池工厂的收购方案",
    "应用商店的条款",
)
_ZH_THEN = (
    "将在三十天内生效",
    "已经推迟到春季",
    "可能影响整个行业",
    "需要接受法院审查",
)
PLAIN = 0.5
"""Share of sentences that name nobody, as in news."""


def sentence(dice: random.Random, language: str) -> str:
    """One sentence of invented news."""
    if language == "zh":
        day = f"{dice.randint(1, 12)}月{dice.randint(1, 28)}日"
        said = f"{dice.choice(_ZH_WHO)}在{day}{dice.choice(_ZH_DID)}"
        return f"{said}，{dice.choice(_ZH_WHAT)}{dice.choice(_ZH_THEN)}。"
    if dice.random() < PLAIN:
        return f"{dice.choice(_PLAIN_WHO)} {dice.choice(_PLAIN_DID)} {dice.choice(_PLAIN_WHY)}."
    return f"{dice.choice(_WHO)} {dice.choice(_DID)} {dice.choice(_WHAT)} {dice.choice(_THEN)}."


@dataclass(frozen=True, slots=True)
class World:
    """Paths and what is behind them; `delays` are seconds before an answer, by host and path, negative for never."""

    config: Config
    bodies: Mapping[str, tuple[str, bytes]]
    hosts: tuple[str, ...]


def world(
    outlets: int, articles: int, *, sentences: int = 30, chinese: float = 0.3, seed: int = 1, **limits: Any
) -> World:
    """Outlets with `articles` each, every page with the usual things around its text."""
    bodies: dict[str, tuple[str, bytes]] = {}
    sources = []
    for number in range(outlets):
        dice = random.Random(f"{seed}-{number}")
        language = "zh" if dice.random() < chinese else "en"
        host = f"host{number}.example"
        sources.append(Source(id=f"s{number}", name=f"Outlet {number}", url=f"http://{host}/feed", language=language))
        bodies[f"{host}/robots.txt"] = ("text/plain", b"User-agent: *\nDisallow: /private\n")
        titles = [f"{sentence(dice, language).rstrip('.。')} {number}-{i}" for i in range(articles)]
        bodies[f"{host}/feed"] = ("application/rss+xml", feed_of(host, titles))
        for i, title in enumerate(titles):
            bodies[f"{host}/a/{i}"] = ("text/html; charset=utf-8", _page(dice, title, language, sentences))
    site = Site(title="Desk", url="https://desk.example/")
    config = Config(
        site=site, collect=Limits(**limits), issue=Composition(), sources=tuple(sources), topics=(), whoswho=WhosWho()
    )
    return World(config, bodies, tuple(f"host{i}.example" for i in range(outlets)))


def feed_of(host: str, titles: list[str], folder: str = "a") -> bytes:
    """An RSS feed of these titles, a minute apart, whose links lead to `folder`."""
    items = "".join(
        f"<item><title>{title}</title><link>http://{host}/{folder}/{i}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>{host}-{i}</guid>"
        f"<description>{title}</description><pubDate>{format_datetime(NOW - timedelta(minutes=i + 1))}</pubDate></item>"
        for i, title in enumerate(titles)
    )
    channel = f"<channel><title>{host}</title>{items}</channel>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'>{channel}</rss>".encode()


def _page(dice: random.Random, title: str, language: str, sentences: int) -> bytes:
    links = "".join(f"<li><a href=/a/{i}>{sentence(dice, language)}</a></li>" for i in range(30))
    text = "".join(
        f"<p>{' '.join(sentence(dice, language) for _ in range(3))}</p>" for _ in range(max(sentences // 3, 1))
    )
    style = "<style>" + "".join(f".c{i}{{margin:{i}px;padding:0 {i}px}}" for i in range(400)) + "</style>"
    head = f"<meta charset=utf-8><title>{title}</title>{style}<script>{'var x = [1, 2, 3];' * 600}</script>"
    related = f"<div class=related><h3>Related</h3><ul>{links}</ul></div>"
    article = f"<main><article><h1>{title}</h1>{text}{related}</article></main>"
    body = f"<nav><ul>{links}</ul></nav>{article}<footer>{links}</footer>"
    return f"<!doctype html><html lang={language}><head>{head}</head><body>{body}</body></html>".encode()


def serve(bodies: Mapping[str, tuple[str, bytes]], delays: Mapping[str, float], ready: Any) -> None:
    """Serve until killed: ETags and 304, waits as long as `delays` says (by `host/path`, else by host), or for ever."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await _one(head.decode("latin-1"), writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _one(head: str, writer: asyncio.StreamWriter) -> None:
        lines = head.split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        host, path = headers["host"].partition(":")[0], lines[0].split(" ")[1].partition("?")[0]
        delay = delays.get(f"{host}{path}", delays.get(host, 0.0))
        await asyncio.sleep(delay if delay >= 0 else 3600)
        kind, body = bodies.get(f"{host}{path}", ("", b""))
        etag = f'"{hashlib.sha1(body).hexdigest()}"'
        status = (
            "404 Not Found" if not kind else "304 Not Modified" if headers.get("if-none-match") == etag else "200 OK"
        )
        body = body if status.startswith("200") else b""
        gzipped = "Content-Encoding: gzip\r\n" if body[:2] == b"\x1f\x8b" else ""
        writer.write(
            f"HTTP/1.1 {status}\r\nContent-Type: {kind or 'text/plain'}\r\nETag: {etag}\r\n{gzipped}"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        await writer.drain()

    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1000)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


@contextmanager
def served(bodies: Mapping[str, tuple[str, bytes]], delays: Mapping[str, float] | None = None) -> Iterator[int]:
    """The port at which a process of its own serves this."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(dict(bodies), dict(delays or {}), there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.kill()
        process.join()
