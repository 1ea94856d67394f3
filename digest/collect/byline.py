"""Find the visible author and date of a page, for pages whose metadata has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from digest.collect import markup

NOBODY = frozenset({"", "admin", "administrator", "author", "editor", "name", "none", "null", "undefined", "unknown"})
"""Placeholders that are found in place of an author's name."""
NEAR = 60
"""How many elements after a headline are searched for its author and date."""
SHORT = 80
"""Most letters of a name, or of a line with a date and perhaps a source."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
    rf"|\b{_MONTH} \d{{1,2}},? \d{{4}}\b|\b\d{{1,2}} {_MONTH},? \d{{4}}\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?<![a-z])(?:author|by-?line|writer)(?![a-z])", re.IGNORECASE)
_AFTER_NAMES = (
    r"associated press|chief|contribut\w*|correspondents?|editor\w*|follow|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|posted|published|report\w+|reuters|search|senior|special|staff|updated|usa today|view|writer"
)
"""Words that follow names without punctuation in between, and so end them."""
_WORD = rf"(?!(?i:(?:{_AFTER_NAMES})\b|{_MONTH} \d))[A-Z][^\W\d_]*(?:[.'’-][^\W\d_]*)*"
_NAME = rf"{_WORD}(?: (?:al|bin|da|de|der|du|la|le|van|von|{_WORD})){{1,3}}"
_BYLINE = re.compile(
    rf"(?:(?i:posted by|written by|by|par|por|von)[:\s]\s*)?(?P<who>{_NAME}(?:,?(?: and| &)? {_NAME}){{0,3}})(?!\w)"
)
_HAN = "[\u4e00-\u9fff·]"
_BYLINE_ZH = re.compile(
    r"(?:(?:作者|文|撰文|采写|记者)\s*[:：|｜/丨]\s*|记者\s+)"
    rf"(?P<who>{_HAN}{{2,4}}(?:[、 ]{_HAN}{{2,4}}){{0,3}})(?!{_HAN}|[:：])"
)
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def author(root: Any) -> str:
    """The author that the page marks up, or else names in a byline below its headline; empty if neither."""
    for node in root.iter("a", "span", "address", "div", "p"):
        if "author" in (node.get("rel") or "").lower().split() or node.get("itemprop") == "author":
            name = markup.person(" ".join(node.itertext()))
            if len(name) <= SHORT and name.lower() not in NOBODY:
                return name
    return next(filter(None, map(_byline, islice(_after_headline(root), NEAR))), "")


def _byline(node: Any) -> str:
    """The names in an element whose class or id is that of a byline, or whose text begins like one."""
    called = _CALLED.search(_names(node)) is not None
    if called and any("comment" in _names(each) for each in (node, *islice(node.iterancestors(), 4))):
        return ""
    text = " ".join(" ".join(node.itertext()).split()) if called else (node.text or "").strip()
    if len(text) > 2 * SHORT:
        return ""
    found = _BYLINE.match(text) or _BYLINE_ZH.search(text)
    return found["who"] if found and (called or found.start("who")) else ""


def _names(node: Any) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"


def date(root: Any) -> str:
    """The date marked up as that of publication, else the first one after the headline; empty if neither."""
    for node in root.iter("time", "span", "abbr"):
        if node.get("itemprop") == "datePublished" or (node.tag == "time" and node.get("pubdate") is not None):
            return str(node.get("datetime") or node.get("content") or "".join(node.itertext())).strip()
    for node in islice(_after_headline(root), NEAR):
        if node.tag == "time" and node.get("datetime"):
            return str(node.get("datetime"))
        written = " ".join(text for text in (node.text, *(each.tail for each in node)) if text)
        if len(written) <= SHORT and (found := _DATE.search(written)):
            return found.group().replace("：", ":")
    return ""


def date_of_url(url: str) -> str:
    """The day in a link such as `/2026/01/29/rules` or `/20260129/rules`, as `2026-01-29`; empty if there is none."""
    found = _IN_URL.search(url)
    return "-".join(found.groups()) if found else ""


def _after_headline(root: Any) -> Iterator[Any]:
    headline = next(root.iter("h1"), None)
    passed = False
    for node in root.iter("*") if headline is not None else ():
        passed = passed or node is headline
        if passed and isinstance(node.tag, str) and node.tag not in {"script", "style"}:
            yield node
