"""Write branches: `data` through a checkout of its own in data/, and single files onto `main` or a draft.

Nothing is ever overwritten. A push that is refused because the branch has moved is prepared again from its new state,
up to five times.
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
"""If two runs add lines to a file, both are kept; the store's reader removes duplicates by id."""
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
TRIES = 5


def open_data(git: Git) -> Path:
    """Check out the data branch into data/; if the remote has none, start an empty one. Raises GitError."""
    folder = git.root / "data"
    before = git.head(DATA) or _first_commit(git)
    git.fetch(DATA)
    head = git.head(DATA) or before
    if (folder / ".git").is_file():
        _replay(git, onto=head, since=before)
    elif folder.is_dir() and any(folder.iterdir()):
        raise GitError(f"{folder} is neither empty nor a checkout of the branch {DATA}; move it away")
    else:
        git.run("worktree", "prune")
        git.run("worktree", "add", "--quiet", "--force", "-B", DATA, str(folder), head)
    return folder


def keep_data(git: Git, message: str) -> bool:
    """Commit data/ and push it; returns whether there was anything new. Raises GitError after five tries."""
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
    """The new text of some files by their paths, and the message of the commit."""

    files: Mapping[str, str]
    message: str


def put(git: Git, branch: str, make: Callable[[], Change], *, start: str) -> bool:
    """Commit files onto a remote branch, which is created from `start` if needed; returns whether it changed.

    `make` returns the change, and is called again if the branch has moved in the meantime. The checkout is not touched.
    Raises GitError after five tries, and whatever `make` raises."""
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
    """Reset a folder of the checkout to a commit, and remove what an earlier run left there."""
    known = set(git.run("ls-tree", "-r", "-z", "--name-only", commit, "--", folder).split("\0"))
    for path in (git.root / folder).glob("*"):
        if path.is_file() and f"{folder}/{path.name}" not in known:
            path.unlink()
    if known - {""}:
        git.run("restore", f"--source={commit}", "--staged", "--worktree", "--", folder)


def drop(git: Git, branch: str) -> None:
    """Delete a remote branch, unless somebody has pushed to it since it was last fetched."""
    git.push(f":refs/heads/{branch}", expected=(branch, git.head(branch)))
    git.fetch(branch)


def _replay(git: Git, *, onto: str, since: str) -> None:
    """Rebase what data/ has committed after `since` onto another commit. Checkouts are shallow, so both are named."""
    if onto != since:
        git.run("rebase", "--quiet", "--onto", onto, since, DATA, folder=git.root / "data")


def _first_commit(git: Git) -> str:
    """The first commit of the data branch: always the same one, so that two first runs do not conflict."""
    git = replace(git, now=BEGINNING)
    blob = git.run("hash-object", "-w", "--stdin", given=ATTRIBUTES)
    tree = git.run("mktree", given=f"100644 blob {blob}\t.gitattributes\n")
    return git.run("commit-tree", tree, "-m", "What the desk keeps")


def _tree(git: Git, head: str, files: Mapping[str, str]) -> str:
    """The id of a commit's tree with some files changed."""
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        git.run("read-tree", head, index=index)
        for path, text in sorted(files.items()):
            blob = git.run("hash-object", "-w", "--stdin", given=text)
            git.run("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", index=index)
        return git.run("write-tree", index=index)
