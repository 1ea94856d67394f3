"""health: maintain the GitHub issue that lists what needs attention, and fail if collecting or publishing stopped."""

from __future__ import annotations

from pathlib import Path

from digest.config import yaml12
from digest.runner import care, timing
from digest.runner.job import FAILED, Desk, Job, Told, open_desk
from digest.runner.words import count


def run(job: Job) -> Told:
    """Open, update or close the issue. Exit code 1: nothing is being collected, or a week is overdue."""
    desk = open_desk(job)
    found = _trouble(job, desk)
    body = _page(job, desk, found) if found.any else care.ALL_WELL
    lines = [f"{count(len(found.sources), 'source')} broken for more than a week"]
    lines += [f"nothing has been collected {care.since(found)}"] if found.silent_hours else []
    lines += [f"overdue: {', '.join(found.overdue)}"] if found.overdue else []
    if job.github is not None and found.any:
        lines.append(job.github.show_issue(care.LABEL, care.TITLE, body))
    elif job.github is not None and job.github.close_issue(care.LABEL, body):
        lines.append("closed the issue: all is well")
    stopped = bool(found.silent_hours or found.overdue)
    return Told(lines=tuple(lines), summary=f"## {care.TITLE}\n\n{body}", code=FAILED if stopped else 0)


def _trouble(job: Job, desk: Desk) -> care.Trouble:
    newest = desk.store.weeks()[-1:]
    moments = {week: timing.moment(week, desk.publication, desk.store.zone) for week in desk.due(job.now)}
    return care.trouble(
        desk.config.sources,
        desk.health(),
        last_seen=max((entry.seen for entry in desk.store.entries(newest)), default=None),
        waiting=moments,
        publish=desk.publication,
        now=job.now,
    )


def _page(job: Job, desk: Desk, found: care.Trouble) -> str:
    return care.page(
        found,
        lines=lines_of_sources(job.root),
        file=f"{job.web}/blob/{job.branch}/sources.yaml",
        actions=f"{job.web}/actions",
    )


def lines_of_sources(root: Path) -> dict[str, int]:
    """Source id -> the line of its address in sources.yaml. Raises Mistakes."""
    document = yaml12.read((root / "sources.yaml").read_text(encoding="utf-8-sig"), "sources.yaml")
    listed = document.data.get("sources", []) if isinstance(document.data, dict) else []
    return {str(each.get("id")): document.place(("sources", at, "url"))[0] for at, each in enumerate(listed)}
