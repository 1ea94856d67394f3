"""Render an outlet's feed, pages and robots.txt; the bytes depend on the world and the moment only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from digest.sample.world import Article, Outlet

TEMPLATES = Path(__file__).parent / "templates"
WINDOW = 8
"""Items in a feed; few enough that whoever reads it once a week misses some, as with real feeds."""

FEED_TYPES = {
    "rss2": "application/rss+xml",
    "rss1": "application/rdf+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


def feed(outlet: Outlet, as_of: datetime) -> bytes:
    """The outlet's feed as it stood at a moment, in its own format and encoding."""
    articles = outlet.published(as_of)[:WINDOW]
    if outlet.format == "json":
        return json.dumps(_json_feed(outlet, articles), ensure_ascii=False, indent=1).encode()
    return _rendered(f"feed-{outlet.format}.xml", outlet, articles=articles)


def feed_type(outlet: Outlet) -> str:
    """The Content-Type of the outlet's feed."""
    return f"{FEED_TYPES[outlet.format]}; charset={outlet.encoding}"


def page(outlet: Outlet, article: Article) -> bytes:
    """An article's page with everything around the article; only its beginning if there is a paywall."""
    return _rendered(
        f"page-{outlet.layout}.html",
        outlet,
        article=article,
        blocks=article.blocks[:1] if outlet.paywall else article.blocks,
        related=outlet.published(article.date)[1:4],
    )


def front(outlet: Outlet, as_of: datetime) -> bytes:
    """The outlet's front page, which links its feed."""
    return _rendered("front.html", outlet, articles=outlet.published(as_of), type=FEED_TYPES[outlet.format])


def robots(outlet: Outlet) -> bytes:
    """The outlet's robots.txt, which allows everything but its search."""
    return f"User-agent: *\nDisallow: /search\nAllow: /\n\nSitemap: {outlet.url}sitemap.xml\n".encode()


def tracked(outlet: Outlet, article: Article) -> str:
    """An article's address as in the outlet's feed, with tracking parameters."""
    return outlet.link(article) + (f"?{outlet.tracking}" if outlet.tracking else "")


def _rendered(template: str, outlet: Outlet, **context: object) -> bytes:
    text = _environment().get_template(template).render(outlet=outlet, **context)
    return text.encode(outlet.encoding, "xmlcharrefreplace")


def _json_feed(outlet: Outlet, articles: Sequence[Article]) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": outlet.url,
        "feed_url": f"{outlet.url}{outlet.feed.lstrip('/')}",
        "description": outlet.tagline,
        "language": outlet.language,
        "items": [_json_item(outlet, article) for article in articles],
    }


def _json_item(outlet: Outlet, article: Article) -> dict[str, Any]:
    return {
        "id": f"{outlet.id}/{article.slug}",
        "url": tracked(outlet, article),
        "title": article.title,
        "summary": article.summary,
        "content_text": article.summary,
        "date_published": article.date.isoformat(),
        "authors": [{"name": article.author}],
        "tags": list(article.tags),
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"rfc822": format_datetime, "iso": datetime.isoformat}
    environment.globals["tracked"] = tracked
    return environment
