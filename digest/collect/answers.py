"""Interpret a server's answer: whether it is a failure, of what kind, and how long to wait before asking again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from digest.collect import dates
from digest.collect.exchange import Request, Response
from digest.collect.identity import redacted
from digest.model import Failure, Source

BLOCKED = "blocked from CI"
LONGEST_REST = timedelta(days=30)
_SECONDS = re.compile(r"[0-9]{1,18}(?:\.[0-9]{0,9})?")
_CHALLENGED = "cf-mitigated"
_NO_WAY_AROUND = "try it from a laptop: some outlets block CI machines, and nothing is done to get around that"

_PASSING = frozenset({408, 425, 429})
# HTTP status -> (status of the source, reason, remedy). All other statuses share one default.
_MEANINGS = {
    401: (BLOCKED, "it asks for a password", "use another feed of this outlet, or switch it off"),
    402: (BLOCKED, "it asks for payment", "use another feed of this outlet, or switch it off"),
    403: (BLOCKED, "it refuses this machine", _NO_WAY_AROUND),
    404: ("failed", "there is nothing at its address", "look for the outlet's new address"),
    406: (BLOCKED, "it refuses this program", "ask the outlet whether feed readers are welcome"),
    410: ("gone", "it is gone for good", "take it out of sources.yaml or write its new address; it is not asked again"),
    429: ("waiting", "it asks for fewer requests", "nothing, unless it lasts for days"),
    451: (BLOCKED, "it is not available here for legal reasons", "try it from another place, or switch it off"),
    503: ("waiting", "it is not available at the moment", "nothing, unless it lasts for days"),
}  # fmt: skip


def refused(answer: Response, *, source: Source, stage: Literal["fetch", "page"], url: str) -> Failure | None:
    """The failure that an answer stands for; None for a good answer (200 or 304)."""
    if answer.status in (200, 304):
        return None
    default = ("failed", f"the server answered {answer.status}", "nothing, unless it lasts for days")
    status, reason, remedy = _MEANINGS.get(answer.status, default)
    if answer.headers.get(_CHALLENGED):
        status, reason, remedy = BLOCKED, "it wants to see a person in a browser", _NO_WAY_AROUND
    if answer.status in _MEANINGS:
        reason = f"{reason} ({answer.status})"
    return Failure(
        source=source.id, stage=stage, reason=reason, status=status, remedy=remedy, url=redacted(url),
        passing=status != BLOCKED and (answer.status >= 500 or answer.status in _PASSING),
    )  # fmt: skip


def refused_hop(request: Request, url: str, target: str) -> Failure | None:
    """Why a redirect from `url` to `target` (canonical; empty if invalid) is not followed; None if it may be."""
    if not target:
        reason = "it redirects to something that is not a web address"
        remedy = "open it in a browser and see where it leads"
    elif url.startswith("https:") and target.startswith("http:") and not request.downgrade:
        reason = "it redirects from https to plain http"
        remedy = "write `allow_http_downgrade: true` at the source if you trust it"
    else:
        return None
    return Failure(
        source=request.source,
        stage=request.stage,
        reason=reason,
        status="failed",
        remedy=remedy,
        url=redacted(request.url),
    )


def wait_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When a server may be asked again (`Retry-After`, seconds or a date), at most 30 days ahead; None if at once."""
    raw = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(raw):
        until: datetime | None = now + timedelta(seconds=min(float(raw), LONGEST_REST.total_seconds()))
    else:
        until = dates.parse(raw, zone=UTC, language="en", now=now)
    return min(until, now + LONGEST_REST).replace(microsecond=0) if until is not None and until > now else None
