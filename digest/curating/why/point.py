"""Define what an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One decision of the desk: what it is, the reasons, and how an editor can change it."""

    what: str
    because: tuple[str, ...] = ()
    change: str = ""
