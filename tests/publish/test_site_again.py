"""Building again gives the same bytes from the same desk, and renders only what changed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from building import build, tree

from digest.publish.desk import Desk


def test_building_twice_changes_nothing(desk: Desk, site: Path, templates: Path) -> None:
    """A second build touches no file."""
    before = {f: f.stat().st_mtime_ns for f in site.rglob("*")}
    assert build(desk, site, templates).written == ()
    assert {f: f.stat().st_mtime_ns for f in site.rglob("*")} == before


def test_any_order_of_inputs(desk: Desk, site: Path, templates: Path, tmp_path: Path) -> None:
    """Shuffled entries, issues, health and numbers give the same bytes."""
    mix = random.Random(1).sample
    shuffled = replace(
        desk,
        entries=mix(list(desk.entries), len(desk.entries)),
        issues=mix(list(desk.issues), len(desk.issues)),
        health=dict(mix(list(desk.health.items()), len(desk.health))),
        numbers=dict(mix(list(desk.numbers.items()), len(desk.numbers))),
    )
    build(shuffled, tmp_path / "site", templates)
    assert tree(tmp_path / "site") == tree(site)


def test_another_zone_and_hash_seed(site: Path, templates: Path, tmp_path: Path) -> None:
    """A machine elsewhere builds the same bytes."""
    code = (
        "from conftest import make_desk; from pathlib import Path\n"
        "from digest.publish.pages import pages; from digest.publish.site import render\n"
        f"out, templates = Path({str(tmp_path / 'site')!r}), [Path({str(templates)!r})]\n"
        "render(pages(make_desk()), templates=templates, out=out)\n"
    )
    elsewhere = {"TZ": "America/Anchorage", "PYTHONHASHSEED": "77", "LC_ALL": "C", "PYTHONUTF8": "0"}
    environment = {**os.environ, **elsewhere, "PYTHONPATH": str(Path(__file__).parent)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=templates.parent)
    assert tree(tmp_path / "site") == tree(site)


def test_a_new_week_renders_what_it_touches(desks: Callable[..., Desk], templates: Path, tmp_path: Path) -> None:
    """With a cache, a new week leaves old pages alone, and the outcome is that of a full build."""
    weeks = tuple(f"2026-W{n:02d}" for n in range(1, 7))
    build(desks(weeks[:-1]), tmp_path / "site", templates, tmp_path / "cache")
    later = build(desks(weeks), tmp_path / "site", templates, tmp_path / "cache")
    assert "2026/w02/all/index.html" not in later.rendered
    assert "2026/w06/index.html" in later.rendered
    build(desks(weeks), tmp_path / "fresh", templates)
    assert tree(tmp_path / "site") == tree(tmp_path / "fresh")


def test_a_damaged_file_is_mended(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """What was changed or lost under the site comes back, and what does not belong there goes."""
    build(desk, tmp_path / "site", templates, tmp_path / "cache")
    whole = tree(tmp_path / "site")
    (tmp_path / "site/2026/w02/index.html").write_text("vandal", "utf-8")
    (tmp_path / "site/about/index.html").unlink()
    (tmp_path / "site/left").mkdir()
    (tmp_path / "site/left/over.html").write_text("old", "utf-8")
    done = build(desk, tmp_path / "site", templates, tmp_path / "cache")
    assert done.removed == ("left/over.html",)
    assert tree(tmp_path / "site") == whole
    assert not (tmp_path / "site/left").exists()


def test_a_broken_record_costs_nothing_but_time(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """A cache that can't be read is as good as none."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/site.json").write_text("[", "utf-8")
    assert build(desk, tmp_path / "site", templates, tmp_path / "cache").rendered
