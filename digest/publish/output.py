"""EDGE: write the folder that holds the site, touching only files whose bytes change."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

KEPT = ("pagefind",)
"""Folders that another tool fills after the build."""


class Output:
    """A folder, and the paths that were written to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = str(root)
        self.written: set[str] = set()

    def put_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write each file, given as path and bytes."""
        for path, body in files:
            self.put(path, body)

    def put(self, path: str, body: bytes) -> None:
        """Write one file unless it already has these bytes; a new file is written beside it and then renamed."""
        target = self.root / path
        if self.size(path) == len(body) and target.read_bytes() == body:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(body)
        beside.replace(target)
        self.written.add(path)

    def size(self, path: str) -> int:
        """The size of a file in bytes, -1 if there is none."""
        target = self.root / path
        try:
            return target.stat().st_size if target.is_file() else -1
        except OSError:
            return -1

    def stamp(self, path: str) -> list[int]:
        """Size and modification time of a file, by which a change is noticed; empty if there is none."""
        try:
            found = os.stat(f"{self._folder}/{path}")  # noqa: PTH116 -- a Path for each of 20,000 costs a second
        except OSError:
            return []
        return [found.st_size, found.st_mtime_ns]

    def remove_others(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Remove every file that is not in `paths`, and folders left empty, except hidden ones and `KEPT`."""
        wanted = set(paths)
        gone: list[str] = []
        for folder, _, files in os.walk(self.root, topdown=False):
            inside = os.path.relpath(folder, self.root).replace(os.sep, "/").removeprefix(".")
            if inside.split("/")[0] in KEPT or any(part.startswith(".") for part in inside.split("/")):
                continue
            strays = self._strays(inside, files, wanted)
            gone += map(self._remove, strays)
            bare = len(strays) == len(files)
            if inside and bare and not os.listdir(folder):  # noqa: PTH208 -- a build lists thousands of folders
                Path(folder).rmdir()
        return tuple(sorted(gone))

    def _strays(self, inside: str, files: Iterable[str], wanted: set[str]) -> list[str]:
        paths = (f"{inside}/{name}" if inside else name for name in files if not name.startswith("."))
        return [path for path in paths if path not in wanted]

    def _remove(self, path: str) -> str:
        (self.root / path).unlink()
        return path
