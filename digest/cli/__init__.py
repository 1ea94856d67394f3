"""The command line: parse, call `digest.pipeline`, print.

Heavy modules are imported inside the commands that need them, so that `digest --help` answers at once.
Exit codes: 0 done; 1 failed; 2 a mistake in a file or on the command line; 3 held, because too little arrived.
"""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Sequence
from types import TracebackType
from typing import Annotated, NoReturn

import typer

from digest import __version__
from digest.cli import curate, daily, lines, runner, sources
from digest.cli.console import say, warn
from digest.mistakes import Mistakes

EVERYWHERE = {"--json": False, "--now": True, "--root": True, "--verbose": False, "-v": False}
"""Options that every command takes, and whether a value follows."""
app = typer.Typer(
    help="A news desk in a repository: reads feeds, publishes a weekly bilingual newsletter site.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        say(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def _digest(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options of the program itself."""


app.command()(daily.run)
app.command()(daily.collect)
app.command()(daily.draft)
app.command()(daily.build)
app.command()(daily.serve)
app.command()(curate.check)
app.add_typer(sources.app, name="sources")
app.command()(curate.explain)
app.command()(lines.tag)
app.command()(lines.group)
app.command()(lines.extract)
app.command()(daily.demo)
app.command()(curate.schema)
app.command()(curate.init)
app.add_typer(runner.app, name="runner")


FULL = frozenset({errno.EDQUOT, errno.EFBIG, errno.ENOSPC, errno.EROFS})
"""Errors of a file system that is full or read-only."""


def in_front_or_behind(words: Sequence[str]) -> list[str]:
    """The words of a command line, with leading options that every command takes moved behind the command.

    Many people type `digest -v build`, but typer accepts such options only after the command."""
    at = 0
    while at < len(words) and (option := words[at].partition("=")[0]) in EVERYWHERE:
        at += 1 + (EVERYWHERE[option] and "=" not in words[at])
    return [*words[at:], *words[:at]] if at < len(words) else list(words)


def _trace(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print an unexpected error like Python does, but without anything that a CI runner would obey."""
    warn("".join(traceback.format_exception(error)))


def main() -> NoReturn:
    """Run the command line; mistakes in files are printed one per line, with exit code 2."""
    sys.excepthook = _trace
    try:
        app(in_front_or_behind(sys.argv[1:]), prog_name="digest")
    except Mistakes as error:
        for mistake in error.mistakes:
            warn(str(mistake))
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        if error.errno not in FULL:
            raise
        warn(
            f"nothing more could be written: {error.strerror}. What was stored before is whole; make room and run again"
        )
        sys.exit(1)
    sys.exit(2)
