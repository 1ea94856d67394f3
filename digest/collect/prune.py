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
from typing import Any

MOST = 0.3
"""Share of the page's prose that may go for one name."""
MOST_BESIDE = 0.7
"""The same for names that leave no doubt (`beside` in noise_names.txt), as long as an article remains."""
LEAST_LEFT = 400
LINK_SHARE = 0.6
"""Of a block's letters that are inside links; with more it is a list of links."""
LEAST_LINKS = 3
SENTENCE = 60
"""Letters from which a run of text counts as prose; a Chinese character says as much as three."""

_TAGS = (
    "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "figcaption", "footer", "form", "iframe", "input",
    "map", "menu", "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea", "video",
)  # fmt: skip
_SILENT = frozenset({"a", "button", "option", "script", "style", "svg"})
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


def prose(node: Any) -> int:
    """Letters in runs of text that are long enough to be sentences, links aside."""
    return sum(_run(each) for each in node.iter() if isinstance(each.tag, str) and each.tag not in _SILENT)


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
            before.tail = f"{before.tail or ''} {node.tail}"
        else:
            parent.text = f"{parent.text or ''} {node.tail}"
    parent.remove(node)


def _drop_within(root: Any, found: Iterable[tuple[Any, str]], allowed: Callable[[int, int], bool]) -> None:
    """Drop the elements found, unless those of one kind together hold too much of the prose."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for node, kind in found:
        if node.tag not in {"html", "body", "main"}:
            groups[kind].append(node)
    if not groups:
        return
    total = prose(root)
    for nodes in groups.values():
        outer = [node for node in nodes if node.getparent() is not None]
        weights = {node: prose(node) for node in outer}
        tops = [node for node in outer if not any(parent in weights for parent in node.iterancestors())]
        if allowed(sum(weights[node] for node in tops), total):
            for node in tops:
                drop(node)
        else:
            for node in outer:
                if weights[node] == 0:
                    drop(node)


def _most(part: int, total: int) -> bool:
    return part <= MOST * total


def _most_beside(part: int, total: int) -> bool:
    return part <= MOST * total or (part <= MOST_BESIDE * total and total - part >= LEAST_LEFT)


def _run(node: Any) -> int:
    """Letters of an element's own running text: its inline children say the rest."""
    own = len((node.text or "").strip()) + sum(len((child.tail or "").strip()) for child in node)
    wide = sum(char > "\u2e80" for char in (node.text or "")[:SENTENCE])
    return own if own + 2 * wide >= SENTENCE else 0


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
    pairs = (f"{one} {two}" for one, two in zip(words, words[1:], strict=False))
    return next((word for word in (*words, *pairs) if word in known), "")


def _link_lists(root: Any) -> Iterator[Any]:
    """Blocks that are mostly links: menus, related articles, tags."""
    for node in root.iter("ul", "ol", "dl", "div", "section", "table", "p"):
        links = list(node.iter("a"))
        if len(links) >= LEAST_LINKS:
            letters = _letters(node)
            if letters and sum(_letters(link) for link in links) > LINK_SHARE * letters:
                yield node


def _letters(node: Any) -> int:
    return sum(len(text.strip()) for text in node.itertext())


@cache
def _table() -> dict[str, frozenset[str]]:
    rows = (files("digest.collect") / "noise_names.txt").read_text(encoding="utf-8").splitlines()
    kinds: dict[str, set[str]] = {"beside": set(), "noise": set()}
    for row in rows:
        if row and not row.startswith("#"):
            kinds["beside" if row.endswith(" !") else "noise"].add(row.removesuffix(" !"))
    return {kind: frozenset(words) for kind, words in kinds.items()}
