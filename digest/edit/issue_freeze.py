"""Publish an issue: from then on no run re-orders it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_STATUS = re.compile(r"(?m)^status:[^\n#]*?(?P<comment>[ \t]*#[^\n]*)?$")


def freeze(text: str, now: datetime) -> str:
    """The file's text with `status: published` and the moment; one that is published comes back as it is.

    Only the front matter is touched, and in it only that line: whatever else the editor wrote stays to the letter."""
    head, mark, rest = text.partition("\n---")
    found = _STATUS.search(head)
    if found and found[0].split(":", 1)[1].split("#")[0].strip() == "published":
        return text
    said = f"status: published\npublished: {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    head = _STATUS.sub(said, head, count=1) if found else head.replace("\n", f"\n{said}\n", 1)
    return head + mark + rest
