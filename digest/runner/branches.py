"""The branches the machine writes: `data` as a checkout of its own in data/, and single files onto `main` or a draft.

Nothing is ever overwritten. A push that came second is made anew from what is there now, five times at most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from digest.runner.git import Git, GitError

DATA = "data"
ATTRIBUTES = "*.jsonl merge=union\n"
"""Two runs that both add lines to a file keep both; the store's reader removes repeats by id."""
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
TRIES = 5


def open_data(git: Git) -> Path:
    """Check the data branch out into data/, begun empty where the remote has none. Raises GitError."""
    folder = git.root / "data"
    before = git.head(DATA) or _first_commit(git)
    git.fetch(DATA)
    head = git.head(DATA) or before
    if (folder / ".git").is_file():
        _replay(git, onto=head, since=before)
    elif folder.is_dir() and any(folder.iterdir()):
        raise GitError(f"{folder} is not empty and no checkout of the branch {DATA}; move it away")
    else:
        git.run("worktree", "prune")
        git.run("worktree", "add", "--quiet", "--force", "-B", DATA, str(folder), head)
    return folder


def keep_data(git: Git, message: str) -> bool:
    """Commit data/ and push it; True if there was anything new. Raises GitError after five tries."""
    folder = git.root / "data"
    git.run("add", "--all", folder=folder)
    if not git.succeeds("diff", "--cached", "--quiet", folder=folder):
        git.run("commit", "--quiet", "--no-verify", "--message", message, folder=folder)
    base = git.head(DATA) or _first_commit(git)
    if git.run("rev-parse", "HEAD", folder=folder) == git.head(DATA):
        return False
    for attempt in range(TRIES):
        git.wait(attempt)
        if not (reason := git.push(f"{DATA}:refs/heads/{DATA}")):
            return True
        git.fetch(DATA)
        if (now := git.head(DATA) or base) != base:
            _replay(git, onto=now, since=base)
            base = now
    raise GitError(f"the branch {DATA} could not be pushed in {TRIES} tries: {reason}")


class Change(NamedTuple):
    """Files as they shall be, path -> text, and the first line of the commit that does it."""

    files: Mapping[str, str]
    message: str


def put(git: Git, branch: str, make: Callable[[], Change], *, start: str) -> bool:
    """Commit files onto a remote branch, which begins at `start` where it is not there yet; True if that changed it.

    `make` is asked again whenever the branch has moved meanwhile: it finds the branch as it is now. The checkout at
    hand is not touched. Raises GitError after five tries, and whatever `make` raises."""
    reason = ""
    for attempt in range(TRIES):
        git.wait(attempt)
        git.fetch(branch)
        head = git.head(branch) or start
        change = make()
        tree = _tree(git, head, change.files)
        if tree == git.run("rev-parse", f"{head}^{{tree}}"):
            return False
        commit = git.run("commit-tree", tree, "-p", head, "-m", change.message)
        if not (reason := git.push(f"{commit}:refs/heads/{branch}")):
            git.fetch(branch)
            return True
    raise GitError(f"the branch {branch} could not be pushed in {TRIES} tries: {reason}")


def restore(git: Git, folder: str, commit: str) -> None:
    """Make a folder of the checkout what a commit has: what an earlier run left there is taken away."""
    known = set(git.run("ls-tree", "-r", "-z", "--name-only", commit, "--", folder).split("\0"))
    for path in (git.root / folder).glob("*"):
        if path.is_file() and f"{folder}/{path.name}" not in known:
            path.unlink()
    if known - {""}:
        git.run("restore", f"--source={commit}", "--staged", "--worktree", "--", folder)


def drop(git: Git, branch: str) -> None:
    """Take a remote branch away, unless somebody else did, or has pushed to it since it was last fetched."""
    git.push(f":refs/heads/{branch}", expected=(branch, git.head(branch)))
    git.fetch(branch)


def _replay(git: Git, *, onto: str, since: str) -> None:
    """Put what data/ has committed since a commit on top of another one. Checkouts are shallow, so both are named."""
    if onto != since:
        git.run("rebase", "--quiet", "--onto", onto, since, DATA, folder=git.root / "data")


def _first_commit(git: Git) -> str:
    """Where the data branch begins: the same commit whoever makes it and when, so that two first runs can meet."""
    git = replace(git, now=BEGINNING)
    blob = git.run("hash-object", "-w", "--stdin", given=ATTRIBUTES)
    tree = git.run("mktree", given=f"100644 blob {blob}\t.gitattributes\n")
    return git.run("commit-tree", tree, "-m", "What the desk keeps")


def _tree(git: Git, head: str, files: Mapping[str, str]) -> str:
    """The tree of a commit with some files changed."""
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        git.run("read-tree", head, index=index)
        for path, text in sorted(files.items()):
            blob = git.run("hash-object", "-w", "--stdin", given=text)
            git.run("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", index=index)
        return git.run("write-tree", index=index)
