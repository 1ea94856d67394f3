"""The 404 page; its links are absolute paths, since a host shows it at any address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.model import Page
from digest.publish.pages.frame import Frame


def pages(frame: Frame) -> Iterator[Page]:
    """`404.html`."""
    root = urlsplit(frame.site.url).path.rstrip("/") + "/"
    title = frame.words["not_found"]
    yield frame.page("404.html", "404.html", title, lambda: {"base": root, "description": title, "unlisted": True})
