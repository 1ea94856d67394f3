"""The pages of the site: one module for each page type, and the dictionary that lists them.

A page type is a module with `pages(frame) -> Iterator[Page]`; to add one, write the module and list it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from digest.model import Page
from digest.publish.desk import Desk
from digest.publish.pages import (
    about,
    archive,
    cards,
    corrections,
    entities,
    feeds,
    front,
    issue,
    machines,
    mail,
    months,
    notfound,
    search,
    sources,
    threads,
    topics,
    weeks,
)
from digest.publish.pages.frame import Frame

PAGE_TYPES: Mapping[str, Callable[[Frame], Iterator[Page]]] = {
    "about": about.pages,
    "archive": archive.pages,
    "cards": cards.pages,
    "corrections": corrections.pages,
    "entities": entities.pages,
    "feeds": feeds.pages,
    "front": front.pages,
    "issue": issue.pages,
    "machines": machines.pages,
    "mail": mail.pages,
    "months": months.pages,
    "notfound": notfound.pages,
    "search": search.pages,
    "sources": sources.pages,
    "threads": threads.pages,
    "topics": topics.pages,
    "weeks": weeks.pages,
}


def pages(desk: Desk) -> Iterator[Page]:
    """Every page of a desk's site; a page's context is computed only when it is rendered."""
    frame = Frame(desk)
    paths = []
    for kind in PAGE_TYPES.values():
        for page in kind(frame):
            paths.append(page.path)
            yield page
    yield machines.sitemap(frame, paths)
