"""The garbage collector, kept away from what stays: walking millions of facts costs seconds and frees nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Collect nothing while things are made that stay, and pass over them from then on.

    What an earlier use kept may be collected again: a process that builds many times does not grow."""
    was = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
