"""What a command line or a line of a file gets wrong is a mistake with exit code 2, not a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def digest(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "digest", *words]
    return subprocess.run(call, cwd=cwd, capture_output=True, text=True, check=False)


def test_pages_that_cannot_be_read_are_named_all_at_once(tmp_path: Path) -> None:
    """A page that is gone and one that is no gzip are two mistakes, each with its line, and no article is printed."""
    (tmp_path / "bad.html.gz").write_bytes(b"not gzip")
    (tmp_path / "good.html").write_text("<p>Words.</p>", "utf-8")
    lines = [
        '{"id": "a", "file": "good.html"}',
        '{"id": "b", "file": "gone.html"}',
        '{"id": "c", "file": "bad.html.gz"}',
    ]
    (tmp_path / "pages.jsonl").write_text("\n".join(lines), "utf-8")
    done = digest("extract", "pages.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(" ")[0] for line in done.stderr.splitlines()] == ["pages.jsonl:2:1:", "pages.jsonl:3:1:"]


@pytest.mark.parametrize("week", ["2026-W99", "2026-5", "garbage"])
def test_what_is_no_week_is_a_mistake_on_the_command_line(week: str, tmp_path: Path) -> None:
    done = digest("draft", week, cwd=tmp_path)
    assert done.returncode == 2
    assert "write one like 2026-W05" in done.stderr
