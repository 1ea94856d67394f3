"""The editor's commands: check, explain, schema, init. Those for sources are in `digest.cli.sources`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli.console import say, say_json, table, warn
from digest.cli.options import HERE, Json, Now, Root, Verbose, clock, desk
from digest.runner.words import count, sentences

if TYPE_CHECKING:
    from datetime import datetime

    from digest.curating.look import Look
    from digest.mistakes import Mistake
    from digest.model import Config, Source

SHOWN = 5
"""How many items of each source are shown."""
Only = Annotated[list[str] | None, typer.Option("--only", metavar="ID", help="Read only this source; may be repeated.")]
Since = Annotated[str, typer.Option(metavar="REV", help="Read only sources that have changed since this git revision.")]


def check(
    root: Root = HERE,
    online: Annotated[
        bool, typer.Option("--online", help="Also read each feed once, without storing anything.")
    ] = False,
    only: Only = None,
    changed_since: Since = "",
    json: Json = False,
    now: Now = None,
    verbose: Verbose = False,
) -> None:
    """Check every file an editor owns.

    Lists all mistakes at once, each with its place and what to write instead.
    Exit code 2: there are mistakes. 1: a source named by --only or --changed-since can't be read.

    Example: digest check --online --only techdirt
    """
    from digest.curating import checking
    from digest.mistakes import Mistakes

    checked = checking.check(root)
    if checked.mistakes or checked.config is None:
        if json:
            say_json({"mistakes": [_mistake_row(each) for each in checked.mistakes]})
        raise Mistakes(() if json else checked.mistakes)
    named = bool(only or changed_since)
    looks = _looks(root, checked.config, only or [], changed_since, clock(now)) if online or named else []
    if json:
        places = checking.lines(root)
        say_json({"mistakes": [], "online": [look_row(each, places[each.source.id]) for each in looks]})
    else:
        _tell_checked(checked, looks, asked=online or named)
    raise typer.Exit(1 if named and not all(look.readable for look in looks) else 0)


def _looks(root: Path, config: Config, ids: Sequence[str], revision: str, now: datetime) -> list[Look]:
    from digest.collect.identity import Index
    from digest.curating import checking
    from digest.curating.look import look

    if ids:
        wanted = checking.only(config, ids)
    elif revision:
        wanted = _changed(root, config, revision, now)
    else:
        wanted = [source for source in config.sources if source.enabled]
    return look(config, wanted, index=Index(), now=now) if wanted else []


def _changed(root: Path, config: Config, revision: str, now: datetime) -> list[Source]:
    from digest.curating import checking
    from digest.runner.git import Git, GitError

    git = Git(root=root.resolve(), now=now)
    try:
        commit = git.run("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    except GitError as error:
        raise typer.BadParameter(f"{revision} is not a revision here ({error})", param_hint="--changed-since") from None
    known = git.succeeds("cat-file", "-e", f"{commit}:./sources.yaml")
    before = git.run("cat-file", "blob", f"{commit}:./sources.yaml") if known else None
    return checking.changed(root, config, before)


def _tell_checked(checked: Any, looks: Sequence[Look], *, asked: bool) -> None:
    config: Config = checked.config
    say(
        f"{count(len(config.sources), 'source')}, {count(len(config.topics), 'topic')}, "
        f"{count(len(config.whoswho.known), 'known name')}, {count(len(checked.issues), 'issue')}: no mistake"
    )
    if asked and not looks:
        say("no source to read: none has changed")
    if looks:
        say()
        table(("source", "status", "items", "taken", "newest", "what it means"), [_row(look) for look in looks])
        readable = sum(look.readable for look in looks)
        say(f"{readable} of {len(looks)} sources can be read")


def _row(look: Look) -> tuple[object, ...]:
    health = look.health
    newest = f"{health.newest:%Y-%m-%d}" if health.newest else ""
    taken = sum(not each.why_not for each in look.shown)
    return look.source.id, health.status, len(look.shown), taken, newest, sentences(health.reason, health.remedy)


def look_row(look: Look, line: int = 0) -> dict[str, Any]:
    """One reading as JSON."""
    from digest.rows import stamp

    health = look.health
    return {
        "id": look.source.id,
        "name": look.source.name,
        "line": line,
        "url": look.url,
        "status": health.status,
        "readable": look.readable,
        "reason": health.reason,
        "remedy": health.remedy,
        "items": len(look.shown),
        "taken": sum(not each.why_not for each in look.shown),
        "newest": stamp(health.newest) if health.newest else None,
        "last": [
            {
                "title": each.item.title,
                "url": each.item.url,
                "published": stamp(each.item.published) if each.item.published else None,
                "why_not": each.why_not,
            }
            for each in look.shown[:SHOWN]
        ],
    }


def _mistake_row(mistake: Mistake) -> dict[str, Any]:
    return asdict(mistake) | {"message": str(mistake)}


def schema(
    folder: Annotated[Path, typer.Argument(help="Where to write.", file_okay=False)] = Path("schema"),
    now: Now = None,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Write the JSON Schemas of the editor's files.

    With them, text editors complete and check while you type.

    Example: digest schema schema
    """
    from digest import config

    folder.mkdir(parents=True, exist_ok=True)
    written = dict(config.schemas())
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    if json:
        say_json({"files": [str(folder / name) for name in written]})
    else:
        say("\n".join(str(folder / name) for name in written))


