"""Each issue as a mail, in HTML and in plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from html import unescape
from re import DOTALL, sub
from typing import Any

from digest.model import Issue, Page
from digest.publish.pages.feeds import root
from digest.publish.pages.frame import Frame
from digest.publish.pages.issue import description, key, title, view


def pages(frame: Frame) -> Iterator[Page]:
    """Two files for each issue, `mail/2026-W05.html` and `.txt`."""
    for issue in frame.archive.issues:
        for kind in ("html", "txt"):
            yield frame.page(
                f"mail/{issue.week}.{kind}",
                f"mail.{kind}",
                title(frame, issue),
                partial(_context, frame, issue),
                (key(frame, issue),),
            )


def _context(frame: Frame, issue: Issue) -> Mapping[str, Any]:
    shown = view(frame, issue)
    return {
        "issue": shown,
        "root": root(frame),
        "essay_text": _plain(str(shown.essay)),
        "description": description(shown),
    }


def _plain(html: str) -> str:
    """Sanitised HTML as plain text: a blank line between paragraphs, and the address behind each link."""
    linked = sub(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', r"\2 (\1)", html, flags=DOTALL)
    parted = sub(r"</(p|h\d|ul|ol|blockquote|pre|table)>", "\n\n", linked.replace("<li>", "- "))
    return sub(r"\n{3,}", "\n\n", unescape(sub(r"<[^>]+>", "", parted))).strip()
