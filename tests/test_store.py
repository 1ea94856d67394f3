"""The store: the same bytes in whatever order entries came, and no damage goes unnoticed."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import rows
from digest.mistakes import Mistakes
from digest.model import ENTITY_TYPES, Entry, Health, Tag
from digest.store import Store

MONDAY = datetime(2026, 1, 26, tzinfo=UTC)

moments = st.integers(0, 10**6).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
tags = st.builds(Tag, name=st.text(min_size=1), type=st.sampled_from(ENTITY_TYPES), zh=st.text(), salience=st.just(2))
entries = st.builds(
    Entry,
    id=st.text("0123456789abcdef", min_size=12, max_size=12),
    source=st.just("one"),
    url=st.text(),
    title=st.text(),
    seen=moments,
    published=moments,
    summary=st.lists(st.text(min_size=1), max_size=2).map(tuple),
    entities=st.lists(tags, max_size=3).map(tuple),
    terms=st.dictionaries(st.text(), st.integers(1, 9)),
    updated=st.none() | moments,
)


def entry(name: str, **more: Any) -> Entry:
    """An entry of one Monday."""
    plain: dict[str, Any] = {"source": "one", "url": "", "title": name, "seen": MONDAY, "published": MONDAY}
    return Entry(**{"id": name, **plain, **more})


@given(entries)
def test_an_entry_survives_its_line(one: Entry) -> None:
    """What is written is read back, whatever its text holds."""
    line = rows.line(rows.entry_row(one))
    assert "\n" not in line
    assert rows.entry_from(json.loads(line)) == one


def test_health_survives_its_line() -> None:
    """A source's health is read back as it was written."""
    health = Health(source="one", status="ok", since=MONDAY, window=("a", "b"), profile={"language": "zh"}, missed=0.25)
    assert rows.health_from(json.loads(rows.line(rows.health_row(health)))) == health


def test_an_entry_lies_in_the_week_of_the_sites_zone(tmp_path: Path) -> None:
    """Sunday evening in London is Monday in Shanghai."""
    late = entry("a", seen=datetime(2026, 1, 25, 20, tzinfo=UTC))
    Store(tmp_path / "london", "Europe/London").add([late])
    Store(tmp_path / "shanghai", "Asia/Shanghai").add([late])
    assert Store(tmp_path / "london").weeks() == ["2026-W04"]
    assert Store(tmp_path / "shanghai").weeks() == ["2026-W05"]


def test_adding_in_any_order_and_any_number_of_times_ends_in_the_same_bytes(tmp_path: Path) -> None:
    """The order of arrival and repeats leave no trace."""
    some = [entry(f"{number:02d}") for number in range(20)]
    one, other = Store(tmp_path / "one"), Store(tmp_path / "other")
    one.add(some)
    for each in [*reversed(some), *some]:
        other.add([each])
    file = Path("data/entries/2026-W05.jsonl")
    assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()


def test_unchanged_entries_leave_the_file_alone(tmp_path: Path) -> None:
    """A run that learnt nothing does not touch the file."""
    store = Store(tmp_path)
    assert store.add([entry("a")]) == 1
    file = tmp_path / "data/entries/2026-W05.jsonl"
    os.utime(file, (1, 1))
    assert store.add([entry("a")]) == 0
    assert file.stat().st_mtime == 1


def test_a_union_merge_is_read_as_the_newer_of_two_lines(tmp_path: Path) -> None:
    """git joins both sides of a merge line by line; the later update is believed, in either order."""
    old, new = entry("a", title="old"), entry("a", title="new", updated=MONDAY + timedelta(days=1))
    lines = [rows.line(rows.entry_row(each)) for each in (old, new)]
    for order in (lines, lines[::-1]):
        file = tmp_path / "data/entries/2026-W05.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(order), encoding="utf-8")
        assert [each.title for each in Store(tmp_path).entries()] == ["new"]


@pytest.mark.parametrize("damage", ['{"id": "b", "half', "[]", '{"id": 3}', "\x00\x00", "<<<<<<< HEAD", "[" * 50_000])
def test_a_damaged_line_is_set_aside_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str) -> None:
    """What cannot be read is kept beside, and everything else stays."""
    store = Store(tmp_path)
    store.add([entry("a")])
    file = tmp_path / "data/entries/2026-W05.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + damage + "\n", encoding="utf-8")
    assert [each.id for each in store.entries()] == ["a"]
    assert "2026-W05.jsonl:2" in caplog.text
    store.add([entry("c")])
    assert [each.id for each in store.entries()] == ["a", "c"]
    assert damage in (tmp_path / "data/damaged/2026-W05.jsonl").read_text(encoding="utf-8")


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from digest.model import Entry
from digest.store import Store
when = datetime(2026, 1, 26, tzinfo=UTC)
store = Store(Path(sys.argv[1]))
for number in range(10**6):
    name = f"{number:06d}"
    store.add([Entry(id=name, source="one", url="", title=name * 50, seen=when, published=when)])
    print(name, flush=True)
