"""The steps from a week's draft to its publication: take the draft, refresh it, judge it, freeze it."""

from __future__ import annotations

import re

from digest import pipeline
from digest.collect.health import READABLE
from digest.edit.issue_freeze import freeze
from digest.edit.issue_write import quoted
from digest.model import Issue, unread
from digest.runner import timing
from digest.runner.gate import Decision, judge, measure
from digest.runner.job import Desk, Job, draft_branch, issue_file

_STATUS = re.compile(r"(?m)^status:")
_NOTICE = re.compile(r"(?m)^notice:")


def take_draft(job: Job, desk: Desk, week: str) -> bool:
    """Put the week's draft from its branch into issues/; returns False if there is none, and removes any old file."""
    text = job.git.text(job.git.head(draft_branch(week)), issue_file(week))
    if text is None:
        desk.store.issue_path(week).unlink(missing_ok=True)
        return False
    desk.store.write_issue(week, text)
    return True


def refresh(job: Job, desk: Desk, week: str, *, reviewed: bool) -> tuple[Issue, Decision]:
    """Bring the file in issues/ up to date; returns the issue and what to do with it. Raises Mistakes."""
    pipeline.draft(desk.config, desk.store, week=week, now=job.now)
    issue = desk.issue(week)
    found = measure(
        issue,
        list(desk.entries(week).values()),
        sources=desk.config.sources,
        health=desk.health(),
        readable=READABLE,
        until=min(job.now, timing.end(week, desk.store.zone)),
    )
    leading = desk.config.site.languages[0]
    # An empty issue is never taken as approved: the articles of its stories are missing, or not here yet.
    approved = bool(found.stories or issue.essay) and (reviewed or issue.status == "published")
    return issue, judge(week, found, desk.publication, reviewed=approved, language=leading)


def seal(job: Job, desk: Desk, week: str, notice: str) -> str:
    """Freeze the file in issues/, adding the notice if it has none; returns its text."""
    text = desk.store.read_issue(week) or ""
    text = freeze(with_notice(text, notice), job.now, unread(desk.config.sources, desk.health()))
    desk.store.write_issue(week, text)
    return text


def with_notice(text: str, notice: str) -> str:
    """An issue's file with a notice in its front matter; a file that has a notice is returned unchanged."""
    head, mark, rest = text.partition("\n---")
    if not notice or _NOTICE.search(head):
        return text
    line = f"notice: {quoted(notice)}\n"
    found = _STATUS.search(head)
    at = found.start() if found else head.index("\n") + 1
    return head[:at] + line + head[at:] + mark + rest
