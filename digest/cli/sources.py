"""`digest sources …`: the commands add, preview, list, import, export and accept."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli.console import say, say_json, table, warn
from digest.cli.curate import SHOWN, look_row
from digest.cli.options import HERE, Json, Now, Root, Verbose, clock, desk
from digest.runner.words import count, sentences

if TYPE_CHECKING:
    from digest.curating.adding import Added
    from digest.curating.look import Look
    from digest.curating.value import Worth
    from digest.model import Source

app = typer.Typer(help="Add, list, import, export and preview sources.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a source in sources.yaml.")]


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of a feed, or of a site that has one.")],
    root: Root = HERE,
    links: Annotated[
        str,
        typer.Option(metavar="SELECTOR", help="For a page without a feed: CSS selector of the links to its articles."),
    ] = "",
    name: Annotated[str, typer.Option("--id", metavar="ID", help="Id of the new source; default: a guess.")] = "",
    section: Annotated[str, typer.Option(help="Section of sources.yaml to put it in; default: that of its beat.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, without writing it.")] = False,
    json: Json = False,
    now: Now = None,
    verbose: Verbose = False,
) -> None:
    """Find the feed behind an address, show its last items, and add it to sources.yaml.

    Exit code 1: nothing was written, because there is no feed, a choice of several, or the source exists already.

    Example: digest sources add https://www.techdirt.com
    """
    from digest.config import values
    from digest.curating import adding

    config, store = desk(root)
    try:
        address, wanted = values.url(url if "://" in url else f"https://{url}"), values.slug(name) if name else ""
        selector = values.unless_empty(values.selector)(links)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    seek = partial(adding.seek, config, links=selector, health=store.health(), now=clock(now))
    added = seek(address)
    if added.reason and "://" not in url and not (plain := seek(f"http://{url}")).reason:
        added = plain  # an old site may only answer without encryption
    if added.proposal is not None and wanted:
        added = replace(added, proposal=adding.renamed(added.proposal, wanted, config.sources))
    written = added.proposal is not None and not dry_run
    if written and added.proposal:
        adding.write(root, [added.proposal.source], section)
    if json:
        say_json(_added_row(added, written=written))
    else:
        _tell_added(added, written=written)
    raise typer.Exit(0 if added.proposal is not None else 1)


def _tell_added(added: Added, *, written: bool) -> None:
    from digest.curating import finding, sourcefile

    if added.known is not None:
        warn(f"it is there already: {added.known.id} ({added.known.name}) reads {added.known.url}")
    elif added.choices:
        warn("there are several feeds; add the one that you mean by its own address:")
        for each in added.choices:
            say(f"  digest sources add {each.url}\n      {finding.label(each)}")
    elif added.proposal is None:
        warn(f"nothing was added. {sentences(added.reason, added.remedy)}")
    else:
        say("\n".join(sourcefile.block(added.proposal.source)))
        say()
        for note in added.proposal.notes:
            say(f"  {note}")
        say("\nlast items:")
        for item in added.feed.items[:SHOWN] if added.feed else ():
            say(f"  {item.published:%Y-%m-%d}  {item.title}" if item.published else f"  no date     {item.title}")
        say("\nwritten into sources.yaml" if written else "\nnothing was written")


def _added_row(added: Added, *, written: bool) -> dict[str, Any]:
    source = asdict(added.proposal.source) if added.proposal else None
    return {
        "written": written,
        "source": source,
        "notes": list(added.proposal.notes) if added.proposal else [],
        "last": [{"title": item.title, "url": item.url} for item in added.feed.items[:SHOWN]] if added.feed else [],
        "choices": [{"url": each.url, "title": each.feed.title} for each in added.choices],
        "known": added.known.id if added.known else None,
        "reason": added.reason,
        "remedy": added.remedy,
    }


@app.command()
def preview(name: Id, root: Root = HERE, json: Json = False, now: Now = None, verbose: Verbose = False) -> None:
    """Read a source once, and show what the desk would take from it and why not the rest. Stores nothing.

    Example: digest sources preview techdirt
    """
    from digest.collect.identity import Index
    from digest.curating import checking
    from digest.curating.look import look

    config, store = desk(root)
    found = look(config, checking.only(config, [name]), index=Index(store.entries()), now=clock(now))[0]
    if json:
        row = look_row(found)
        row["last"] = [
            {"title": each.item.title, "url": each.item.url, "why_not": each.why_not} for each in found.shown
        ]
        say_json(row)
    else:
        _tell_preview(found)
    raise typer.Exit(0 if found.readable else 1)


def _tell_preview(found: Look) -> None:
    say(f"{found.source.name}: {found.health.status}. {sentences(found.health.reason, found.health.remedy)}".rstrip())
    if found.feed and found.feed.notes:
        say(f"its feed: {'; '.join(found.feed.notes)}")
    for each in found.shown:
        date = f"{each.item.published:%Y-%m-%d}" if each.item.published else "no date   "
        say(f"  {'-' if each.why_not else '+'} {date}  {each.item.title}")
        if each.why_not:
            say(f"        {each.why_not}")
    if found.shown:
        say(f"{sum(not each.why_not for each in found.shown)} of {len(found.shown)} would be taken")


@app.command("list")
def list_(root: Root = HERE, now: Now = None, json: Json = False, verbose: Verbose = False) -> None:
    """Show how each source is doing, and how much of the last issues only it had.

    Example: digest sources list
    """
    from digest import issue_files
    from digest.curating.value import RECENT, worth

    config, store = desk(root)
    issues = issue_files.every(store)[-RECENT:]
    found = worth(config.sources, store.health(), store.entries([issue.week for issue in issues]), issues)
    if json:
        say_json([_worth_row(each) for each in found])
        return
    rows = [
        (
            each.source.id, each.health.status if each.source.enabled else "off", each.articles or "",
            each.stories or "", each.alone or "", each.copies or "",
            f"{each.newest:%Y-%m-%d}" if each.newest else "", sentences(each.health.reason),
        )
        for each in found
    ]  # fmt: skip
    table(("source", "status", "articles", "stories", "only it", "copies", "newest", "what it means"), rows)
    over = "the last issue" if len(issues) == 1 else f"the last {len(issues)} issues"
    say(f"{count(len(found), 'source')}, {f'over {over}' if issues else 'no issue yet'}")


def _worth_row(each: Worth) -> dict[str, Any]:
    from digest.rows import stamp

    return {
        "id": each.source.id, "name": each.source.name, "enabled": each.source.enabled, "status": each.health.status,
        "since": stamp(each.health.since) if each.health.since else None, "reason": each.health.reason,
        "remedy": each.health.remedy, "missed": each.health.missed, "articles": each.articles,
        "stories": each.stories, "only_it": each.alone, "copies_only": each.copies,
        "newest": stamp(each.newest) if each.newest else None,
    }  # fmt: skip


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", exists=True, dir_okay=False)],
    root: Root = HERE,
    now: Now = None,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Add the feeds of an OPML file to sources.yaml, with its folders as sections. Known feeds are left alone.

    Example: digest sources import subscriptions.opml
    """
    from digest.curating import adding, opml

    config, _ = desk(root)
    try:
        done = adding.take(root, config, file.read_bytes())
    except opml.OpmlError as error:
        warn(f"{file}: {error}")
        raise typer.Exit(2) from None
    if json:
        refused = [{"line": line, "why": why} for line, why in done.refused]
        say_json({"added": [source.id for source in done.added], "there": done.there, "refused": refused})
    else:
        for source in done.added:
            say(f"{source.id}: {source.url}")
        for line, why in done.refused:
            warn(f"{file}:{line}: left out: {why}")
        say(f"{count(len(done.added), 'source')} added, {done.there} there already, {len(done.refused)} left out")
    raise typer.Exit(1 if done.refused and not done.added else 0)


