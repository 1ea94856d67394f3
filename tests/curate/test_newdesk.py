"""`digest init`: the new folder is a desk that GitHub can run as it is."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

TITLE, ADDRESS = "Ann's: News #1", "https://ann.example/news/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new desk."""
    folder = tmp_path_factory.mktemp("new") / "desk"
    run(Path.cwd(), "init", str(folder), "--title", TITLE, "--url", ADDRESS)
    return folder


def run(at: Path, *words: str, **env: str) -> str:
    """What a command in another process says; it must succeed."""
    told = subprocess.run(
        [sys.executable, "-m", "digest", *words], cwd=at, env=os.environ | env, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_it_holds_all_that_its_workflows_ask_for(made: Path) -> None:
    """Every command of a step, target of the Makefile and action of its own is there; no test of the program is."""
    makefile = (made / "Makefile").read_text("utf-8")
    flows = sorted((made / ".github").glob("workflows/*.yml"))
    assert [each.stem for each in flows] == ["check", "collect", "draft", "health", "publish"]
    text = "\n".join(each.read_text("utf-8") for each in [*flows, made / ".github/actions/setup/action.yml"])
    assert set(re.findall(r"uses: \$/(.*)", text)) == {".github/actions/setup"}
    for target in re.findall(r"run: make (\S+)", text):
        assert f"\n{target}:" in makefile
    for needed in re.findall(r"^\.venv/\.run: (.*)", makefile, re.MULTILINE)[0].split():
        assert (made / needed).is_file()
    assert not re.search(r"run: (?!\.venv/bin/digest |make \.venv/\.run )", text)
    assert ".dev" not in makefile
    assert list(yaml.safe_load((made / ".github/workflows/check.yml").read_text("utf-8"))["jobs"]) == ["desk"]


def test_its_own_copy_of_the_program_finds_no_mistake_in_it(made: Path) -> None:
    """Run from the new folder's own code, and by the name that was given."""
    whose = subprocess.run([sys.executable, "-c", "import digest; print(digest.__file__)"], cwd=made, text=True,
                           capture_output=True, check=True, env=os.environ | {"PYTHONPATH": str(made)})  # fmt: skip
    assert Path(whose.stdout.strip()).is_relative_to(made)
    assert "no mistake" in run(made, "check", PYTHONPATH=str(made))
    settings = yaml.safe_load((made / "sources.yaml").read_text("utf-8"))
    assert (settings["site"]["title"], settings["site"]["url"]) == (TITLE, ADDRESS)
    assert len(settings["sources"]) >= 15
    assert not (made / "templates").exists()  # they would be this desk's own, and outlive the program's


def test_its_copy_of_the_program_makes_the_same_desk_again(made: Path, tmp_path: Path) -> None:
    """A desk has all that it was made from."""
    again = tmp_path / "again"
    run(tmp_path, "init", str(again), "--title", TITLE, "--url", ADDRESS, PYTHONPATH=str(made))
    files = [path.relative_to(made) for path in made.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert [str(path) for path in files if (made / path).read_bytes() != (again / path).read_bytes()] == []


def test_a_desk_is_never_written_over(made: Path, digest: Any) -> None:
    """Not even in part; a name that cannot be used writes nothing either."""
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    told = digest("init", str(made), "--title", "Other", "--url", ADDRESS)
    assert (told.code, told.err) == (1, f"{made} has a sources.yaml already: nothing was written\n")
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before


def test_the_command_says_what_it_made(tmp_path: Path, digest: Any) -> None:
    """The files an editor will open, and how many the program has."""
    told = digest("init", str(tmp_path / "x"), "--title", "X", "--url", ADDRESS, "--json").json
    assert {"sources.yaml", "topics.yaml", "entities.yaml", "about.md", "README.md"} <= set(told["files"])
    assert told["program"] > 200


def test_what_cannot_be_used_is_named_as_it_was_typed(tmp_path: Path, digest: Any) -> None:
    """There is no file yet in which the mistake could stand."""
    told = digest("init", str(tmp_path / "x"), "--title", "X", "--url", ADDRESS, "--timezone", "Berlin")
    assert told.code == 2
    assert "Invalid value for --timezone: 'Berlin' is not a time zone; write Europe/Berlin" in told.err
    assert not (tmp_path / "x").exists()
