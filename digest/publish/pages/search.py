"""The search page, where an index is written beside the site."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import Page
from digest.publish.pages.frame import Frame


def pages(frame: Frame) -> Iterator[Page]:
    """The one page, if the desk has search."""
    if frame.archive.desk.search:
        title = frame.words["search"]
        yield frame.page("search/index.html", "search.html", title, lambda: {"description": title}, ("search",))
