"""A headless Chromium, driven over its own protocol, and a server for the site of the six weeks."""

from __future__ import annotations

import asyncio
import gzip
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import aiohttp
import pytest
from loopback import Server

from digest.model import Entry, Tag
from digest.publish import search
from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.site import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--remote-debugging-port=0",
)  # fmt: skip
TOOLS = Path(__file__).with_name("tools")
SAMPLE = Path(__file__).parents[3] / "demo/site"
TYPES = {
    "front": r"index\.html", "issue": r"\d{4}/w\d\d/index\.html", "week": r".*/all/index\.html",
    "month": r"\d{4}/\d\d/index\.html", "year": r"\d{4}/index\.html", "archive": r"archive/index\.html",
    "topics": r"topics/index\.html", "topic": r"topics/[^/]+/index\.html", "older": r".*/page/\d+/index\.html",
    "entities": r"entities/index\.html", "entity": r"entities/[^/]+/index\.html",
    "names": r"entities/page/[a-z-]+/index\.html", "sources": r"sources/index\.html",
    "source": r"sources/[^/]+/index\.html", "threads": r"threads/index\.html", "thread": r"threads/[^/]+/index\.html",
    "corrections": r"corrections/index\.html", "about": r"about/index\.html", "feeds": r"feeds/index\.html",
    "search": r"search/index\.html", "404": r"404\.html",
}  # fmt: skip
COMPRESSED = (".html", ".css", ".js", ".json", ".xml")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser, and is skipped where there is none."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium: apt-get install chromium"))


def page_types(site: Path) -> dict[str, str]:
    """Page type -> address under the site of its longest page, for every type that the site has."""
    files = {f.relative_to(site).as_posix(): f.stat().st_size for f in site.rglob("*.html")}
    found = {kind: [path for path in files if re.fullmatch(pattern, path)] for kind, pattern in TYPES.items()}
    longest = {kind: max(paths, key=lambda path: (files[path], path)) for kind, paths in found.items() if paths}
    return {kind: path.removesuffix("index.html") for kind, path in longest.items()}


class Tab:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, site: str) -> None:
        self._socket, self._site, self._last = socket, site, 0
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.received = 0
        """Bytes that came over the wire."""

    async def call(self, method: str, **parameters: Any) -> Any:
        """Send a command and wait for its answer, noting what the page says meanwhile."""
        self._last += 1
        await self._socket.send_json({"id": self._last, "method": method, "params": parameters})
        while True:
            heard = await asyncio.wait_for(self._socket.receive_json(), 60)
            if heard.get("id") == self._last:
                assert "error" not in heard, heard
                return heard["result"]
            self._note(heard)

    def _note(self, heard: dict[str, Any]) -> None:
        method, said = heard.get("method"), heard.get("params", {})
        if method == "Network.requestWillBeSent":
            self.asked.append(said["request"]["url"])
        elif method == "Network.loadingFinished":
            self.received += int(said["encodedDataLength"])
        elif (method == "Log.entryAdded" and said["entry"]["level"] == "error") or method in (
            "Runtime.exceptionThrown",
            "Page.javascriptDialogOpening",
        ):
            self.complaints.append(str(said)[:500])

    async def value(self, script: str) -> Any:
        """The value of a script."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, str(answer["exceptionDetails"])[:500]
        return answer["result"].get("value")

    async def see(self, width: int, scheme: str) -> None:
        """Look at pages at this width and in this scheme; one that is open changes in its place."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        await self.call("Emulation.setDeviceMetricsOverride", **size)
        await self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    async def open(self, path: str, *, width: int = 1280, scheme: str = "light") -> None:
        """Show a page of the site at this width and in this scheme."""
        await self.see(width, scheme)
        await self.call("Page.navigate", url=f"{self._site}/{path}")
        await self.until(
            "document.readyState === 'complete' && location.href.startsWith('http') && document.styleSheets.length > 0"
        )

    async def until(self, condition: str) -> None:
        """Wait for a condition."""
        for _ in range(400):
            if await self.value(condition):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never came true: {condition}; {self.complaints}")


