"""The command line as a whole: every command explains itself, takes the same options, and can answer in JSON."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from digest import __version__
from digest.cli import app, in_front_or_behind

OF_THEIR_OWN = {"demo", "init", "schema"}
"""Commands that are told their folder by an argument."""


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command, by its words."""
    for name, each in (group or typer.main.get_command(app)).commands.items():
        if hasattr(each, "commands"):
            yield from commands(each, (*path, name))
        else:
            yield " ".join((*path, name)), each


@pytest.mark.parametrize(("words", "command"), list(commands()), ids=lambda each: each if isinstance(each, str) else "")
def test_every_command_has_an_example_and_the_common_options(words: str, command: Any) -> None:
    """In its --help; the example is a line that begins with the command itself."""
    taken = {option for each in command.params for option in each.opts}
    wanted = {"--now", "--json", "--verbose", "-v"} | ({"--root"} if words not in OF_THEIR_OWN else set())
    assert wanted <= taken
    assert f"Example: digest {words}" in command.help


def test_every_example_can_be_parsed() -> None:
    """With its options and arguments, though not what they name."""
    for words, command in commands():
        example = command.help.split("Example: digest ")[1].strip().replace('"My Digest"', "Mine").split()
        made = [each if not each.endswith((".jsonl", ".opml")) else __file__ for each in example[len(words.split()) :]]
        command.make_context(words, made)


def test_options_may_stand_in_front_of_the_command() -> None:
    """As people type them; the program's own, and lines without a command, stay as they are."""
    assert in_front_or_behind(["-v", "--root", "d", "sources", "list"]) == ["sources", "list", "-v", "--root", "d"]
    assert in_front_or_behind(["--now=2026-01-01", "--json", "build"]) == ["build", "--now=2026-01-01", "--json"]
    for words in (["--help"], [], ["build", "-v"], ["--json"], ["--root", "d"]):
        assert in_front_or_behind(words) == words


def test_what_a_command_says_in_json_is_json(desk: Path, site: Any, digest: Any) -> None:
    """One value on standard output, whatever the command has to say."""
    site.feed("/alpha.xml", "One", "Two")
    site.feed("/zeta.xml", "Three")
    site.feed("/new.xml", "Four", name="New Paper")
    (desk / "some.opml").write_text(f'<opml><body><outlet/><outline text="M" xmlUrl="{site.url}/m"/></body></opml>')
    lines = (
        "check", "check --online", "sources list", "sources preview alpha", "sources export", "sources accept alpha",
        f"sources add {site.url}/new.xml --dry-run", "sources import some.opml", "schema made", "draft", "build",
        f"init other --title Other --url {site.url}",
    )  # fmt: skip
    for line in lines:
        told = digest(*line.split(), "--json", "--now", "2026-01-29T12:00:00Z")
        assert told.code == 0, (line, told.out, told.err)
        assert isinstance(told.json, dict | list)


def test_a_log_cannot_steer_the_runner(desk: Path) -> None:
    """A trace may quote what came from outside, line by line."""
    script = """
import logging
from digest.cli.options import _verbose
_verbose(True)
try:
    raise ValueError("a title\\n::add-mask::x\\n##[group]y\\x1b[2J")
except ValueError:
    logging.getLogger("digest").exception("%s", "::error::z")
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not [line for line in told.stderr.splitlines() if line.lstrip().startswith(("::", "##["))]
    assert "add-mask" in told.stderr
    assert "\x1b" not in told.stderr


def test_one_is_not_said_in_the_plural(small_desk: Path) -> None:
    """`1 story`, `1 source`: what a small desk reads."""
    for words, said in (
        ("draft", "issues/2026-W05.md: 1 story\n"),
        ("check", "1 source, 1 topic, 1 known name, 1 issue: no mistake\n"),
        ("sources list", "1 source, over the last issue\n"),
    ):
        told = CliRunner().invoke(app, [*words.split(), "--root", str(small_desk)])
        assert told.stdout.endswith(said)


def test_the_program_tells_its_version() -> None:
    """As it is named in the agent string that publishers see."""
    told = CliRunner().invoke(app, ["--version"])
    assert (told.exit_code, told.output) == (0, f"digest {__version__}\n")
