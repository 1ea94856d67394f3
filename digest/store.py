"""Read and write `data/` and `issues/`. No other module does.

Every file is written under a temporary name and renamed, and only if its bytes differ: a run that is killed at any
moment leaves whole files, and a run that brings nothing new leaves them untouched. The results of one run are stored
`together`, all of them or none. A line that cannot be read is moved to `data/damaged/` with a warning, never dropped
silently.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from digest import rows
from digest.mistakes import Mistake, Mistakes
from digest.model import Entry, Health
from digest.weeks import week_of

log = logging.getLogger(__name__)
Thing = TypeVar("Thing")
JOURNALLED = re.compile(r"health\.jsonl|(?:damaged|entries)/[\w-]+\.jsonl")
WEEK = re.compile(r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])")


class Store:
    """The files of one desk, below `root`; `timezone` (IANA) decides in which week a moment lies."""

    def __init__(self, root: Path, timezone: str = "UTC") -> None:
        self.root = root
        self.zone = ZoneInfo(timezone)
        self._data = root / "data"
        self._journal = self._data / ".journal"
        self._held: dict[str, str] | None = None
        self._entries = root / "data" / "entries"
        self._health = root / "data" / "health.jsonl"
        self._issues = root / "issues"

    # --- entries -----------------------------------------------------------------------------------------------------

    def weeks(self) -> list[str]:
        """The weeks that have entries, oldest first."""
        return _weeks_in(self._entries, ".jsonl")

    def week(self, entry: Entry) -> str:
        """The ISO week in which an entry is kept: that of `seen`, in the site's timezone."""
        return week_of(entry.seen.astimezone(self.zone))

    def entries(self, weeks: Collection[str] | None = None) -> list[Entry]:
        """The entries of the given weeks (default: all), each once, ordered by (seen, id)."""
        chosen = self.weeks() if weeks is None else sorted(set(weeks) & set(self.weeks()))
        found: dict[str, Entry] = {}
        for week in chosen:
            for entry in self._week_entries(week)[0].values():
                found[entry.id] = newer(found.get(entry.id), entry)
        return sorted(found.values(), key=lambda entry: (entry.seen, entry.id))

    def bytes_of(self, week: str) -> bytes:
        """The bytes of a week's file, for detecting changes; empty if there is no file."""
        return _bytes(self._entries / f"{week}.jsonl") or b""

    def add(self, entries: Iterable[Entry]) -> int:
        """Store entries, each in the file of its week, replacing any with the same id. Returns how many changed."""
        by_week: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_week[self.week(entry)].append(entry)
        return sum(self._add_to(week, some) for week, some in sorted(by_week.items()))

    def _add_to(self, week: str, entries: list[Entry]) -> int:
        kept, damaged = self._week_entries(week)
        changed = sum(kept.get(entry.id) != entry for entry in entries)
        kept |= {entry.id: entry for entry in entries}
        if damaged:
            self._set_aside(f"{week}.jsonl", damaged)
        self._put(self._entries / f"{week}.jsonl", _lines(rows.entry_row(entry) for entry in kept.values()))
        return changed

    def _week_entries(self, week: str) -> tuple[dict[str, Entry], list[str]]:
        found: dict[str, Entry] = {}
        read, damaged = _read(self._entries / f"{week}.jsonl", rows.entry_from)
        for entry in read:
            found[entry.id] = newer(found.get(entry.id), entry)
        return found, damaged

    # --- health ------------------------------------------------------------------------------------------------------

    def health(self) -> dict[str, Health]:
        """Source id -> its health."""
        return {each.source: each for each in _read(self._health, rows.health_from)[0]}

    def save_health(self, health: Mapping[str, Health]) -> None:
        """Store the health of all sources; that of any other source is deleted."""
        damaged = _read(self._health, rows.health_from)[1]
        if damaged:
            self._set_aside("health.jsonl", damaged)
        self._put(self._health, _lines(rows.health_row(each) for each in health.values()))

    def _set_aside(self, name: str, damaged: list[str]) -> None:
        place = self.root / "data" / "damaged" / name
        before = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
        self._put(place, "".join(f"{text}\n" for text in dict.fromkeys([*before, *damaged])))

    # --- all or nothing ----------------------------------------------------------------------------------------------

    @contextmanager
    def together(self) -> Iterator[None]:
        """Store everything that is written inside as a whole or, if the run is killed, not at all. Needs the `lock`.

        All new contents go into one journal first. Once it exists, this run or the next one carries it out."""
        self._held = {}
        try:
            yield
            held = self._held
        finally:
            self._held = None
        if held:
            _write(self._journal, json.dumps(held, ensure_ascii=False))
            self._carry_out()

    def _put(self, path: Path, text: str) -> None:
        if self._held is None:
            _write(path, text)
        elif not _holds(path, text.encode("utf-8")):
            self._held[path.relative_to(self._data).as_posix()] = text

    def _carry_out(self) -> None:
        body = _bytes(self._journal)
        if body is None:
            return
        try:
            held = _journalled(json.loads(body))
        except (ValueError, RecursionError) as mistake:
            log.warning("data/.journal: cannot be read (%s); it is set aside in data/damaged/", mistake)
            self._set_aside("journal.jsonl", body.decode("utf-8", "replace").splitlines())
            held = {}
        for name, text in held.items():
            _write(self._data / name, text)
        self._journal.unlink()

    # --- issues ------------------------------------------------------------------------------------------------------

    def issues(self) -> list[str]:
        """The weeks that have an issue file, oldest first."""
        return _weeks_in(self._issues, ".md")

    def issue_path(self, week: str) -> Path:
        """The path of a week's issue file, whether or not it exists."""
        return self._issues / f"{week}.md"

    def read_issue(self, week: str) -> str | None:
        """The text of a week's issue file; None if there is none. Raises Mistakes if it is not UTF-8."""
        path = self.issue_path(week)
        return _text(path, self.root) if path.exists() else None

    def write_issue(self, week: str, text: str) -> bool:
        """Write a week's issue file; True if its bytes changed."""
        return _write(self.issue_path(week), text)

    def about(self) -> str:
        """The text of `about.md`; empty if there is none. Raises Mistakes if it is not UTF-8."""
        path = self.root / "about.md"
        return _text(path, self.root).removeprefix("\ufeff") if path.exists() else ""

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock for writing; a second run waits. The kernel releases it however its holder ends."""
        (self.root / ".cache").mkdir(parents=True, exist_ok=True)
        with (self.root / ".cache" / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self._carry_out()
            yield


def _journalled(held: Any) -> Mapping[str, str]:
    """The files of a journal and their new contents; ValueError if it is anything else than a run writes."""
    if not isinstance(held, dict) or not all(JOURNALLED.fullmatch(n) and isinstance(t, str) for n, t in held.items()):
        raise ValueError("it names what no run writes")
    return held


def _text(path: Path, root: Path) -> str:
    """The text of a file that an editor wrote; Mistakes with its line if it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        name = path.relative_to(root).as_posix()
        raise Mistakes([Mistake(line, 1, "", "is not UTF-8", "it anew as UTF-8", name)]) from None


