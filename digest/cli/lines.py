"""`digest extract`, `digest tag` and `digest group`: JSON lines in, JSON lines out, in input order; nothing is kept."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from digest.cli.console import say_json
from digest.cli.options import HERE, AlwaysJson, Now, Root, Verbose, clock
from digest.model import Mistake, Mistakes

File = Annotated[Path, typer.Argument(help="JSON lines, UTF-8.", exists=True, dir_okay=False)]


def extract(file: File, root: Root = HERE, now: Now = None, json_: AlwaysJson = True, verbose: Verbose = False) -> None:
    """Read articles out of HTML pages: {id, file, url?} -> {id, title, author, published, language, paywall, text}.

    `file` is an HTML page, also .gz, its path relative to FILE.

    Example: digest extract pages.jsonl
    """
    from digest import parts

    for row in parts.extract(_rows(file, "id", "file", folder=file.parent), file.parent):
        say_json(row)


def tag(file: File, root: Root = HERE, now: Now = None, json_: AlwaysJson = True, verbose: Verbose = False) -> None:
    """Tag articles: {id, title, text, language?, url?, published?} -> {id, entities, topics, primary, summary}.

    Example: digest tag articles.jsonl
    """
    from digest import config, parts

    for row in parts.tag(_rows(file, "id"), config.load_or_default(root), now=clock(now)):
        say_json(row)


def group(file: File, root: Root = HERE, now: Now = None, json_: AlwaysJson = True, verbose: Verbose = False) -> None:
    """Put articles into stories: {id, title, summary?, text?, language?, source?, published?} -> {id, story}.

    Example: digest group week.jsonl
    """
    from digest import config, parts

    for row in parts.group(_rows(file, "id", "title"), config.load_or_default(root), now=clock(now)):
        say_json(row)


def _rows(file: Path, *needed: str, folder: Path | None = None) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; raises Mistakes that names every line that is none.

    With a folder, a row's `file` must be readable there too."""
    rows: list[dict[str, Any]] = []
    mistakes: list[Mistake] = []
    for number, line in _lines(file):
        try:
            row = json.loads(line)
        except ValueError as error:
            mistakes.append(Mistake(number, 1, "", f"is not JSON ({error})", '{"id": …} on one line', file.name))
            continue
        missing = [key for key in needed if not isinstance(row, dict) or key not in row]
        if missing:
            mistakes.append(Mistake(number, 1, missing[0], "is missing", f'"{missing[0]}": …', file.name))
        elif folder and (fault := _unreadable(folder / str(row["file"]))):
            mistakes.append(Mistake(number, 1, "file", fault, "the path of a page, relative to this file", file.name))
        else:
            rows.append(row)
    if mistakes:
        raise Mistakes(mistakes)
    return rows


def _unreadable(page: Path) -> str:
    """Why a page cannot be read, or nothing."""
    from digest import parts

    try:
        parts.html(page)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        return f"{page} cannot be read ({getattr(error, 'strerror', None) or error})"
    return ""


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    text = file.read_bytes().decode("utf-8-sig", "replace")
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
