"""Keep the garbage collector away from long-lived objects: scanning millions takes seconds and frees nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Exempt the objects created inside from garbage collection, which is off meanwhile.

    Objects exempted by an earlier use are released again, so that a process that builds many times does not grow."""
    was = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
