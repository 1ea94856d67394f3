"""Convert feed markup to plain text: titles to one line, descriptions and contents to paragraphs.

No markup is kept, so none of it can run. Every result has passed `text.clean`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from digest.collect import text as border

MARKUP_LIMIT = 2_000_000
"""Characters of one field's markup that are read."""

_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|center|cite|code|del|em|font|h[1-6]|i|ins|kbd|mark|p|q|s|small|span|strike|strong"
    "|sub|sup|tt|u|var"
)
_KNOWN = (
    f"{_INLINE}|audio|blockquote|br|div|embed|form|hr|iframe|img|input|li|math|noscript|object|ol|script|style|svg"
    "|table|td|tr|ul|video"
)
_SILENT = re.compile(
    r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)|<!\[CDATA\[|\]\]>", re.IGNORECASE | re.DOTALL
)
_NOT_XML = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_BY = re.compile(
    r"^(?:(?:view )?(?:all )?(?:posts|articles|stories) by|by|posted by|written by)\b[\s:]+|^(?:作者|文)\s*[:：|/]\s*",
    re.IGNORECASE,
)
_SITE = re.compile(r"[(\[]\s*(?:https?://)?(?:www\.)[^\s)\]]{1,80}[)\]]?", re.IGNORECASE)
_MAIL = re.compile(r"[(<]?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}[)>]?")
_BREAK = re.compile(r"<(?:br|hr|/?p|/?div|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_KNOWN})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_PAIR = re.compile(rf"<({_INLINE})(?:\s[^<>]*)?>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_DROP = frozenset((
    "audio", "button", "embed", "figcaption", "form", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "video",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
        "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip


def title(raw: str, limit: int = border.LINE_LIMIT) -> str:
    """A title as one line of text. It is empty only if `raw` shows nothing, so `<3 Deno` stays as it is."""
    raw = raw[: limit * 20]
    bare = _TAG.sub("", _BREAK.sub(" ", _SILENT.sub("", raw)))
    for _ in range(2):
        bare, before = border.unescape(bare, 1), bare
        if bare == before:
            break
        bare = _PAIR.sub(r"\2", _SILENT.sub("", bare))
    return border.line(bare, limit) or border.line(_any_tag(raw), limit)


def person(raw: str) -> str:
    """One or more authors' names, without a leading "By" and without mail addresses."""
    bare = _SITE.sub(" ", _MAIL.sub(" ", _BY.sub("", title(raw, 400))))
    return "" if "{" in bare else border.line(bare.strip(" ,;()<>—–|-"), 200)


def plain(raw: str, limit: int = border.TEXT_LIMIT) -> str:
    """A description or content as text, one paragraph a line."""
    raw = _NOT_XML.sub("", raw[:MARKUP_LIMIT]).strip()
    if "<" not in raw:
        unescaped = border.unescape(raw)
        if not _TAG.search(unescaped):
            return border.clean(unescaped, limit)
        raw = unescaped
    return border.clean(_paragraphs(raw), limit)


def _any_tag(raw: str) -> str:
    return re.sub(r"<[^<>]*>", " ", border.unescape(raw))


def _paragraphs(raw: str) -> str:
    from lxml import etree

    try:
        root = etree.fromstring(f"<div>{raw}</div>", _parser())
    except (etree.ParserError, etree.XMLSyntaxError):
        return _any_tag(raw)
    pieces: list[str] = []
    if root is not None:
        walk(root, pieces)
    return border.unescape("".join(pieces), 1)


def walk(root: Any, pieces: list[str]) -> None:
    """Append the visible text under `root` to `pieces`: newlines around blocks, lines of `pre` kept.

    This is a loop and not a recursion, as elements may be nested thousands deep."""
    stack: list[tuple[Any, bool, bool]] = [(root, False, False)]
    while stack:
        node, leaving, kept = stack.pop()
        block = "\n" if node.tag in _BLOCKS else ""
        if leaving:
            pieces += (block, (node.tail or "") if kept else _soft(node.tail))
            continue
        stack.append((node, True, kept))
        if isinstance(node.tag, str) and node.tag not in _DROP:
            kept = kept or node.tag == "pre"
            pieces += (block, (node.text or "") if kept else _soft(node.text))
            stack.extend((child, False, kept) for child in reversed(node))


def _soft(text: str | None) -> str:
    """The text with line breaks replaced by spaces, or removed between two Chinese characters."""
    text = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]+\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text or "")
    return re.sub(r"(?<!\s)\s*[\r\n]\s*", " ", text)  # lookbehind: else the time needed is quadratic


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
