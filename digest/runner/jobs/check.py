"""check: what a pull request changes in the editor's files, judged line by line, and its changed sources read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from digest import config, issue_files, pipeline
from digest.mistakes import Mistake, Mistakes
from digest.model import Config, Source
from digest.runner import summaries
from digest.runner.annotations import Annotation, Kind
from digest.runner.job import FAILED, Job, Told, mistaken
from digest.runner.jobs.health import lines_of_sources
from digest.runner.words import count
from digest.store import Store

if TYPE_CHECKING:
    from digest.collect.table import Row

BEFORE = "HEAD^1"
"""What GitHub merges a pull request onto, to have it checked."""
MOST = 25
"""Changed sources that are read; who changes more changed them all alike."""
ITEMS = 5
"""Newest items of each that are read and shown."""


def run(job: Job) -> Told:
    """Check every file of an editor, then read the sources that are new or changed. Nothing is kept."""
    mistakes, loaded = _checked(job.root)
    if mistakes or loaded is None:
        return mistaken(mistakes)
    before = _before(job)
    known = {source.id: source for source in before.sources} if before else {}
    changed = [each for each in loaded.sources if each.enabled and known.get(each.id) != each][:MOST]
    summary = f"## No mistake\n\n{count(len(loaded.sources), 'source')}, {len(changed)} of them new or changed.\n"
    if not changed:
        return Told(lines=("no mistake, no source changed",), summary=summary)
    collected = _read(job, loaded, changed, before.collect.private_hosts if before else ())
    remarks = tuple(_remark(row, line) for row, line in _bad(collected, lines_of_sources(job.root)))
    wrong = any(remark.kind == "error" for remark in remarks)
    return Told(
        lines=(f"no mistake; {count(len(changed), 'changed source')} read", *(remark.text for remark in remarks)),
        summary="\n".join([summary, summaries.sources_table(collected.rows), "### What the desk would take from them\n",
                           summaries.kept_list(collected.new, loaded)]),
        annotations=remarks,
        code=FAILED if wrong else 0,
    )  # fmt: skip


def _checked(root: Path) -> tuple[list[Mistake], Config | None]:
    mistakes: list[Mistake] = []
    loaded = None
    try:
        loaded = config.load(root)
    except Mistakes as error:
        mistakes += error.mistakes
    try:
        issue_files.every(Store(root))
    except Mistakes as error:
        mistakes += error.mistakes
    return mistakes, loaded


def _before(job: Job) -> Config | None:
    """The desk's sources before the change; None where they can't be known."""
    if not job.git.succeeds("cat-file", "-e", f"{BEFORE}:sources.yaml"):
        return None
    with TemporaryDirectory() as folder:
        text = job.git.text(job.git.run("rev-parse", BEFORE), "sources.yaml") or ""
        Path(folder, "sources.yaml").write_text(text, encoding="utf-8")
        try:
            return config.load(Path(folder))
        except Mistakes:
            return None


def _read(job: Job, loaded: Config, changed: list[Source], private: tuple[str, ...]) -> pipeline.Collected:
    """Read some sources as if for the first time, in a folder that is thrown away.

    Which private hosts may be read is not for a pull request to say."""
    limits = replace(loaded.collect, items_per_read=ITEMS, private_hosts=private)
    few = replace(loaded, sources=tuple(changed), collect=limits)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), loaded.site.timezone)
        return pipeline.collect(few, store, now=job.now, hosts=job.hosts, pool=job.pool)


def _bad(collected: pipeline.Collected, lines: Mapping[str, int]) -> list[tuple[Row, int]]:
    return [(row, lines.get(row.source, 1)) for row in collected.rows if row.status not in summaries.FINE]


def _remark(row: Row, line: int) -> Annotation:
    """On the line of the source's address: an error where its feed can't be read at all."""
    from digest.collect.health import READABLE

    text = ". ".join(filter(None, (f"{row.source}: {row.status}", row.reason, row.remedy)))
    kind: Kind = "warning" if row.status in READABLE else "error"
    return Annotation(kind=kind, title=row.name, text=text, file="sources.yaml", line=line)
