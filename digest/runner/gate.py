"""The gate before publishing: measure a week, and decide whether to publish it, add a notice, or hold it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model import Entry, Gate, Health, Issue, Publication, Source

Verdict = Literal["publish", "notice", "hold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a week brought: share of sources that could be read, stories, outlets, and age of the newest article."""

    share_read: float
    stories: int
    outlets: int
    newest_hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What happens to a week; `reasons` tell the editor why, and `notice` tells the reader."""

    week: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    notice: str = ""


def measure(
    issue: Issue,
    entries: Sequence[Entry],
    *,
    sources: Sequence[Source],
    health: Mapping[str, Health],
    readable: Collection[str],
    until: datetime,
) -> Measured:
    """Measure a settled issue and its week's entries; `until` is the end of the week, or now if that is earlier.

    `readable` are the statuses of sources that could be read. Sources that asked us to wait are not counted."""
    shown = [story for story in issue.stories if story.section not in ("near", "hidden")]
    names = {name for story in shown for name in story.outlets}
    names |= {item.publication for story in shown for item in story.by_hand if item.publication}
    statuses = [health[source.id].status if source.id in health else "new" for source in sources if source.enabled]
    asked = [status for status in statuses if status != "waiting"]
    newest = max((entry.seen for entry in entries), default=None)
    return Measured(
        share_read=sum(status in readable for status in asked) / len(asked) if asked else 0.0,
        stories=len(shown),
        outlets=len(names),
        newest_hours=max(0.0, (until - newest).total_seconds() / 3600) if newest else float("inf"),
    )


def judge(week: str, found: Measured, publish: Publication, *, reviewed: bool, language: str) -> Decision:
    """Decide whether a week is published. A week that an editor has reviewed, by merging its draft, is never held."""
    held = tuple(_short(found, publish.hold))
    thin = tuple(_short(found, publish.notice))
    if held and not reviewed:
        return Decision(week=week, verdict="hold", reasons=held)
    if thin:
        return Decision(week=week, verdict="notice", reasons=thin, notice=_notice(found, publish.notice, language))
    return Decision(week=week, verdict="publish")


def _short(found: Measured, gate: Gate) -> Iterator[str]:
    """What falls short of a gate, in words."""
    if found.share_read < gate.share_read:
        yield f"only {found.share_read:.0%} of the sources can be read (wanted: {gate.share_read:.0%})"
    if found.stories < gate.stories:
        yield f"{_only(found.stories, 'story', 'stories')} (wanted: {gate.stories})"
    if found.outlets < gate.outlets:
        yield f"{_only(found.outlets, 'outlet', 'outlets')} (wanted: {gate.outlets})"
    if found.newest_hours > gate.newest_hours:
        age = f"{found.newest_hours:.0f} hours old" if found.newest_hours < float("inf") else "missing"
        yield f"the newest article is {age} (wanted: at most {gate.newest_hours:.0f} hours)"


NOTICES = {
    "en": (
        "A thin week: {stories} from {outlets}",
        "only {share:.0%} of our sources could be read",
        "nothing arrived in its last {days}",
        ", ",
        ".",
    ),
    "zh": (
        "本周内容较少：来自{outlets}家媒体的{stories}则报道",
        "仅有{share:.0%}的来源可以读取",
        "最后{days}天没有新文章",
        "，",
        "。",
    ),
}
"""Language -> the sentence's beginning, two possible reasons, the comma and the full stop."""


def _notice(found: Measured, gate: Gate, language: str) -> str:
    """The notice for the reader, in one sentence."""
    brought, unread, stopped, comma, stop = NOTICES.get(language, NOTICES["en"])
    english = language not in NOTICES or language == "en"
    days = max(1, round(min(found.newest_hours, 168) / 24))
    words = {
        "stories": _count(found.stories, "story", "stories") if english else found.stories,
        "outlets": _count(found.outlets, "outlet", "outlets") if english else found.outlets,
        "share": found.share_read,
        "days": _count(days, "day", "days") if english else days,
    }
    parts = [brought]
    parts += [unread] if found.share_read < gate.share_read else []
    parts += [stopped] if found.newest_hours > gate.newest_hours else []
    return comma.join(part.format(**words) for part in parts) + stop


def _only(number: int, one: str, many: str) -> str:
    return f"{'only ' if number else ''}{_count(number, one, many)}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"