def explain(
    what: Annotated[str, typer.Argument(metavar="ID|URL", help="An article or a story.")],
    root: Root = HERE,
    now: Now = None,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Explain an article's tags, story, rank and place.

    For each, says why it is so and what to write in which file to change it.

    Example: digest explain 3f2a9c01b2d4
    """
    from digest.curating import why

    config, store = desk(root)
    found = why.explain(config, store, what)
    if found is None:
        warn(f"{what} is not an article of this desk; give its id from issues/WEEK.md, or its address")
        raise typer.Exit(1)
    if json:
        say_json(asdict(found))
        return
    say(f"{found.title}\n{found.url}\n{found.id}, in {found.week}")
    for heading, points in found.sections.items():
        if points:
            say(f"\n{heading}")
        for point in points:
            _tell_point(point)


def _tell_point(point: Any) -> None:
    say(f"  {point.what}")
    for reason in point.because:
        say(f"      because  {reason}")
    if point.change:
        say(f"      change   {point.change}")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to create.", file_okay=False)],
    title: Annotated[str, typer.Option(help="The site's name.")],
    url: Annotated[str, typer.Option(help="Address at which it will be published.")],
    timezone: Annotated[str, typer.Option(help="Time zone in which a week begins, like Europe/Berlin.")] = "UTC",
    now: Now = None,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Create a new desk, ready to push to GitHub.

    It has settings, a first set of sources, schemas, workflows and the program.

    Example: digest init mydesk --title "My Digest" --url https://me.github.io/mydesk/
    """
    from digest.curating import newdesk
    from digest.mistakes import Mistakes

    try:
        made = newdesk.make(folder, title=title, url=url, timezone=timezone)
    except newdesk.OccupiedError as error:
        warn(str(error))
        raise typer.Exit(1) from None
    except Mistakes as error:  # the file does not exist yet, so an option must be wrong
        first = error.mistakes[0]
        hint = f"--{first.where.removeprefix('site.')}"
        raise typer.BadParameter(f"{first.what}; write {first.instead}", param_hint=hint) from None
    if json:
        say_json({"folder": str(folder), "files": made.own, "program": made.program})
        return
    for path in made.own:
        say(str(folder / path))
    say(f"and {made.program} files of the program, which GitHub runs")
    say(f"next: cd {folder}, then: digest check; digest run; digest serve. To publish it: docs/running.md")
