"""What the commands say: plain lines that nothing from outside can steer, tables, and JSON.

A feed's title may hold an escape sequence that rewrites the terminal, or begin with `::`, which a CI runner obeys. What
is printed here holds neither.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_COMMAND = re.compile(r"(?m)^(\s*)(::|##\[)")


def plain(text: str) -> str:
    """Text without what steers a terminal, and without what a CI runner reads as a command."""
    return _COMMAND.sub(lambda found: f"{found[1]}\u00b7{found[2]}", _STEERING.sub("", text))


def say(text: str = "") -> None:
    """One or more lines to standard output."""
    _out(plain(text))


def warn(text: str) -> None:
    """One or more lines to standard error."""
    sys.stderr.write(plain(text) + "\n")


def say_json(value: Any) -> None:
    """One JSON value on one line to standard output."""
    _out(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def _out(text: str) -> None:
    """A line at once, also into a pipe: whoever reads `digest serve` there waits for the address."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows under their headings: drawn on a terminal, tab-free aligned lines elsewhere."""
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
    """Columns a text takes: a Han character takes two."""
    return sum(2 if "\u1100" <= letter <= "\uffe6" and letter > "\u2e7f" else 1 for letter in text)


def counts(of: Mapping[str, int]) -> str:
    """`3 too old, 1 off the beat` out of counts by reason."""
    return ", ".join(f"{count} {reason}" for reason, count in sorted(of.items()) if count)
