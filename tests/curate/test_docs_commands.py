"""The commands in the guides: those of `digest` are valid, and those of `make` have a target."""

import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from loopback import interruptible
from typer.testing import CliRunner

from digest.cli import app

TOP = Path(__file__).parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/developers.md", "docs/designers.md", "docs/running.md",
         "docs/editors.md")  # fmt: skip
COMMAND = re.compile(r"(?:\.venv/bin/)?digest [a-z]|make [a-z]|\.ci/|mkdir ")


def typed(page: str) -> list[list[str]]:
    """The commands of a page, each as its words: the lines of its `sh` and `console` blocks, and those in its text."""
    text = (TOP / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    spans = [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose)]
    lines = [line for block in blocks for line in block.splitlines()]
    found = [line.removeprefix("$ ") for line in lines] + [span for span in spans if COMMAND.match(span)]
    return [words for line in found if (words := shlex.split(line, comments=True))]


def commands(first: str) -> Iterator[Any]:
    """Each page's commands that begin with this word, wherever the program lies."""
    for page in PAGES:
        for words in typed(page):
            if words[0].rpartition("/")[2] == first:
                yield pytest.param(words[1:], id=f"{page}: {' '.join(words)}")


@pytest.mark.parametrize("targets", commands("make"))
def test_what_is_made_can_be_made(targets: list[str]) -> None:
    """Each word behind `make` is a target of the Makefile, or sets a variable that it has."""
    makefile = (TOP / "Makefile").read_text(encoding="utf-8")
    for word in targets:
        name, sets, _ = word.partition("=")
        assert re.search(rf"^{re.escape(name)}{' [?:]?=' if sets else ':'}", makefile, re.MULTILINE), word


@pytest.mark.parametrize("words", commands("digest"))
def test_every_command_is_one(words: list[str]) -> None:
    """Each names a command that there is, and options that it has; what a reader fills in may be anything."""
    told = CliRunner().invoke(app, [*(word for word in words if not word.startswith("-")), "--help"])
    assert told.exit_code == 0, told.output
    options = {name for each in _command(words).params for name in each.opts}
    assert {word.partition("=")[0] for word in words if word.startswith("-")} <= options | {"--help", "--version"}


def _command(words: list[str]) -> Any:
    """The command that the words name, in the groups that they name."""
    found: Any = typer.main.get_command(app)
    for word in words:
        found = getattr(found, "commands", {}).get(word, found)
    return found


def test_each_script_is_there() -> None:
    """What is started by its path can be started."""
    scripts = {words[0] for page in PAGES for words in typed(page) if words[0].startswith(".ci/")}
    assert scripts
    assert all((TOP / script).stat().st_mode & 0o100 for script in scripts)


def test_every_line_of_a_block_is_checked_here() -> None:
    """No page of these has a line that begins with something nobody has thought of."""
    for page in PAGES[:5]:
        assert {words[0].rpartition("/")[2] for words in typed(page)} <= {"digest", "make", "run", "mkdir"}, page


def test_the_first_run(desk: Path, site: Any, digest: Any) -> None:
    """What the README ends its first section with: `digest run` leaves the page that it tells the reader to open."""
    site.feed("/alpha.xml", "Port opens", "Ships wait")
    site.feed("/zeta.xml", "港口开放")
    (words,) = (words for words in typed("README.md") if words[0].endswith("/digest"))
    told = digest(*words[1:], "--now", "2026-01-29T12:00:00Z")
    assert told.code == 0, told.err
    assert (desk / "site/index.html").exists()


def test_the_designers_commands(desk: Path, site: Any, digest: Any) -> None:
    """A folder for one's own templates, then `digest serve`, which shows the desk until it is stopped."""
    site.feed("/alpha.xml", "Port opens")
    assert digest("collect", "--now", "2026-01-29T12:00:00Z").code == 0
    make, serve = typed("docs/designers.md")[:2]
    subprocess.run(make, cwd=desk, check=True)
    call = [sys.executable, "-m", *serve, "--port", "0"]
    with subprocess.Popen(call, cwd=desk, stdout=subprocess.PIPE, text=True, preexec_fn=interruptible) as process:
        assert process.stdout
        assert any(line.startswith("open http://127.0.0.1:") for line in process.stdout)
        process.send_signal(signal.SIGINT)