def newer(one: Entry | None, other: Entry) -> Entry:
    """The newer of two entries with the same id; if they are equally new, an arbitrary but fixed one."""
    if one is None or one == other:
        return other
    return max(one, other, key=lambda entry: (entry.updated or entry.seen, rows.line(rows.entry_row(entry))))


def _weeks_in(folder: Path, suffix: str) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.stem for path in folder.iterdir() if path.suffix == suffix and WEEK.fullmatch(path.stem))


def _lines(objects: Iterable[Mapping[str, Any]]) -> str:
    return "".join(f"{text}\n" for text in sorted(rows.line(each) for each in objects))


def _read(path: Path, make: Callable[[Mapping[str, Any]], Thing]) -> tuple[list[Thing], list[str]]:
    """The objects in a file of JSON lines, and the lines that could not be read."""
    found: list[Thing] = []
    damaged: list[str] = []
    for number, raw in enumerate((_bytes(path) or b"").split(b"\n"), 1):
        text = raw.decode("utf-8", "replace").strip()
        if not text:
            continue
        try:
            found.append(make(json.loads(text)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as mistake:
            damaged.append(text)
            log.warning("%s:%d: cannot be read (%s); it is set aside in data/damaged/", path.name, number, mistake)
    return found, damaged


def _write(path: Path, text: str) -> bool:
    """Write under a temporary name and rename, unless the file already has these bytes. True if it changed."""
    body = text.encode("utf-8")
    if _holds(path, body):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)  # leave no partial file behind, above all on a full disk
        raise
    return True


def _holds(path: Path, body: bytes) -> bool:
    return _bytes(path) == body


def _bytes(path: Path) -> bytes | None:
    """The bytes of a file; None if there is none. Raises Mistakes if there is a folder in its place."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        what = "is a folder where a file belongs; move it away and run again"
        raise Mistakes([Mistake(1, 1, "", what, file=str(path))]) from None
