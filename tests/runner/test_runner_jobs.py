"""Single runs of each job: pull requests, held weeks, refusals by GitHub, and the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from digest.runner.git import GitError
from digest.runner.job import FAILED, HELD, MISTAKEN, stopped
from digest.runner.jobs import check, collect, draft, health, publish

WEEK = {0: 1, 1: 1}
"""Days on which each outlet publishes one article."""


@pytest.fixture
def world(kit: SimpleNamespace, tmp_path: Any) -> Iterator[Any]:
    """Two outlets with two articles each: a thin week, collected."""
    outlets = tuple(kit.outlet(number, WEEK) for number in range(3))
    with kit.world(tmp_path, outlets, files={"sources.yaml": kit.settings(2)}) as world, kit.forge() as forge:
        world.hub = forge.hub()
        world.forge = forge
        collect.run(world.job(kit.start + timedelta(days=2)))
        yield world


def test_a_held_week_gets_out_by_a_merge(world: Any, kit: SimpleNamespace) -> None:
    """What the gate holds, the editor's merge publishes, with a notice for the reader."""
    sunday, monday = kit.start + timedelta(days=6, hours=12), kit.start + timedelta(days=7, hours=8)
    draft.run(world.job(sunday))
    assert publish.run(world.job(monday)).code == HELD
    world.merge("draft/2026-W02", monday)
    told = publish.run(world.job(monday + timedelta(hours=1), event="push"))
    assert told.code == 0
    assert told.lines[0].startswith("2026-W02: published with a notice: ")
    assert "\nnotice: " in world.text("main", "issues/2026-W02.md")
    assert publish.run(world.job(monday + timedelta(hours=5))).lines == ("no week is due",)


def test_a_broken_draft_is_held_with_its_mistake(world: Any, kit: SimpleNamespace) -> None:
    """A slip of the editor's pen holds the week, names the line, and costs nothing that was there."""
    sunday, monday = kit.start + timedelta(days=6, hours=12), kit.start + timedelta(days=7, hours=8)
    draft.run(world.job(sunday))
    world.edit(
        "draft/2026-W02", {"issues/2026-W02.md": lambda text: text.replace("  section: ", "  section: topp", 1)}, sunday
    )
    before = world.branches()
    for told in (draft.run(world.job(sunday)), publish.run(world.job(monday))):
        assert told.code == MISTAKEN
        [remark] = told.annotations
        assert (remark.file, remark.kind) == ("issues/2026-W02.md", "error")
        assert "topp" in remark.text
    assert world.branches() == before


def test_without_leave_to_open_pull_requests(world: Any, kit: SimpleNamespace) -> None:
    """The draft is pushed all the same; the run says which setting is missing, and where a click opens the request."""
    world.forge.allowed = False
    told = draft.run(world.job(kit.start + timedelta(days=6, hours=12)))
    assert told.code == 0
    assert "Allow GitHub Actions to create and approve pull requests" in told.annotations[0].text
    assert "https://github.example/someone/desk/compare/main...draft/2026-W02?expand=1" in told.annotations[0].text
    assert "draft/2026-W02" in world.branches()


def test_a_draft_that_did_not_change_is_left_alone(world: Any, kit: SimpleNamespace) -> None:
    """A second run neither commits nor writes to GitHub."""
    sunday = kit.start + timedelta(days=6, hours=12)
    draft.run(world.job(sunday))
    before, writes = world.branches(), world.forge.writes
    draft.run(world.job(sunday))
    assert (world.branches(), world.forge.writes) == (before, writes)


def test_a_pull_request_shows_what_a_reader_will_read(world: Any, kit: SimpleNamespace) -> None:
    """The top stories with their summaries and the editor's notes; and when the issue comes out."""
    monday = kit.start + timedelta(days=7)
    world.edit(
        "main",
        {"sources.yaml": lambda text: f"{text}publish: {{hold: {{stories: 0, outlets: 0, newest_hours: 168}}}}\n"},
        monday,
    )
    draft.run(world.job(monday - timedelta(hours=9)))
    assert "on Monday, 12 January, from 07:00 on (Europe/Berlin)" in world.forge.pulls[0]["body"]
    note = {
        "issues/2026-W02.md": lambda text: text.replace("  section: top\n", "  section: top\n  note: Mine *own*\n", 1)
    }
    world.edit("draft/2026-W02", note, monday)
    draft.run(world.job(monday + timedelta(hours=8)))
    body = world.forge.pulls[0]["body"]
    assert "with the next run of *publish*" in body
    assert re.search(r"  \n   The council of \w+ said on day \d .*  \n   Mine \\\*own\\\*\n", body)


