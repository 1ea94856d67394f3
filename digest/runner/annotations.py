"""Annotate lines of a pull request's files with commands to GitHub's runner, within its limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from digest.mistakes import Mistake

Kind = Literal["error", "warning", "notice"]
MOST = 10
"""Annotations of each kind in one step; GitHub drops any further ones."""
LONGEST = 1000
"""Characters of one annotation."""
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One annotation; `file` is relative to the repository, lines and columns count from 1, and 0 means none."""

    kind: Kind
    text: str
    title: str = ""
    file: str = ""
    line: int = 0
    column: int = 0


def of(mistake: Mistake) -> Annotation:
    """A mistake as an error at its place."""
    value = f"{mistake.where}: " if mistake.where else ""
    text = f"{value}{mistake.what}" + (f"; write {mistake.instead}" if mistake.instead else "")
    return Annotation(kind="error", text=text, file=mistake.file, line=mistake.line, column=mistake.column)


def commands(annotations: Iterable[Annotation]) -> Iterator[str]:
    """The commands, one per line; if a kind has more than the limit, its last one says how many are missing."""
    by_kind: dict[Kind, list[Annotation]] = {}
    for each in annotations:
        by_kind.setdefault(each.kind, []).append(each)
    for kind, some in by_kind.items():
        shown = some if len(some) <= MOST else some[: MOST - 1]
        yield from map(_command, shown)
        if len(some) > len(shown):
            yield _command(
                Annotation(kind=kind, text=f"and {len(some) - len(shown)} more; see the log and the summary")
            )


def _command(one: Annotation) -> str:
    values = {"file": one.file, "line": str(one.line or ""), "col": str(one.column or ""), "title": one.title}
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items() if value)
    return f"::{one.kind} {properties}".rstrip() + f"::{_data(one.text[:LONGEST])}"


def _data(text: str) -> str:
    """Escape the text after the second `::` as GitHub's own tools do."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n")).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
