"""Find the element that holds the article in a pruned page, and read it: our own candidate beside trafilatura's.

It keeps what trafilatura loses: lists in the running text, a text cut into several blocks by advertisements, and
sections of a page without paragraphs.
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
"""Letters of a standfirst."""
_LEAD = frozenset((
    "chapeau", "chapo", "deck", "dek", "excerpt", "intro", "introduction", "lead", "leadin", "lede", "standfirst",
    "strapline", "subhead", "subheading", "subheadline", "subtitle", "summary", "vorspann",
))  # fmt: skip
LANDMARK = 0.35
"""Share of the page's prose from which its `main` is believed."""
ARTICLE = 0.6
"""Share of that from which one `article` is the article, or what is named like its text is its text."""
CORE = 0.85
"""Share of an element's prose with which one child is followed down."""

_PARAGRAPHS = frozenset({"blockquote", "dl", "ol", "p", "ul"})


def text_of(root: Any, *, shop: bool = False) -> tuple[str, bool]:
    """The text of the article in a pruned tree, paragraphs parted by newlines, and whether the page itself marks it.

    Of a `shop`'s page all that is marked: what a product is made of stands in tables beside its description."""
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
    """What stands nearest before the text, is named like a standfirst, and reads like one."""
    for before in _before(text, marked):
        if prose[before]:
            leads = [each for each in before.iter() if 0 < prose[each] <= LONGEST_LEAD and _is_lead(each)]
            return [max(reversed(leads), key=lambda each: prose[each])] if leads else []
    return []


def _before(text: Any, marked: Any) -> Iterator[Any]:
    """The elements before the text, the nearest first."""
    node = text
    while True:
        yield from node.itersiblings(preceding=True)
        if node is marked:
            return
        node = node.getparent()


def _is_lead(node: Any) -> bool:
    return not _LEAD.isdisjoint(words(names(node)))


def _marked(whole: Any, prose: Mapping[Any, int]) -> Any:
    """The element that the page's own landmarks and names say holds the article."""
    mains = (each for each in whole.iter() if each.tag == "main" or each.get("role") == "main")
    node = _best(whole, mains, LANDMARK, prose)
    return _named_body(_best(node, node.iter("article"), ARTICLE, prose), prose)


def _best(node: Any, found: Iterable[Any], share: float, prose: Mapping[Any, int]) -> Any:
    best = max(found, key=lambda each: prose[each], default=None)
    return best if best is not None and prose[best] > share * prose[node] else node


def _named_body(node: Any, prose: Mapping[Any, int]) -> Any:
    """The smallest element around all those that are named like the text, in the same way, and hold most of it."""
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
    """Down to where the text parts into paragraphs."""
    while True:
        best = max((child for child in node if isinstance(child.tag, str)), key=lambda each: prose[each], default=None)
        if best is None or best.tag in _PARAGRAPHS or prose[best] < CORE * prose[node] or _has_twin(best, prose):
            return node
        node = best


def _has_twin(node: Any, prose: Mapping[Any, int]) -> bool:
    """Whether a sibling with prose is named alike: the text is in several parts."""
    called = names(node)
    return called != "" and any(prose[each] and each is not node and names(each) == called for each in node.getparent())
