"""Publish an issue: from then on no run re-orders it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from digest.edit.issue_write import unread_lines
from digest.model import Unread

_STATUS = re.compile(r"(?m)^status:[^\n#]*?(?P<comment>[ \t]*#[^\n]*)?$")
_UNREAD = re.compile(r"(?m)^unread:")


def freeze(text: str, now: datetime, unread: Iterable[Unread] = ()) -> str:
    """The file's text with `status: published`, the moment, and what could not be read; one that is published comes
    back as it is.

    Only the front matter is touched, and in it only that line: whatever else the editor wrote stays to the letter."""
    head, mark, rest = text.partition("\n---")
    found = _STATUS.search(head)
    if found and found[0].split(":", 1)[1].split("#")[0].strip() == "published":
        return text
    moment = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    silent = () if _UNREAD.search(head) else unread_lines(unread)
    said = "\n".join(("status: published", f"published: {moment}", *silent))
    head = head[: found.start()] + said + head[found.end() :] if found else head.replace("\n", f"\n{said}\n", 1)
    return head + mark + rest
