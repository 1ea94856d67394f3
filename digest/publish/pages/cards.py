"""The preview pictures for shared links: one for the site and one for each issue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from digest.model import Page
from digest.publish.addresses import issue_path
from digest.publish.card import card
from digest.publish.pages.frame import CARD, Frame
from digest.publish.pages.issue import title
from digest.publish.text import digest


def pages(frame: Frame) -> Iterator[Page]:
    """The site's `card.png`, and one for each issue."""
    yield _page(frame, CARD, frame.site.title, "", frame.site.description)
    for issue in frame.archive.issues:
        yield _page(
            frame,
            f"{issue_path(issue.week)}{CARD}",
            title(frame, issue),
            frame.site.title,
            frame.words.dateline(issue.week),
        )


def _page(frame: Frame, path: str, headline: str, over: str, under: str) -> Page:
    language = frame.site.languages[0] if frame.site.languages else ""
    said = (headline, over, under, language)
    return Page(path=path, body=partial(card, *said), title=headline, key=digest((path, *said)))
