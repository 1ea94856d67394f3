"""Publish an issue's file, after which no run changes it any more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from digest.edit.issue_write import unread_lines
from digest.model import Unread

_STATUS = re.compile(r"(?m)^status:[^\n#]*?(?P<comment>[ \t]*#[^\n]*)?$")
_PUBLISHED = re.compile(r"(?m)^published:.*\n?")
_UNREAD = re.compile(r"(?m)^unread:")


def freeze(text: str, now: datetime, unread: Iterable[Unread] = ()) -> str:
    """The file's text with `status: published`, the time of publication, and the sources that could not be read.

    A file that already has status and time comes back as it is; if an editor wrote only the status, the rest is added.
    No other line is touched."""
    head, mark, rest = text.partition("\n---")
    if published(text) and _PUBLISHED.search(head):
        return text
    head = _PUBLISHED.sub("", head)
    found = _STATUS.search(head)
    moment = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    silent = () if _UNREAD.search(head) else unread_lines(unread)
    said = "\n".join(("status: published", f"published: {moment}", *silent))
    head = head[: found.start()] + said + head[found.end() :] if found else head.replace("\n", f"\n{said}\n", 1)
    return head + mark + rest


def published(text: str) -> bool:
    """Whether a file's text says that the issue is published."""
    found = _STATUS.search(text.partition("\n---")[0])
    return found is not None and found[0].split(":", 1)[1].split("#")[0].strip() == "published"
