"""`digest serve`: shown to this machine, by this machine's own names only."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
from pathlib import Path

import pytest


def _ask(port: int, path: str, host: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.fixture
def port(small_desk: Path) -> object:
    """The port at which a small desk is served."""
    call = [sys.executable, "-m", "digest", "serve", "--root", str(small_desk), "--port", "0", "--json"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        yield int(process.stdout.readline().rpartition(":")[2].partition("/")[0])
        process.send_signal(signal.SIGINT)
        process.wait(20)


def test_only_by_names_of_this_machine(port: int) -> None:
    """A page is shown with its reloading script and without the policy that forbids it, and to no strange name."""
    status, page = _ask(port, "/about/", f"localhost:{port}")
    assert status == 200
    assert "livereload" in page
    assert "Content-Security-Policy" not in page
    assert _ask(port, "/nowhere/", f"127.0.0.1:{port}")[0] == 404
    for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example", ""):
        status, page = _ask(port, "/about/", host)
        assert status == 403
        assert "<" not in page
