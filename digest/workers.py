"""EDGE: processes that do the work per feed and per article, within limits of time and memory, or are killed.

`Workers` is all that the pipeline knows of them. `Pool` keeps processes on this machine, `Cluster` hands the same work
to a `dask.distributed` scheduler (`digest collect --scheduler tcp://host:8786`, optional extra `scale`).
"""

from __future__ import annotations

import ctypes
import importlib
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Any, Protocol, TypeVar

from digest.forks import Forks

Result = TypeVar("Result")
Prepare = tuple[Callable[..., None], tuple[Any, ...]]
"""What each process runs once before its first task: a function of a module and its arguments."""

MEMORY = 700 * 2**20
"""Bytes of data that one process may hold."""
LOSSES = 3
"""Times that a result may be lost on its way from a cluster before its task is given up."""
_kept: list[Pool] = []
"""On a cluster's worker: the pool that its tasks run in."""


class LostError(Exception):
    """The task took too long, needed too much memory, or took its process with it."""


class Workers(Protocol):
    """Runs functions of modules elsewhere. The future raises `LostError` where the task had to be killed."""

    def start(self) -> None:
        """Be ready for `submit`. May take as long as their libraries take to import; from any thread, and again."""

    def submit(self, function: Callable[..., Result], *args: Any, seconds: float) -> Future[Result]:
        """Run `function(*args)` within `seconds` of its start."""

    def close(self) -> None:
        """End it all; what is still running is killed."""


class Pool:
    """Processes on this machine, started with the first task."""

    def __init__(self, processes: int, prepare: Prepare, modules: Sequence[str] = ()) -> None:
        """`modules` are imported once, before the processes part: a new process then starts at once."""
        self._processes = processes or os.cpu_count() or 1
        self._prepare = prepare
        self._modules = modules
        self._pool: Any = None
        self._lock = Lock()

    def start(self) -> None:
        """See `Workers.start`."""
        with self._lock:
            _ = self._started().active  # asking for it starts it

    def submit(self, function: Callable[..., Result], *args: Any, seconds: float) -> Future[Result]:
        """See `Workers.submit`."""
        outer: Future[Result] = Future()
        outer.set_running_or_notify_cancel()
        inner = self._started().schedule(function, args=args, timeout=seconds)
        inner.add_done_callback(lambda done: _hand_on(done, outer))
        return outer

    def close(self) -> None:
        """See `Workers.close`."""
        with self._lock:
            if self._pool is not None:
                self._pool.stop()
                self._pool.join()
                self._pool = None

    def _started(self) -> Any:
        if self._pool is None:
            from pebble import ProcessPool

            # Each process is one core's worth; numpy reads this when it is first imported, which is before they part.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            # A desk carries the program in its folder: without this the fork server would import that copy of it.
            os.environ.setdefault("PYTHONSAFEPATH", "1")
            # Neither fork nor threads survive each other; a fork server forks from a process that has none.
            self._pool = ProcessPool(
                max_workers=self._processes,
                context=Forks(self._modules),
                initializer=_enter,
                initargs=(MEMORY, *self._prepare),
            )
        return self._pool


class Cluster:
    """The same on the workers of a dask scheduler. A worker that dies costs nothing: its tasks go to another.

    Each worker has a `Pool` of its own, so that what must be killed there does not take the worker along."""

    def __init__(self, address: str, prepare: Prepare) -> None:
        self._client: Any = _distributed().Client(address, set_as_default=False)
        self._client.register_plugin(_plugin(prepare), name="news-desk-digest")

    def start(self) -> None:
        """See `Workers.start`: it runs already."""

    def submit(self, function: Callable[..., Result], *args: Any, seconds: float) -> Future[Result]:
        """See `Workers.submit`."""
        outer: Future[Result] = Future()
        outer.set_running_or_notify_cancel()
        self._send(outer, (function, args, seconds), LOSSES)
        return outer

    def _send(self, outer: Future[Any], task: tuple[Any, ...], losses: int) -> None:
        inner = self._client.submit(_there, *task, pure=False)
        inner.add_done_callback(lambda done: self._take_over(done, outer, task, losses))

    def _take_over(self, done: Any, outer: Future[Any], task: tuple[Any, ...], losses: int) -> None:
        """Hand a result on. One that died with its worker before it was fetched is asked for again."""
        try:
            outer.set_result(done.result())
        except _distributed().KilledWorker as error:
            outer.set_exception(LostError(_why(error)))
        except BaseException as error:  # of the task where it failed, else of the way back
            if done.status == "error":
                outer.set_exception(error)
            elif losses:
                self._send(outer, task, losses - 1)
            else:
                outer.set_exception(LostError(_why(error)))

    def close(self) -> None:
        """See `Workers.close`."""
        self._client.close()


def _hand_on(done: Any, outer: Future[Any]) -> None:
    from pebble import ProcessExpired

    error = None if done.cancelled() else done.exception()
    if done.cancelled() or isinstance(error, (TimeoutError, ProcessExpired, MemoryError)):
        outer.set_exception(LostError(_why(error)))
    elif error is not None:
        outer.set_exception(error)
    else:
        outer.set_result(done.result())


def _why(error: BaseException | None) -> str:
    if isinstance(error, TimeoutError):
        return "it took too long to read"
    return "it needed too much memory" if isinstance(error, MemoryError) else "its reader died"


def _enter(memory: int, prepare: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Limit this process before it meets anything from outside, and tie its life to its parent's."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the one is not honoured and the other not known
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: a killed run leaves no process behind
    prepare(*arguments)


def _there(function: Callable[..., Result], args: tuple[Any, ...], seconds: float) -> Result:
    """Run on a cluster's worker: in the pool that it keeps."""
    return _kept[0].submit(function, *args, seconds=seconds).result()


def _keep(processes: int, prepare: Prepare) -> None:
    # A nanny's worker is daemonic, and such have no children. Ours end with it all the same: see `_enter`.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # no public way
    _give_up()
    _kept.append(Pool(processes, prepare))


def _give_up() -> None:
    while _kept:
        _kept.pop().close()


def _distributed() -> Any:
    """dask.distributed, from the optional extra `scale`."""
    return importlib.import_module("distributed")


def _plugin(prepare: Prepare) -> Any:
    base: Any = _distributed().WorkerPlugin

    class Keeper(base):  # type: ignore[misc]  # distributed has no types
        """Keeps a pool on each worker of the cluster, also on one that joins or is restarted later."""

        def setup(self, worker: Any) -> None:
            _keep(worker.state.nthreads, prepare)

        def teardown(self, worker: Any) -> None:
            _give_up()

    return Keeper()
