"""The commands extract, tag and group: read JSON lines, print JSON lines in the same order, store nothing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from digest.cli.console import say_json
from digest.cli.options import HERE, AlwaysJson, Now, Root, Verbose, clock
from digest.mistakes import Mistake, Mistakes

File = Annotated[Path, typer.Argument(help="File of JSON lines, in UTF-8.", exists=True, dir_okay=False)]


def extract(file: File, root: Root = HERE, now: Now = None, json_: AlwaysJson = True, verbose: Verbose = False) -> None:
    """Extract articles from HTML pages.

    {id, file, url?} -> {id, title, author, published, language, paywall, text}

    `file` is the path of an HTML page, plain or .gz, relative to FILE.

    Example: digest extract pages.jsonl
    """
    from digest import parts

    for row in parts.extract(_rows(file, "id", "file", folder=file.parent), file.parent):
        say_json(row)


def tag(file: File, root: Root = HERE, now: Now = None, json_: AlwaysJson = True, verbose: Verbose = False) -> None:
    """Find entities and topics of articles, and summarise them.

    {id, title, text, language?, url?, published?} -> {id, entities, topics, primary, summary}

    Example: digest tag articles.jsonl
    """
    from digest import config, parts

    for row in parts.tag(_rows(file, "id"), config.load_or_default(root), now=clock(now)):
        say_json(row)


def group(file: File, root: Root = HERE, now: Now = None, json_: AlwaysJson = True, verbose: Verbose = False) -> None:
    """Group articles into stories.

    {id, title, summary?, text?, language?, source?, published?} -> {id, story}

    Example: digest group week.jsonl
    """
    from digest import config, parts

    for row in parts.group(_rows(file, "id", "title"), config.load_or_default(root), now=clock(now)):
        say_json(row)


FIELDS = ("id", "title", "summary", "text", "language", "lang", "source", "url", "published", "date", "file")
"""The fields of a row that are read. All are text; an id may also be a number."""
KINDS = {bool: "true or false", dict: "an object", list: "a list", str: "text", type(None): "nothing"}
"""What to call a JSON value by its type; all others are numbers."""


def _rows(file: Path, *needed: str, folder: Path | None = None) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; raises Mistakes that list every faulty line.

    With a folder, the `file` of each row must be readable there."""
    rows: list[dict[str, Any]] = []
    mistakes: list[Mistake] = []
    for number, line in _lines(file):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            mistakes.append(Mistake(number, 1, "", f"is not JSON ({error})", '{"id": …} on one line', file.name))
            continue
        if found := next(_faults(row, needed), None):
            mistakes.append(Mistake(number, 1, *found, file.name))
        elif folder and (fault := _unreadable(folder / str(row["file"]))):
            mistakes.append(Mistake(number, 1, "file", fault, "the path of a page, relative to this file", file.name))
        else:
            rows.append(row)
    if mistakes:
        raise Mistakes(mistakes)
    return rows


def _faults(row: Any, needed: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a row: the field, the fault, and what to write instead."""
    if not isinstance(row, dict):
        yield "", f"is {_kind(row)}, not an object", '{"id": …} on one line'
        return
    for name in needed:
        if row.get(name) is None:
            yield name, "is missing", f'"{name}": …'
    for name in FIELDS:
        number = name == "id" and isinstance(row.get(name), int) and not isinstance(row[name], bool)
        if row.get(name) is not None and not isinstance(row[name], str) and not number:
            yield name, f"is {_kind(row[name])}, not text", f'"{name}": "…"'


def _kind(value: Any) -> str:
    return KINDS.get(type(value), "a number")


def _unreadable(page: Path) -> str:
    """Why a page cannot be read; empty if it can."""
    from digest import parts

    try:
        parts.html(page)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        return f"{page} cannot be read ({getattr(error, 'strerror', None) or error})"
    return ""


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    text = file.read_bytes().decode("utf-8-sig", "replace")
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
