"""`digest runner …`: one command for each workflow in .github/workflows."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.console import say, say_json
from digest.cli.options import HERE, Json, Now, Root, Verbose, clock

if TYPE_CHECKING:
    from datetime import datetime

    from digest.runner.job import Job, Told

app = typer.Typer(help="The jobs of the workflows on GitHub Actions.", no_args_is_help=True)

Branch = Annotated[str, typer.Option(envvar="DESK_BRANCH", help="The branch that is published.")]
Summary = Annotated[
    Path | None, typer.Option(envvar="GITHUB_STEP_SUMMARY", help="File to append a summary in Markdown to.")
]
Repository = Annotated[
    str, typer.Option(envvar="GITHUB_REPOSITORY", metavar="OWNER/NAME", help="The repository on GitHub.")
]
Token = Annotated[
    str, typer.Option(envvar="GITHUB_TOKEN", show_envvar=True, help="The job's token; give it in the environment.")
]
Api = Annotated[str, typer.Option(envvar="GITHUB_API_URL", hidden=True)]
Server = Annotated[str, typer.Option(envvar="GITHUB_SERVER_URL", hidden=True)]
Event = Annotated[str, typer.Option(envvar="GITHUB_EVENT_NAME", help="What started the run.")]
RunId = Annotated[str, typer.Option("--run", envvar="GITHUB_RUN_ID", hidden=True)]
GITHUB, GITHUB_API = "https://github.com", "https://api.github.com"


@app.command()
def collect(
    root: Root = HERE, now: Now = None, summary: Summary = None, token: Token = "", server: Server = GITHUB,
    json: Json = False, verbose: Verbose = False,
) -> None:  # fmt: skip
    """Collect, and push what is new to the branch `data`.

    Example: digest runner collect
    """
    from digest.runner.jobs import collect as this

    _do(this.run, _job(root, now, token=token, server=server), summary, json=json)


@app.command()
def draft(
    root: Root = HERE, now: Now = None, summary: Summary = None, token: Token = "", server: Server = GITHUB,
    api: Api = GITHUB_API, repository: Repository = "", branch: Branch = "main", run: RunId = "",
    json: Json = False, verbose: Verbose = False,
) -> None:  # fmt: skip
    """Refresh the draft's branch and its pull request.

    Does so from the day before publication on.

    Example: digest runner draft --repository someone/desk
    """
    from digest.runner.jobs import draft as this

    _do(this.run, _job(root, now, token, server, api, repository, branch, run=run), summary, json=json)


@app.command()
def publish(
    root: Root = HERE, now: Now = None, summary: Summary = None, token: Token = "", server: Server = GITHUB,
    branch: Branch = "main", event: Event = "schedule", json: Json = False, verbose: Verbose = False,
) -> None:  # fmt: skip
    """Publish the weeks that are due.

    Freezes their issues and commits them. Exit code 3: the newest is held.

    Example: digest runner publish
    """
    from digest.runner.jobs import publish as this

    _do(this.run, _job(root, now, token=token, server=server, branch=branch, event=event), summary, json=json)


@app.command()
def check(
    root: Root = HERE, now: Now = None, summary: Summary = None, json: Json = False, verbose: Verbose = False
) -> None:
    """Check a pull request.

    Checks the editor's files, and reads the sources that it changes once.

    Example: digest runner check
    """
    from digest.runner.jobs import check as this

    _do(this.run, _job(root, now), summary, json=json)


@app.command()
def health(
    root: Root = HERE, now: Now = None, summary: Summary = None, token: Token = "", server: Server = GITHUB,
    api: Api = GITHUB_API, repository: Repository = "", branch: Branch = "main", json: Json = False,
    verbose: Verbose = False,
) -> None:  # fmt: skip
    """Maintain the GitHub issue on the desk's health.

    Opens, updates or closes the issue that lists what needs attention.
    Exit code 1: collecting or publishing has stopped.

    Example: digest runner health --repository someone/desk
    """
    from digest.runner.jobs import health as this

    _do(this.run, _job(root, now, token, server, api, repository, branch), summary, json=json)


@app.command()
def inspect(
    root: Root = HERE, now: Now = None, summary: Summary = None, json: Json = False, verbose: Verbose = False
) -> None:
    """Test the built site before it is deployed.

    Tests the pages, links and sizes in site/.

    Example: digest runner inspect
    """
    from digest import config
    from digest.runner.inspect import faults
    from digest.runner.job import Told
    from digest.runner.words import inline

    found = faults(root / "site", config.load(root).site.url)
    listed = "".join(f"- {inline(each)}\n" for each in found)
    page = f"## The site is not fit to be published\n\n{listed}" if found else ""
    _tell(Told(lines=tuple(found) or ("the site is whole",), summary=page, code=1 if found else 0), summary, json=json)


def _job(
    root: Path, now: datetime | None, token: str = "", server: str = GITHUB, api: str = GITHUB_API,
    repository: str = "", branch: str = "main", event: str = "schedule", run: str = "",
) -> Job:  # fmt: skip
    from digest.runner.git import Git
    from digest.runner.github import GitHub
    from digest.runner.job import Job

    moment = clock(now)
    hub = GitHub(repository=repository, token=token, api=api, server=server) if repository and token else None
    git = Git(root=root.resolve(), now=moment, token=token, server=server)
    return Job(root=root.resolve(), git=git, now=moment, github=hub, branch=branch, event=event, run=run)


def _do(work: Callable[[Job], Told], job: Job, summary: Path | None, *, json: bool) -> None:
    """Do a job and report the outcome; failures of git or GitHub are reported like any other, without a traceback."""
    from digest.mistakes import Mistakes
    from digest.runner.git import GitError
    from digest.runner.github import RefusedError
    from digest.runner.job import mistaken, stopped

    try:
        told = work(job)
    except Mistakes as error:
        told = mistaken(error.mistakes)
    except (GitError, RefusedError) as error:
        told = stopped(error)
    _tell(told, summary, json=json)


def _tell(told: Told, summary: Path | None, *, json: bool) -> None:
    from digest.runner import annotations, words

    if json:
        say_json(asdict(told))
    else:
        for line in told.lines:
            say(line)
        sys.stdout.writelines(f"{command}\n" for command in annotations.commands(told.annotations))
    if summary is not None and told.summary:
        with summary.open("a", encoding="utf-8") as out:
            out.write(words.fit(told.summary + "\n"))
    if "GITHUB_OUTPUT" in os.environ:
        with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as out:
            out.write(f"weeks={' '.join(told.weeks)}\n")
    if told.code:
        raise typer.Exit(told.code)
