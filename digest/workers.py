"""EDGE: worker processes for feeds and articles, which are killed if they exceed their limits of time or memory.

The pipeline only knows the protocol `Workers`. `Pool` runs processes on this machine; `Cluster` sends the same work to
a `dask.distributed` scheduler (`digest collect --scheduler tcp://host:8786`, optional extra `scale`).
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
"""What each process runs once before its first task: a module-level function and its arguments."""

MEMORY = 700 * 2**20
"""Bytes of memory that one process may allocate."""
LOSSES = 3
"""How often a task is repeated whose result was lost on its way from the cluster."""
_pool_here: list[Pool] = []
"""The pool in which a cluster's worker runs its tasks; empty in any other process."""


class LostError(Exception):
    """The task took too long, needed too much memory, or crashed its process."""


class Workers(Protocol):
    """Runs module-level functions in other processes. The future raises `LostError` if the task did not survive."""

    def start(self) -> None:
        """Get ready for `submit`, which may take seconds for imports. May be called from any thread, and repeatedly."""

    def submit(self, function: Callable[..., Result], *args: Any, seconds: float) -> Future[Result]:
        """Run `function(*args)` within `seconds` of its start."""

    def close(self) -> None:
        """Stop all processes; tasks that are still running are killed."""


class Pool:
    """Processes on this machine, started with the first task."""

    def __init__(self, processes: int, prepare: Prepare, modules: Sequence[str] = ()) -> None:
        """`processes`: 0 means one for each core. `modules` are imported once, before forking, which is faster."""
        self._processes = processes or os.cpu_count() or 1
        self._prepare = prepare
        self._modules = modules
        self._pool: Any = None
        self._lock = Lock()

    def start(self) -> None:
        """See `Workers.start`."""
        with self._lock:
            _ = self._started().active  # this property starts the pool

    def submit(self, function: Callable[..., Result], *args: Any, seconds: float) -> Future[Result]:
        """See `Workers.submit`."""
        outer: Future[Result] = Future()
        outer.set_running_or_notify_cancel()
        inner = self._started().schedule(function, args=args, timeout=seconds)
        inner.add_done_callback(lambda done: _pass_on(done, outer))
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

            # One thread for each process is enough. numpy reads this on its first import, which is before the fork.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            # A desk's folder may contain a copy of this program: without this the fork server would import that copy.
            os.environ.setdefault("PYTHONSAFEPATH", "1")
            # Forking a process with threads is not safe; the fork server is a process without any.
            self._pool = ProcessPool(
                max_workers=self._processes,
                context=Forks(self._modules),
                initializer=_enter,
                initargs=(MEMORY, *self._prepare),
            )
        return self._pool


class Cluster:
    """Runs tasks on the workers of a dask scheduler. If a worker dies, its tasks are repeated on another one.

    Each worker runs its tasks in a `Pool` of its own, so that killing a task does not kill the worker."""

    def __init__(self, address: str, prepare: Prepare) -> None:
        self._client: Any = _distributed().Client(address, set_as_default=False)
        self._client.register_plugin(_plugin(prepare), name="news-desk-digest")

    def start(self) -> None:
        """Do nothing: the cluster is already running."""

    def submit(self, function: Callable[..., Result], *args: Any, seconds: float) -> Future[Result]:
        """See `Workers.submit`."""
        outer: Future[Result] = Future()
        outer.set_running_or_notify_cancel()
        self._send(outer, (function, args, seconds), LOSSES)
        return outer

    def _send(self, outer: Future[Any], task: tuple[Any, ...], losses: int) -> None:
        inner = self._client.submit(_run_here, *task, pure=False)
        inner.add_done_callback(lambda done: self._receive(done, outer, task, losses))

    def _receive(self, done: Any, outer: Future[Any], task: tuple[Any, ...], losses: int) -> None:
        """Copy a result to `outer`, or repeat the task if its worker died before the result was fetched."""
        try:
            outer.set_result(done.result())
        except _distributed().KilledWorker as error:
            outer.set_exception(LostError(_why(error)))
        except BaseException as error:  # raised by the task, or while its result was fetched
            if done.status == "error":
                outer.set_exception(error)
            elif losses:
                self._send(outer, task, losses - 1)
            else:
                outer.set_exception(LostError(_why(error)))

    def close(self) -> None:
        """See `Workers.close`."""
        self._client.close()


def _pass_on(done: Any, outer: Future[Any]) -> None:
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
    """Prepare a new process: limit its memory, and have it killed when its parent ends."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # other systems ignore this limit and have no prctl
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    prepare(*arguments)


def _run_here(function: Callable[..., Result], args: tuple[Any, ...], seconds: float) -> Result:
    """Run a function in the pool of the cluster's worker that calls this."""
    return _pool_here[0].submit(function, *args, seconds=seconds).result()


def _open_pool(processes: int, prepare: Prepare) -> None:
    # dask's workers are daemonic and so may not have children. Ours still end with their parent: see `_enter`.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # no public way
    _close_pool()
    _pool_here.append(Pool(processes, prepare))


def _close_pool() -> None:
    while _pool_here:
        _pool_here.pop().close()


def _distributed() -> Any:
    """The module dask.distributed, from the optional extra `scale`."""
    return importlib.import_module("distributed")


def _plugin(prepare: Prepare) -> Any:
    base: Any = _distributed().WorkerPlugin

    class PoolPlugin(base):  # type: ignore[misc]  # distributed has no types
        """Sets up a pool on each worker of the cluster, including those that join or restart later."""

        def setup(self, worker: Any) -> None:
            _open_pool(worker.state.nthreads, prepare)

        def teardown(self, worker: Any) -> None:
            _close_pool()

    return PoolPlugin()
