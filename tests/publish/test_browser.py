"""The site in a real browser: nothing scrolls sideways, nothing is refused, nothing runs, and search finds.

Chromium is driven over its own protocol (aiohttp speaks it), so that no driver need be installed."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from digest.publish import search
from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.site import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--remote-debugging-port=0",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt-get install chromium"),
]


class Tab:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, site: str) -> None:
        self._socket, self._site, self._last = socket, site, 0
        self.complaints: list[str] = []
        self.asked: list[str] = []

    async def call(self, method: str, **parameters: Any) -> Any:
        """Send a command and wait for its answer, noting what the page says meanwhile."""
        self._last += 1
        await self._socket.send_json({"id": self._last, "method": method, "params": parameters})
        while True:
            heard = await asyncio.wait_for(self._socket.receive_json(), 20)
            if heard.get("id") == self._last:
                assert "error" not in heard, heard
                return heard["result"]
            self._note(heard)

    def _note(self, heard: dict[str, Any]) -> None:
        method, said = heard.get("method"), heard.get("params", {})
        if method == "Network.requestWillBeSent":
            self.asked.append(said["request"]["url"])
        elif (method == "Log.entryAdded" and said["entry"]["level"] == "error") or method in (
            "Runtime.exceptionThrown",
            "Page.javascriptDialogOpening",
        ):
            self.complaints.append(str(said)[:500])

    async def value(self, script: str) -> Any:
        """What a script comes to."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return answer["result"].get("value")

    async def open(self, path: str, *, width: int = 1280, scheme: str = "light") -> None:
        """Show a page of the site at this width and in this scheme."""
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        await self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        await self.call("Page.navigate", url=f"{self._site}/{path}")
        await self.until("document.readyState === 'complete' && location.href.startsWith('http')")

    async def until(self, condition: str) -> None:
        """Wait for a condition."""
        for _ in range(200):
            if await self.value(condition):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never came true: {condition}; {self.complaints}")


class Quiet(SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(desk: Desk, templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The six weeks, with search where it can be had, served on loopback."""
    root = tmp_path_factory.mktemp("served")
    out = root / "desk"
    found = replace(desk, search=search.available())
    render(pages(found), templates=[templates], out=out)
    if found.search:
        search.index(found, out)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/desk"
    server.shutdown()
    server.server_close()


@contextmanager
def browser(folder: Path) -> Iterator[str]:
    """A browser of our own; its debugging address."""
    assert CHROMIUM
    process = subprocess.Popen(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"127.0.0.1:{_port(folder / 'DevToolsActivePort')}"
    finally:
        process.terminate()
        process.wait(10)


def _port(file: Path) -> str:
    for _ in range(400):
        if file.is_file() and (lines := file.read_text().splitlines()):
            return lines[0]
        time.sleep(0.05)
    raise AssertionError("Chromium did not come up")


@asynccontextmanager
async def tab(port: str, site: str) -> Any:
    """A fresh page with its events switched on."""
    async with aiohttp.ClientSession() as session:
        async with session.put(f"http://{port}/json/new?about:blank") as answer:
            target = await answer.json(content_type=None)
        async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            made = Tab(socket, site)
            for domain in ("Page", "Runtime", "Log", "Network"):
                await made.call(f"{domain}.enable")
            yield made


@pytest.fixture(scope="module")
def visit(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., None]]:
    """Run a coroutine on a fresh page."""
    with browser(tmp_path_factory.mktemp("profile")) as port:

        def run(look: Callable[[Tab], Coroutine[Any, Any, None]]) -> None:
            async def go() -> None:
                async with tab(port, address) as made:
                    await look(made)

            asyncio.run(go())

        yield run


PATHS = (
    "", "2026/w06/", "2026/w06/all/", "2026/02/", "2026/", "archive/", "topics/", "topics/ai-policy/", "entities/",
    "entities/tianlu-micro/", "sources/", "sources/quiet/", "threads/", "corrections/", "about/", "feeds/", "404.html",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_keeps_to_itself(visit: Callable[..., None], address: str, scheme: str) -> None:
    """At 360 px nothing scrolls sideways; no page complains, opens a dialog or asks another host for anything."""

    async def look(page: Tab) -> None:
        for path in PATHS:
            await page.open(path, width=360, scheme=scheme)
            wide = await page.value("[innerWidth, document.documentElement.scrollWidth]")
            assert wide == [360, 360], path
        assert page.complaints == []
        assert [url for url in page.asked if not url.startswith((address, "data:"))] == []

    visit(look)


def test_colours_follow_the_reader(visit: Callable[..., None]) -> None:
    """The scheme of the system holds until the switch is used, which is remembered on the next page."""
    paper = "getComputedStyle(document.body).backgroundColor"

    async def look(page: Tab) -> None:
        await page.open("about/", scheme="dark")
        dark = await page.value(paper)
        await page.open("about/", scheme="light")
        light = await page.value(paper)
        assert dark != light
        await page.value("document.getElementById('scheme-dark').click()")
        assert await page.value(paper) == dark
        await page.open("archive/", scheme="light")
        assert await page.value(paper) == dark
        await page.value("document.getElementById('scheme-auto').click()")
        assert await page.value(paper) == light

    visit(look)


@pytest.mark.skipif(not search.available(), reason="Pagefind is not installed: pip install .[search]")
@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("苏州工厂", "苏州工厂开出“周末不加班”合同，订单反而多了"),
        ("维修许可", "維修許可上路，設備商急找替代料"),
        ("科凡", "Corvane must ask before it repairs machines in Suzhou"),
        ('"spare parts"', "Spare parts become the new front in the chip war"),
    ],
)
def test_search_finds_what_contains_it(visit: Callable[..., None], typed: str, title: str) -> None:
    """A run of Chinese finds that very run, in either script, and a name finds what names it in the other language."""

    async def look(page: Tab) -> None:
        await page.open(f"search/?q={quote(typed)}")
        await page.until("document.querySelectorAll('.results .title').length > 0")
        titles = await page.value("[...document.querySelectorAll('.results .title')].map(one => one.textContent)")
        assert title in titles
        assert page.complaints == []

    visit(look)


@pytest.mark.skipif(not search.available(), reason="Pagefind is not installed: pip install .[search]")
def test_search_does_not_find_scattered_characters(visit: Callable[..., None]) -> None:
    """Characters that stand apart in a text are not the word that was asked for."""

    async def look(page: Tab) -> None:
        await page.open(f"search/?q={quote('苏工')}")
        await page.until("document.querySelector('.found').textContent !== ''")
        assert await page.value("document.querySelectorAll('.results li').length") == 0

    visit(look)
