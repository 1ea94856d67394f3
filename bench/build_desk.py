"""What `digest build` costs on a desk that has run for years, with all that it reads: entries, issues, topics, names.

    python bench/build_desk.py 52
    python bench/build_desk.py 520

Writes a desk of so many weeks (154 articles each, from the invented world of `site_build.py`), builds it, adds a week
and builds again, each in a process of its own. Prints CPU seconds and peaks of memory; the last line is the ratio that
the project promises to keep at 0.15: one new week against a full build.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from site_build import desk

from digest.config import defaults
from digest.edit import issue_write
from digest.store import Store

PHRASES = (
    "export controls",
    "chip",
    "data center",
    "antitrust",
    "出口管制",
    "芯片",
    "人工智能",
    "直播",
    "battery",
    "lawsuit",
)

WITHOUT_SEARCH = "from digest.publish import search; search.available = bool; from digest.cli import main; main()"
"""Indexing is counted apart."""


def write(root: Path, weeks: int) -> None:
    """A desk on disk: its sources, and for each week its entries and its issue."""
    made = desk(weeks, 4000, 154)
    (root / "data").mkdir(parents=True, exist_ok=True)
    sources = "\n".join(
        f'  - {{id: {one.id}, name: "{one.name}", url: "{one.url}", language: {one.language}}}'
        for one in made.config.sources
    )
    head = 'site: {title: Ten years, url: "https://desk.example/"}\n'
    (root / "sources.yaml").write_text(f"{head}sources:\n{sources}\n", "utf-8")
    for name in ("topics.yaml", "entities.yaml"):
        shutil.copy(defaults() / name, root / name)
    store = Store(root)
    terms = [{PHRASES[(n + i) % len(PHRASES)]: 1 + i for i in range(4)} for n in range(len(PHRASES))]
    store.add(replace(one, terms=terms[n % len(terms)]) for n, one in enumerate(made.entries))
    for issue in made.issues:
        store.write_issue(issue.week, issue_write.write(issue))


def build(root: Path, what: str) -> float:
    """CPU seconds of `digest build` in a process of its own."""
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    call = [sys.executable, "-c", WITHOUT_SEARCH, "build", "--root", str(root), "--json"]
    run = subprocess.run(call, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    done = json.loads(run.stdout)
    took, peak = time.perf_counter() - clock, after.ru_maxrss / 1024
    print(f"{what:20} {cpu:8.2f} s CPU {took:8.2f} s clock {peak:8.0f} MB peak  "
          f"{done['pages']} pages, {done['written']} written", flush=True)  # fmt: skip
    return cpu


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weeks", type=int, nargs="?", default=52)
    parser.add_argument("--keep", type=Path, help="folder to put the desk in, and to leave it in")
    wanted = parser.parse_args()
    root = wanted.keep or Path(tempfile.mkdtemp())
    try:
        if not (root / "sources.yaml").is_file():
            write(root, wanted.weeks)
        newest = max((root / "data/entries").glob("*.jsonl"))
        issue = root / "issues" / f"{newest.stem}.md"
        aside = [(file, file.rename(root / f"aside-{file.name}")) for file in (newest, issue)]
        shutil.rmtree(root / ".cache", ignore_errors=True)
        shutil.rmtree(root / "site", ignore_errors=True)
        build(root, "the week before")
        for file, kept in aside:
            kept.rename(file)
        week = build(root, "one new week")
        again = build(root, "nothing new")
        shutil.move(root / "site", root / "incremental")
        shutil.rmtree(root / ".cache")
        whole = build(root, "in full")
        same = subprocess.run(["diff", "-rq", str(root / "incremental"), str(root / "site")], check=False).returncode
        print("the same bytes" if same == 0 else "BYTES DIFFER")
        print(f"nothing new / full {again / whole:.3f}")
        print(f"one new week / full {week / whole:.3f}")
    finally:
        if not wanted.keep:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
