"""A growing list as pages: the newest rows at its own address, older ones at `page/1/` (the oldest) and up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from digest.model import Page
from digest.publish.archive import Row
from digest.publish.lists import Chunk, by_month, chunks, span
from digest.publish.pages.frame import Frame, alternates

Extra = Callable[[], Mapping[str, Any]]


def history(frame: Frame, path: str, template: str, title: str, rows: Sequence[Row], extra: Extra) -> Iterator[Page]:
    """The pages of a list at `path`: the first with all that `extra` gives, the older ones with their rows alone."""
    cut = chunks(rows)
    for i, chunk in enumerate(cut):
        yield frame.page(
            f"{_path(path, chunk)}index.html",
            template if not chunk.number else "older.html",
            title if not chunk.number else f"{title}, {span(frame.words, chunk)}",
            lambda i=i, chunk=chunk: {  # type: ignore[misc]
                **extra(),
                "name": title,
                "list_path": path,
                "groups": by_month(frame.archive, frame.words, chunk.rows),
                "span": span(frame.words, chunk),
                "newer": _path(path, cut[i - 1]) if i else "",
                "older": _path(path, cut[i + 1]) if i + 1 < len(cut) else "",
                "alternates": alternates(title, path),
            },
        )


def _path(path: str, chunk: Chunk) -> str:
    return f"{path}page/{chunk.number}/" if chunk.number else path
