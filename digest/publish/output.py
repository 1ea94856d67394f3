"""EDGE: the folder that holds the site. A file is touched only where its bytes change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

KEPT = ("pagefind",)
"""Folders that another tool fills after us."""


class Output:
    """A folder, and what was written to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: set[str] = set()

    def put_all(self, files: Mapping[str, bytes | None]) -> None:
        """Put each file of a mapping from path to bytes."""
        for path, body in files.items():
            if body is not None:
                self.put(path, body)

    def put(self, path: str, body: bytes) -> None:
        """Write one file, beside and renamed, unless it is there with these bytes."""
        target = self.root / path
        if self.size(path) == len(body) and target.read_bytes() == body:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(body)
        beside.replace(target)
        self.written.add(path)

    def size(self, path: str) -> int:
        """The size of a file, -1 where there is none."""
        target = self.root / path
        try:
            return target.stat().st_size if target.is_file() else -1
        except OSError:
            return -1

    def stamp(self, path: str) -> list[int]:
        """Size and time of a file: what tells that it is still as we left it. Empty where there is none."""
        try:
            found = (self.root / path).stat()
        except OSError:
            return []
        return [found.st_size, found.st_mtime_ns]

    def remove_others(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Remove every file that is not among `paths`, and folders left empty; hidden ones and `KEPT` stay."""
        wanted = set(paths)
        gone = []
        for file in sorted(self.root.rglob("*"), reverse=True):
            inside = file.relative_to(self.root)
            if any(part.startswith(".") for part in inside.parts) or inside.parts[0] in KEPT:
                continue
            if file.is_dir() and not file.is_symlink():
                if not any(file.iterdir()):
                    file.rmdir()
            elif inside.as_posix() not in wanted:
                file.unlink()
                gone.append(inside.as_posix())
        return tuple(sorted(gone))
