"""The search page, if the site has a search index."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import Page
from digest.publish.pages.frame import Frame


def pages(frame: Frame) -> Iterator[Page]:
    """The search page, if the desk has search."""
    if frame.archive.desk.search:
        title = frame.words["search"]
        yield frame.page("search/index.html", "search.html", title, lambda: {"description": title}, ("search",))