@app.command()
def export(
    root: Root = HERE,
    out: Annotated[Path | None, typer.Option("--out", help="File to write; default: standard output.")] = None,
    now: Now = None,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Write the sources as OPML for other feed readers, with sections as folders. Nothing is lost.

    Example: digest sources export --out sources.opml
    """
    from digest.curating import adding

    config, _ = desk(root)
    if json:
        say_json([asdict(source) for source in config.sources])
        return
    body = adding.exported(root, config)
    if out is None:
        typer.echo(body.decode("utf-8"), nl=False)
    else:
        out.write_bytes(body)
        say(f"{len(config.sources)} sources in {out}")


@app.command()
def accept(name: Id, root: Root = HERE, now: Now = None, json: Json = False, verbose: Verbose = False) -> None:
    """Accept a quarantined source as it is now, and forget what it used to be.

    Example: digest sources accept techdirt
    """
    from digest.collect.health import accept as accepted
    from digest.curating import checking

    config, store = desk(root)
    source: Source = checking.only(config, [name])[0]
    with store.lock():
        health = store.health()
        before = health[source.id].status if source.id in health else "new"
        if before == "quarantined":
            store.save_health(health | {source.id: accepted(health[source.id])})
    if json:
        say_json({"id": source.id, "accepted": before == "quarantined", "status": before})
    else:
        done = "accepted: it is read in full the next time" if before == "quarantined" else "it is not in quarantine"
        say(f"{source.id}: {done}")
