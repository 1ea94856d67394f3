"""collect: read the feeds, commit what is new to the data branch, and report what came and what did not."""

from __future__ import annotations

from digest import pipeline
from digest.mistakes import Mistakes
from digest.model import Issue
from digest.runner import branches, summaries
from digest.runner.annotations import Annotation
from digest.runner.job import HELD, Desk, Job, Told, open_desk
from digest.weeks import week_of


def run(job: Job) -> Told:
    """Read the due sources and push what is new. A source that fails is a line in a table, not a failed run."""
    desk = open_desk(job)
    collected = pipeline.collect(desk.config, desk.store, now=job.now, hosts=job.hosts, pool=job.pool)
    said = summaries.headline(collected)
    pushed = branches.keep_data(job.git, f"{job.now:%Y-%m-%d %H:%M}: {said}")
    week = week_of(job.now.astimezone(desk.store.zone))
    text = "too few sources could be read; what was kept before is untouched"
    return Told(
        lines=(said, "pushed to the branch data" if pushed else "nothing new to push"),
        summary=summaries.collected_page(collected, desk.config, _so_far(job, desk, week), desk.entries(week)),
        annotations=(Annotation(kind="error", title="Held", text=text),) if collected.held else (),
        code=HELD if collected.held else 0,
    )


def _so_far(job: Job, desk: Desk, week: str) -> Issue | None:
    """This week's issue as it would be now; None if there are no articles, or if an issue's file has mistakes.

    The file that this writes in issues/ is not committed; the job `draft` does that later."""
    if week not in desk.store.weeks():
        return None
    try:
        pipeline.draft(desk.config, desk.store, week=week, now=job.now)
        return desk.issue(week)
    except Mistakes:
        return None
