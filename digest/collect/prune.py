"""Take from a page's tree what is not the article, before its text is looked for.

What goes: elements that say so by tag, role or name, captions, what is hidden, and blocks that are mostly links. What
holds a good part of the page's prose stays, whatever it is called: `body class="has-sidebar"` is no sidebar.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from digest.collect.weights import weigh

MOST = 0.3
"""Share of the page's prose that may go for one name."""
MOST_BESIDE = 0.7
"""The same for names that leave no doubt (`beside` in noise_names.txt), as long as an article remains."""
LEAST_LEFT = 400
LINK_SHARE = 0.6
"""Of a block's letters that are inside links; with more it is a list of links."""
LEAST_LINKS = 3
ONE_LINK = 0.9
"""The same for a block with fewer links."""

_TAGS = (
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


def prune(root: Any) -> None:
    """Drop the noise of a page from its tree, in place."""
    _drop_within(root, ((node, node.tag) for node in root.iter(*_TAGS)), _most)
    _drop_within(root, _named(root, "beside"), _most_beside)
    _drop_within(root, _named(root, "noise"), _most)
    _drop_within(root, ((node, "links") for node in _link_lists(root)), _most)
    for node in list(root.iter("h1")):
        drop(node)


def is_body(node: Any) -> bool:
    """Whether an element says that it is the article's text."""
    return node.get("itemprop") == "articleBody" or any(_BODY.search(name) for name in names(node).split())


def names(node: Any) -> str:
    """Class and id of an element."""
    return f"{node.get('class') or ''} {node.get('id') or ''}".strip()


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


def _drop_within(root: Any, found: Iterable[tuple[Any, str]], allowed: Callable[[int, int], bool]) -> None:
    """Drop the elements found, unless those of one kind together hold too much of the prose."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for node, kind in found:
        if node.tag not in {"html", "body", "main"}:
            groups[kind].append(node)
    prose = weigh(root).prose if groups else {}
    for nodes in groups.values():
        tops = _outermost(nodes)
        may = allowed(sum(prose[node] for node in tops), prose[root])
        for node in tops if may else nodes:
            if may or not prose[node]:
                drop(node)


def _outermost(nodes: list[Any]) -> list[Any]:
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


def _most(part: int, total: int) -> bool:
    return part <= MOST * total


def _most_beside(part: int, total: int) -> bool:
    return part <= MOST * total or (part <= MOST_BESIDE * total and total - part >= LEAST_LEFT)


def _named(root: Any, kind: str) -> Iterator[tuple[Any, str]]:
    """Elements that a role or a name gives away, each with the word that did."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if kind == "noise" and (why := _given_away(node)):
            yield node, why
        elif (called := names(node)) and (word := _noise_word(called, kind)) and not is_body(node):
            yield node, word


def _given_away(node: Any) -> str:
    if node.get("role") in _ROLES:
        return str(node.get("role"))
    hidden = node.get("hidden") is not None or _HIDDEN.search(node.get("style") or "")
    return "hidden" if hidden or (node.get("aria-hidden") == "true" and node.tag != "span") else ""


@cache
def _noise_word(called: str, kind: str) -> str:
    words = [part.lower() for part in _PARTS.findall(_MODIFIED.sub(" ", called[:300]))]
    known = _table()[kind]
    pairs = (f"{one} {two}" for one, two in pairwise(words))
    return next((word for word in (*words, *pairs) if word in known), "")


def _link_lists(root: Any) -> Iterator[Any]:
    """Blocks that are mostly links (menus, related articles, tags), and paragraphs that are but one (teasers)."""
    weights = weigh(root)
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
