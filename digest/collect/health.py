"""Judge how a source is doing: its status, since when, why, and what an editor can do about it. Pure.

Each function takes the previous health and the outcome of one reading, and returns the new health. A reading that
brings nothing new changes no field, so that the stored bytes stay the same. For this reason `not modified` is shown for
a run but never stored.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.collect import coverage, profile
from digest.collect.answers import BLOCKED, wait_until
from digest.collect.exchange import Response
from digest.collect.feeds.adapt import Feed
from digest.collect.identity import redacted
from digest.model import Failure, Health, Source

STATUSES = (
    BLOCKED, "empty", "failed", "gone", "malformed", "moved", "new", "not modified", "not public", "ok",
    "quarantined", "refused by robots", "stale", "thin", "timed out", "too large", "unreachable", "waiting",
)  # fmt: skip
READABLE = frozenset({"empty", "moved", "not modified", "ok", "refused by robots", "stale", "thin"})
"""Statuses of a source whose feed could be read."""

GAPS_UNTIL_STALE = 5
"""A feed is stale after this many of its usual gaps without an item, but not before `SHORTEST_STALE`."""
SHORTEST_STALE = timedelta(days=7)
LONGEST_UNSTATED_WAIT = timedelta(days=1)
"""Longest wait for a server that asks for one without saying how long."""
REFUSALS = frozenset({BLOCKED, "refused by robots"})
"""Statuses of pages that will not change by themselves in a later run."""
FEW_PAGES = 3
"""Fewer failed pages say nothing about a source."""
THIN_SHARE = 0.25
"""A feed with less than this share of its usual number of items is thin."""

_FED = "nothing, unless it lasts: what its feed carried was used instead"
Verdict = tuple[str, str, str]
"""Status, reason, remedy."""


def start(source: Source, known: Health | None) -> Health:
    """The health to start a reading with: the known one, or a new one if the editor has changed the address."""
    url = redacted(source.url)
    return known if known is not None and known.url == url else Health(source=source.id, url=url)


def failed(health: Health, failure: Failure, now: datetime, answer: Response | None = None) -> Health:
    """The health after a reading that failed; validators, window and profile stay as they were."""
    wait = _rest(health, failure, now, answer) if answer is not None else None
    remedy = f"nothing: it is left alone until {wait:%Y-%m-%d %H:%M} UTC" if wait else failure.remedy
    return _judged(replace(health, retry_after=wait), (failure.status, failure.reason, remedy), now)


def _rest(health: Health, failure: Failure, now: datetime, answer: Response) -> datetime | None:
    """When the source may be asked again; None if in the next run.

    A server that asks to wait without saying how long is given as long again as it has been waiting, at most a day."""
    wait = wait_until(answer.headers, now)
    if wait is None and failure.status == health.status == "waiting" and health.since is not None:
        lasted = min(now - health.since, LONGEST_UNSTATED_WAIT)
        return now + lasted if lasted > timedelta() else None
    return wait


def unchanged(health: Health, answer: Response, now: datetime) -> Health:
    """The health after an answer whose body has not changed: only becoming stale is possible."""
    health = _with_validators(replace(health, retry_after=None), answer)
    return health if health.status == "quarantined" else _judged(health, _verdict(health, answer.moved, now), now)


def read(health: Health, feed: Feed, answer: Response, source: Source, now: datetime) -> Health:
    """The health after reading a feed whose body has changed."""
    health = replace(_with_validators(health, answer), retry_after=None, digest=digest_of(answer.body))
    known = set(health.window)
    if changed := profile.jump(health.profile, [item for item in feed.items if item.id not in known], source):
        remedy = f"look at the feed; if it is right, run `digest sources accept {health.source}`"
        reason = f"its {changed} changed all at once: its domain may have a new owner"
        return _judged(health, ("quarantined", reason, remedy), now)
    health = replace(
        health,
        read=now,
        newest=_newest(health, feed, now),
        missed=coverage.missed(health.missed, health.window, health.newest, feed),
        window=tuple(sorted(item.id for item in feed.items)),
        untrusted_guids=health.untrusted_guids or feed.untrusted_guids,
        items=len(feed.items),
        profile=profile.merged(health.profile, profile.of(feed)),
    )
    return _judged(health, _verdict(health, answer.moved, now), now)


def after_pages(health: Health, failures: Sequence[Failure], tried: int, now: datetime) -> Health:
    """The health after requesting `tried` pages: if all of them failed, the source is marked until one succeeds.

    A few failed pages are not enough for that, unless all were refused."""
    if not tried or health.status == "quarantined":
        return health
    refused = [each for each in failures if each.status in REFUSALS]
    kept = {name: value for name, value in health.profile.items() if name != "pages"}
    if len(refused) == tried or len(failures) >= max(tried, FEW_PAGES):
        counts = Counter((each.status, each.reason, each.remedy) for each in failures)
        status, reason, remedy = max(counts, key=lambda each: (counts[each], each))
        told = status if status == "refused by robots" else "thin"
        kept["pages"] = [told, f"its pages: {reason}", remedy if status in REFUSALS else _FED]
    health = replace(health, profile=kept)
    if health.status not in {"ok", "thin", "refused by robots"}:
        return health
    return _judged(health, _verdict(health, "", now), now)


def accept(health: Health) -> Health:
    """The health after the editor has accepted a quarantined source as it is now: its former profile is forgotten."""
    return Health(source=health.source, url=health.url, window=health.window, read=health.read)


def shown(health: Health) -> str:
    """The status to show for a run that brought nothing new: `not modified`, or the stored one if it is a warning."""
    return "not modified" if health.status == "ok" else health.status


def digest_of(body: bytes) -> str:
    """The digest by which an unchanged body is recognised."""
    return hashlib.sha256(body).hexdigest()[:16]


def _judged(health: Health, verdict: Verdict, now: datetime) -> Health:
    status, reason, remedy = verdict
    since = health.since if health.status == status and health.since else now
    return replace(health, status=status, since=since, reason=reason, remedy=remedy)


def _verdict(health: Health, moved: str, now: datetime) -> Verdict:
    if health.items == 0:
        return "empty", "its feed has no items", "see whether the outlet has moved its feed"
    usual = float(health.profile.get("usual_items", 0))
    if health.items < usual * THIN_SHARE:
        return "thin", f"its feed has {health.items} items where {usual:.0f} are usual", "nothing, unless it lasts"
    if _is_silent(health, now):
        where = "see whether the outlet still writes this feed, and where it writes now"
        return "stale", f"its newest item is of {health.newest:%Y-%m-%d}", where
    if moved:
        reason = f"it says that it has moved to {redacted(moved)}"
        return "moved", reason, "write that address, if it is the outlet's own"
    pages = health.profile.get("pages")
    return (pages[0], pages[1], pages[2]) if pages else ("ok", "", "")


def _is_silent(health: Health, now: datetime) -> bool:
    """Whether there was no new item for several times the usual gap, whatever build date the feed claims."""
    gap = timedelta(hours=min(float(health.profile.get("gap_hours", 24.0)), 24.0 * 60))
    return health.newest is not None and now - health.newest > max(gap * GAPS_UNTIL_STALE, SHORTEST_STALE)


def _with_validators(health: Health, answer: Response) -> Health:
    """The health with both validators of this answer, since a server may renew one and keep the other."""
    etag = answer.headers.get("etag", health.etag if answer.status == 304 else "")
    modified = answer.headers.get("last-modified", health.modified if answer.status == 304 else "")
    return replace(health, etag=etag[:500], modified=modified[:100])


def _newest(health: Health, feed: Feed, now: datetime) -> datetime | None:
    """The date of the newest item ever seen; an undated item counts as of the reading in which it first appeared."""
    dated = [item.published for item in feed.items if item.published is not None]
    known = set(health.window)
    undated = [now for item in feed.items if item.published is None and item.id not in known]
    return max([*dated, *undated, *([health.newest] if health.newest else [])], default=None)
