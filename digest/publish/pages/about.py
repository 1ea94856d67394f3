"""The about page: the editor's text, and the method as the current settings define it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from digest.model import Page
from digest.publish.essay import essay
from digest.publish.method import method, reading
from digest.publish.pages.frame import Frame


def pages(frame: Frame) -> Iterator[Page]:
    """The about page."""
    yield frame.page("about/index.html", "about.html", frame.words["about"], lambda: _context(frame))


def _context(frame: Frame) -> Mapping[str, Any]:
    desk = frame.archive.desk
    return {
        "about": essay(desk.about) if desk.about else "",
        "method": method(desk.config, frame.words),
        "reading": reading(frame.words),
        "day": desk.config.publish.day,
        "contact": desk.config.collect.contact,
        "description": frame.site.description,
    }
