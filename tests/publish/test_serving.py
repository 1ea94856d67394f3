"""`digest serve`: it answers only to this machine's own names, and reloads every page."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from loopback import interruptible


def _ask(port: int, path: str, host: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.fixture
def port(small_desk: Path) -> object:
    """The port at which a small desk is served, whose site will lie in a folder of its host."""
    settings = small_desk / "sources.yaml"
    settings.write_text(settings.read_text("utf-8").replace("desk.example/", "desk.example/news/"), "utf-8")
    call = [sys.executable, "-m", "digest", "serve", "--root", str(small_desk), "--port", "0", "--json"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, preexec_fn=interruptible) as process:
        assert process.stdout
        process.stdout.readline()
        yield int(process.stdout.readline().rpartition(":")[2].partition("/")[0])
        process.send_signal(signal.SIGINT)
        process.wait(20)


def test_only_by_names_of_this_machine(port: int) -> None:
    """A page is shown with its reloading script and without the policy that forbids it, and to no strange name."""
    status, page = _ask(port, "/news/about/", f"localhost:{port}")
    assert status == 200
    assert "livereload" in page
    assert "Content-Security-Policy" not in page
    for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example", ""):
        status, page = _ask(port, "/news/about/", host)
        assert status == 403
        assert "<" not in page


def test_what_is_not_there(port: int) -> None:
    """The site's own page says so, reloads as the others do, and finds its style sheet below the site's path."""
    host = f"127.0.0.1:{port}"
    assert _ask(port, "/", host)[0] == 302
    for path in ("/news/nowhere/", "/nowhere/at/all"):
        status, page = _ask(port, path, host)
        assert status == 404
        assert "This page is not here" in page
        assert "livereload" in page
        sheet = re.search(r'href="([^"]*desk\.css[^"]*)"', page)
        assert sheet
        assert _ask(port, sheet[1].partition("?")[0], host)[0] == 200
