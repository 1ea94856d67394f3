"""Read RSS 0.9x, 1.0, 2.0 and Atom with feedparser, which is only given clean UTF-8 bytes.

Given a string, feedparser would open it as a file or an address; at one bad byte it falls back to windows-1252; a long
author's name takes it seconds. So it gets re-encoded bytes without a document type and with long names cut. Its
sanitiser and its resolving of links within markup are off, as no markup is kept.
"""

from __future__ import annotations

import io
import re
import sys
from typing import Any
from xml.parsers import expat

from digest.collect.feeds.adapt import RawFeed, RawItem
from digest.model import Source

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+(\w{1,40})\s+(?:"([^"&<%]{0,60})"|'([^'&<%]{0,60})')\s*>""")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]*)|0*([0-9]*));", re.IGNORECASE)
# A CDATA section, in which anything is allowed, or an ampersand that does not begin a reference.
_BARE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|$)|&(?!#?\w{1,40};)", re.DOTALL)
_BEGINS = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENDS = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(<(?:\w+:)?(?:author|creator|managingeditor|webmaster|name|contributor)\b[^<>]{0,200}>[^<]{200})[^<]+",
    re.IGNORECASE,
)
# By default a GUID is a link, so feedparser would turn `post-17` into an address.
_NO_LINK = re.compile(
    r"<guid(?![^<>]{0,200}isPermaLink)([^<>]{0,200})>(?=\s*(?:<!\[CDATA\[\s*)?(?!\s|https?:|<))", re.IGNORECASE
)
_NO_SCHEME = re.compile(r"(<link>\s*(?:<!\[CDATA\[\s*)?)(?=www\.)", re.IGNORECASE)
DEEPEST = 256
"""Deepest nesting that is read. No real feed comes near it, and feedparser takes minutes for thousands of levels."""
_DATES = ("published", "created", "updated")


def read(text: str, url: str, source: Source) -> RawFeed | str:
    """The feed in `text`, or a sentence that says why there is none."""
    import feedparser

    body = _tidy(text).encode("utf-8", "replace")
    if _is_too_deep(body):
        return f"its elements lie more than {DEEPEST} deep in each other"
    try:
        found = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as fault:  # a third-party parser on hostile input: its fallback trips over unknown elements
        return f"its XML can't be read ({type(fault).__name__})"
    if not found.get("version") and not found.entries:
        return f"its XML can't be read: {found.get('bozo_exception', 'no feed in it')}"
    feed = found.feed
    return RawFeed(
        items=[_item(entry) for entry in found.entries],
        title=_text(feed, "title"),
        site=_text(feed, "link"),
        language=_text(feed, "language"),
        notes=["its XML is not well-formed"] if found.bozo and found.entries else [],
    )


def _is_too_deep(body: bytes) -> bool:
    """Whether elements are nested too deep, in the part of the XML that is well-formed."""
    depth = 0

    def begin(name: str, attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise OverflowError

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(body, True)
    except OverflowError:
        return True
    except expat.ExpatError:  # feedparser goes on with a more lenient parser
        return False
    return False


def _tidy(text: str) -> str:
    """The text with common faults repaired: our own declaration, no document type, no forbidden characters."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    text = _REFERENCE.sub(_of_xml, _whole(_NOT_XML.sub("", text)))
    text = _BARE.sub(lambda found: "&amp;" if found.group() == "&" else found.group(), text)
    text = _NO_SCHEME.sub(r"\1//", text)
    text = _NO_LINK.sub(r'<guid isPermaLink="false"\1>', text)
    if doctype := _DOCTYPE.search(text[:100_000]):
        names = {name: one or other for name, one, other in _ENTITY.findall(doctype.group(1) or "")}
        text = text[: doctype.start()] + text[doctype.end() :]
        if names:
            text = re.sub(r"&(\w{1,40});", lambda found: names.get(found.group(1), found.group()), text)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + _PEOPLE.sub(r"\1", text).lstrip()


def _of_xml(found: re.Match[str]) -> str:
    """The reference itself if XML allows its character, else nothing: a forbidden one would cost the whole feed."""
    digits, base = (found[1], 16) if found[1] is not None else (found[2], 10)
    code = int(digits or "0", base) if len(digits) < 8 else 0
    return found.group() if 0 < code <= sys.maxunicode and not _NOT_XML.match(chr(code)) else ""


def _whole(text: str) -> str:
    """The text without a truncated item at its end, whose title or link may be incomplete."""
    last = max((found.end() for found in _ENDS.finditer(text)), default=len(text))
    begun = _BEGINS.search(text, last)
    return text[: begun.start()] if begun else text


def _item(entry: Any) -> RawItem:
    return RawItem(
        title=_text(entry, "title"),
        link=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        guid=_text(entry, "id"),
        guid_is_link=bool(entry.get("guidislink")),
        author=_text(entry, "author"),
        dates=[_text(entry, name) for name in _DATES if _text(entry, name)],
        summary=_text(entry, "summary"),
        content=max((_text(part, "value") for part in entry.get("content", ())), key=len, default=""),
        language=_text(entry, "language"),
        categories=[_text(tag, "term") for tag in entry.get("tags", ())[:20]],
    )


def _text(holder: Any, name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""
