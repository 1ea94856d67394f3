"""Split a growing list into pages: the newest rows at its own address, older ones from `page/1/` (the oldest) up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from digest.model import Page
from digest.publish.archive import Row
from digest.publish.lists import Chunk, by_month, chunks, span
from digest.publish.pages.frame import Frame

Extra = Callable[[], Mapping[str, Any]]


def history(
    frame: Frame, path: str, template: str, title: str, rows: Sequence[Row], extra: Extra, key: Iterable[str] = ()
) -> Iterator[Page]:
    """The pages of a list at `path`; only the first has what `extra` returns, the older ones have rows alone.

    `key` covers what `extra` depends on besides the rows."""
    cut = chunks(rows)
    marks = [frame.marks.rows(chunk.rows) for chunk in cut]
    for i, chunk in enumerate(cut):
        newer = _path(path, cut[i - 1]) if i else ""
        older = _path(path, cut[i + 1]) if i + 1 < len(cut) else ""
        what = (marks[i], newer, older) if i else (*marks, older, *key)
        yield frame.page(
            f"{_path(path, chunk)}index.html",
            "older.html" if i else template,
            f"{title}, {span(frame.words, chunk)}" if i else title,
            partial(_context, frame, path, title, chunk, newer, older, dict if i else extra),
            what,
        )


def _context(
    frame: Frame, path: str, title: str, chunk: Chunk, newer: str, older: str, extra: Extra
) -> Mapping[str, Any]:
    return {
        **extra(),
        "name": title,
        "list_path": path,
        "groups": by_month(frame.archive, frame.words, chunk.rows),
        "span": span(frame.words, chunk),
        "newer": newer,
        "older": older,
        "description": f"{title}, {span(frame.words, chunk)}",
    }


def _path(path: str, chunk: Chunk) -> str:
    return f"{path}page/{chunk.number}/" if chunk.number else path
