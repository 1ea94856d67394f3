"""Print what commands have to say: plain lines, tables and JSON, safe from text that comes from outside.

A feed's title may contain an escape sequence that rewrites the terminal, or begin with `::`, which a CI runner takes
for a command. Both are removed from everything that is printed here.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HALF = re.compile(r"[\ud800-\udfff]")
"""Half a surrogate pair, which a JSON file may hold as an escape and UTF-8 cannot write."""
_COMMAND = re.compile(r"(?m)^(\s*)(::|##\[)")


def plain(text: str) -> str:
    """Text without control characters and without anything that a CI runner would take for a command."""
    return _COMMAND.sub(lambda found: f"{found[1]}\u00b7{found[2]}", _STEERING.sub("", text))


def say(text: str = "") -> None:
    """One or more lines to standard output."""
    _out(plain(text))


def warn(text: str) -> None:
    """One or more lines to standard error."""
    sys.stderr.write(plain(text) + "\n")


def say_json(value: Any) -> None:
    """One JSON value on one line to standard output; with half a surrogate pair in it, in ASCII."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    _out(json.dumps(value, sort_keys=True, default=str) if _HALF.search(text) else text)


def _out(text: str) -> None:
    """Write a line and flush it: a program that reads `digest serve` through a pipe waits for the address."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their headings: as a table on a terminal, as aligned plain lines elsewhere."""
    cells = [[plain(str(cell)).replace("\n", " ") for cell in row] for row in rows]
    if sys.stdout.isatty() and "CI" not in os.environ:
        _drawn(columns, cells)
        return
    widths = [max(_width(row[index]) for row in [list(columns), *cells]) for index in range(len(columns))]
    for row in [list(columns), *cells]:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        say("  ".join(padded).rstrip())


def _drawn(columns: Sequence[str], cells: list[list[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in cells:
        drawn.add_row(*map(Text, row))
    Console().print(drawn)


def _width(text: str) -> int:
    """How many columns a text takes; a Chinese character takes two."""
    return sum(2 if "\u1100" <= letter <= "\uffe6" and letter > "\u2e7f" else 1 for letter in text)


def counts(of: Mapping[str, int]) -> str:
    """Counts by reason as text: `3 too old, 1 off the beat`."""
    return ", ".join(f"{count} {reason}" for reason, count in sorted(of.items()) if count)