def test_a_closed_pull_request_stays_closed(world: Any, kit: SimpleNamespace) -> None:
    """Who closes it does not want to see it: no second one is opened, and the draft goes on."""
    sunday = kit.start + timedelta(days=6, hours=12)
    draft.run(world.job(sunday))
    world.forge.pulls[0]["state"] = "closed"
    world.edit("draft/2026-W02", {"issues/2026-W02.md": lambda text: text + "An essay.\n"}, sunday)
    told = draft.run(world.job(sunday + timedelta(hours=1)))
    assert [(each["number"], each["state"]) for each in world.forge.pulls] == [(1, "closed")]
    assert told.lines[-1] == "https://github.example/1"


def test_a_draft_without_articles_is_not_published(world: Any, kit: SimpleNamespace) -> None:
    """A first push from a laptop brings the issue that was drafted there, while the branch data is empty: it waits."""
    sunday, monday = kit.start + timedelta(days=6, hours=12), kit.start + timedelta(days=7, hours=8)
    draft.run(world.job(sunday))
    world.merge("draft/2026-W02", sunday)
    kit.git(world.origin, "update-ref", "-d", "refs/heads/data")
    before = world.branches()
    assert publish.run(world.job(monday)).code == HELD
    assert publish.run(world.job(monday, event="push")).code == 0
    assert world.branches() == before


def test_what_a_run_leaves_in_its_checkout_is_no_merge(world: Any, kit: SimpleNamespace) -> None:
    """One clone for every job, as on a machine of one's own: the draft that lies there is the machine's."""
    sunday, monday = kit.start + timedelta(days=6, hours=12), kit.start + timedelta(days=7, hours=8)
    job = world.job(sunday)
    for _ in range(2):
        assert draft.run(job).weeks == ("2026-W02",)
    assert publish.run(job).lines == ("no week is due",)
    assert publish.run(world.job(monday, root=job.root)).code == HELD


def test_what_git_refuses_is_told_on_the_page(world: Any, kit: SimpleNamespace) -> None:
    """A protected branch: its reason and where to read on stand in the summary and beside the run."""
    hook = world.origin / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'error: GH013: Repository rule violations found'\nexit 1\n")
    hook.chmod(0o755)
    job = world.job(kit.start + timedelta(days=6, hours=12))
    with pytest.raises(GitError, match=r"in 5 tries: error: GH013: Repository rule violations found$") as raised:
        draft.run(job)
    told = stopped(raised.value)
    assert told.code == FAILED
    assert all("GH013" in each for each in (told.lines[0], told.summary, told.annotations[0].text))
    assert "docs/running.md" in told.summary


def test_health_closes_its_issue(world: Any, kit: SimpleNamespace) -> None:
    """Nothing came for a week: an issue. Then something does: the same issue is closed, and later opened again."""
    late = kit.start + timedelta(days=5)
    assert health.run(world.job(late)).code == FAILED
    assert [each["state"] for each in world.forge.issues] == ["open"]
    assert health.run(world.job(kit.start + timedelta(days=2))).lines[-1] == "closed the issue: all is well"
    assert [each["state"] for each in world.forge.issues] == ["closed"]
    health.run(world.job(late))
    assert [each["state"] for each in world.forge.issues] == ["open"]


def pull_request(world: Any, kit: SimpleNamespace, sources: str) -> Any:
    """A checkout as GitHub makes it for a pull request: the change, merged onto main."""
    place = world.clone()
    (place / "sources.yaml").write_text(sources, encoding="utf-8")
    kit.git(place, "commit", "--quiet", "--all", "--message", "A change")
    kit.git(place, "push", "--quiet", "origin", "HEAD:refs/heads/change")
    merged = world.clone()
    kit.git(merged, "fetch", "--quiet", "--depth=1", "origin", "change")
    tree = kit.git(merged, "rev-parse", "FETCH_HEAD^{tree}")
    commit = kit.git(merged, "commit-tree", tree, "-p", "HEAD", "-p", "FETCH_HEAD", "-m", "Merge")
    kit.git(merged, "checkout", "--quiet", commit)
    return merged


def test_only_changed_sources_of_a_pull_request_are_read(world: Any, kit: SimpleNamespace) -> None:
    """The new one is read, with its last items in the summary; nothing is kept."""
    job = world.job(kit.start + timedelta(days=2), root=pull_request(world, kit, kit.settings(3)))
    told = check.run(job)
    assert told.code == 0
    assert "3 sources, 1 of them new or changed" in told.summary
    assert "- **Outlet 2**: 2" in told.summary
    assert "Outlet 1" not in told.summary
    assert not (job.root / "data").exists()


def test_a_source_that_cannot_be_read_is_told_on_its_line(world: Any, kit: SimpleNamespace) -> None:
    """An error at its address in sources.yaml, and the run is red."""
    wrong = kit.settings(2).replace("outlet1.example/feed.xml", "outlet1.example/gone.xml")
    told = check.run(world.job(kit.start + timedelta(days=2), root=pull_request(world, kit, wrong)))
    assert told.code == FAILED
    [remark] = told.annotations
    assert (remark.file, remark.line, remark.kind) == ("sources.yaml", 5, "error")


