"""EDGE: run git as a process, with the bot's identity, the job's time and, if needed, the job's token.

Commits are dated by `now`, so that the same work makes the same commits. The token is passed to git in the environment,
never in a file or on a command line.
"""

from __future__ import annotations

import base64
import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path

NAME = "github-actions[bot]"
MAIL = "41898282+github-actions[bot]@users.noreply.github.com"
"""The account under which GitHub shows commits made by its actions."""
SECONDS = 300.0
REMOTE = "origin"
_NOISE = ("error: failed to push", "hint:", "To ")
"""Starts of lines that git prints along with the reason why a push was refused."""


class GitError(Exception):
    """Git failed; the message is what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Git:
    """A repository with its checkout at `root` and its remote `origin`."""

    root: Path
    now: datetime
    token: str = field(default="", repr=False)
    server: str = "https://github.com"
    pause: float = 2.0
    """Seconds to wait before a second try, twice as many before a third, and so on."""

    def run(self, *args: str, folder: Path | None = None, given: str = "", index: Path | None = None) -> str:
        """The output of a git command, without the last newline. Raises GitError."""
        done = self._called(args, folder or self.root, given, index)
        if done.returncode:
            said = done.stderr.strip() or done.stdout.strip()
            raise GitError(f"git {' '.join(args[:2])}: {said or f'exit {done.returncode}'}")
        return done.stdout.removesuffix("\n")

    def succeeds(self, *args: str, folder: Path | None = None) -> bool:
        """Whether a git command exits with 0."""
        return self._called(args, folder or self.root, "", None).returncode == 0

    def head(self, branch: str) -> str:
        """The commit of a remote branch as last fetched; empty if there is none."""
        found = self.run("for-each-ref", "--format=%(objectname)", f"refs/remotes/{REMOTE}/{branch}")
        return found.split("\n")[0]

    def text(self, commit: str, path: str) -> str | None:
        """The text of a file in a commit, None if there is no such file."""
        if not commit or not self.run("ls-tree", "--name-only", commit, "--", path):
            return None
        return self._called(("cat-file", "blob", f"{commit}:{path}"), self.root, "", None).stdout

    def fetch(self, *branches: str) -> None:
        """Fetch remote branches, and forget those that are gone. A name may be a pattern like `draft/*`."""
        there = [line.split("refs/heads/", 1)[1] for line in self.run("ls-remote", "--heads", REMOTE).splitlines()]
        wanted = [name for name in there if any(fnmatch(name, each) for each in branches)]
        for name in self.branches(*branches):
            if name not in wanted:
                self.run("update-ref", "-d", f"refs/remotes/{REMOTE}/{name}")
        if wanted:
            specs = [f"+refs/heads/{name}:refs/remotes/{REMOTE}/{name}" for name in wanted]
            self.run("fetch", "--quiet", "--no-tags", "--depth=1", REMOTE, *specs)

    def branches(self, *patterns: str) -> list[str]:
        """The remote branches known here whose names match a pattern."""
        root = f"refs/remotes/{REMOTE}/"
        known = [line.removeprefix(root) for line in self.run("for-each-ref", "--format=%(refname)", root).splitlines()]
        return [name for name in known if any(fnmatch(name, each) for each in patterns)]

    def push(self, refspec: str, *, expected: tuple[str, str] | None = None) -> str:
        """Push without force, or only if a branch is still at the expected commit; returns why it failed, or ''."""
        lease = [f"--force-with-lease=refs/heads/{expected[0]}:{expected[1]}"] if expected else []
        done = self._called(("push", "--porcelain", *lease, REMOTE, refspec), self.root, "", None)
        if done.returncode == 0:
            return ""
        said = (line.removeprefix("remote:").strip() for line in (done.stderr or done.stdout).splitlines())
        return "; ".join(line for line in said if line and not line.startswith(_NOISE)) or "not taken"

    def wait(self, attempt: int) -> None:
        """Wait before try number `attempt` (from 0), so that two jobs do not keep colliding."""
        time.sleep(self.pause * attempt)

    def _called(
        self, args: tuple[str, ...], folder: Path, given: str, index: Path | None
    ) -> subprocess.CompletedProcess[str]:
        more = {"GIT_INDEX_FILE": str(index)} if index else {}
        return subprocess.run(  # noqa: S603 - git, with arguments of ours
            ["git", *args],  # noqa: S607 - the one on the path, as on every runner
            cwd=folder,
            input=given,
            env={**self._environment(), **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=SECONDS,
            check=False,
        )

    def _environment(self) -> Mapping[str, str]:
        date = f"{int(self.now.timestamp())} +0000"
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
               (("NAME", NAME), ("EMAIL", MAIL), ("DATE", date))}  # fmt: skip
        said = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
        auth = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{self.server}/.extraheader",
            "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {said}",
        }
        return {**os.environ, **who, **(auth if self.token else {}), "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
