"""The whole job on the invented press: the same bytes in every run, edits are kept, no article text is stored."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest import config, pipeline, sample
from digest.store import Store

pytestmark = pytest.mark.model

JOB = """
import sys
from pathlib import Path
from digest import rehearsal
if __name__ == "__main__":
    rehearsal.rehearse(Path(sys.argv[1]), say=print, weeks=2)
"""
KEPT = ("data", "issues", "site")


def bytes_of(root: Path, *folders: str) -> dict[str, bytes]:
    """Every file below some folders of a desk."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two desks that ran the same two weeks, in different folders, time zones, locales and hash seeds."""
    script = tmp_path_factory.mktemp("job") / "job.py"
    script.write_text(JOB, encoding="utf-8")
    places = tmp_path_factory.mktemp("one") / "a", tmp_path_factory.mktemp("other") / "a longer name"
    worlds = (
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {
            "TZ": "Asia/Shanghai",
            "PYTHONHASHSEED": "2",
            "LC_ALL": "C.UTF-8",
        },
    )
    running = [
        subprocess.Popen([sys.executable, script, place], env=os.environ | world)
        for place, world in zip(places, worlds, strict=True)
    ]
    assert [each.wait() for each in running] == [0, 0]
    return places


@pytest.fixture
def desk(desks: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of one of the desks, to change."""
    return Path(shutil.copytree(desks[0], tmp_path / "desk"))


def test_two_runs_end_in_the_same_bytes(desks: tuple[Path, Path]) -> None:
    """Folder, time zone, locale and hash seed leave no trace in anything that is kept or published."""
    one, other = (bytes_of(place, *KEPT) for place in desks)
    assert [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)] == []
    assert len(one) > 50


def test_the_second_time_nothing_changes(desk: Path) -> None:
    """Collecting, drafting and building an unchanged world again changes no byte, and asks for no body twice."""
    before = bytes_of(desk, *KEPT)
    loaded = config.load(desk)
    store = Store(desk, loaded.site.timezone)
    last = sample.days()[12]
    with sample.serve(last) as press:
        collected = pipeline.collect(loaded, store, now=last, hosts=press.hosts)
    assert not collected.new
    pipeline.draft(loaded, store, now=last)
    pipeline.build(loaded, store, root=desk)
    assert bytes_of(desk, *KEPT) == before


def test_without_its_cache_the_desk_builds_the_same_site(desk: Path) -> None:
    """`.cache/` is speed and nothing else."""
    before = bytes_of(desk, "site")
    shutil.rmtree(desk / ".cache")
    shutil.rmtree(desk / "site")
    loaded = config.load(desk)
    pipeline.build(loaded, Store(desk, loaded.site.timezone), root=desk)
    assert bytes_of(desk, "site") == before


def test_what_an_editor_writes_stays_and_shows(desk: Path) -> None:
    """Retitled, hidden, merged and annotated stories and the essay survive a new draft and reach the page."""
    loaded = config.load(desk)
    store = Store(desk, loaded.site.timezone)
    week = store.issues()[-1]
    path = store.issue_path(week)
    text = re.sub(r"(?m)^(status:) published\npublished:.*$", r"\1 draft", path.read_text(encoding="utf-8"))
    ids = re.findall(r"(?m)^- id: (\w+)$", text)
    first, second, third = ids[:3]
    text = text.replace(
        f"- id: {first}\n", f'- id: {first}\n  title: "The editor\'s own words"\n  note: "A line of hers"\n'
    )
    text = text.replace(f"- id: {second}\n", f"- id: {second}\n  hide: true\n")
    text = text.replace(f"- id: {third}\n", f"- id: {third}\n  merge: {first}\n")
    path.write_text(text + "\nThe week, as **we** saw it.\n", encoding="utf-8")
    edited = path.read_text(encoding="utf-8")
    pipeline.draft(loaded, store, week=week, now=sample.days()[13])
    assert path.read_text(encoding="utf-8") == edited
    pipeline.build(loaded, store, root=desk)
    year, number = week.split("-W")
    page = (desk / "site" / year / f"w{number}" / "index.html").read_text(encoding="utf-8")
    assert "The editor&#39;s own words" in page
    assert "A line of hers" in page
    assert "The week, as <strong>we</strong> saw it." in page
    headline = re.search(rf'- id: {second}\n  hide: true\n.*\n  headline: "([^"]+)"', edited)
    assert headline
    assert headline[1] not in page


def strings(value: object) -> Iterator[str]:
    """Every string in a JSON value, keys too."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


def runs(text: str) -> set[str]:
    """The runs of 25 words and of 60 Chinese characters in a text."""
    words = re.findall(r"[A-Za-z0-9'’]+", text.lower())
    signs = re.findall(r"[\u4e00-\u9fff]", text)
    found = {" ".join(words[at : at + 25]) for at in range(len(words) - 24)}
    return found | {"".join(signs[at : at + 60]) for at in range(len(signs) - 59)}


def test_nothing_that_is_kept_holds_an_articles_text(desk: Path) -> None:
    """No stored string shares 25 words, or 60 Chinese characters, with an article but for its title and summary."""
    articles = set[str]()
    for outlet in sample.load():
        for article in outlet.articles:
            articles |= runs(article.text)
    assert len(articles) > 5000
    lines = [json.loads(line) for path in (desk / "data").rglob("*.jsonl") for line in path.open(encoding="utf-8")]
    assert len(lines) > 40
    for row in lines:
        summary = row.pop("summary", [])
        assert len(summary) <= 2
        text = " ".join(summary)
        assert len(text.split()) + len(re.findall(r"[\u4e00-\u9fff]", text)) / 2 <= 60
        for one in strings(row):
            assert not runs(one) & articles
        # All of an entry in one string, for text that was cut into pieces.
        assert not runs(" ".join(strings(row))) & articles
