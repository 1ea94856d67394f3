"""Find the element that holds the article in a pruned page, and read it: our own candidate beside trafilatura's.

It keeps what trafilatura loses: lists in the running text, a text cut into several blocks by advertisements, and
sections of a page without paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from digest.collect import markup
from digest.collect import text as border
from digest.collect.prune import is_body, names
from digest.collect.shapes import around
from digest.collect.weights import weigh

LONGEST_LEAD = 600
"""Letters of a standfirst."""
_LEAD = re.compile(
    r"(?<![a-z])(?:lede?|dek|deck|intro|stand-?first|sub-?title|sub-?head(?:ing|line)?|summary|excerpt)(?![a-z])",
    re.IGNORECASE,
)
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
    pieces: list[str] = []
    for part in (*_standfirst(marked, prose), marked if shop else _core(marked, prose)):
        markup.walk(part, pieces)
    return border.clean("".join(pieces)), marked is not whole


def _standfirst(marked: Any, prose: Mapping[Any, int]) -> list[Any]:
    """What stands right before the text, is named like a standfirst, and reads like one."""
    before = marked.getprevious()
    while before is not None and not prose[before]:
        before = before.getprevious()
    return [before] if before is not None and _LEAD.search(names(before)) and prose[before] <= LONGEST_LEAD else []


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
        if best is None or best.tag in _PARAGRAPHS or prose[best] < CORE * prose[node]:
            return node
        node = best
