"""Set up Jinja2 for the theme: autoescaping, and the filters and functions that templates may use."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b, sha256
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from digest.model import has_chinese
from digest.publish.text import base_language, href, language_tag

TITLE = 70
"""Longest title, in characters with escapes, that a browser tab or a search result shows in full."""


def install(env: jinja2.Environment, assets: Mapping[str, bytes]) -> jinja2.Environment:
    """Set up an environment in place: everything is escaped, and an undefined name is an error.

    Filters: `href` (the URL if it is safe to link, else ''), `host` (the host of a URL), `lang` (a `lang` attribute, or
    nothing), `han` (a `lang` attribute for Chinese text, or nothing), `script` (`en`, `zh`), `in_tab` (a title that
    search results show in full). Function: `asset(name)`, a static file's path with a digest of its bytes.
    Constants: `scheme`, the script that restores the reader's colours before the page is drawn, and `scheme_hash`, its
    digest for the Content-Security-Policy."""
    env.autoescape = True
    env.undefined = jinja2.StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.filters.update(href=href, host=_host, lang=_lang, han=_han, script=base_language, in_tab=_in_tab)
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    script = assets.get("assets/scheme.js", b"").decode().strip()
    digest = b64encode(sha256(script.encode()).digest()).decode()
    env.globals.update(asset=_asset(assets), scheme=Markup(script), scheme_hash=f"sha256-{digest}")  # noqa: S704 -- ours
    return env


@lru_cache(maxsize=256)
def _lang(language: str) -> Markup:
    tag = language_tag(language)
    return Markup(' lang="{}"').format(tag) if tag else Markup()


def _han(text: str) -> Markup:
    return _lang("zh") if has_chinese(text) else Markup()


def _in_tab(title: str, site: str) -> str:
    """A page's title followed by the site's if there is room for both; a title that is too long is cut at a word."""
    named = title if title == site else f"{title} – {site}"
    if len(escape(named)) <= TITLE:
        return named
    end = next(n for n in range(TITLE, -1, -1) if len(escape(title[:n])) < TITLE)
    return title if len(escape(title)) <= TITLE else f"{title[:end].rsplit(' ', 1)[0]}…"


def _host(url: str) -> str:
    return urlsplit(href(url)).netloc.removeprefix("www.")


def _asset(assets: Mapping[str, bytes]) -> Callable[[str], str]:
    paths = {path: f"{path}?{blake2b(body, digest_size=4).hexdigest()}" for path, body in assets.items()}

    def asset(name: str) -> str:
        try:
            return paths[f"assets/{name}"]
        except KeyError:
            raise jinja2.UndefinedError(f"there is no asset {name!r}") from None

    return asset
