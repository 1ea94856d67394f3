"""The files for machines: the sources as OPML, robots.txt and the sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.model import Page
from digest.publish.pages.feeds import root
from digest.publish.pages.frame import Frame
from digest.publish.text import href


def pages(frame: Frame) -> Iterator[Page]:
    """The OPML file and robots.txt."""
    sources = [source for source in frame.archive.sources.values() if source.enabled and href(source.url)]
    sources.sort(key=lambda source: (source.language, source.name.casefold(), source.id))
    yield frame.page("sources.opml", "sources.opml", frame.site.title, lambda: {"sources": sources})
    yield frame.page("robots.txt", "robots.txt", frame.site.title, lambda: {"root": root(frame)})


def sitemap(frame: Frame, paths: Iterable[str]) -> Page:
    """The sitemap, with every page that search engines may index."""
    found = sorted(path.removesuffix("index.html") for path in paths if path.endswith("index.html"))
    return frame.page("sitemap.xml", "sitemap.xml", frame.site.title, lambda: {"paths": found, "root": root(frame)})
