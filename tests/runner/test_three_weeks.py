"""Three weeks on GitHub, simulated with real repositories, an active editor and some failures."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from digest import config, pipeline
from digest.runner.git import GitError
from digest.runner.inspect import faults
from digest.runner.job import FAILED, HELD, Told
from digest.runner.jobs import collect, draft, health, publish
from digest.store import Store

OFTEN, SELDOM = (0, 6, 12, 18), (18,)
"""Hours of the day. A desk collects four times a day, as the `long` play does; in the short one, where nothing else
happens, once shows the same in less time."""
WEEK_3 = "entries/2026-W03.jsonl"
BUSY = {"short": range(1), "long": range(21)}
"""Days on which it collects often."""
FULL = dict.fromkeys(range(14), 2)


@dataclass(slots=True)
class Play:
    """The three weeks as they went: what each run told, and what the repositories looked like."""

    kit: SimpleNamespace
    world: Any
    forge: Any
    build: bool
    busy: range
    told: dict[str, Told] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """A moment: days count from the first Monday."""
        moment: datetime = self.kit.start + timedelta(days=day, hours=hour, minutes=minute)
        return moment

    def collect(self, days: range, last: int = 24) -> None:
        """Collect for some days, on the last of them up to an hour."""
        for day in days:
            for hour in OFTEN if day in self.busy else SELDOM:
                if day < days[-1] or hour < last:
                    self.told[f"collect {day}.{hour}"] = collect.run(self.world.job(self.at(day, hour, 17)))

    def draft(self, name: str, moment: datetime) -> None:
        """One run of draft."""
        self.told[name] = draft.run(self.world.job(moment, run="77"))

    def publish(self, name: str, moment: datetime, **more: Any) -> Path:
        """One run of publish; answers its checkout, from which the site is built."""
        job = self.world.job(moment, **more)
        self.told[name] = publish.run(job)
        self.seen[name] = self.world.branches()
        root: Path = job.root
        return root

    def site(self, root: Path) -> Path:
        """Build the site of a checkout; answers its folder."""
        if not self.build:
            return root / "site"
        loaded = config.load(root)
        return pipeline.build(loaded, Store(root, loaded.site.timezone), root=root).site


def performed(kit: SimpleNamespace, folder: Path, *, build: bool, busy: range) -> Play:
    """Play it once, and build the sites, or don't: that takes its time."""
    gone = kit.start + timedelta(days=3, hours=12)
    outlets = (
        kit.outlet(0, {**FULL, 14: 1}),
        *(kit.outlet(number, FULL) for number in (1, 2, 3)),
        kit.outlet(4, FULL, closed=gone),
    )
    files = {"sources.yaml": kit.settings(5)}
    with kit.forge() as forge, kit.world(folder, outlets, files=files) as world:
        world.hub = forge.hub()
        play = Play(kit, world, forge, build, busy)
        _first_week(play)
        _second_week(play)
        _third_week(play)
    return play


def _first_week(play: Play) -> None:
    """An editor takes the draft in hand and merges it, and what was merged goes out."""
    play.draft("too early", play.at(3, 17))
    play.collect(range(7), 12)
    play.draft("sunday", play.at(6, 15))
    play.seen["pull"] = dict(play.forge.pulls[0])
    first = play.world.text("draft/2026-W02", "issues/2026-W02.md")
    headline = first.split("\n  headline: ")[1].split("\n")[0]
    own = f"headline: {headline}\n  title: The editor's own headline"
    edit = {"issues/2026-W02.md": lambda text: text.replace(f"headline: {headline}", own, 1) + "\nAn essay of mine.\n"}
    play.world.edit("draft/2026-W02", edit, play.at(6, 16))
    play.collect(range(6, 7), 24)
    play.draft("refreshed", play.at(6, 20))
    play.seen["refreshed"] = play.world.text("draft/2026-W02", "issues/2026-W02.md")
    play.world.merge("draft/2026-W02", play.at(6, 21))
    root = play.publish("merged", play.at(6, 21, 5), event="push")
    play.seen["cache"] = root
    play.site(root)
    play.publish("monday", play.at(7, 7))


