"""The cache of settled weeks: it always gives what computing them again would give."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest import config
from digest.settled import settled
from digest.store import Store


@pytest.fixture
def cache(small_desk: Path) -> Path:
    """Where the weeks of the small desk are kept."""
    return small_desk / ".cache/settled"


def _fresh(root: Path, cache: Path) -> object:
    return settled(config.load(root), Store(root), cache)


def test_kept_is_as_worked_out(small_desk: Path, cache: Path) -> None:
    """A second build reads the same entries and topics from what the first one kept."""
    first = _fresh(small_desk, cache)
    kept = {file: file.read_bytes() for file in cache.iterdir()}
    assert [file.name for file in kept] == ["2026-W05.bin"]
    assert _fresh(small_desk, cache) == first
    entries, assignments = settled(config.load(small_desk), Store(small_desk), cache)
    assert [entry.title for entry in entries] == ["Parliament passes the AI act", "Nvidia reads the AI act"]
    assert all(assignments[entry.id].topics == ("ai-policy",) for entry in entries)
    assert entries[0].entities == Store(small_desk).entries()[0].entities
    assert {file: file.read_bytes() for file in cache.iterdir()} == kept


@pytest.mark.parametrize("damage", [b"", b"x" * 99, None])
def test_a_damaged_week_is_worked_out_again(small_desk: Path, cache: Path, damage: bytes | None) -> None:
    """A file that is cut short, overwritten or has one other byte is not believed."""
    first = _fresh(small_desk, cache)
    file = cache / "2026-W05.bin"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?" if damage is None else damage)
    assert _fresh(small_desk, cache) == first
    assert file.read_bytes() == whole


def test_changed_tables_reflow_everything(small_desk: Path, cache: Path) -> None:
    """New topics and names hold for entries that were settled before."""
    _fresh(small_desk, cache)
    topics, names = small_desk / "topics.yaml", small_desk / "entities.yaml"
    topics.write_text(topics.read_text("utf-8").replace("ai-policy", "machine-rules"), "utf-8")
    names.write_text("ORG: {NVIDIA Corporation: {zh: 英伟达, aliases: [Nvidia]}}\n", "utf-8")
    entries, assignments = settled(config.load(small_desk), Store(small_desk), cache)
    assert {one.topics for one in assignments.values()} == {("machine-rules",)}
    assert {tag.name for entry in entries for tag in entry.entities} == {"NVIDIA Corporation"}


def test_weeks_come_and_go(small_desk: Path, cache: Path) -> None:
    """A changed entry is seen, one that moved to another week is there once, and a week that is gone is forgotten."""
    _fresh(small_desk, cache)
    store = Store(small_desk)
    one, other = store.entries()
    store.add([replace(other, title="Another title"), replace(one, seen=one.seen + timedelta(days=7))])
    entries, _ = settled(config.load(small_desk), store, cache)
    assert sorted(entry.title for entry in entries) == ["Another title", "Parliament passes the AI act"]
    (small_desk / "data/entries/2026-W06.jsonl").unlink()
    assert _fresh(small_desk, cache)[0][0].seen == one.seen  # type: ignore[index]
    assert [file.name for file in cache.iterdir()] == ["2026-W05.bin"]
