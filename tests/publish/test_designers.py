"""The designers' guide: its example works, and it names every template, token and value."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from digest.mistakes import Mistakes
from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.pages.frame import Late
from digest.publish.site import render


@pytest.fixture
def guide(templates: Path) -> str:
    """The guide's text."""
    return (templates.parent / "docs/designers.md").read_text("utf-8")


def test_the_example(guide: str, desk: Desk, templates: Path, tmp_path: Path) -> None:
    """A page, a style sheet and a frame of one's own take the place of the package's, and all else stays."""
    blocks = re.findall(r"```(?:html|css)\n(.*?)```", guide, re.DOTALL)
    page, sheet, line = blocks
    own = tmp_path / "templates"
    (own / "assets").mkdir(parents=True)
    (own / "404.html").write_text(page, "utf-8")
    (own / "assets/house.css").write_text(sheet, "utf-8")
    frame = (templates / "base.html").read_text("utf-8")
    above = '<link rel="stylesheet" href="{{ base }}{{ asset(\'desk.css\') }}">\n'
    assert above in frame
    (own / "base.html").write_text(frame.replace(above, above + line), "utf-8")
    render(pages(desk), templates=[own, templates], out=tmp_path / "site")
    lost = (tmp_path / "site/404.html").read_text("utf-8")
    assert "Perhaps it is in the" in lost
    assert (tmp_path / "site/assets/house.css").read_text("utf-8") == sheet
    issue = (tmp_path / "site/2026/w06/index.html").read_text("utf-8")
    assert re.search(r'desk\.css\?\w+">\s*<link rel="stylesheet" href="\.\./\.\./assets/house\.css\?\w+">', issue)
    assert '<h2 id="top">' in issue


def test_it_names_every_template_and_token(guide: str, templates: Path) -> None:
    """No template and no token of the style sheet is missing from the guide, and it names none that is not there."""
    named = set(re.findall(r"`([\w-]+\.(?:html|xml|json|txt|opml))`", guide))
    assert named == {file.name for file in templates.glob("*.*")}
    sheet = (templates / "assets/desk.css").read_text("utf-8")
    tokens = set(re.findall(r"(--[a-z]+):", sheet))
    assert tokens == set(re.findall(r"`(--[a-z]+)`", guide))


def test_it_names_what_a_template_gets(guide: str, desk: Desk) -> None:
    """What the tables say a page gets, it gets."""
    given: dict[str, set[str]] = {}
    for page in pages(desk):
        if page.body is None and page.template not in given:
            given[page.template] = set(page.context)
    for row in re.findall(r"^\| (`[^|]+) \| [^|]+ \| (.+) \|$", guide, re.MULTILINE):
        files = re.findall(r"`([\w.]+)`", row[0])
        if given.keys() >= set(files):
            held = set().union(*(given[file] for file in files))
            assert set(re.findall(r"`(\w+)`", row[1])) <= held, row


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "<p>\n{{ titel }}</p>",
            "templates/404.html:2:1: 'titel' is undefined; write it as the package’s 404.html does",
        ),
        ("{% block main %}\n<p>", "templates/404.html:2:1: Unexpected end of template"),
        ("<p>\n\n{{ title </p>", "templates/404.html:3:1: "),
        ('{% extends "bsae.html" %}', "templates/404.html:1:1: there is no template bsae.html; write base.html"),
        ("\n{{ asset('hause.css') }}", "templates/404.html:2:1: there is no asset 'hause.css'; write"),
        ("\n{{ 1 + title }}", "templates/404.html:2:1: TypeError: "),
        ("{{ title|upperr }}", "templates/404.html:1:1: No filter named 'upperr'"),
        ('{% include "404.html" %}', "templates/404.html:1:1: RecursionError: "),
        ("caf\udce9", "templates/404.html:1:1: this is not UTF-8; write it anew as UTF-8"),
    ],
)
def test_a_mistake_in_a_template(desk: Desk, templates: Path, tmp_path: Path, text: str, said: str) -> None:
    """What is wrong in a desk's own template is said in one line, with the file, the line and what to do."""
    own = tmp_path / "templates"
    own.mkdir()
    (own / "404.html").write_text(text, "utf-8", errors="surrogateescape")
    lost = [page for page in pages(desk) if page.path == "404.html"]
    with pytest.raises(Mistakes) as raised:
        render(lost, templates=[own, templates], out=tmp_path / "site")
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


def test_a_fault_of_the_program_is_none_of_the_designer(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """What breaks before a template is carried out is raised as it is."""
    (tmp_path / "templates").mkdir()
    lost = next(page for page in pages(desk) if page.path == "404.html")
    with pytest.raises(ZeroDivisionError):
        render(
            [replace(lost, context=Late(lambda: {"x": 1 / 0}))],
            templates=[tmp_path / "templates", templates],
            out=tmp_path / "site",
        )
