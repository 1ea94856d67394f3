"""publish: freeze the weeks that are due and commit them to main; later steps build, test and deploy the site.

A week that an editor merged is published as merged. Any other is published as its draft stands, unless the gate holds
it. A second run finds nothing left to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.mistakes import Mistake, Mistakes
from digest.model import Issue
from digest.runner import branches, issue_page, summaries, weekly
from digest.runner.annotations import Annotation
from digest.runner.annotations import of as annotation_of
from digest.runner.branches import Change
from digest.runner.gate import Decision
from digest.runner.job import HELD, ISSUES, MISTAKEN, Desk, Job, Told, draft_branch, issue_file, open_desk

DRAFTS = "draft/*"


@dataclass(slots=True)
class _Week:
    """The outcome for one due week."""

    decision: Decision
    issue: Issue | None = None
    mistakes: tuple[Mistake, ...] = ()


@dataclass(slots=True)
class _Publication:
    """One run. `make` may be called several times, and then starts from the current state of the remote."""

    job: Job
    desk: Desk
    weeks: list[_Week] = field(default_factory=list)

    def make(self) -> Change:
        self.job.git.fetch(DRAFTS)
        branches.restore(self.job.git, ISSUES, self.job.git.head(self.job.branch) or "HEAD")
        self.weeks = [self._publish(week) for week in self.desk.due(self.job.now)]
        done = [each.decision.week for each in self.weeks if each.decision.verdict != "hold"]
        files = {issue_file(week): self.desk.store.read_issue(week) or "" for week in done}
        return Change(files, f"Publish {', '.join(done)}")

    def _publish(self, week: str) -> _Week:
        store = self.desk.store
        reviewed = store.issue_path(week).exists()
        if not reviewed:
            weekly.take_draft(self.job, self.desk, week)
        try:
            issue, decision = weekly.refresh(self.job, self.desk, week, reviewed=reviewed)
        except Mistakes as error:
            store.issue_path(week).unlink(missing_ok=True)
            held = Decision(week=week, verdict="hold", reasons=tuple(map(str, error.mistakes)))
            return _Week(held, mistakes=error.mistakes)
        if decision.verdict == "hold":
            store.issue_path(week).unlink(missing_ok=True)
        else:
            weekly.seal(self.job, self.desk, week, decision.notice)
        return _Week(decision, issue)


def run(job: Job) -> Told:
    """Publish the due weeks. Exit code 3: the newest is held, and the last good site stays online."""
    desk = open_desk(job)
    this = _Publication(job, desk)
    branches.put(job.git, job.branch, this.make, start=job.git.run("rev-parse", "HEAD"))
    _tidy(job, desk)
    return _told(job, desk, this.weeks)


def _tidy(job: Job, desk: Desk) -> None:
    """Delete the draft branches of published weeks; GitHub closes their pull requests and can restore them."""
    published = {week for week, status in desk.statuses().items() if status == "published"}
    for branch in job.git.branches(DRAFTS):
        if branch in map(draft_branch, published):
            branches.drop(job.git, branch)


def _told(job: Job, desk: Desk, weeks: list[_Week]) -> Told:
    pages = {
        each.decision.week: issue_page.page(each.issue, desk.entries(each.decision.week))
        for each in weeks
        if each.issue
    }
    decisions = [each.decision for each in weeks]
    return Told(
        lines=tuple(_line(each) for each in decisions) or ("no week is due",),
        summary=summaries.published_page(decisions, pages),
        annotations=tuple(remark for each in weeks for remark in _remarks(each)),
        code=_code(job, weeks),
    )


def _code(job: Job, weeks: list[_Week]) -> int:
    """The exit code. A held week does not fail a run after an editor's push: the site must still be rebuilt."""
    if any(each.mistakes for each in weeks):
        return MISTAKEN
    held = bool(weeks) and weeks[-1].decision.verdict == "hold"
    return HELD if held and job.event != "push" else 0


def _remarks(week: _Week) -> list[Annotation]:
    if week.mistakes:
        return list(map(annotation_of, week.mistakes))
    if week.decision.verdict == "publish":
        return []
    title = f"{week.decision.week} {'held' if week.decision.verdict == 'hold' else 'published with a notice'}"
    return [Annotation(kind="warning", title=title, text="; ".join(week.decision.reasons))]


def _line(decision: Decision) -> str:
    words = {"publish": "published", "notice": "published with a notice", "hold": "held"}
    why = f": {'; '.join(decision.reasons)}" if decision.reasons else ""
    return f"{decision.week}: {words[decision.verdict]}{why}"
