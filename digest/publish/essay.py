"""Render what the editor wrote in Markdown as safe HTML. Text from feeds is never passed in here."""

from __future__ import annotations

from functools import lru_cache

import markdown
import nh3
from markupsafe import Markup

TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre",
    "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"*": {"lang"}, "a": {"href", "title"}, "td": {"colspan"}, "th": {"colspan", "scope"}}


@lru_cache(maxsize=1024)
def essay(text: str) -> Markup:
    """Markdown to sanitised HTML: text, lists, quotes, tables and web or mail links; no images, no scripts.

    A first-level heading becomes a second-level one, because the page already has its own."""
    html = markdown.markdown(text, extensions=["tables", "sane_lists"], output_format="html")
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)
    return Markup(clean)  # noqa: S704 -- nh3 has just cleaned it
