"""Find the element that holds the article in a pruned page, and read it: our own candidate beside trafilatura's.

It keeps what trafilatura loses: lists in the running text, a text cut into several blocks by advertisements, and
sections of a page without paragraphs.
"""

from __future__ import annotations

from typing import Any

from digest.collect import markup
from digest.collect import text as border
from digest.collect.prune import is_body, names, prose

LANDMARK = 0.35
"""Share of the page's prose from which its `main` is believed."""
ARTICLE = 0.6
"""Share of that from which one `article` is the article, or what is named like its text is its text."""
CORE = 0.85
"""Share of an element's prose with which one child is followed down."""


def text_of(root: Any) -> str:
    """The text of the article in a pruned tree, paragraphs parted by newlines."""
    pieces: list[str] = []
    markup.walk(container(root), pieces)
    return border.clean("".join(pieces))


def container(root: Any) -> Any:
    """The element that holds the article."""
    node = root.find(".//body")
    node = root if node is None else node
    node = _best(node, (each for each in node.iter() if each.tag == "main" or each.get("role") == "main"), LANDMARK)
    node = _best(node, node.iter("article"), ARTICLE)
    node = _named_body(node)
    return _core(node)


def _best(node: Any, found: Any, share: float) -> Any:
    best = max(found, key=prose, default=None)
    return best if best is not None and prose(best) > share * prose(node) else node


def _named_body(node: Any) -> Any:
    """The smallest element around all those that are named like the text, in the same way, and hold most of it."""
    groups: dict[str, list[Any]] = {}
    for each in node.iter("article", "div", "main", "section", "span", "td"):
        if is_body(each) and prose(each):
            groups.setdefault(names(each), []).append(each)
    whole = prose(node)
    best = [node]
    for nodes in groups.values():
        around = _around(nodes)
        if sum(prose(each) for each in nodes) >= ARTICLE * whole and prose(around) < prose(best[0]) * 1.001:
            best = [around]
    return best[0]


def _around(nodes: list[Any]) -> Any:
    """The lowest common ancestor."""
    first, *others = nodes
    lines = [set(each.iterancestors()) | {each} for each in others]
    return next(each for each in (first, *first.iterancestors()) if all(each in line for line in lines))


def _core(node: Any) -> Any:
    while True:
        whole = prose(node)
        best = max((child for child in node if isinstance(child.tag, str)), key=prose, default=None)
        if best is None or best.tag in {"p", "ul", "ol", "dl", "table", "blockquote"} or prose(best) < CORE * whole:
            return node
        node = best
