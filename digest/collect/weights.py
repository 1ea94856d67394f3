"""How much prose each element of a page holds: counted for all in one pass, since pages may nest without end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

SENTENCE = 60
"""Letters from which a run of text counts as prose; a Chinese character says as much as three."""

_SILENT = frozenset({"a", "button", "option", "script", "style", "svg"})


@dataclass(frozen=True, slots=True)
class Weights:
    """Letters below each element of a tree: in sentences, in all, and inside links."""

    prose: dict[Any, int]
    letters: dict[Any, int]
    linked: dict[Any, int]
    links: dict[Any, int]
    """How many links."""


def weigh(root: Any) -> Weights:
    """The weights of `root` and of every element below it. They are of this moment: drop something, weigh again."""
    prose: dict[Any, int] = defaultdict(int)
    letters: dict[Any, int] = defaultdict(int)
    linked: dict[Any, int] = defaultdict(int)
    links: dict[Any, int] = defaultdict(int)
    for node in reversed([each for each in root.iter() if isinstance(each.tag, str)]):
        own = _own(node)
        letters[node] += own
        if node.tag == "a":
            linked[node], links[node] = letters[node], links[node] + 1
        if own and node.tag not in _SILENT and (own >= SENTENCE or own + 2 * _wide(node) >= SENTENCE):
            prose[node] += own
        parent = node.getparent()
        if parent is not None and node is not root:
            for sums in (prose, letters, linked, links):
                sums[parent] += sums[node]
    return Weights(prose, letters, linked, links)


def _own(node: Any) -> int:
    """Letters of an element's own running text; its inline children say the rest."""
    own = len(node.text.strip()) if node.text else 0
    return own + sum(len(child.tail.strip()) for child in node if child.tail)


def _wide(node: Any) -> int:
    return sum(char > "\u2e80" for char in node.text[:SENTENCE]) if node.text else 0
