"""EDGE: fork servers that have imported a given set of modules, one server for each set.

`multiprocessing` has only one fork server for a whole program. Separate ones allow feeds to be read without spaCy,
which only the readers of articles need and which takes seconds to import.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from functools import cache
from multiprocessing import context, forkserver, popen_forkserver, reduction, spawn, util
from typing import Any


class Forks(context.ForkServerContext):
    """A `multiprocessing` context whose processes are forked from a server that has imported `modules`."""

    def __init__(self, modules: Sequence[str]) -> None:
        super().__init__()
        self._modules = tuple(modules)

    # typeshed declares a class attribute here; the name is prescribed by multiprocessing.
    def Process(self, *args: Any, **named: Any) -> Process:  # type: ignore[override]  # noqa: N802
        """See `multiprocessing.Process`."""
        made = Process(*args, **named)
        made.modules = self._modules
        return made


class Process(context.ForkServerProcess):
    """A process of a `Forks` context."""

    modules: tuple[str, ...] = ()

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the name is multiprocessing's
        return _Popen(process_obj)


class _Popen(popen_forkserver.Popen):
    """The standard library's class, with another fork server."""

    def _launch(self, process_obj: Any) -> None:
        sent = io.BytesIO()
        context.set_spawning_popen(self)
        try:
            reduction.dump(spawn.get_preparation_data(process_obj._name), sent)
            reduction.dump(process_obj, sent)
        finally:
            context.set_spawning_popen(None)
        # typeshed knows neither `_fds` nor `close_fds`; the standard library's own `_launch` uses both.
        self.sentinel, way = _server(process_obj.modules).connect_to_new_process(self._fds)  # type: ignore[attr-defined]
        # Open for as long as the parent lives: when this closes, the child knows that the parent is gone.
        self.finalizer = util.Finalize(self, util.close_fds, (os.dup(way), self.sentinel))  # type: ignore[attr-defined]
        with os.fdopen(way, "wb") as file:
            file.write(sent.getbuffer())
        self.pid = forkserver.read_signed(self.sentinel)


@cache
def _server(modules: tuple[str, ...]) -> forkserver.ForkServer:
    made = forkserver.ForkServer()
    made.set_forkserver_preload(list(modules))
    return made