def test_mistakes_of_a_pull_request_come_before_any_reading(world: Any, kit: SimpleNamespace) -> None:
    """Every mistake with its line, and no feed is asked for."""
    wrong = kit.settings(2).replace("fulltext: feed", "fulltext: feeds", 1)
    told = check.run(world.job(kit.start + timedelta(days=2), root=pull_request(world, kit, wrong)))
    assert told.code == MISTAKEN
    assert [(each.file, each.line) for each in told.annotations] == [("sources.yaml", 4)]


def test_a_pull_request_is_checked_as_a_desk_is(world: Any, kit: SimpleNamespace) -> None:
    """By all that `digest check` looks at: files that are not read under their name, and an essay that never ends."""
    root = pull_request(world, kit, kit.settings(3))
    (root / "topics.yml").write_text("", encoding="utf-8")
    (root / "about.md").write_text("[" * 5000, encoding="utf-8")
    told = check.run(world.job(kit.start + timedelta(days=2), root=root))
    assert {each.file for each in told.annotations} == {"about.md", "topics.yml"}


def test_the_command_line(world: Any, kit: SimpleNamespace) -> None:
    """As a workflow calls it: summary and outputs into their files, the code of a held week, remarks as commands."""
    place = world.clone()
    files = {name: place.parent / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    started = {**os.environ, **{name: str(file) for name, file in files.items()}, "GITHUB_EVENT_NAME": "schedule"}
    told = subprocess.run(
        [sys.executable, "-m", "digest", "runner", "publish", "--root", place, "--now", "2026-01-12T08:00:00Z"],
        env={key: value for key, value in started.items() if key != "GITHUB_TOKEN"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert told.returncode == HELD, told.stderr
    assert "::warning title=2026-W02 held::" in told.stdout
    assert "| 2026-W02 | held |" in files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    assert files["GITHUB_OUTPUT"].read_text("utf-8") == "weeks=\n"


def test_a_pull_request_opens_no_private_host(world: Any, kit: SimpleNamespace) -> None:
    """What may be read although it is not public is for the main branch to say."""
    wider = kit.settings(3).replace("[127.0.0.1]", "[127.0.0.1, 169.254.169.254]")
    wider = wider.replace("http://outlet2.example/feed.xml", "http://169.254.169.254/latest")
    told = check.run(world.job(kit.start + timedelta(days=2), root=pull_request(world, kit, wider)))
    assert told.code == FAILED
    assert "not public" in told.annotations[0].text


def test_a_late_edit_of_a_published_draft_is_kept(world: Any, kit: SimpleNamespace) -> None:
    """Who pushes to a draft while it is being published keeps the branch, and with it the work."""
    sunday, monday = kit.start + timedelta(days=6, hours=12), kit.start + timedelta(days=7, hours=8)
    draft.run(world.job(sunday))
    world.merge("draft/2026-W02", sunday)
    job = world.job(monday)
    other = world.clone("draft/2026-W02")
    kit.git(other, "commit", "--quiet", "--allow-empty", "--message", "Late", now=monday)
    kit.before_push(job.root, f"git -C {other} push --quiet origin HEAD:draft/2026-W02")
    assert publish.run(job).code == 0
    assert world.branches()["draft/2026-W02"] == kit.git(other, "rev-parse", "HEAD")


def test_two_first_runs_meet(kit: SimpleNamespace, tmp_path: Any) -> None:
    """Before there is a data branch at all: a run that publishes nothing, then two that collect at once, one checkout
    used again."""
    outlets = tuple(kit.outlet(number, WEEK) for number in range(2))
    with kit.world(tmp_path, outlets, files={"sources.yaml": kit.settings(2)}) as world:
        noon = kit.start + timedelta(hours=12)
        here, there = world.clone(), world.clone()
        assert publish.run(world.job(noon, root=here)).lines == ("no week is due",)
        assert "data" not in world.branches()
        world.press.as_of = noon
        first, second = world.job(noon, root=here), world.job(noon + timedelta(hours=1), root=there)
        kit.before_push(there, f"git -C {here} push --quiet origin data:data")
        kit.before_push(here, "exit 1", once=False)
        with pytest.raises(GitError):
            collect.run(first)
        (here / ".git/hooks/pre-push").unlink()
        assert collect.run(second).lines[1] == "pushed to the branch data"
        assert kit.git(here, "rev-parse", "data") in kit.git(world.origin, "rev-list", "data").splitlines()
        assert collect.run(world.job(noon + timedelta(hours=2), root=here)).code == 0
