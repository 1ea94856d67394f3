"""The command line: parses, calls `digest.pipeline`, prints. Heavy modules are imported inside the command that needs
them, so that `digest --help` answers at once.

Exit 0: done. 1: failed. 2: a mistake in a file or on the command line. 3: held, too little arrived to publish.
"""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from digest.cli import curate, daily, lines, runner, sources
from digest.cli.console import warn
from digest.model import Mistakes

app = typer.Typer(
    help="A news desk in a repository: feeds in, a weekly bilingual newsletter site out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
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


def main() -> NoReturn:
    """Run the command line; mistakes in files come out one a line, with exit code 2."""
    try:
        app(prog_name="digest")
    except Mistakes as error:
        for mistake in error.mistakes:
            warn(str(mistake))
    except BrokenPipeError:
        sys.exit(0)
    sys.exit(2)
