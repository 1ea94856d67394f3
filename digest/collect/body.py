"""Find the element that holds the article in a pruned page, and read its text.

This is one of two readings; the other is trafilatura's (see `reconcile`). It keeps what trafilatura tends to lose:
lists within the text, text split into several blocks by advertisements, and sections without paragraph elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from digest.collect import markup
from digest.collect import text as border
from digest.collect.prune import is_body, names, words
from digest.collect.shapes import around
from digest.collect.weights import weigh

LONGEST_LEAD = 600
"""A standfirst has at most this many letters."""
_LEAD = frozenset((
    "chapeau", "chapo", "deck", "dek", "excerpt", "intro", "introduction", "lead", "leadin", "lede", "standfirst",
    "strapline", "subhead", "subheading", "subheadline", "subtitle", "summary", "vorspann",
))  # fmt: skip
LANDMARK = 0.35
"""A `main` element is trusted if it holds more than this share of the page's prose."""
ARTICLE = 0.6
"""An `article`, or elements named like article text, must hold this share of the prose around them to be chosen."""
CORE = 0.85
"""The search descends into a child that holds at least this share of its parent's prose."""

_PARAGRAPHS = frozenset({"blockquote", "dl", "ol", "p", "ul"})


def text_of(root: Any, *, shop: bool = False) -> tuple[str, bool]:
    """The article's text in a pruned tree, one paragraph a line, and whether the page's markup says where it is.

    On a `shop`'s page the whole marked element is taken, as specifications stand in tables beside the description."""
    whole = root.find(".//body")
    whole = root if whole is None else whole
    prose = weigh(whole).prose
    marked = _marked(whole, prose)
    text = marked if shop else _core(marked, prose)
    pieces: list[str] = []
    for part in (*_standfirst(text, marked, prose), text):
        markup.walk(part, pieces)
    return border.clean("".join(pieces)), marked is not whole


def _standfirst(text: Any, marked: Any, prose: Mapping[Any, int]) -> list[Any]:
    """The standfirst, if any: the last element before the text whose name and length are those of a standfirst."""
    for before in _before(text, marked):
        if prose[before]:
            leads = [each for each in before.iter() if 0 < prose[each] <= LONGEST_LEAD and _is_lead(each)]
            return [max(reversed(leads), key=lambda each: prose[each])] if leads else []
    return []


def _before(text: Any, marked: Any) -> Iterator[Any]:
    """The elements that precede the text within `marked`, nearest first."""
    node = text
    while True:
        yield from node.itersiblings(preceding=True)
        if node is marked:
            return
        node = node.getparent()


def _is_lead(node: Any) -> bool:
    return not _LEAD.isdisjoint(words(names(node)))


def _marked(whole: Any, prose: Mapping[Any, int]) -> Any:
    """The element that holds the article according to the page's landmarks, class names and ids."""
    mains = (each for each in whole.iter() if each.tag == "main" or each.get("role") == "main")
    node = _best(whole, mains, LANDMARK, prose)
    return _named_body(_best(node, node.iter("article"), ARTICLE, prose), prose)


def _best(node: Any, found: Iterable[Any], share: float, prose: Mapping[Any, int]) -> Any:
    best = max(found, key=lambda each: prose[each], default=None)
    return best if best is not None and prose[best] > share * prose[node] else node


def _named_body(node: Any, prose: Mapping[Any, int]) -> Any:
    """The smallest element around a group of like-named text elements that together hold most of the prose."""
    groups: dict[str, list[Any]] = {}
    for each in node.iter("article", "div", "main", "section", "span", "td"):
        if is_body(each) and prose[each]:
            groups.setdefault(names(each), []).append(each)
    best = node
    for nodes in groups.values():
        if sum(prose[each] for each in nodes) >= ARTICLE * prose[node]:
            holder = around(nodes)
            best = holder if prose[holder] <= prose[best] else best
    return best


def _core(node: Any, prose: Mapping[Any, int]) -> Any:
    """Descend to the element whose children are the paragraphs of the text."""
    while True:
        best = max((child for child in node if isinstance(child.tag, str)), key=lambda each: prose[each], default=None)
        if best is None or best.tag in _PARAGRAPHS or prose[best] < CORE * prose[node] or _has_twin(best, prose):
            return node
        node = best


def _has_twin(node: Any, prose: Mapping[Any, int]) -> bool:
    """Whether a sibling with prose has the same class and id: then the text is in several parts."""
    called = names(node)
    return called != "" and any(prose[each] and each is not node and names(each) == called for each in node.getparent())
