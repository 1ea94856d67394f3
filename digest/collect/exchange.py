"""What passes between us and a server: a request and its answer, without the network in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AGENT = "news-desk-digest"
"""What robots.txt files may call us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to read, for whom, and how much of it at most."""

    url: str
    source: str
    max_bytes: int
    stage: Literal["fetch", "page"] = "fetch"
    accept: str = "*/*"
    kinds: str = ""
    """Pattern of the media types worth reading; a body of another type stays where it is."""
    etag: str = ""
    modified: str = ""
    downgrade: bool = False
    """Whether a redirect from https to http may be followed."""
    cut: bool = False
    """Whether what is beyond `max_bytes` is left away; else it makes the whole a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer of whatever status; header names in lower case, the body only of a 200 of a wanted kind."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved: str = ""
    """Where the asked address says it has moved for good."""
