"""check: check the editor's files in a pull request, and read its new and changed sources once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from digest import pipeline
from digest.curating import checking, sourcefile
from digest.model import Config, Source
from digest.runner import summaries
from digest.runner.annotations import Annotation, Kind
from digest.runner.job import FAILED, Job, Told, mistaken
from digest.runner.jobs.health import lines_of_sources
from digest.runner.words import count, sentences
from digest.store import Store

if TYPE_CHECKING:
    from digest.collect.table import Row

BEFORE = "HEAD^1"
"""The base branch: GitHub checks out a merge commit, whose first parent it is."""
MOST = 25
"""How many changed sources are read; a larger change is usually the same edit to all of them."""
ITEMS = 5
"""How many of each source's newest items are read and shown."""


def run(job: Job) -> Told:
    """Check every file of an editor, then read the sources that are new or changed. Nothing is stored."""
    checked = checking.check(job.root)
    loaded = checked.config
    if checked.mistakes or loaded is None:
        return mistaken(checked.mistakes)
    before = _before(job)
    changed = [each for each in checking.changed(job.root, loaded, before) if each.enabled][:MOST]
    summary = f"## No mistake\n\n{count(len(loaded.sources), 'source')}, {len(changed)} of them new or changed.\n"
    if not changed:
        return Told(lines=("no mistake, no source changed",), summary=summary)
    collected = _read(job, loaded, changed, checking.private_hosts(before))
    remarks = tuple(_remark(row, line) for row, line in _bad(collected, lines_of_sources(job.root)))
    wrong = any(remark.kind == "error" for remark in remarks)
    return Told(
        lines=(f"no mistake; {count(len(changed), 'changed source')} read", *(remark.text for remark in remarks)),
        summary="\n".join([summary, summaries.sources_table(collected.rows), "### What the desk would take from them\n",
                           summaries.kept_list(collected.new, loaded)]),
        annotations=remarks,
        code=FAILED if wrong else 0,
    )  # fmt: skip


def _before(job: Job) -> str | None:
    """The desk's sources.yaml before the change, None if there is none."""
    known = job.git.succeeds("cat-file", "-e", f"{BEFORE}:{sourcefile.FILE}")
    return job.git.text(job.git.run("rev-parse", BEFORE), sourcefile.FILE) if known else None


def _read(job: Job, loaded: Config, changed: list[Source], private: tuple[str, ...]) -> pipeline.Collected:
    """Read some sources as if for the first time, in a temporary folder.

    `private` comes from the base branch: a pull request may not decide which private hosts are read."""
    limits = replace(loaded.collect, items_per_read=ITEMS, private_hosts=private)
    few = replace(loaded, sources=tuple(changed), collect=limits)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), loaded.site.timezone)
        return pipeline.collect(few, store, now=job.now, hosts=job.hosts, pool=job.pool)


def _bad(collected: pipeline.Collected, lines: Mapping[str, int]) -> list[tuple[Row, int]]:
    return [(row, lines.get(row.source, 1)) for row in collected.rows if row.status not in summaries.FINE]


def _remark(row: Row, line: int) -> Annotation:
    """An annotation on the line of the source's address; an error if its feed can't be read at all."""
    from digest.collect.health import READABLE

    text = f"{row.source}: {row.status}. {sentences(row.reason, row.remedy)}".rstrip()
    kind: Kind = "warning" if row.status in READABLE else "error"
    return Annotation(kind=kind, title=row.name, text=text, file="sources.yaml", line=line)
