"""The commands that make an issue: run, collect, draft, build and serve, and the demo."""

from __future__ import annotations

import logging
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli.console import counts, say, say_json, table, warn
from digest.cli.options import HERE, Json, Now, Root, Verbose, clock, desk
from digest.mistakes import Mistakes
from digest.runner.words import count, sentences
from digest.weeks import week_start

if TYPE_CHECKING:
    from datetime import datetime

    from digest.model import Config
    from digest.pipeline import Built, Collected, Drafted
    from digest.store import Store

Scheduler = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="Use the dask.distributed scheduler at this address, like tcp://host:8786."),
]


def _week(text: str) -> str:
    """An ISO week, or an empty text; anything else is a mistake on the command line."""
    try:
        if text:
            week_start(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a week; write one like 2026-W05") from None
    return text


Week = Annotated[
    str,
    typer.Argument(
        metavar="[WEEK]", help="A week like 2026-W05; default: the newest that has articles.", callback=_week
    ),
]
Publish = Annotated[bool, typer.Option("--publish", help="Freeze the issue, so that no later run re-orders it.")]
HELD = 3
log = logging.getLogger(__name__)


def run(
    root: Root = HERE, now: Now = None, scheduler: Scheduler = "", json: Json = False, verbose: Verbose = False
) -> None:
    """Collect, draft and build in one go, as on a laptop.

    Example: digest run
    """
    config, store = desk(root)
    moment = clock(now)
    collected = _collect(config, store, moment, scheduler)
    drafted = _draft(config, store, "", moment)
    built = _build(config, store, root)
    if json:
        say_json({"collected": _collected_row(collected), "drafted": _drafted_row(drafted), "built": asdict(built)})
    else:
        _tell_collected(collected)
        _tell_drafted(drafted)
        _tell_built(built)
    raise typer.Exit(HELD if collected.held else 0)


def collect(
    root: Root = HERE, now: Now = None, scheduler: Scheduler = "", json: Json = False, verbose: Verbose = False
) -> None:
    """Read the feeds that are due; fetch, tag and store what is new.

    Prints a table of the sources and what an editor can do. Exit code 3: too few sources could be read.

    Example: digest collect --now 2026-01-29T12:00:00Z
    """
    config, store = desk(root)
    collected = _collect(config, store, clock(now), scheduler)
    if json:
        say_json(_collected_row(collected))
    else:
        _tell_collected(collected)
    raise typer.Exit(HELD if collected.held else 0)


def draft(
    week: Week = "",
    root: Root = HERE,
    now: Now = None,
    publish: Publish = False,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Write or refresh issues/WEEK.md; edits are kept.

    Example: digest draft 2026-W05
    """
    config, store = desk(root)
    drafted = _draft(config, store, week, clock(now), publish=publish)
    if json:
        say_json(_drafted_row(drafted))
    else:
        _tell_drafted(drafted)


def build(root: Root = HERE, now: Now = None, json: Json = False, verbose: Verbose = False) -> None:
    """Render site/ from data/ and issues/, without the network. The result does not depend on the time.

    Example: digest build
    """
    config, store = desk(root)
    built = _build(config, store, root)
    if json:
        say_json(asdict(built))
    else:
        _tell_built(built)


def serve(
    root: Root = HERE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to serve on; 0 takes any free one.")] = 8000,
    now: Now = None,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Build the site and serve it on this machine only.

    Every change rebuilds it and reloads the browser.

    Example: digest serve --port 8000
    """
    from digest.publish import serving

    def built() -> str:
        config, store = desk(root)
        done = _build(config, store, root)
        say_json(asdict(done)) if json else _tell_built(done)
        return config.site.url

    def again() -> None:
        try:
            built()
        except Mistakes as error:  # show them and keep serving the last good site
            warn(str(error))

    def ready(url: str) -> None:
        say_json({"url": url}) if json else say(f"open {url}")

    address = built()
    names = ("sources.yaml", "topics.yaml", "entities.yaml", "about.md", "issues", "templates")
    watched = [root / name for name in names if (root / name).exists()]
    try:
        serving.serve(root / "site", port=port, address=address, watched=watched, rebuild=again, ready=ready)
    except OSError as error:
        raise typer.BadParameter(f"port {port} is taken ({error.strerror}); write another: --port 8001") from None


def demo(
    folder: Annotated[
        Path, typer.Argument(help="Folder to create; an earlier demo there is replaced.", file_okay=False)
    ] = Path("demo"),
    now: Now = None,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Run the whole desk offline on invented news.

    The news comes with the program, and is from 2023.

    Example: digest demo
    """
    from digest import rehearsal

    try:
        site = rehearsal.rehearse(folder, say=log.info if json else say)
    except rehearsal.TakenError as error:
        raise typer.BadParameter(str(error)) from None
    if json:
        say_json({"site": str(site)})
        return
    say(f"The sample site is in {site}: open {site / 'index.html'}, or run: digest serve --root {folder}")


def _collect(config: Config, store: Store, now: datetime, scheduler: str) -> Collected:
    from digest import pipeline

    def report(source: str, words: str) -> None:
        log.info("%s: %s", source, words)

    return pipeline.collect(config, store, now=now, scheduler=scheduler, report=report)


def _draft(config: Config, store: Store, week: str, now: datetime, *, publish: bool = False) -> Drafted:
    from digest import pipeline

    return pipeline.draft(config, store, week=week, now=now, publish=publish)


def _build(config: Config, store: Store, root: Path) -> Built:
    from digest import pipeline

    return pipeline.build(config, store, root=root)


def _tell_collected(collected: Collected) -> None:
    shown = [
        (row.source, row.status, row.new or "", f"{row.since:%Y-%m-%d}" if row.since else "",
         f"{row.missed:.0%}" if row.missed else "", sentences(row.reason, row.remedy))
        for row in collected.rows
    ]  # fmt: skip
    table(("source", "status", "new", "since", "missed", "what it means"), shown)
    left = f"; left out: {counts(collected.dropped)}" if collected.dropped else ""
    say(f"{count(len(collected.new), 'new article')}, {len(collected.updated)} changed{left}")
    if collected.held:
        warn("held: too few sources could be read; what was kept before is untouched")


def _tell_drafted(drafted: Drafted) -> None:
    for path, changed, stories in drafted.weeks.values():
        say(f"{path}: {count(stories, 'story')}{'' if changed else ', unchanged'}")
    if not drafted.weeks:
        say("nothing to draft: no week with entries is open")


def _tell_built(built: Built) -> None:
    say(f"{count(built.pages, 'page')} in {built.site}, {built.written} new or changed, {built.removed} removed")


def _collected_row(collected: Collected) -> dict[str, Any]:
    from digest.rows import stamp

    rows = [asdict(row) | {"since": stamp(row.since) if row.since else None} for row in collected.rows]
    return {
        "held": collected.held,
        "new": [entry.id for entry in collected.new],
        "updated": [entry.id for entry in collected.updated],
        "dropped": collected.dropped,
        "failures": [asdict(failure) for failure in collected.failures],
        "sources": rows,
    }


def _drafted_row(drafted: Drafted) -> dict[str, Any]:
    return {
        week: {"path": str(path), "changed": changed, "stories": stories}
        for week, (path, changed, stories) in drafted.weeks.items()
    }
