"""Build a desk's site in a test, and read all of its files at once."""

from __future__ import annotations

from pathlib import Path

from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.site import Rendered, render


def build(desk: Desk, out: Path, templates: Path, cache: Path | None = None) -> Rendered:
    """Render a desk into a folder."""
    return render(pages(desk), templates=[templates], out=out, cache=cache)


def tree(root: Path) -> dict[str, bytes]:
    """Path -> bytes of every file under a folder."""
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in sorted(root.rglob("*")) if f.is_file()}
