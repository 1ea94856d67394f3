"""A small site on loopback with answers set by each test, and a desk that may read it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import Quiet, Server
from typer.testing import CliRunner

from digest.cli import app

NOW = "2026-01-29T12:00:00Z"
ITEM = """<item><title>{title}</title><link>{base}/news/{slug}</link><guid>{base}/news/{slug}</guid>
<pubDate>{day} Jan 2026 08:00:00 GMT</pubDate><category>{category}</category><description>{text}</description></item>"""


class Site:
    """What a server answers by path; `asked` is what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                status, kind, body = site.pages.get(self.path, (404, "text/plain", b"nothing here"))
                self.send_response(status)
                if status in (301, 302):
                    self.send_header("Location", body.decode())
                    body = b""
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = Server(Handler)
        self.url = self.server.url
        self.host = self.url.removeprefix("http://")

    def say(self, path: str, body: str, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        """Answer a path with this."""
        self.pages[path] = (status, kind, body.encode())

    def feed(
        self, path: str, *titles: str, name: str = "Harbour Post - RSS", text: str = "", category: str = ""
    ) -> None:
        """Answer a path with a feed of these titles, a day apart."""
        items = "".join(
            ITEM.format(title=title, slug=f"{path.strip('/').replace('/', '-')}-{at}", base=self.url, day=28 - at,
                        text=text or f"What happened: {title}.", category=category)
            for at, title in enumerate(titles)
        )  # fmt: skip
        head = f"<title>{name}</title><link>{self.url}/</link><language>en-gb</language>"
        self.say(path, f'<rss version="2.0"><channel>{head}{items}</channel></rss>', "application/rss+xml")


@pytest.fixture
def site() -> Iterator[Site]:
    """A server for one test."""
    made = Site()
    yield made
    made.server.stop()


DESK = """\
# The desk of a test.

site:
  title: Desk
  url: https://desk.example/

collect:
  private_hosts: ["{host}"]  # the test's own server
  workers: 1

sources:

  # --- General: the daily papers ---

  - id: alpha
    name: Alpha
    url: {url}/alpha.xml
    exclude: [coupons, category=Deals]   # they sell things

  # - id: beta          # does not answer any more
  #   url: {url}/beta.xml

  # --- China: in Chinese ---

  - id: zeta
    name: Zeta
    url: {url}/zeta.xml
    language: zh
    beat: china-tech-zh

# the end
"""


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Path:
    """A folder with a desk that reads the site."""
    (tmp_path / "sources.yaml").write_text(DESK.format(host=site.host, url=site.url), encoding="utf-8")
    (tmp_path / "topics.yaml").write_text("ai-policy:\n  title: {en: AI, zh: 人工智能}\n  strong: [AI act]\n", "utf-8")
    (tmp_path / "entities.yaml").write_text("ORG:\n  Nvidia: {zh: 英伟达}\n", encoding="utf-8")
    return tmp_path


class Told:
    """What a command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        """Its output, as JSON."""
        return json.loads(self.out)


@pytest.fixture
def digest(desk: Path) -> Any:
    """Run a command on the desk."""

    def run(*words: str, at: Path = desk) -> Told:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(at)
            result = CliRunner().invoke(app, list(words))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Told(result.exit_code, result.stdout, result.stderr)

    return run
