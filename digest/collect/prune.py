"""Remove everything that is not the article from a page's tree, before its text is extracted.

Removed are elements whose tag, role or name gives them away, captions, hidden elements, and blocks that are mostly
links. An element that holds much of the page's prose stays whatever its name: `body class="has-sidebar"` is no sidebar.
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
"""Largest share of the page's prose that may be removed for one reason."""
MOST_BESIDE = 0.7
"""The same for unambiguous names (`beside` in noise_names.txt), if at least `LEAST_LEFT` remains."""
MOST_COMMENTS = 0.9
"""The same for readers' comments, which may be much longer than the article above them."""
LEAST_COMMENTED_ON = 150
"""Letters of prose that must remain when comments are removed."""
LEAST_LEFT = 400
"""Letters of prose that must remain when unambiguously named elements are removed."""
LINK_SHARE = 0.6
"""A block with a larger share of its letters inside links is a list of links."""
LEAST_LINKS = 3
ONE_LINK = 0.9
"""The same for a block with fewer than `LEAST_LINKS` links."""

Found = tuple[Any, str]
"""An element and the reason for which it may be removed."""
Allowed = Callable[[int, int], bool]
"""Whether `part` of the `total` letters of a page's prose may be removed."""

TAGS = (
    "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "figcaption", "footer", "form", "iframe",
    "input", "map", "menu", "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "video",
)  # fmt: skip
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROLES = frozenset({"alert", "banner", "complementary", "contentinfo", "dialog", "navigation", "search"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# Names that describe the page around an element, not the element itself.
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
    """Remove the noise of a page from its tree, in place.

    `titles` are possible texts of its headline. Customer reviews are removed from a `shop`'s page."""
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
    """Whether an element's class, id or `itemprop` marks it as the article's text."""
    return node.get("itemprop") == "articleBody" or any(_BODY.search(name) for name in names(node).split())


def names(node: Any) -> str:
    """An element's class and id, in one string."""
    return f"{node.get('class') or ''} {node.get('id') or ''}".strip()


def words(called: str) -> list[str]:
    """The lower-case words of a class or id, split at punctuation and capitals."""
    return [part.lower() for part in _PARTS.findall(called[:300])]


def drop(node: Any) -> None:
    """Remove an element but keep the text that follows it."""
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
    """Both texts without control characters: lxml may read these from a page, but refuses to have them assigned."""
    return _NOT_XML.sub("", f"{before or ''} {tail}")


def _drop_within(root: Any, found: Iterable[Found], allowed: Allowed, weights: Weights) -> bool:
    """Remove the elements found, unless those of one reason hold too much prose. True if any text was removed."""
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
    """The nodes that are not inside another one; `nodes` must be in document order."""
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
    """The elements with these tags, except those around the headline, which are probably unclosed."""
    return (node for node in root.iter(*tags) if next(node.iter("h1"), None) is None)


def _nearly_all(part: int, total: int) -> bool:
    return part <= MOST_COMMENTS * total and total - part >= LEAST_COMMENTED_ON


def _little(part: int, total: int) -> bool:
    return part <= total / 10


def _cards(part: int, total: int) -> bool:
    return part <= total / 2 or (part <= MOST_COMMENTS * total and total - part >= SENTENCE)


def _most(part: int, total: int) -> bool:
    return part <= MOST * total


def _most_beside(part: int, total: int) -> bool:
    return part <= MOST * total or (part <= MOST_BESIDE * total and total - part >= LEAST_LEFT)


def _named(root: Any, kind: str) -> Iterator[Found]:
    """Elements that their role, their name or being hidden gives away, each with the telling word."""
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
    """Whether an element's own attributes hide it."""
    return node.get("hidden") is not None or _HIDDEN.search(node.get("style") or "") is not None


@cache
def _noise_word(called: str, kind: str) -> str:
    parts = words(_MODIFIED.sub(" ", called[:300]))
    known = _table()[kind]
    pairs = (f"{one} {two}" for one, two in pairwise(parts))
    return next((word for word in (*parts, *pairs) if word in known), "")


def _link_lists(root: Any, weights: Weights) -> Iterator[Any]:
    """Blocks that are mostly links (menus, related articles, tags) and paragraphs that are a single link (teasers)."""
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