def _second_week(play: Play) -> None:
    """Two runs push at once, one dies on the way, Monday's runs are skipped; nobody looks at the draft."""
    play.collect(range(7, 9))
    _race_on_data(play)
    play.seen["before the cancelled run"] = play.world.branches()["data"]
    job = play.world.job(play.at(9, 23, 17))
    play.kit.before_push(job.root, "exit 1", once=False)
    play.world.press.as_of = play.at(9, 23, 17)
    with pytest.raises(GitError):
        collect.run(job)
    play.seen["after the cancelled run"] = play.world.branches()["data"]
    play.collect(range(10, 14))
    play.draft("second sunday", play.at(13, 20))
    play.collect(range(14, 16))
    job = play.world.job(play.at(16, 7))
    other = play.world.clone()
    (other / "about.md").write_text("About us.\n", encoding="utf-8")
    play.kit.git(other, "add", "about.md")
    play.kit.git(other, "commit", "--quiet", "--message", "About", now=play.at(16, 6))
    play.kit.before_push(job.root, f"git -C {other} push --quiet origin HEAD:main")
    play.told["wednesday"] = publish.run(job)
    play.seen["wednesday"] = play.world.branches()
    play.publish("wednesday again", play.at(16, 13))


def _race_on_data(play: Play) -> None:
    """One run has collected and is about to push while another one pushes."""
    early, late = play.world.job(play.at(9, 6, 17)), play.world.job(play.at(9, 6, 18))
    play.seen["before the race"] = play.world.branches()["data"]
    play.kit.before_push(early.root, "exit 1", once=False)
    with pytest.raises(GitError):  # it collects and commits, but is kept from pushing for now
        collect.run(early)
    (early.root / ".git/hooks/pre-push").unlink()
    play.kit.before_push(late.root, f"git -C {early.root} push --quiet origin data:data")
    play.told["the later of two"] = collect.run(late)
    play.seen["the race is over"] = not (late.root / ".git/hooks/pre-push").exists()
    play.seen["of the earlier"] = play.kit.git(early.root, "rev-parse", "data")
    play.seen["ancestors"] = play.kit.git(play.world.origin, "rev-list", "data").splitlines()
    play.seen["raced file"] = play.world.text("data", WEEK_3)


def _third_week(play: Play) -> None:
    """One article in seven days: it is held, and stays held."""
    play.collect(range(16, 21))
    play.draft("third sunday", play.at(20, 20))
    for name, hour in (("held", 7), ("held again", 13)):
        play.publish(name, play.at(21, hour))
    play.told["a push while held"] = publish.run(play.world.job(play.at(21, 14), event="push"))
    play.told["health"] = health.run(play.world.job(play.at(21, 15)))
    play.told["health again"] = health.run(play.world.job(play.at(21, 15)))
    root = play.publish("at the end", play.at(21, 16), event="push")
    if play.build:
        shutil.copytree(play.seen["cache"] / ".cache", root / ".cache", dirs_exist_ok=True)
    play.seen["site"] = play.site(root)
    bare = play.publish("without a cache", play.at(21, 16), event="push")
    play.seen["site without a cache"] = play.site(bare)


