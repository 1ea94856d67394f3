"""Every test named in the table of odd cases exists; and the odd cases that belong to no single room."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from digest.cli import app
from digest.collect.extract import extract
from digest.model import Entry, Item, Limits, Text, WhosWho
from digest.store import Store

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "digest"
TABLE = (HERE.parent / "docs" / "odd-cases.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", TABLE, re.MULTILINE)


def test_every_case_has_its_tests() -> None:
    """The rows are numbered without a gap, and each names tests that exist."""
    assert [int(number) for number, _, _ in ROWS] == list(range(1, len(ROWS) + 1))
    missing = []
    for number, _, tests in ROWS:
        named = re.findall(r"`([\w/.]+)::(\w+)`", tests)
        assert named, number
        for file, name in named:
            path = HERE / file
            if not path.exists() or f"def {name}(" not in path.read_text(encoding="utf-8"):
                missing.append((number, file, name))
    assert missing == []


def importing(*modules: str) -> set[str]:
    """The files of the package that import one of these."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name == module or name.startswith(f"{module}.") for name in names for module in modules):
                found.add(path.relative_to(PACKAGE).as_posix())
    return found


def test_one_module_cleans_markup_and_by_an_allow_list() -> None:
    """What people write is cleaned by nh3; cleaners that work by a list of what is bad are used nowhere."""
    assert importing("nh3") == {"publish/essay.py"}
    assert importing("lxml_html_clean", "lxml.html.clean", "bleach") == set()


def test_markdown_is_for_what_people_write() -> None:
    """No text of a feed can reach Markdown, which takes minutes over a row of brackets: one module knows it."""
    assert importing("markdown") == {"publish/essay.py"}


def test_articles_of_one_midnight_stand_as_they_were_seen(tmp_path: Path) -> None:
    """Dates without a clock say nothing of the order within their day."""
    day = datetime(2026, 1, 29, tzinfo=UTC)
    some = [
        Entry(id=name, source="one", url="", title=name, published=day, seen=day + timedelta(hours=hours))
        for name, hours in (("c", 6), ("a", 12), ("b", 18))
    ]
    Store(tmp_path).add(reversed(some))
    assert [entry.id for entry in Store(tmp_path).entries()] == ["c", "a", "b"]


def test_nothing_that_is_extracted_is_markup() -> None:
    """Links of a page leave their words."""
    links = "<a href='javascript:alert(1)'>a link</a><a href='data:text/html,x'>another</a>"
    page = f"<article><p>{'The ministry said that it would report on Monday. ' * 9}{links}</p></article>"
    text = extract(page.encode(), url="https://outlet.example/a").text
    assert "The ministry" in text
    assert not re.search(r"javascript|data:|[<>]", text)


@pytest.mark.model
def test_a_text_without_end_is_read_as_far_as_it_matters() -> None:
    """More than spaCy takes at all; an entry comes of it, and soon."""
    from digest.tag.tagger import Tagger

    text = Text(text="The European Commission fined the company on Monday. " * 25_000, origin="page")
    item = Item(id="1", source="one", url="", title="Commission fines the company", language="en")
    entry = Tagger(Limits(), WhosWho()).entry(item, text, seen=datetime(2026, 1, 29, tzinfo=UTC))
    assert "European Commission" in {tag.name for tag in entry.entities}


@pytest.mark.parametrize("words", [("draft", "../../etc/passwd"), ("sources", "preview", "../../etc/passwd")])
def test_no_id_leads_out_of_the_desk(small_desk: Path, words: tuple[str, ...]) -> None:
    """Ids and weeks are checked where they come in, and name no file elsewhere."""
    before = sorted(path for path in small_desk.rglob("*") if ".cache" not in path.parts)
    assert CliRunner().invoke(app, [*words, "--root", str(small_desk)]).exit_code != 0
    assert sorted(path for path in small_desk.rglob("*") if ".cache" not in path.parts) == before


def test_no_source_is_called_like_a_path(small_desk: Path) -> None:
    """An id is lower-case letters, digits and hyphens."""
    file = small_desk / "sources.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: one", "id: ../one"), encoding="utf-8")
    done = CliRunner().invoke(app, ["collect", "--root", str(small_desk)])
    assert done.exit_code != 0
    assert not (small_desk / "data" / "health.jsonl").exists()
