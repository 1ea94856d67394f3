"""The workflows: least rights, pinned actions, and no step that is not a command of the project."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / ".github/actions/setup/action.yml"
COMMAND = re.compile(
    r"\.venv/bin/digest (?P<digest>[a-z ]+)|make (?P<make>[\w./]+)( PYTHON=python)?( UV=)?|(?P<script>\.ci/[\w-]+)"
)


def steps() -> Iterator[dict[str, Any]]:
    """Every step of every workflow."""
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            yield from job["steps"]
    yield from yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]


def test_the_five_workflows_are_there() -> None:
    """One for each thing that the runner does."""
    assert [path.stem for path in WORKFLOWS] == ["check", "collect", "draft", "health", "publish"]


def test_every_step_is_a_command_of_the_project() -> None:
    """`digest …`, a target of the Makefile, or a script in .ci, which are tested here and run on a laptop."""
    targets = (ROOT / "Makefile").read_text("utf-8")
    for run in (step["run"] for step in steps() if "run" in step):
        found = COMMAND.fullmatch(run)
        assert found, run
        if found["make"]:
            assert re.search(rf"(?m)^{re.escape(found['make'])}:", targets), run
        if found["script"]:
            assert (ROOT / found["script"]).stat().st_mode & 0o100, run


def test_every_command_has_help_with_an_example() -> None:
    """Each command that a workflow calls says what it does and shows how it is called."""
    for run in sorted({step["run"] for step in steps() if "digest" in step.get("run", "")}):
        words = run.split()[1:]
        told = subprocess.run(
            [sys.executable, "-m", "digest", *words, "--help"], capture_output=True, text=True, check=True
        )
        assert f"Example: digest {' '.join(words)}" in told.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_least(path: Path) -> None:
    """None by default; each job names its own, has a time limit, and leaves no token in the checkout."""
    flow = yaml.safe_load(path.read_text("utf-8"))
    assert flow["permissions"] == {}
    assert "concurrency" in flow
    assert "pull_request_target" not in path.read_text("utf-8")
    for job in flow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_pull_request_gets_no_write_token() -> None:
    """Whatever runs a stranger's code may only read."""
    flow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    assert [job["permissions"] for job in flow["jobs"].values()] == [{"contents": "read"}] * len(flow["jobs"])
    assert not [step for job in flow["jobs"].values() for step in job["steps"] if "env" in step]


def test_actions_are_pinned() -> None:
    """By commit, with the version beside it for those who read."""
    text = "\n".join(path.read_text("utf-8") for path in [*WORKFLOWS, ACTION])
    for line in re.findall(r"(?m)^.*uses: .*$", text):
        assert re.search(r"uses: (\$/\.github/actions/setup$|[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)", line), line


@pytest.mark.skipif(not shutil.which("zizmor", path=str(Path(sys.executable).parent)), reason="zizmor is not installed")
def test_the_linters_have_no_finding() -> None:
    """zizmor in its pedantic mode, actionlint and shellcheck."""
    told = subprocess.run([ROOT / ".ci/lint-workflows"], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_guides_settings_are_valid(small_desk: Path) -> None:
    """What the guide says to write can be written, and its gates are those of a desk that sets none."""
    from digest import config
    from digest.model import Publication

    guide = (ROOT / "docs/running.md").read_text("utf-8")
    site, day, gates = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    sources = (small_desk / "sources.yaml").read_text("utf-8").partition("sources:")[2]
    written = site + day + gates.removeprefix("publish:\n") + "sources:" + sources
    (small_desk / "sources.yaml").write_text(written, encoding="utf-8")
    assert config.load(small_desk).publish == Publication()
