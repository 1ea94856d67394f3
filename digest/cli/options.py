"""The options that every command takes, and the values made from them."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.console import plain

if TYPE_CHECKING:
    from digest.model import Config
    from digest.store import Store


def _moment(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        raise typer.BadParameter(f"{text!r} is not an ISO 8601 time; write 2026-01-29T12:00:00Z") from None


class _Plain(logging.Formatter):
    """Cleans log lines: they may quote a feed or a server, and a CI runner also obeys commands on standard error."""

    def format(self, record: logging.LogRecord) -> str:
        return plain(super().format(record))


def _verbose(value: bool) -> bool:
    to = logging.StreamHandler()
    to.setFormatter(_Plain("%(message)s"))
    logging.basicConfig(level=logging.INFO if value else logging.WARNING, handlers=[to], force=True)
    return value


Root = Annotated[Path, typer.Option(help="The desk's folder, with sources.yaml.", file_okay=False)]
Now = Annotated[
    datetime | None,
    typer.Option(parser=_moment, metavar="ISO-TIME", help="Use this as the current time."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of prose.")]
AlwaysJson = Annotated[bool, typer.Option("--json", help="Print JSON lines; this is always on.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", callback=_verbose, help="Report progress.")]
HERE = Path()


def clock(now: datetime | None) -> datetime:
    """The time given, or else the current time; nothing else in the program reads the clock."""
    return now or datetime.now(UTC).replace(microsecond=0)


def desk(root: Path) -> tuple[Config, Store]:
    """The configuration and the store of the desk in a folder. Raises Mistakes."""
    from digest import config
    from digest.store import Store

    found = config.load(root)
    return found, Store(root, found.site.timezone)
