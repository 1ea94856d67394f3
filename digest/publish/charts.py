"""Compute the geometry of small bar charts; templates draw them as SVG and repeat the numbers as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place in the drawing, its count and its label."""

    x: float
    y: float
    width: float
    height: float
    count: int
    label: str
    now: bool = False
    """Whether it is the last bar: the current week."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A row of bars in a box of `width` by `height`."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    most: int


PLACES = 12
"""How many bars a chart has room for."""


def bars(
    counts: Sequence[int], labels: Sequence[str], *, width: int = 480, height: int = 72, gap: float = 2, most: int = 0
) -> Chart:
    """Bars side by side, scaled to the greatest count, or to `most` if that is greater, so that charts can be compared.

    A count of 0 draws nothing. Bars always have the same width: fewer than `PLACES` leave room on the right."""
    top = max((most, *counts), default=0)
    step = width / max(PLACES, len(counts))
    drawn = []
    for i, (count, label) in enumerate(zip(counts, labels, strict=True)):
        tall = round(max(1.5, height * count / top), 1) if count else 0
        drawn.append(
            Bar(
                round(i * step, 1),
                round(height - tall, 1),
                round(step - gap, 1),
                tall,
                count,
                label,
                i == len(counts) - 1,
            )
        )
    return Chart(width, height, tuple(drawn), top)
