"""What every job works with, and what it reports when it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest import issue_files
from digest.mistakes import Mistake
from digest.model import Config, Entry, Health, Issue, Publication
from digest.runner import branches
from digest.runner.annotations import Annotation
from digest.runner.annotations import of as annotation_of
from digest.runner.git import Git
from digest.runner.github import GitHub
from digest.runner.summaries import mistakes_page
from digest.runner.timing import Calendar
from digest.runner.words import inline
from digest.store import Store

if TYPE_CHECKING:
    from digest.workers import Workers

HELD = 3
MISTAKEN = 2
FAILED = 1
ISSUES = "issues"
"""The folder of issue files, relative to the repository."""
REMEDY = "What was kept before is untouched. docs/running.md says what to do, under When a run is red."


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of a workflow: the checkout of the desk's repository, the time, and what started it."""

    root: Path
    git: Git
    now: datetime
    github: GitHub | None = None
    """None if the job should not call GitHub's API."""
    branch: str = "main"
    """The branch that is published."""
    event: str = "schedule"
    """GitHub's name of the event that started the run."""
    run: str = ""
    """GitHub's number of the run."""
    hosts: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    pool: Workers | None = None
    """As in `pipeline.collect`."""

    @property
    def web(self) -> str:
        """The address of the repository's page; empty without GitHub."""
        return self.github.web if self.github else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a job reports: lines for the log, a summary in Markdown, annotations, and its exit code."""

    lines: tuple[str, ...] = ()
    summary: str = ""
    annotations: tuple[Annotation, ...] = ()
    weeks: tuple[str, ...] = ()
    """The weeks to pass on to the next step of the workflow."""
    code: int = 0


def mistaken(mistakes: Sequence[Mistake]) -> Told:
    """The report of a job that found mistakes in an editor's files."""
    return Told(
        lines=tuple(map(str, mistakes)),
        summary=mistakes_page(mistakes),
        annotations=tuple(map(annotation_of, mistakes)),
        code=MISTAKEN,
    )


def stopped(error: Exception) -> Told:
    """The report of a job that git or GitHub stopped, with what they said."""
    text = str(error)
    return Told(
        lines=(text,),
        summary=f"## It could not be done\n\n> {inline(text)}\n\n{REMEDY}\n",
        annotations=(Annotation(kind="error", title="It could not be done", text=f"{text}\n{REMEDY}"),),
        code=FAILED,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The desk's settings and store, with the data branch checked out."""

    config: Config
    store: Store

    def statuses(self) -> dict[str, str]:
        """Week -> status of each issue file; "signed" if an editor published it by hand. Raises Mistakes."""
        issues = issue_files.every(self.store)
        return {i.week: "signed" if i.status == "published" and not i.frozen else i.status for i in issues}

    def issue(self, week: str) -> Issue:
        """A week's issue, settled. Raises KeyError if there is none, and Mistakes if its file has any."""
        from digest.edit.issue import articles, settle

        found = issue_files.one(self.store, week)
        if found is None:
            raise KeyError(week)
        return settle(found, articles(self.store.entries([week]), self.config.sources))

    def entries(self, week: str) -> dict[str, Entry]:
        """A week's entries by id."""
        return {entry.id: entry for entry in self.store.entries([week])}

    def health(self) -> dict[str, Health]:
        """Each source's health by its id."""
        return self.store.health()

    @property
    def publication(self) -> Publication:
        """When and how weeks are published."""
        return self.config.publish

    def due(self, now: datetime) -> tuple[str, ...]:
        """The weeks to publish now. Raises Mistakes."""
        return self._calendar().due(now)

    def to_draft(self, now: datetime) -> tuple[str, ...]:
        """The weeks whose draft an editor should see now. Raises Mistakes."""
        return self._calendar().to_draft(now)

    def _calendar(self) -> Calendar:
        return Calendar(
            weeks=self.store.weeks(), issues=self.statuses(), publish=self.publication, zone=self.store.zone
        )


def open_desk(job: Job) -> Desk:
    """Check out the data branch into data/, and read the desk's settings. Raises Mistakes."""
    from digest import config

    loaded = config.load(job.root)
    branches.open_data(job.git)
    return Desk(config=loaded, store=Store(job.root, loaded.site.timezone))


def draft_branch(week: str) -> str:
    """The branch that holds a week's draft until it is merged or published."""
    return f"draft/{week}"


def issue_file(week: str) -> str:
    """The path of a week's issue file, relative to the repository."""
    return f"{ISSUES}/{week}.md"
