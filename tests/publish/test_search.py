"""The search index: the records for Pagefind, and the index that it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from digest.publish import search
from digest.publish.desk import Desk
from digest.publish.pages import pages

needs_pagefind = pytest.mark.skipif(not search.available(), reason="Pagefind is not installed: pip install .[search]")


def test_chinese_is_taken_apart() -> None:
    """No two Chinese characters touch, and Latin words stay whole."""
    assert search.apart("新的AI芯片 from Nvidia") == "新 的 AI 芯 片 from Nvidia"


def test_a_record_for_every_listed_article(desk: Desk) -> None:
    """Deals are not in it; names are in both scripts; a Traditional text is found in Simplified too."""
    found = list(search.records(desk))
    titles = [one.meta["title"] for one in found]
    assert "Ten deals on headphones" not in titles
    assert len(titles) == sum(entry.kind != "deal" for entry in desk.entries)
    taiwan = next(one for one in found if one.meta["title"] == "維修許可上路，設備商急找替代料")
    assert "维 修 许 可" in taiwan.content
    assert "Tianlu Micro" in taiwan.content
    assert taiwan.filters == {
        "Topic": ["Chips and export controls"],
        "Source": ["海峽觀察"],
        "Language": ["Chinese"],
        "Year": ["2026"],
    }
    assert all(one.meta["href"] == "" or one.meta["href"].startswith("http") for one in found)


def test_the_page_is_there_only_with_an_index(desk: Desk) -> None:
    """A desk without search has neither the page nor a link to it."""
    without, with_search = ([p.path for p in pages(one)] for one in (desk, replace(desk, search=True)))
    assert "search/index.html" not in without
    assert "search/index.html" in with_search


@needs_pagefind
def test_an_index_is_written_once(desks: Callable[..., Desk], tmp_path: Path) -> None:
    """The index comes out whole, and an unchanged desk is not indexed again."""
    desk = desks(("2026-W05", "2026-W06"))
    assert search.index(desk, tmp_path / "site", tmp_path / "cache") == len(list(search.records(desk)))
    files = [f for f in (tmp_path / "site/pagefind").rglob("*") if f.is_file()]
    assert all(f.stat().st_size for f in files)
    assert len(list((tmp_path / "site/pagefind/fragment").iterdir())) == len(list(search.records(desk)))
    assert search.index(desk, tmp_path / "site", tmp_path / "cache") == 0


@needs_pagefind
def test_the_same_index_each_time(desk: Desk, tmp_path: Path) -> None:
    """Whatever order Pagefind's filters came in, the files and their names are the same."""
    trees = []
    for name in ("one", "two"):
        search.index(desk, tmp_path / name)
        files = sorted(f for f in (tmp_path / name).rglob("*") if f.is_file())
        trees.append({f.relative_to(tmp_path / name): f.read_bytes() for f in files})
    assert trees[0] == trees[1]
    assert any("pf_filter" in file.name for file in trees[0])
