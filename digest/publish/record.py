"""EDGE: keep a record of what the last build made each page from, so that the next one renders only what changed.

Losing the record costs time and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from digest.model import Page
from digest.publish.output import Output
from digest.publish.text import digest

MADE_WITH = ("jinja2", "manimgx-fonts-cjk", "mkdocs", "pillow")
"""Packages of which another version may render the same page differently."""


class Record:
    """Path -> [key, size, time] of each page in the last build; valid for one stamp of code and templates."""

    def __init__(self, file: Path | None, stamp: str, pages: dict[str, list[object]]) -> None:
        self._file, self._stamp, self._pages = file, stamp, pages
        self._fresh: dict[str, list[object]] = {}

    @classmethod
    def load(cls, file: Path | None, templates: Sequence[Path]) -> Record:
        """The record in `file`; empty if there is none, if it can't be read, or if code or templates have changed."""
        if file is None:
            return cls(None, "", {})
        stamp = _stamp(templates)
        try:
            kept = json.loads(file.read_text("utf-8"))
            pages = kept["pages"] if kept["stamp"] == stamp else {}
        except (OSError, ValueError, KeyError, TypeError):
            pages = {}
        return cls(file, stamp, pages if isinstance(pages, dict) else {})

    def fresh(self, page: Page, output: Output) -> bool:
        """Whether the page's file is as the last build left it, and rendering would give the same bytes."""
        kept = self._pages.get(page.path)
        if not page.key or not kept or kept[0] != page.key or kept[1:] != output.stamp(page.path):
            return False
        self._fresh[page.path] = kept
        return True

    def save(self, pages: Iterable[Page], output: Output) -> None:
        """Note what these pages were made from."""
        if self._file is None:
            return
        made = (page for page in pages if page.key and page.path not in self._fresh)
        kept = self._fresh | {page.path: [page.key, *output.stamp(page.path)] for page in made}
        text = json.dumps({"stamp": self._stamp, "pages": kept}, sort_keys=True)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(f".{self._file.name}.new")
        beside.write_text(text, "utf-8")
        beside.replace(self._file)


def _stamp(templates: Sequence[Path]) -> str:
    code = sorted(Path(__file__).parents[1].rglob("*.py"))
    theme = [file for folder in templates for file in sorted(folder.rglob("*")) if file.is_file()]
    parts = (f"{file.name}\n{file.read_bytes().hex()}" for file in (*code, *theme))
    return digest((*(f"{one} {version(one)}" for one in MADE_WITH), *parts))
