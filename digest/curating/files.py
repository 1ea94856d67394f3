"""Write a file of the desk beside itself and rename it: it is whole at every moment."""

from __future__ import annotations

import os
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Put a text in a file's place, with the file's own mode where there is one."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as out:
        out.write(text.encode("utf-8"))
        out.flush()
        os.fsync(out.fileno())
    if path.exists():
        beside.chmod(path.stat().st_mode & 0o777)
    beside.replace(path)