"""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("words", "many"),
        ("terms", []),
        ("summary", "one"),
        ("seen", 5),
        ("kind", "novel"),
        ("url", None),
        ("summary", [5]),
    ],
)
def test_a_value_of_another_type_is_damage(tmp_path: Path, name: str, value: object) -> None:
    """It would break whoever reads the entry later, and nobody could say where it came from."""
    file = tmp_path / "data/entries/2026-W05.jsonl"
    file.parent.mkdir(parents=True)
    right = rows.entry_row(entry("a"))
    file.write_text("\n".join(rows.line(each) for each in (right, right | {"id": "b", name: value})), encoding="utf-8")
    assert [each.id for each in Store(tmp_path).entries()] == ["a"]


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    """Reading and writing stop with one line that says which it is and what to do."""
    store = Store(tmp_path)
    uses: tuple[tuple[str, Callable[[], object]], ...] = (
        ("data/health.jsonl", store.health),
        ("data/health.jsonl", lambda: store.save_health({})),
        ("data/entries/2026-W05.jsonl", lambda: store.add([entry("a")])),
    )
    for place, use in uses:
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        with pytest.raises(Mistakes) as told:
            use()
        (mistake,) = told.value.mistakes
        assert str(mistake) == f"{tmp_path / place}:1:1: is a folder where a file belongs; move it away and run again"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("profile", {"words": 5}), ("profile", {"words": [5]}), ("profile", {"subjects": "chips"}),
        ("profile", {"familiar": "much"}), ("profile", {"gap_hours": float("nan")}), ("profile", {"items": 1e300}),
        ("profile", {"beat": None}), ("profile", {"host": []}), ("profile", {"pages": ["thin"]}),
        ("profile", {"offers": -1}), ("window", ["a", ["b"]]), ("profile", []),
    ],
)  # fmt: skip
def test_health_with_a_value_of_another_type_is_set_aside(tmp_path: Path, name: str, value: object) -> None:
    """Kept, it would make every later run fail for this source; so its source starts anew."""
    file = tmp_path / "data/health.jsonl"
    file.parent.mkdir(parents=True)
    right = rows.health_row(Health(source="one", status="ok"))
    wrong = rows.line(right | {"source": "two", name: value})
    file.write_text(f"{rows.line(right)}\n{wrong}\n", encoding="utf-8")
    store = Store(tmp_path)
    assert set(store.health()) == {"one"}
    store.save_health(store.health())
    assert (tmp_path / "data/damaged/health.jsonl").read_text(encoding="utf-8") == f"{wrong}\n"


def test_zero_missed_is_not_unknown() -> None:
    """What was estimated is kept, also if it is nothing."""
    health = Health(source="one", missed=0.0)
    assert rows.health_from(rows.health_row(health)).missed == 0.0
    assert rows.health_from(rows.health_row(Health(source="one"))).missed is None


@pytest.mark.parametrize("journal", ["{broken", "[1]", '{"../evil.jsonl": "x"}', '{"health.jsonl": 5}', "[" * 50_000])
def test_a_journal_that_is_none_is_set_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture, journal: str) -> None:
    """It neither stops every run from then on, nor writes where no run writes."""
    store = Store(tmp_path)
    store.add([entry("a")])
    (tmp_path / "data/.journal").write_text(journal, encoding="utf-8")
    with store.lock():
        assert [each.id for each in store.entries()] == ["a"]
    assert journal in (tmp_path / "data/damaged/journal.jsonl").read_text(encoding="utf-8")
    assert "set aside" in caplog.text
    assert {path.name for path in tmp_path.iterdir()} == {".cache", "data"}


def test_a_killed_writer_loses_nothing_that_it_had_stored(tmp_path: Path) -> None:
    """SIGKILL at any moment: each entry that was reported stored is there, and no line is damaged."""
    for pause in (0.0, 0.01, 0.03):
        folder = tmp_path / str(pause)
        with subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            stored = [writer.stdout.readline().strip() for _ in range(5)]
            time.sleep(pause)
            writer.send_signal(signal.SIGKILL)
            stored += writer.stdout.read().split()
        assert {each.id for each in Store(folder).entries()} >= set(stored)
        assert not (folder / "data/damaged").exists()


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    """The lock lets one run in at a time."""
    store, told = Store(tmp_path), []

    def second() -> None:
        with Store(tmp_path).lock():
            told.append("second")

    with store.lock():
        other = threading.Thread(target=second)
        other.start()
        other.join(0.2)
        told.append("first")
    other.join()
    assert told == ["first", "second"]