@pytest.fixture(scope="module", params=["short", pytest.param("long", marks=pytest.mark.long)])
def plays(request: pytest.FixtureRequest, kit: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> list[Play]:
    """The play, performed twice."""
    busy = BUSY[request.param]
    return [performed(kit, tmp_path_factory.mktemp(f"play{n}"), build=n == 1, busy=busy) for n in (1, 2)]


@pytest.fixture(scope="module")
def play(plays: list[Play]) -> Play:
    """One performance."""
    return plays[0]


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a site."""
    files = (file for file in sorted(root.rglob("*")) if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def ids_in(text: str) -> list[str]:
    """The ids of the entries in a file."""
    return [json.loads(line)["id"] for line in text.splitlines()]


def test_the_right_issues_end_on_the_right_branches(play: Play) -> None:
    """Two weeks are published on main, facts are on data, and only the held week still has a draft."""
    world = play.world
    assert set(world.branches()) == {"main", "data", "draft/2026-W04"}
    assert [f for f in world.files("main") if f.startswith("issues/")] == ["issues/2026-W02.md", "issues/2026-W03.md"]
    assert world.files("data") == [
        ".gitattributes", "entries/2026-W02.jsonl", "entries/2026-W03.jsonl", "entries/2026-W04.jsonl", "health.jsonl",
    ]  # fmt: skip
    for week in ("2026-W02", "2026-W03"):
        assert "\nstatus: published\n" in world.text("main", f"issues/{week}.md")
    assert "\nstatus: draft\n" in world.text("draft/2026-W04", "issues/2026-W04.md")


def test_twice_the_same(plays: list[Play]) -> None:
    """Played again, every branch ends at the very same commit."""
    assert plays[0].world.branches() == plays[1].world.branches()


def test_a_draft_appears_the_day_before(play: Play) -> None:
    """Not on Thursday; on Sunday as one pull request, with the issue, what to check, and a preview."""
    assert play.told["too early"].lines == ("no week awaits a draft today",)
    pull = play.seen["pull"]
    assert (pull["head"], pull["base"]) == ("draft/2026-W02", "main")
    for part in ("#### To check", "#### Top stories", "/edit/draft/2026-W02/issues/2026-W02.md", "/actions/runs/77"):
        assert part in pull["body"]
    assert len([each for each in play.forge.pulls if each["head"] == "draft/2026-W02"]) == 1


def test_an_editors_work_survives_and_is_published(play: Play) -> None:
    """The headline and essay written on the branch outlive a refresh, the merge and the freeze."""
    for text in (play.seen["refreshed"], play.world.text("main", "issues/2026-W02.md")):
        assert "title: The editor's own headline" in text
        assert text.rstrip().endswith("An essay of mine.")
    assert play.told["merged"].lines == ("2026-W02: published",)
    assert "published: 2026-01-11T21:05:00Z" in play.world.text("main", "issues/2026-W02.md")


def test_what_is_published_stays_as_it_is(play: Play) -> None:
    """Monday's run finds nothing to do, and no later run changes the file."""
    assert play.told["monday"].lines == ("no week is due",)
    assert play.seen["monday"]["main"] == play.seen["merged"]["main"]


def test_a_skipped_week_is_published_by_the_next_run(play: Play) -> None:
    """Monday and Tuesday had no run; on Wednesday the draft goes out as it stands, once."""
    assert play.told["wednesday"].lines == ("2026-W03: published",)
    assert play.told["wednesday again"].lines == ("no week is due",)
    assert play.seen["wednesday again"]["main"] == play.seen["wednesday"]["main"]


def test_an_editors_push_during_publication_is_kept(play: Play) -> None:
    """What came to main while the machine worked is there, and so is the issue."""
    assert {"about.md", "issues/2026-W03.md"} <= set(play.world.files("main"))


def test_a_race_of_two_pushes_loses_nothing(play: Play) -> None:
    """The later run puts its work on top of the earlier one's; what both brought is there twice until the next run."""
    assert play.seen["the race is over"]
    assert play.seen["of the earlier"] in play.seen["ancestors"]
    raced, after = (ids_in(text) for text in (play.seen["raced file"], play.world.text("data", WEEK_3)))
    assert len(raced) > len(set(raced))
    assert len(after) == len(set(after))
    assert set(raced) <= set(after)


def test_a_cancelled_run_costs_nothing(play: Play) -> None:
    """It left the branch as it was, and in the end every article that was ever in a feed is kept once."""
    assert play.seen["after the cancelled run"] == play.seen["before the cancelled run"]
    kept = [
        each for week in ("02", "03", "04") for each in ids_in(play.world.text("data", f"entries/2026-W{week}.jsonl"))
    ]
    alive, closed, last = 4 * 14 * 2, 3 * 2, 1
    assert len(kept) == len(set(kept)) == alive + closed + last


def test_a_dead_feed_fails_no_run(play: Play) -> None:
    """The outlet that closed is a line in the table of each run, and in the end in the issue on health."""
    assert all(told.code == 0 for name, told in play.told.items() if name.startswith("collect"))
    assert "| `outlet-4` | gone | 2026-01-08 |" in play.told["collect 3.18"].summary


def test_a_thin_week_is_held(play: Play) -> None:
    """With one article there is no issue; the run is red, main stays as it was, and it says why."""
    for name in ("held", "held again"):
        assert play.told[name].code == HELD
        assert "only 1 story (wanted: 3)" in play.told[name].lines[-1]
        assert play.seen[name]["main"] == play.seen["wednesday again"]["main"]
    assert play.told["a push while held"].code == 0
    assert "**Held**" in next(pull["body"] for pull in play.forge.pulls if pull["head"] == "draft/2026-W04")


def test_health_is_one_issue(play: Play) -> None:
    """It names the dead source with its line, and that nothing arrives any more; written again only when it changes."""
    [issue] = play.forge.issues
    assert play.told["health"].code == play.told["health again"].code == FAILED
    assert "[sources.yaml:8](https://github.example/someone/desk/blob/main/sources.yaml#L8)" in issue["body"]
    assert "Nothing has been collected for" in issue["body"]
    assert "Not published: 2026-W04" not in issue["body"]  # the run of that Monday is not late yet


def test_the_site_is_whole_with_and_without_a_cache(play: Play) -> None:
    """A lost cache changes no byte of the site, and every link in it leads somewhere."""
    assert tree(play.seen["site"]) == tree(play.seen["site without a cache"])
    assert faults(play.seen["site"], "https://desk.example/") == []
