"""Worker processes: a task that hangs, takes too much memory or crashes fails alone."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import digest
from digest import reading
from digest.collect.exchange import Response
from digest.model import Source
from digest.workers import LostError, Pool, Workers

_told: list[str] = []


def prepare(word: str) -> None:
    """Remember what this process was told."""
    _told.append(word)


def told(_: int) -> str:
    """What this process was told."""
    return _told[0]


def square(number: int) -> int:
    """Honest work."""
    return number * number


def hang(_: int) -> None:
    """Never come back."""
    while True:
        time.sleep(1)


def swallow(_: int) -> int:
    """Ask for more memory than there is for one."""
    return len(bytearray(8 * 2**30))


def die(_: int) -> None:
    """Take the process along."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(_: int) -> None:
    """A mistake of ours."""
    raise KeyError("ours")


class Silent:
    """Workers of which nothing is ever heard."""

    def start(self) -> None: ...

    def submit(self, *_: object, seconds: float) -> Future[Any]:
        return Future()

    def close(self) -> None: ...


def test_workers_that_died_do_not_hang_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their tasks are lost, those that wait as those that come later."""
    monkeypatch.setattr(reading, "PATIENCE", 0.2)
    source = Source(id="one", name="One", url="http://one.example/feed")
    answer = Response(url=source.url, status=200, body=b"<rss/>")

    async def read() -> list[Any]:
        readers = reading.Readers(Silent())
        now = datetime(2026, 1, 29, tzinfo=UTC)
        first = await asyncio.gather(*(readers.feed(answer, source, now) for _ in range(3)))
        return [*first, await readers.feed(answer, source, now)]

    assert [failure.reason for failure in asyncio.run(read())] == ["its reader is gone"] * 4


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    """Two processes."""
    made = Pool(2, (prepare, ("prepared",)))
    yield made
    made.close()


@pytest.mark.parametrize("task", [hang, swallow, die])
def test_a_killed_task_costs_itself(pool: Workers, task: Callable[[int], object]) -> None:
    """The tasks before and after it are done, by processes prepared like the first."""
    before: list[Future[int]] = [pool.submit(square, i, seconds=20) for i in range(4)]
    lost = pool.submit(task, 0, seconds=0.5 if task is hang else 20)
    after: list[Future[int]] = [pool.submit(square, i, seconds=20) for i in range(4)]
    with pytest.raises(LostError):
        lost.result(30)
    assert [each.result(30) for each in before + after] == [0, 1, 4, 9] * 2
    assert pool.submit(told, 0, seconds=20).result(30) == "prepared"


def test_our_own_mistakes_are_not_losses(pool: Workers) -> None:
    """An exception of the task arrives as it is."""
    with pytest.raises(KeyError):
        pool.submit(fail, 0, seconds=20).result(30)


def test_nothing_is_started_before_there_is_work() -> None:
    """A run in which nothing is new has no processes to end."""
    pool = Pool(2, (prepare, ("x",)))
    pool.close()
    assert pool._pool is None


WHERE = """
import os, sys
from digest.workers import Pool
if __name__ == "__main__":
    os.chdir(sys.argv[1])
    pool = Pool(1, (os.getpid, ()), ["digest.model"])
    print(pool.submit(eval, "__import__('digest').__file__", seconds=20).result(30))
    pool.close()
"""


def test_the_program_in_a_desks_folder_is_not_taken_for_this_one(tmp_path: Path) -> None:
    """A desk made by `digest init` holds a copy of the program; another one that works on it must not mix with it."""
    (tmp_path / "desk" / "digest").mkdir(parents=True)
    (tmp_path / "desk" / "digest" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    (tmp_path / "where.py").write_text(WHERE)
    told = subprocess.run(
        [sys.executable, tmp_path / "where.py", tmp_path / "desk"], capture_output=True, text=True, timeout=60
    )
    assert told.stdout.strip() == digest.__file__, told.stderr
