"""Requests to servers and their responses, as plain values without any network code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AGENT = "news-desk-digest"
"""The product token of our User-Agent, by which robots.txt files address us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to read, for which source, and at most how many bytes of it."""

    url: str
    source: str
    max_bytes: int
    stage: Literal["fetch", "page"] = "fetch"
    accept: str = "*/*"
    kinds: str = ""
    """Regular expression of the media types wanted; a body of another type is not read. Empty: any type."""
    etag: str = ""
    modified: str = ""
    downgrade: bool = False
    """Whether a redirect from https to http may be followed."""
    cut: bool = False
    """Whether a body is cut at `max_bytes`; if not, a longer one is a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer of any status. Header names are in lower case; only a 200 of a wanted media type has a body."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved: str = ""
    """The address to which the requested one has moved permanently, if it has."""