class Host(SimpleHTTPRequestHandler):
    """A file server that says nothing, compresses text and shows `404.html`, as hosts of static sites do."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".xml": "application/xml"}  # noqa: RUF012 -- theirs

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        file = Path(self.translate_path(self.path.partition("?")[0]))
        file = file / "index.html" if file.is_dir() and self.path.endswith("/") else file
        lost = next((folder / "404.html" for folder in file.parents if (folder / "404.html").is_file()), None)
        if file.is_file() or file.is_dir() or lost is None:
            return self._compressed(file, 200) if file.suffix in COMPRESSED and file.is_file() else super().send_head()
        return self._compressed(lost, 404)

    def _compressed(self, file: Path, status: int) -> BytesIO:
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(status)
        self.send_header("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)


SEARCHED = (
    ("zh", "英伟达为县城书店做了一块新的人工智能芯片", Tag(name="Nvidia", type="ORG", zh="英伟达", salience=2)),
    ("zh", "会下棋的人工智能芯片进了养老院", None),
    ("en", "A bakery in Suzhou reads the export controls aloud", None),
    ("en", "Controls of the export of bread, explained", None),
)
"""Language, title and name of articles that are only there to be found."""


def _article(desk: Desk, language: str, title: str, name: Tag | None) -> Entry:
    like = next(entry for entry in desk.entries if entry.language == language)
    key = blake2b(title.encode(), digest_size=6).hexdigest()
    return replace(
        like, id=key, title=title, summary=(), entities=(name,) if name else (), url=f"https://a.example/{key}"
    )


@contextmanager
def served(root: Path) -> Iterator[str]:
    """A folder on loopback; its address."""
    server = Server(partial(Host, directory=str(root)))
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def site(desk: Desk, templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The six weeks, with search where it can be had, in a folder `desk`."""
    out = tmp_path_factory.mktemp("served") / "desk"
    found = replace(
        desk, entries=[*desk.entries, *(_article(desk, *one) for one in SEARCHED)], search=search.available()
    )
    render(pages(found), templates=[templates], out=out)
    if found.search:
        search.index(found, out)
    return out


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the six weeks are served."""
    with served(site.parent) as root:
        yield f"{root}/desk"


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
        process.wait(20)


def _port(file: Path) -> str:
    for _ in range(1200):
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


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A browser's debugging address, `host:port`."""
    with browser(tmp_path_factory.mktemp("profile")) as port:
        yield port


Visit = Callable[[Callable[[Tab], Coroutine[Any, Any, None]]], None]


@pytest.fixture(scope="session")
def visitor(chromium: str) -> Callable[[str], Visit]:
    """For a site's address: the way to run a coroutine on a fresh page of it."""

    def to(address: str) -> Visit:
        def run(look: Callable[[Tab], Coroutine[Any, Any, None]]) -> None:
            async def go() -> None:
                async with tab(chromium, address) as made:
                    await look(made)

            asyncio.run(go())

        return run

    return to


@pytest.fixture
def visit(visitor: Callable[[str], Visit], address: str) -> Visit:
    """Run a coroutine on a fresh page of the six weeks."""
    return visitor(address)


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the npm tools that judge pages."""
    if not (TOOLS / "node_modules").is_dir() or shutil.which("node") is None:
        pytest.skip("the npm tools are not installed: make tools")
    return TOOLS / "node_modules"


@pytest.fixture(scope="session", params=["six weeks", "sample"])
def whole(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """A whole site and where it is served: the hostile six weeks, and what `make demo` left."""
    if request.param == "six weeks":
        yield request.getfixturevalue("site"), request.getfixturevalue("address")
        return
    if not SAMPLE.is_dir():
        pytest.skip("there is no sample to look at: make demo")
    with served(SAMPLE) as root:
        yield SAMPLE, root


@pytest.fixture(scope="session")
def types(site: Path) -> dict[str, str]:
    """Page type -> a page of the six weeks."""
    return page_types(site)


@pytest.fixture(scope="session")
def typed(whole: tuple[Path, str]) -> dict[str, str]:
    """Page type -> a page of the whole site that is looked at."""
    return page_types(whole[0])
