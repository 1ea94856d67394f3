"""Count how much prose each element of a page holds, for all in one pass, since elements may be nested very deep."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

SENTENCE = 60
"""Least letters of a run of text that counts as prose; a Chinese character counts as three."""

_SILENT = frozenset({"a", "button", "option", "script", "style", "svg", "textarea"})


@dataclass(frozen=True, slots=True)
class Weights:
    """Letters within each element of a tree: in prose, in total, and inside links."""

    prose: dict[Any, int]
    letters: dict[Any, int]
    linked: dict[Any, int]
    links: dict[Any, int]
    """Number of links within each element."""


def weigh(root: Any) -> Weights:
    """The weights of `root` and of every element below it. They are not updated when the tree changes."""
    weights = Weights(*(defaultdict(int) for _ in range(4)))
    own: dict[Any, int] = defaultdict(int)
    for node in reversed(list(root.iter("*"))):
        text, tag = node.text, node.tag
        said = own.pop(node, 0) + (len(text.strip()) if text else 0)
        if said:
            weights.letters[node] += said
            if tag not in _SILENT and (said >= SENTENCE or said + 2 * _wide(text) >= SENTENCE):
                weights.prose[node] += said
        if tag == "a":
            weights.linked[node], weights.links[node] = weights.letters[node], weights.links[node] + 1
        if node is not root and (parent := node.getparent()) is not None:
            own[parent] += len(node.tail.strip()) if node.tail else 0
            for sums in (weights.prose, weights.letters, weights.linked, weights.links):
                if part := sums.get(node):
                    sums[parent] += part
    return weights


def _wide(text: str | None) -> int:
    return sum(char > "\u2e80" for char in text[:SENTENCE]) if text else 0
