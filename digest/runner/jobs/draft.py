"""draft: from the day before publication, show the week to its editor in a pull request, and keep it up to date."""

from __future__ import annotations

from digest.mistakes import Mistakes
from digest.runner import branches, issue_page, timing, weekly
from digest.runner.annotations import Annotation
from digest.runner.branches import Change
from digest.runner.gate import Decision
from digest.runner.github import RefusedError
from digest.runner.job import ISSUES, Desk, Job, Told, draft_branch, issue_file, mistaken, open_desk
from digest.runner.words import inline
from digest.weeks import week_start


def run(job: Job) -> Told:
    """Open or refresh the draft of each week that will be published soon, keeping everything an editor wrote."""
    desk = open_desk(job)
    job.git.fetch(job.branch, "draft/*")
    branches.restore(job.git, ISSUES, job.git.head(job.branch) or "HEAD")
    weeks = desk.to_draft(job.now)
    told = [_draft(job, desk, week) for week in weeks]
    if not told:
        return Told(lines=("no week awaits a draft today",), summary="## No week awaits a draft today\n")
    return Told(
        lines=tuple(line for each in told for line in each.lines),
        summary="\n".join(each.summary for each in told),
        annotations=tuple(one for each in told for one in each.annotations),
        weeks=weeks,
        code=max(each.code for each in told),
    )


def _draft(job: Job, desk: Desk, week: str) -> Told:
    decisions: list[Decision] = []

    def make() -> Change:
        weekly.take_draft(job, desk, week)
        decisions[:] = [weekly.refresh(job, desk, week, reviewed=False)[1]]
        return Change({issue_file(week): desk.store.read_issue(week) or ""}, f"{week}: the draft as of {job.now:%d %B}")

    try:
        pushed = branches.put(job.git, draft_branch(week), make, start=job.git.head(job.branch))
    except Mistakes as error:
        desk.store.issue_path(week).unlink(missing_ok=True)  # a preview without this issue is better than none
        return mistaken(error.mistakes)
    line = f"{issue_page.headline(desk.issue(week))}; the draft {'was pushed' if pushed else 'is up to date'}"
    return _shown(job, desk, week, decisions[-1], line)


def _shown(job: Job, desk: Desk, week: str, decision: Decision, line: str) -> Told:
    """Open or update the pull request, or report why that is not possible."""
    branch = draft_branch(week)
    body = issue_page.request(
        desk.issue(week),
        desk.entries(week),
        decision,
        when=_when(job, desk, week, decision),
        edit=f"{job.web}/edit/{branch}/{issue_file(week)}",
        preview=f"{job.web}/actions/runs/{job.run}" if job.run else f"{job.web}/actions",
    )
    if job.github is None:
        return Told(lines=(line,), summary=body)
    title = f"{week}: the issue of {week_start(week):%-d %B}"
    try:
        address = job.github.show_pull(branch, job.branch, title, body)
    except RefusedError as error:
        open_it = f"{job.web}/compare/{job.branch}...{branch}?expand=1"
        text = (
            f"{error}. The draft is pushed; open its pull request yourself: {open_it} . To let the machine do it: "
            "Settings, Actions, General, Workflow permissions, Allow GitHub Actions to create and approve pull requests"
        )
        remark = Annotation(kind="warning", title="No pull request", text=text)
        return Told(lines=(line, text), summary=f"> {inline(text)}\n\n{body}", annotations=(remark,))
    return Told(lines=(line, address), summary=body)


def _when(job: Job, desk: Desk, week: str, decision: Decision) -> str:
    if decision.verdict == "hold":
        return ""
    at = timing.moment(week, desk.publication, desk.store.zone)
    if at <= job.now:
        return "When: with the next run of *publish*."
    return f"When: on {at:%A}, {at:%-d %B}, from {at:%H:%M} on ({desk.config.site.timezone})."
