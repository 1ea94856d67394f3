"""Write the GitHub issue on the desk's health: broken sources, each with its line, and runs that have stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.model import Health, Publication, Source
from digest.runner.words import count, inline, table

LABEL = "desk-health"
TITLE = "The desk's health"
PATIENCE = timedelta(days=7)
"""How long a source may be broken before an editor is told."""
HEALTHY = frozenset({"new", "not modified", "ok", "thin", "waiting"})
LATE = timedelta(hours=36)
"""How long after its moment an unpublished week is overdue; by then several runs have had their chance."""
# GitHub keeps line breaks in an issue, so each paragraph is one line.
SILENT = (
    "### Nothing has been collected {since}\n\n"
    "Look at the [runs of *collect*]({actions}/workflows/collect.yml). GitHub switches schedules off when nothing "
    "happens for 60 days: *Enable workflow* there switches them on.\n"
)
OVERDUE = (
    "### Not published: {weeks}\n\n"
    "The [runs of *publish*]({actions}/workflows/publish.yml) say why. Merging the draft's pull request publishes "
    "a week that was held.\n"
)
ALL_WELL = "All is well: every source can be read, articles arrive, and no week is overdue.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What needs attention now."""

    sources: tuple[tuple[Source, Health], ...] = ()
    silent_hours: float = 0.0
    """Hours since anything was collected if that is too long, else 0."""
    overdue: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything needs attention."""
        return bool(self.sources or self.silent_hours or self.overdue)


def trouble(
    sources: Sequence[Source],
    health: Mapping[str, Health],
    *,
    last_seen: datetime | None,
    waiting: Mapping[str, datetime],
    publish: Publication,
    now: datetime,
) -> Trouble:
    """What needs attention. `last_seen` is when the newest article came; `waiting` maps due weeks to their moments."""
    silent = (now - last_seen).total_seconds() / 3600 if last_seen else float("inf")
    return Trouble(
        sources=tuple(
            (source, state)
            for source in sources
            if source.enabled and (state := health.get(source.id)) is not None and _is_broken(state, now)
        ),
        silent_hours=silent if silent > publish.notice.newest_hours else 0.0,
        overdue=tuple(week for week, moment in sorted(waiting.items()) if now - moment > LATE),
    )


def page(found: Trouble, *, lines: Mapping[str, int], file: str, actions: str) -> str:
    """The issue's body. `lines` maps source ids to lines of sources.yaml; `file` and `actions` are addresses."""
    parts = ["The machine keeps this issue: it writes it anew every day and closes it when all is well.\n"]
    if found.silent_hours:
        parts.append(SILENT.format(since=since(found), actions=actions))
    if found.overdue:
        parts.append(OVERDUE.format(weeks=", ".join(found.overdue), actions=actions))
    if found.sources:
        rows = [_row(source, state, lines.get(source.id, 1), file) for source, state in found.sources]
        head = f"### {count(len(rows), 'source')} broken for more than a week\n"
        parts += [head, table(("source", "since", "what happens", "what to do", "line to change"), rows)]
    return "\n".join(parts)


def since(found: Trouble) -> str:
    """How long nothing has been collected, in words."""
    return f"for {found.silent_hours:.0f} hours" if found.silent_hours < float("inf") else "yet"


def _is_broken(state: Health, now: datetime) -> bool:
    return state.status not in HEALTHY and state.since is not None and now - state.since > PATIENCE


def _row(source: Source, state: Health, line: int, file: str) -> tuple[str, ...]:
    since = f"{state.since:%Y-%m-%d}" if state.since else ""
    what = inline(f"{state.status}: {state.reason}" if state.reason else state.status)
    remedy = inline(state.remedy) or "look at its address; `enabled: false` switches it off"
    return inline(source.name), since, what, remedy, f"[sources.yaml:{line}]({file}#L{line})"
