"""A repository, the press that it reads, and a small imitation of GitHub, all on this machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from loopback import Quiet, Server

from digest import config, reading
from digest.mistakes import Mistakes
from digest.runner.git import Git
from digest.runner.github import GitHub
from digest.runner.job import Job
from digest.sample import Article, Outlet, serve
from digest.sample.server import Press
from digest.sample.world import Block

START = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday: the first of 2026-W02."""

THINGS = (
    "harbour", "cable", "permit", "satellite", "ledger", "turbine", "archive",
    "lantern", "orchard", "compass", "glacier", "saddle", "viaduct",
)  # fmt: skip
DEEDS = ("delays", "approves", "fines", "audits", "renames", "closes", "doubles", "sells", "leases", "repairs")
PLACES = (
    "Ostmark", "Pellworm", "Quillon", "Rasmoor", "Sundvik", "Tarnholm",
    "Uldale", "Vessby", "Wyrmouth", "Yarrowby",
)  # fmt: skip


def articles(outlet: int, days: Mapping[int, int]) -> tuple[Article, ...]:
    """What an outlet publishes: on each day (from START) so many articles, the first on what every outlet reports."""
    return tuple(_article(outlet, day, number) for day, count in days.items() for number in range(count))


def _article(outlet: int, day: int, number: int) -> Article:
    seed = day * 7 + number * (outlet + 3) * 5
    thing, deed, place = THINGS[seed % 13], DEEDS[(seed // 2) % 10], PLACES[(seed * 3 + day) % 10]
    title = f"{place} {deed} the {thing} {'rule' if number == 0 else 'plan'} under its AI act, day {day}"
    words = f"{title}. The council of {place} said on day {day} that the {thing} matter {seed} comes under its AI act."
    return Article(
        title=title,
        slug=f"d{day}-{number}",
        date=START + timedelta(days=day, hours=6 + outlet, minutes=number),
        summary=words,
        blocks=(
            Block(kind="text", text=words),
            Block(kind="text", text=f"It adds in {outlet} words that {thing} costs rise."),
        ),
    )


def outlet(number: int, days: Mapping[int, int], *, closed: datetime | None = None) -> Outlet:
    """One invented outlet."""
    return Outlet(
        id=f"outlet-{number}", name=f"Outlet {number}", host=f"outlet{number}.example", feed="/feed.xml",
        address="/{slug}", format="atom", layout="wordpress", language="en", timezone="UTC", fulltext=True,
        closed=closed, articles=tuple(sorted(articles(number, days), key=lambda one: one.date, reverse=True)),
    )  # fmt: skip


def settings(count: int, more: str = "") -> str:
    """The `sources.yaml` of a desk that follows so many outlets."""
    listed = "".join(
        f"  - {{id: outlet-{n}, name: Outlet {n}, url: 'http://outlet{n}.example/feed.xml', fulltext: feed}}\n"
        for n in range(count)
    )
    return (
        "site: {title: Desk, url: 'https://desk.example/', timezone: Europe/Berlin}\n"
        f"collect: {{private_hosts: [127.0.0.1]}}\n{more}sources:\n{listed}"
    )


TOPICS = "ai-policy: {title: {en: AI policy, zh: 人工智能政策}, strong: [AI act], relevance: 2}\n"
PEOPLE = "ignore: [AI, AI act]\nPLACE:\n" + "".join(f"  {name}: {{}}\n" for name in PLACES)


class Here:
    """See `digest.workers.Workers`, in this very process: the runner's matter is git, not processes."""

    def start(self) -> None: ...

    def submit(self, function: Callable[..., Any], *args: Any, seconds: float) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(function(*args))
        except Exception as error:
            done.set_exception(error)
        return done

    def close(self) -> None: ...


def git(folder: Path, *args: str, now: datetime = START) -> str:
    """What a git command of a person prints."""
    when = int(now.timestamp())
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", "Editor"), ("EMAIL", "editor@desk.example"), ("DATE", f"{when} +0000"))}  # fmt: skip
    done = subprocess.run(["git", *args], cwd=folder, env={**os.environ, **who}, capture_output=True, text=True)
    assert done.returncode == 0, f"git {args}: {done.stderr}"
    return done.stdout.strip()


@dataclass(slots=True)
class World:
    """A bare repository on a disk, its checkouts, and the press."""

    folder: Path
    press: Press
    hub: GitHub | None = None
    forge: Any = None
    checkouts: int = 0

    @property
    def origin(self) -> Path:
        """The repository that everybody pushes to."""
        return self.folder / "origin.git"

    def clone(self, branch: str = "main") -> Path:
        """A fresh checkout, as shallow as a runner's."""
        self.checkouts += 1
        place = self.folder / f"checkout-{self.checkouts}"
        git(self.folder, "clone", "--quiet", "--depth=1", f"--branch={branch}", f"file://{self.origin}", str(place))
        return place

    def job(self, now: datetime, *, root: Path | None = None, **more: Any) -> Job:
        """A run that starts now, on a fresh checkout unless one is given; the press shows what was out by then."""
        self.press.as_of = now
        place = root or self.clone()
        with suppress(Mistakes):  # of a pull request: then nothing is read
            reading.prepare(config.load(place))
        return Job(
            root=place, git=Git(root=place, now=now, pause=0.01), now=now, github=self.hub, hosts=self.press.hosts,
            pool=Here(), **more,
        )  # fmt: skip

    def branches(self) -> dict[str, str]:
        """Branch -> commit."""
        lines = git(
            self.origin, "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads"
        ).splitlines()
        return dict(line.split() for line in lines)

    def files(self, branch: str) -> list[str]:
        """The files of a branch."""
        return git(self.origin, "ls-tree", "-r", "--name-only", branch).splitlines()

    def text(self, branch: str, path: str) -> str:
        """A file of a branch."""
        return git(self.origin, "show", f"{branch}:{path}")

    def edit(self, branch: str, changes: Mapping[str, Callable[[str], str]], now: datetime) -> None:
        """An editor changes files on a branch, as on GitHub's pages."""
        place = self.clone(branch)
        for path, change in changes.items():
            file = place / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(change(file.read_text("utf-8") if file.exists() else ""), encoding="utf-8")
            git(place, "add", path)
        git(place, "commit", "--quiet", "--message", "An editor's change", now=now)
        git(place, "push", "--quiet", "origin", f"HEAD:{branch}")

    def merge(self, branch: str, now: datetime) -> None:
        """An editor merges a branch into main, as GitHub's button does."""
        place = self.folder / f"merge-{now:%Y%m%d%H%M}"
        git(self.folder, "clone", "--quiet", f"file://{self.origin}", str(place))
        git(place, "merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", f"origin/{branch}", now=now)
        git(place, "push", "--quiet", "origin", "HEAD:main")


def before_push(checkout: Path, command: str, *, once: bool = True) -> None:
    """Let something happen just before the next push from a checkout, or before every one."""
    hook = checkout / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    lines = [
        "#!/bin/sh",
        'rm "$0"' if once else "",
        "unset $(git rev-parse --local-env-vars)",
        f'cd "{checkout.parent}"',
        command,
        "",
    ]
    hook.write_text("\n".join(lines))
    hook.chmod(0o755)


@contextmanager
def world(folder: Path, outlets: tuple[Outlet, ...], *, files: Mapping[str, str]) -> Iterator[World]:
    """A repository with these files on main, and these outlets in the press."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    first = folder / "first"
    git(folder, "init", "--quiet", "--initial-branch=main", str(first))
    given = {"topics.yaml": TOPICS, "entities.yaml": PEOPLE, ".gitignore": "/data/\n/.cache/\n/site/\n", **files}
    for name, text in given.items():
        (first / name).write_text(text, encoding="utf-8")
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "--message", "A desk")
    git(first, "push", "--quiet", str(folder / "origin.git"), "main")
    with serve(START, outlets=outlets) as press:
        yield World(folder, press)


@dataclass(slots=True)
class Forge:
    """What a pretended GitHub holds, and whether it lets a job open pull requests."""

    url: str = ""
    pulls: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    allowed: bool = True
    writes: int = 0

    def hub(self) -> GitHub:
        """The runner's way to it."""
        return GitHub(repository="someone/desk", token="t", api=self.url, server="https://github.example")

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """What its API says."""
        address = urlsplit(path)
        found = re.fullmatch(r"/repos/someone/desk/(pulls|issues)(?:/(\d+))?", address.path)
        if not found:
            return 404, {"message": "Not Found"}
        kept = self.pulls if found[1] == "pulls" else self.issues
        if method == "GET":
            return 200, self._chosen(kept, parse_qs(address.query))
        self.writes += 1
        if method == "PATCH":
            kept[int(found[2]) - 1].update(body)
            return 200, kept[int(found[2]) - 1]
        if found[1] == "pulls" and not self.allowed:
            return 403, {"message": "GitHub Actions is not permitted to create or approve pull requests."}
        number = len(kept) + 1
        kept.append({**body, "number": number, "state": "open", "html_url": f"https://github.example/{number}"})
        return 201, kept[-1]

    def _chosen(self, kept: list[dict[str, Any]], query: dict[str, list[str]]) -> list[dict[str, Any]]:
        state, head = query["state"][0], query.get("head", [""])[0].partition(":")[2]
        labels = set(query.get("labels", []))
        return [
            each for each in reversed(kept)
            if state in ("all", each["state"]) and head in ("", each.get("head"))
            and labels <= set(each.get("labels", []))
        ]  # fmt: skip


@contextmanager
def forge() -> Iterator[Forge]:
    """A pretended GitHub on loopback."""
    here = Forge()

    class Desk(Quiet):
        def _do(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            status, said = here.answer(self.command, self.path, json.loads(self.rfile.read(size) or b"{}"))
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = _do  # noqa: N815 - names of the standard library

    server = Server(Desk)
    here.url = server.url
    yield here
    server.stop()


@pytest.fixture(scope="session")
def kit() -> SimpleNamespace:
    """What the tests of this folder build their worlds from."""
    return SimpleNamespace(
        world=world, outlet=outlet, settings=settings, before_push=before_push, git=git, start=START, forge=forge
    )
