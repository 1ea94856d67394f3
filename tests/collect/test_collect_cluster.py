"""A real dask scheduler with two workers gives the same results as local processes, even if a worker dies."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from digest import pipeline
from digest.model import Composition, Config, Limits, Site, Source, WhosWho
from digest.store import Store
from digest.workers import Cluster, LostError

distributed = pytest.importorskip("distributed", reason="the extra `scale` is not installed")

FEED = """<rss version="2.0"><channel><title>Outlet</title>{}</channel></rss>"""
ITEM = "<item><title>监管部门公布第{0}号芯片出口新规</title><link>http://outlet.example/a/{0}</link></item>"
_told: list[str] = []


def prepare(word: str) -> None:
    """Remember what this process was told."""
    _told.append(word)


def told(_: int) -> str:
    """What this process was told."""
    return _told[0]


def hang(_: int) -> None:
    """Never come back."""
    while True:
        time.sleep(1)


def slow_square(number: int) -> int:
    """Work that takes long enough to be interrupted."""
    time.sleep(0.1)
    return number * number


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """The scheduler and its workers, silent."""
    logging.getLogger("distributed").handlers.clear()
    logging.getLogger("distributed").propagate = False
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1",
        silence_logs=logging.CRITICAL,
    ) as made:  # fmt: skip
        yield made


def test_a_cluster_does_the_same_and_survives_a_worker(cluster: Any) -> None:
    """Two workers of a real scheduler; one is killed while it works, and nothing is lost."""
    remote = Cluster(cluster.scheduler_address, (prepare, ("prepared",)))
    some = [remote.submit(slow_square, i, seconds=30) for i in range(20)]
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    assert [each.result(60) for each in some] == [i * i for i in range(20)]
    assert remote.submit(told, 0, seconds=20).result(30) == "prepared"
    with pytest.raises(LostError):
        remote.submit(hang, 0, seconds=1).result(60)
    remote.close()


def test_a_cluster_gives_the_same_bytes(cluster: Any, outlet: Any, tmp_path: Path, now: datetime) -> None:
    """A whole run; one worker dies midway."""
    outlet.say("/feed", FEED.format("".join(ITEM.format(i) for i in range(8))), kind="application/rss+xml")
    for i in range(8):
        outlet.say(f"/a/{i}", f"<article><p>{'企业应当在三十天之内提交报告。' * (i + 5)}</p></article>")
    source = Source(id="outlet", name="Outlet", url="http://outlet.example/feed", language="zh")
    desk = Config(
        site=Site(title="Desk", url="https://desk.example/"), collect=Limits(workers=2), issue=Composition(),
        sources=(source,), topics=(), whoswho=WhosWho(),
    )  # fmt: skip
    dead: list[int] = []

    def report(source: str, words: str) -> None:
        if not dead:
            dead.append(next(iter(cluster.workers.values())).pid)
            os.kill(dead[0], signal.SIGKILL)

    pipeline.collect(desk, Store(tmp_path / "here"), now=now, hosts=outlet.hosts)
    there = Store(tmp_path / "there")
    pipeline.collect(desk, there, now=now, hosts=outlet.hosts, scheduler=cluster.scheduler_address, report=report)
    assert dead
    assert len(there.entries()) == 8
    assert bytes_of(tmp_path / "here") == bytes_of(tmp_path / "there")


def bytes_of(root: Path) -> dict[str, str]:
    """Every file below data/, by its digest."""
    files = (path for path in (root / "data").rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
