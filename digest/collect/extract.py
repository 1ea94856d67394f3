"""Extract an article's text, author, date and language from its page, choosing the best of several candidate texts.

    page -> tree -> its metadata (`metadata`)
                 -> its posts, if it is a forum (`forum`); else
                 -> pruned tree -> our reading (`body`)  ┐
                                -> trafilatura's         ┴ reconcile, tidy -> the page's text
    JSON-LD's articleBody, the feed's content and its summary are the other candidates.

Third-party parsers handle hostile bytes here: if one raises an exception, the page counts as having no text.
"""

from __future__ import annotations

import json
import logging
import re
from itertools import islice
from typing import Any, Literal

from digest.collect import body, encoding, forum, metadata, paywall, prune, shapes, tidy
from digest.collect import text as border
from digest.collect.reconcile import reconcile
from digest.model import Item, Text

HTML_LIMIT = 2 * 2**20
"""Bytes of a page that are read; no article needs more."""
LONGER = {"jsonld": 2.0, "feed": 1.25, "summary": 1.25}
"""How many times as long as the best so far another candidate must be; JSON-LD may hold more than the article."""

MOST_ELEMENTS = 20_000
"""Largest tree given to trafilatura, which takes seconds for 40,000 elements and minutes for 200,000."""
TAG_LIMIT = 50_000
"""Characters of the longest tag that is parsed: the time needed grows with the square of its attributes."""
_OTHER_KINDS = frozenset({b"%PDF-", b"PK\x03\x04\x14", b"\x89PNG\r", b"GIF87", b"GIF89"})
"""First bytes of other kinds of file that some servers label as pages."""
_BESIDE = frozenset({"aside", "footer", "header", "nav", "noscript", "script", "style", "template"})
_LONG_TAG = re.compile(f"<[^<>]{{{TAG_LIMIT},}}>?")

Origin = Literal["page", "jsonld", "feed", "summary", "none"]
log = logging.getLogger(__name__)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints about pages do not concern the user


def extract(html: bytes, *, url: str, content_type: str = "", item: Item | None = None) -> Text:
    """The article's text and metadata, from its page or, if that has less text than the feed, from the feed.

    `item` is what the feed says about the article, if it came from one. No content of `html` makes this raise."""
    item = item or Item(id="", source="", url=url, title="")
    root = _tree(html, content_type)
    if root is None:
        return from_feed(item)
    meta = metadata.read(root, url)
    posts = tidy.without_noise(forum.text_of(root, url, meta.types))
    page, whole = (posts, posts) if posts else _page_text(root, (*meta.titles, item.title), meta.types)
    if paywall.is_wall(page, item.title or meta.title, item.summary):
        page = ""
    stub = paywall.is_stub(page, whole) or (
        meta.free is None and paywall.is_short(page) and paywall.asks_for_the_rest(_shown(_tree(html, content_type)))
    )
    text, origin = _best(paywall.without_stubs(page) if stub else page, meta, item)
    return Text(
        title=meta.title,
        author=meta.author,
        published=meta.published,
        language=meta.language,
        paywall=stub or meta.free is False,
        text=text,
        url=meta.url,
        origin=origin,
    )


def from_feed(item: Item) -> Text:
    """The article's text as its feed carried it."""
    text, origin = _best("", metadata.Metadata(), item)
    return Text(text=text, origin=origin, paywall=paywall.is_stub(item.content))


def _best(page: str, meta: metadata.Metadata, item: Item) -> tuple[str, Origin]:
    """The best candidate and its origin: the page's own text, unless another one is much longer."""
    feed = tidy.tidy(item.content, (item.title,))
    best: tuple[str, Origin] = (page, "page") if page else ("", "none")
    others: tuple[tuple[str, Origin], ...] = (
        (tidy.tidy(meta.text, meta.titles), "jsonld"),
        (feed, "feed"),
        (item.summary, "summary"),
    )
    for text, origin in others:
        if len(text) > LONGER[origin] * len(best[0]):
            best = (text, origin)
    return border.clean(best[0]), best[1] if best[0] else "none"


def _page_text(root: Any, titles: tuple[str, ...], types: frozenset[str]) -> tuple[str, str]:
    """The article's text, and our own reading of it before tidying."""
    shop = shapes.is_shop(root, types)
    prune.prune(root, titles, shop=shop)
    ours, marked = body.text_of(root, shop=shop)
    theirs = "" if shop else _theirs(root)  # it ends with the sentences and so loses specifications
    text = reconcile(tidy.tidy(ours, titles), tidy.tidy(theirs, titles), marked=marked)
    return tidy.tidy(text, titles), ours


def _shown(root: Any) -> str:
    """All visible text of a page except its navigation, header, footer and the like."""
    for node in [each for each in root.iter("*") if each.tag in _BESIDE or prune.hidden(each)]:
        prune.drop(node)
    return " ".join(" ".join(root.itertext()).split())


def _theirs(root: Any) -> str:
    """trafilatura's reading of a pruned tree. `deduplicate` stays off because it keeps state between pages."""
    import trafilatura

    if next(islice(root.iter(), MOST_ELEMENTS, None), None) is not None:
        return ""
    try:
        return trafilatura.extract(root, include_comments=False, fast=True, deduplicate=False) or ""
    except Exception as fault:  # a third-party parser on hostile input: treat any fault as an unreadable page
        log.debug("trafilatura could not read a page: %r", fault)
        return ""


def _is_json(html: bytes) -> bool:
    try:
        return html.lstrip()[:1] in {b"{", b"["} and bool(json.loads(html))
    except (ValueError, RecursionError):
        return False


def _tree(html: bytes, content_type: str) -> Any:
    from lxml import etree
    from lxml import html as parser

    if html.lstrip()[:5] in _OTHER_KINDS or _is_json(html):
        return None
    text = _LONG_TAG.sub(" ", encoding.decode(html[:HTML_LIMIT], content_type).text.replace("\0", ""))
    try:
        reader = parser.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
        root = parser.document_fromstring(text.encode("utf-8", "replace"), parser=reader)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return root if isinstance(root.tag, str) else None
