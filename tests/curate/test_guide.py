"""The guide for editors: its commands run, its examples are right, and it names every key and every status."""

import os
import re
import shlex
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from digest.collect.health import STATUSES
from digest.config import models
from digest.config.yaml_words import explained
from digest.curating import checking
from digest.edit.issue_read import parse
from digest.model import Entry
from digest.runner.job import FAILED, HELD
from digest.store import Store

DOCS = Path(__file__).parents[2] / "docs"
GUIDE, RUNNING = ((DOCS / name).read_text(encoding="utf-8") for name in ("editors.md", "running.md"))
MODELS = (
    models.SiteModel, models.CollectModel, models.IssueModel, models.PublishModel, models.HoldModel, models.SourceModel,
    models.TopicModel, models.KnownModel,
)  # fmt: skip


def blocks(kind: str, guide: str = GUIDE) -> list[str]:
    """The fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("model", MODELS)
def test_every_key_is_explained(model: Any) -> None:
    """A key that nobody has written about is one that nobody can use."""
    assert [name for name in model.model_fields if f"`{name}`" not in GUIDE] == []


def test_every_key_of_a_story_and_every_status_is_explained() -> None:
    """Those of the issue's file, as it is told what they are where one is wrong, and the words of the health table."""
    mistakes = parse("---\nweek: 2026-W05\nstories:\n- {id: 0123456789ab, zzzzz: 1}\n---\n", explained)
    assert isinstance(mistakes, tuple)
    [told] = [each.instead for each in mistakes if each.where == "stories[0].zzzzz"]
    keys = told.removeprefix("one of ").split(", ")
    assert {"by_hand", "id", "section"} <= {*keys}
    assert [name for name in (*keys, *STATUSES) if f"`{name}`" not in GUIDE] == []


SAID_IN_WORDS = {"chinese_model", "contact", "english_model", "feed_bytes", "hold", "notice", "page_bytes"}
"""Keys whose default is a sentence."""


def test_the_defaults_in_the_guide_are_those_of_the_program() -> None:
    """The last column of its tables of keys."""
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| .* \| ([^|]*) \|$", GUIDE, re.MULTILINE)
    said = {
        key: value.strip("`")
        for keys, values in reversed(rows)  # the first table with a key is that of the whole desk
        for key, value in zip(re.findall(r"`(\w+)`", keys), values.split(", "), strict=False)
    }
    checked = 0
    for model in MODELS[:4]:
        for name, field in model.model_fields.items():
            if name in SAID_IN_WORDS or name not in said:
                continue
            wanted = "needed" if field.is_required() else field.default
            if isinstance(wanted, bool | list):
                wanted = str(wanted).lower().replace("'", "")
            assert said[name] in (str(wanted), f"{wanted:g}" if isinstance(wanted, float) else "", "none"), name
            checked += 1
    assert checked > 20


def test_the_examples_make_one_desk_without_a_mistake(tmp_path: Path) -> None:
    """Each example begins with the name of the file that it is."""
    for block in blocks("yaml"):
        found = re.fullmatch(r"# (\S+)\n(.*)", block, re.DOTALL)
        assert found, block
        name, text = found.groups()
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [str(each) for each in checking.check(tmp_path).mistakes] == []


PERSON = {f"GIT_{role}_{what}": "me@mine.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
ENTRY = Entry(
    id="0123456789ab", source="harbour-post", url="https://harbourpost.example/news/rss.xml-0", title="Port opens",
    seen=datetime(2026, 1, 29, tzinfo=UTC), published=datetime(2026, 1, 29, tzinfo=UTC), words=400,
)  # fmt: skip
HELD_BACK = {"digest runner publish": HELD, "digest runner health": FAILED}
"""One outlet alone makes no issue, and the draft that the clone's own run left there is no editor's merge."""


def test_its_commands_run_in_its_order(tmp_path: Path, site: Any, digest: Any) -> None:
    """A newcomer who types them all, in a new folder, against a real server."""
    site.feed("/rss.xml", *(f"Headline number {number}" for number in range(6)))
    site.say("/press", "".join(f'<main><h2><a href="/n/{n}">Press release {n}</a></h2></main>' for n in range(3)))
    site.say("/", '<html><link rel="alternate" type="application/rss+xml" href="/rss.xml"></html>')
    at = tmp_path / "work"
    at.mkdir()
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(lines) >= 14
    for line in lines:
        words = shlex.split(line.replace("https://harbourpost.example", site.url) if " add " in line else line)
        if words[0] == "cd":
            at = at / words[1]
            _only_reads(at, site.host)
            continue
        told = digest(*words[1:], at=at)
        assert told.code == 0, (line, told.out, told.err)
        if "add" in words:
            Store(at).add([ENTRY])


def test_a_desk_goes_from_a_laptop_to_a_repository_and_runs_there(tmp_path: Path, site: Any, digest: Any) -> None:
    """The commands of the guide on running, in its order: git's, those of one machine, and the runner's in a clone."""
    site.feed("/rss.xml", *(f"英伟达发布第{number}号人工智能芯片新规" for number in range(6)))
    push, alone, runner = blocks("sh", RUNNING)
    remote, desk, clone = tmp_path / "remote.git", tmp_path / "desk", tmp_path / "clone"
    subprocess.run(["git", "init", "-q", "--bare", "--initial-branch=main", remote], check=True)
    digest("init", str(desk), "--title", "Mine", "--url", "https://mine.example/")
    _only_reads(desk, site.host)
    assert digest("sources", "add", f"{site.url}/rss.xml", at=desk).code == 0
    for line in push.replace("https://github.com/YOU/desk.git", str(remote)).splitlines():
        subprocess.run(shlex.split(line), cwd=desk, env=os.environ | PERSON, check=True, capture_output=True)
    subprocess.run(["git", "clone", "-q", remote, clone], check=True)
    (clone / "about.md").write_text("About us.\n", encoding="utf-8")  # a change, for the last command to check
    subprocess.run(["git", "commit", "-q", "-am", "About"], cwd=clone, env=os.environ | PERSON, check=True)
    for block, at in ((alone, desk), (runner, clone)):
        for line in block.splitlines():
            told = digest(*shlex.split(line, comments=True)[1:], "--now", "2026-01-29T12:00:00Z", at=at)
            assert told.code == HELD_BACK.get(line.partition("#")[0].strip(), 0), (line, told.out, told.err)
    kept = subprocess.run(["git", "ls-tree", "-r", "--name-only", "data"], cwd=remote, capture_output=True, text=True)
    assert "health.jsonl" in kept.stdout


def _only_reads(desk: Path, host: str) -> None:
    """The new desk without its starter sources and with a short who's who, and with leave to read the test's server."""
    (desk / "topics.yaml").write_text("ai-policy:\n  title: {en: AI, zh: 人工智能}\n  strong: [AI act]\n", "utf-8")
    (desk / "entities.yaml").write_text("ORG:\n  Nvidia: {zh: 英伟达}\n", encoding="utf-8")
    text = (desk / "sources.yaml").read_text(encoding="utf-8")
    leave = f'collect:\n  private_hosts: ["{host}"]\n  workers: 1\n'
    head = text.partition("\nsources:\n")[0].replace("collect:\n", leave)
    (desk / "sources.yaml").write_text(f"{head}\nsources: []\n", encoding="utf-8")
