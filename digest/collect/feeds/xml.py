"""RSS 0.9x, 1.0, 2.0 and Atom, by feedparser: which is given clean UTF-8 bytes and no chance to guess or to fetch.

feedparser reads a file or an address if it is given a string, drops to windows-1252 at one bad byte, and chews for
seconds on a long author. So: bytes only, re-encoded; no document type; long names cut; its sanitiser and its own
resolving of links in markup are off, as no markup is kept.
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
# A section of plain text, where all may stand; or an ampersand that begins no reference.
_BARE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|$)|&(?!#?\w{1,40};)", re.DOTALL)
_BEGINS = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENDS = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(<(?:\w+:)?(?:author|creator|managingeditor|webmaster|name|contributor)\b[^<>]{0,200}>[^<]{200})[^<]+",
    re.IGNORECASE,
)
# A GUID counts as a link unless it says otherwise, so feedparser makes an address of `post-17`.
_NO_LINK = re.compile(
    r"<guid(?![^<>]{0,200}isPermaLink)([^<>]{0,200})>(?=\s*(?:<!\[CDATA\[\s*)?(?!\s|https?:|<))", re.IGNORECASE
)
_NO_SCHEME = re.compile(r"(<link>\s*(?:<!\[CDATA\[\s*)?)(?=www\.)", re.IGNORECASE)
DEEPEST = 256
"""Elements within elements. No feed comes near it, and feedparser takes minutes over thousands."""
_DATES = ("published", "created", "updated")


def read(text: str, url: str, source: Source) -> RawFeed | str:
    """The feed in `text`; a sentence if feedparser finds none in it."""
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
    except Exception as fault:  # a library at a hostile border: its second parser trips over unknown elements
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
    """Whether elements lie too deep in each other, as far as the XML is well-formed."""
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
    except expat.ExpatError:  # feedparser reads on by looser rules
        return False
    return False


def _tidy(text: str) -> str:
    """Well-formed as far as it can be had cheaply: our own declaration, no document type, no forbidden characters."""
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
    """A reference to a character that XML may hold, or nothing: one that it may not would cost the whole feed."""
    digits, base = (found[1], 16) if found[1] is not None else (found[2], 10)
    code = int(digits or "0", base) if len(digits) < 8 else 0
    return found.group() if 0 < code <= sys.maxunicode and not _NOT_XML.match(chr(code)) else ""


def _whole(text: str) -> str:
    """Without an item at the end that broke off: half a link leads elsewhere, and half a title says something else."""
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
