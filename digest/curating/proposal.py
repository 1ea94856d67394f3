"""Propose a source for a feed, guessing name, id, language, country and full text from the feed and its address. Pure.

Guesses are for an editor to check: `notes` says what each was made from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.collect.feeds.adapt import Feed
from digest.collect.identity import site_of
from digest.config import values
from digest.curating.opml import said_id
from digest.curating.sourcefile import free_id
from digest.model import HAN, Source, has_chinese, in_simplified

_ENDINGS = re.compile(
    r"\s*(?:[-–—|»:·]\s*)?(?:\(?(?:rss|atom)\)?(?:\s*feeds?)?|feeds?|latest(?:\s+(?:news|stories|articles|posts))?|"
    r"all\s+(?:news|stories|posts|articles|content)|home\s*page|最新(?:文章|资讯|消息))\s*$",
    re.IGNORECASE,
)
_KANA = re.compile(r"[\u3040-\u30ff]")
_GOVERNMENT = re.compile(r"(?:^|\.)(?:gov|mil|europa\.eu|gc\.ca|gouv\.fr|go\.jp|go\.kr)(?:\.[a-z]{2})?$")
# Top-level domains that say nothing about a country, whatever ISO 3166 makes of their two letters.
_FREE = frozenset(
    ("ai", "cc", "cd", "co", "fm", "gg", "io", "is", "la", "ly", "me", "nu", "sh", "to", "tv", "vc", "ws")
)
HAN_SHARE = 0.2
FULL_TEXT = 1200
"""Median length of a feed's articles from which on their pages need not be read; half as long in Chinese."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed source, and a note on each guess."""

    source: Source
    notes: tuple[str, ...] = ()


def propose(feed: Feed, url: str, known: Sequence[Source], *, links: str = "", page_refusal: str = "") -> Proposal:
    """The proposed source for a feed at an address; `page_refusal` says why its articles' pages can't be read, if so.

    `links` is the CSS selector of a page without a feed, of which only the articles' pages can be read."""
    host = urlsplit(url).hostname or ""
    site = feed.site or f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/"
    name, language = _name(feed, host), _language(feed)
    country, from_where = _country(host, urlsplit(site).hostname or "", feed.language)
    fulltext, why = (
        ("page", "fulltext: page, as a list of links has no text") if links else _fulltext(feed, page_refusal)
    )
    government = bool(_GOVERNMENT.search(host))
    beat = "government" if government else "china-tech-zh" if language.startswith("zh") else "general-tech"
    source = Source(
        id=free_id(_id(name, site_of(site) or host), known), name=name, url=url, site=site,
        language=language, country=country, beat=beat, fulltext="feed" if fulltext == "feed" else "page", links=links,
    )  # fmt: skip
    empty = ("its feed is empty at the moment: see whether it is still written",) if not feed.items else ()
    unsure = "beat, paywall, state_affiliated and weight are what is usual: look at them"
    return Proposal(source, (f"language: {language}, by its letters", f"country: {from_where}", why, unsure, *empty))


def _name(feed: Feed, host: str) -> str:
    title = feed.title
    while (shorter := _ENDINGS.sub("", title).strip()) != title:
        title = shorter
    return title or host.removeprefix("www.")


def _id(name: str, site: str) -> str:
    """The site's name if it makes a good id, else an id made from the outlet's name."""
    own = site.partition(".")[0]
    good = re.fullmatch(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*", own) and len(own) > 1 and "." in site
    return own if good else said_id(name, f"//{site}")


def _language(feed: Feed) -> str:
    text = "".join(f"{item.title}{item.summary[:200]}" for item in feed.items[:50])
    letters = sum(letter.isalpha() for letter in text) or 1
    if len(HAN.findall(text)) / letters >= HAN_SHARE and not _KANA.search(text):
        return "zh-TW" if _traditional(text) else "zh"
    first = feed.language.replace("_", "-").partition("-")[0].lower()
    try:
        return values.language(first) if first and first != "zh" else "en"
    except ValueError:
        return "en"


def _traditional(text: str) -> bool:
    han = "".join(HAN.findall(text))
    changed = sum(one != other for one, other in zip(han, in_simplified(han), strict=False))
    return bool(changed > 0.1 * len(han))


def _country(host: str, site: str, language: str) -> tuple[str, str]:
    """The country, and a note on what it was guessed from; the country is empty if there is no clue."""
    for name in (site, host):
        last = name.rpartition(".")[2]
        if last in ("gov", "mil"):
            return "US", "US, by its address"
        if len(last) == 2 and last not in _FREE and (code := _code(last)):
            return code, f"{code}, by its address"
    region = language.replace("_", "-").partition("-")[2].upper()
    if len(region) == 2 and (code := _code(region)):
        return code, f"{code}, by the language that its feed names"
    return "", "not known; write it, with two letters"


def _code(letters: str) -> str:
    """The ISO code that two letters stand for, or an empty text."""
    letters = {"UK": "GB"}.get(letters.upper(), letters.upper())
    try:
        return values.country(letters)
    except ValueError:
        return ""


def _fulltext(feed: Feed, page_refusal: str) -> tuple[str, str]:
    if page_refusal:
        return "feed", f"fulltext: feed, as its pages can't be read: {page_refusal}"
    lengths = sorted(len(item.content) * (2 if has_chinese(item.content[:200]) else 1) for item in feed.items)
    usual = lengths[len(lengths) // 2] if lengths else 0
    if usual >= FULL_TEXT:
        return "feed", "fulltext: feed, as whole articles are in it"
    return "page", "fulltext: page, as only summaries are in its feed"
