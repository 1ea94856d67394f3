"""Test a built site before it is deployed: required pages exist, links lead somewhere, and nothing is too large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

NEEDED = ("index.html", "404.html", "feed.xml", "sitemap.xml", "archive/index.html")
PAGE_BYTES = 2 * 2**20
SITE_BYTES = 1000 * 10**6
"""The limit of GitHub Pages, in bytes."""
MOST = 50
"""How many faults are reported."""


@dataclass(slots=True)
class _Read:
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.read = _Read()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record what the element links to, and its id."""
        for name, value in attrs:
            if name in ("href", "src") and value is not None and tag != "base":
                self.read.links.append(value)
            elif name == "id" and value:
                self.read.ids.add(value)


def faults(site: Path, address: str) -> list[str]:
    """What is wrong with the site in a folder, to be published at an address; empty if nothing is."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    pages = {name: _Reader(path.read_text("utf-8")).read for name, path in files.items() if name.endswith(".html")}
    found = [f"{name} is missing" for name in NEEDED if name not in files]
    found += [f"{name} is {size / 2**20:.1f} MB" for name, size in sizes.items()
              if name in pages and size > PAGE_BYTES]  # fmt: skip
    found += [f"{name} is empty" for name, size in sizes.items() if not size and name != ".nojekyll"]
    if sum(sizes.values()) > SITE_BYTES:
        found.append(f"the site is {sum(sizes.values()) / 10**6:.0f} MB; GitHub publishes {SITE_BYTES / 10**6:.0f}")
    return (found + list(_broken(pages, files, address.rstrip("/") + "/")))[:MOST]


def _broken(pages: Mapping[str, _Read], files: Mapping[str, Path], address: str) -> Iterator[str]:
    """The links within the site that lead nowhere."""
    for name, page in pages.items():
        for link in dict.fromkeys(page.links):
            target, fragment = urldefrag(urljoin(address + name, link))
            if not target.startswith(address):
                continue
            path = unquote(urlsplit(target).path.removeprefix(urlsplit(address).path))
            if not path or path.endswith("/") or f"{path}/index.html" in files:  # Pages redirects a folder to its slash
                path = f"{path.rstrip('/')}/index.html".removeprefix("/")
            if path not in files:
                yield f"{name} links to {link}, which is not there"
            elif fragment and path in pages and unquote(fragment) not in pages[path].ids:
                yield f"{name} links to {link}, but there is no such place on that page"
