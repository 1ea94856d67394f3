"""Take from a page's tree what is not the article, before its text is looked for.

What goes: elements that say so by tag, role or name, captions, what is hidden, and blocks that are mostly links. What
holds a good part of the page's prose stays, whatever it is called: `body class="has-sidebar"` is no sidebar.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from digest.collect import shapes
from digest.collect.weights import SENTENCE, Weights, weigh

MOST = 0.3
"""Share of the page's prose that may go for one name."""
MOST_BESIDE = 0.7
"""The same for names that leave no doubt (`beside` in noise_names.txt), as long as an article remains."""
MOST_TALK = 0.9
"""The same for what readers say to each other below it, which may be much longer than a report."""
LEAST_TALKED_OF = 150
"""Letters that must remain of what they talk of."""
LEAST_LEFT = 400
"""Letters of an article that must remain."""
LINK_SHARE = 0.6
"""Of a block's letters that are inside links; with more it is a list of links."""
LEAST_LINKS = 3
ONE_LINK = 0.9
"""The same for a block with fewer links."""

Found = tuple[Any, str]
"""An element, and for what it was found."""
Allowed = Callable[[int, int], bool]
"""Whether so much of a page's prose may go."""

TAGS = (
    "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "figcaption", "footer", "form", "iframe",
    "input", "map", "menu", "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "video",
)  # fmt: skip
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROLES = frozenset({"alert", "banner", "complementary", "contentinfo", "dialog", "navigation", "search"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# Names that say what a page has beside it, not what an element is.
_MODIFIED = re.compile(
    r"\b(?:has|no|with|without|enabled?|disabled?|is|show|hide)[-_]?[\w-]*|[\w-]*(?:enabled|disabled|left|right)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?<![a-z])(?:article|blog|entry|news|page|post|single|story)[-_]{0,2}(?:body|content|text|txt)(?![a-z])"
    r"|articlebody|^(?:rich-?text|the-?content|trs_editor)$",
    re.IGNORECASE,
)


def prune(root: Any, titles: Sequence[str] = (), *, shop: bool = False) -> None:
    """Drop the noise of a page from its tree, in place.

    `titles` are what its headline may say; a `shop`'s page has its buyers' reviews dropped."""
    shapes.headings(root)
    stages: tuple[tuple[Callable[[Weights], Iterable[Found]], Allowed], ...] = (
        (lambda _: _all(shapes.threads(root), "thread"), _nearly_all),
        (lambda _: _all(shapes.reviews(root) if shop else (), "reviews"), _nearly_all),
        (lambda weights: _all(shapes.consent(root, weights), "consent"), _most_beside),
        (lambda _: ((node, node.tag) for node in root.iter(*TAGS)), _most),
        (lambda _: _all(_without_headline(root, "nav"), "nav"), _nearly_all),
        (lambda _: _all(_without_headline(root, "aside", "footer"), "aside"), _most_beside),
        (lambda _: _named(root, "beside"), _most_beside),
        (lambda _: _named(root, "noise"), _most),
        (lambda _: _all(shapes.before_headline(root, titles), "before"), _most),
        (lambda weights: _all(shapes.captions(root, weights), "captions"), _little),
        (lambda weights: _all(shapes.cards(root, weights), "cards"), _cards),
        (lambda weights: _all(_link_lists(root, weights), "links"), _most),
    )
    weights = weigh(root)
    for find, allowed in stages:
        if _drop_within(root, list(find(weights)), allowed, weights):
            weights = weigh(root)
    for node in list(root.iter("h1")):
        drop(node)


def is_body(node: Any) -> bool:
    """Whether an element says that it is the article's text."""
    return node.get("itemprop") == "articleBody" or any(_BODY.search(name) for name in names(node).split())


def names(node: Any) -> str:
    """Class and id of an element."""
    return f"{node.get('class') or ''} {node.get('id') or ''}".strip()


def words(called: str) -> list[str]:
    """The words of a class or an id, parted at punctuation and capitals."""
    return [part.lower() for part in _PARTS.findall(called[:300])]


def drop(node: Any) -> None:
    """Remove an element, and keep the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail and node.tail.strip():
        before = node.getprevious()
        if before is not None:
            before.tail = _joined(before.tail, node.tail)
        else:
            parent.text = _joined(parent.text, node.tail)
    parent.remove(node)


def _joined(before: str | None, tail: str) -> str:
    """Both texts. lxml reads control characters from a page, but does not take them back."""
    return _NOT_XML.sub("", f"{before or ''} {tail}")


def _drop_within(root: Any, found: Iterable[Found], allowed: Allowed, weights: Weights) -> bool:
    """Drop the elements found, unless those of one kind together hold too much of the prose; whether any word went."""
    prose, changed = weights.prose, False
    groups: dict[str, list[Any]] = defaultdict(list)
    for node, kind in found:
        if node.tag not in {"html", "body", "main"}:
            groups[kind].append(node)
    for nodes in groups.values():
        tops = outermost(nodes)
        may = allowed(sum(prose[node] for node in tops), prose[root])
        for node in tops if may else nodes:
            if may or not prose[node]:
                drop(node)
                changed = changed or weights.letters[node] > 0
    return changed


def outermost(nodes: list[Any]) -> list[Any]:
    """Those that lie in no other; `nodes` are in the order of the document."""
    tops: list[Any] = []
    inside: set[Any] = set()
    for node in nodes:
        parent = node.getparent()
        if parent in inside:
            inside.add(node)
        elif node not in inside:
            tops.append(node)
            inside.update(node.iter())
    return tops


def _all(nodes: Iterable[Any], kind: str) -> Iterator[Found]:
    return ((node, kind) for node in nodes)


def _without_headline(root: Any, *tags: str) -> Iterator[Any]:
    """The elements of such tags, but for those that the headline stands in: there the author forgot to close one."""
    return (node for node in root.iter(*tags) if next(node.iter("h1"), None) is None)


def _nearly_all(part: int, total: int) -> bool:
    return part <= MOST_TALK * total and total - part >= LEAST_TALKED_OF


def _little(part: int, total: int) -> bool:
    return part <= total / 10


def _cards(part: int, total: int) -> bool:
    return part <= total / 2 or (part <= MOST_TALK * total and total - part >= SENTENCE)


def _most(part: int, total: int) -> bool:
    return part <= MOST * total


def _most_beside(part: int, total: int) -> bool:
    return part <= MOST * total or (part <= MOST_BESIDE * total and total - part >= LEAST_LEFT)


def _named(root: Any, kind: str) -> Iterator[Found]:
    """Elements that a role or a name gives away, each with the word that did."""
    for node in root.iter("*"):
        if kind == "noise" and (why := _given_away(node)):
            yield node, why
        elif (called := names(node)) and (word := _noise_word(called, kind)) and not is_body(node):
            yield node, word


def _given_away(node: Any) -> str:
    if node.get("role") in _ROLES:
        return str(node.get("role"))
    return "hidden" if hidden(node) or (node.get("aria-hidden") == "true" and node.tag != "span") else ""


def hidden(node: Any) -> bool:
    """Whether an element says that it is not shown."""
    return node.get("hidden") is not None or _HIDDEN.search(node.get("style") or "") is not None


@cache
def _noise_word(called: str, kind: str) -> str:
    parts = words(_MODIFIED.sub(" ", called[:300]))
    known = _table()[kind]
    pairs = (f"{one} {two}" for one, two in pairwise(parts))
    return next((word for word in (*parts, *pairs) if word in known), "")


def _link_lists(root: Any, weights: Weights) -> Iterator[Any]:
    """Blocks that are mostly links (menus, related articles, tags), and paragraphs that are but one (teasers)."""
    for node in root.iter("ul", "ol", "dl", "div", "section", "table", "p"):
        most = LINK_SHARE if weights.links[node] >= LEAST_LINKS else ONE_LINK
        if weights.links[node] and weights.linked[node] > most * weights.letters[node] and not _has_heading(node):
            yield node


def _has_heading(node: Any) -> bool:
    return next(node.iter("h2", "h3"), None) is not None


@cache
def _table() -> dict[str, frozenset[str]]:
    rows = (files("digest.collect") / "noise_names.txt").read_text(encoding="utf-8").splitlines()
    kinds: dict[str, set[str]] = {"beside": set(), "noise": set()}
    for row in rows:
        if row and not row.startswith("#"):
            kinds["beside" if row.endswith(" !") else "noise"].add(row.removesuffix(" !"))
    return {kind: frozenset(words) for kind, words in kinds.items()}
