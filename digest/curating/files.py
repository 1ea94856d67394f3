"""Replace a file of the desk so that it is never incomplete: write the new one beside it, then rename."""

from __future__ import annotations

import os
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Replace a file's text, keeping its mode if it exists."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as out:
        out.write(text.encode("utf-8"))
        out.flush()
        os.fsync(out.fileno())
    if path.exists():
        beside.chmod(path.stat().st_mode & 0o777)
    beside.replace(path)
