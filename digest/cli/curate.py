"""The commands of an editor: check, explain, sources, schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.console import say, say_json
from digest.cli.options import HERE, Json, Now, Root, Verbose

if TYPE_CHECKING:
    from digest.model import Config

sources = typer.Typer(help="Add, list, import, export and preview sources.", no_args_is_help=True)


def check(
    root: Root = HERE,
    online: Annotated[bool, typer.Option("--online", help="Also read each feed once.")] = False,
    json: Json = False,
    now: Now = None,
    verbose: Verbose = False,
) -> None:
    """Validate every file an editor owns: all mistakes at once, each with its place and what to write instead.

    Example: digest check --online
    """
    from digest import config, pipeline
    from digest.model import Mistake, Mistakes
    from digest.store import Store

    mistakes: list[Mistake] = []
    loaded: Config | None = None
    try:
        loaded = config.load(root)
    except Mistakes as error:
        mistakes += error.mistakes
    try:
        issues = pipeline.issues_of(Store(root))
    except Mistakes as error:
        mistakes += error.mistakes
        issues = []
    if json:
        say_json({"mistakes": [str(each) for each in mistakes]})
    if mistakes or loaded is None:
        raise Mistakes(() if json else mistakes)
    if not json:
        say(
            f"{len(loaded.sources)} sources, {len(loaded.topics)} topics, {len(loaded.whoswho.known)} known names, "
            f"{len(issues)} issues: no mistake"
        )


def schema(folder: Annotated[Path, typer.Argument(help="Where to write.", file_okay=False)] = Path("schema")) -> None:
    """Write the JSON Schema of each file an editor owns, for editors that complete and check while one types.

    Example: digest schema schema
    """
    from digest import config

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in config.schemas():
        (folder / name).write_text(text, encoding="utf-8")
        say(str(folder / name))


def explain(
    what: Annotated[str, typer.Argument(metavar="ID|URL", help="Of an article or a story.")],
    root: Root = HERE,
    json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Say why an article or story is tagged, clustered, ranked and placed as it is, and what would change it.

    Example: digest explain 3f2a9c01b2d4
    """
    say(what)
