"""What a host shows for an address that is not there; its links are absolute, since it can be shown anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.model import Page
from digest.publish.pages.frame import Frame


def pages(frame: Frame) -> Iterator[Page]:
    """The one page, `404.html`."""
    root = urlsplit(frame.site.url).path.rstrip("/") + "/"
    title = frame.words["not_found"]
    yield frame.page("404.html", "404.html", title, lambda: {"base": root, "description": title, "unlisted": True})
