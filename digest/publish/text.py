"""Small pure functions for text in addresses and markup: slugs, safe links, language tags, digests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, count
from urllib.parse import quote, urlsplit

SLUG_LENGTH = 60
RESERVED = re.compile(r"aux|com\d|con|feed|index|lpt\d|nul|page|prn")
"""Slugs that are reserved, either for other addresses of the site or as file names on Windows."""

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?", re.IGNORECASE)
_URL_SAFE = frozenset("!#$%&'()*+,-./:;=?@_~")


def digest(parts: Iterable[str]) -> str:
    """16 hex digits for a sequence of strings: the same for the same parts on every machine."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def slug(name: str) -> str:
    """A name as at most 60 characters of `[a-z0-9-]`, with a digest if nothing of it is left or it is reserved."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    short = _NOT_SLUG.sub("-", plain.lower()).strip("-")[:SLUG_LENGTH].strip("-")
    if not short or (len(short) < 3 and not name.isascii()):
        return f"x-{digest([name])}"
    return f"{short}-{digest([name])[:6]}" if RESERVED.fullmatch(short) else short


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name, all different: the first of several names with the same slug gets the plain one.

    A later name cannot take over an address, even if it is chosen to look like another's slug with its digest."""
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        plain = slug(name)
        digests = (digest([name, *"+" * more])[:6] for more in count())
        ways = chain([plain], (f"{plain[: SLUG_LENGTH - 7]}-{one}" for one in digests))
        chosen[name] = next(way for way in ways if way not in taken)
        taken.add(chosen[name])
    return chosen


def initial(name: str) -> str:
    """The letter from A to Z under which a name is listed, ignoring accents; `#` if there is none."""
    letter = unicodedata.normalize("NFKD", name[:1])[:1]
    return letter.upper() if letter.isascii() and letter.isalpha() else "#"


@lru_cache(maxsize=65536)
def href(url: str) -> str:
    """The URL if it is safe to link (http or https, with a host, no user name, nothing invisible), else ''."""
    candidate = url.strip()
    if not _LINK.fullmatch(candidate):
        return ""
    try:
        parts = urlsplit(candidate)
    except ValueError:
        return ""
    return _quoted(candidate, parts.netloc) if _HOST.fullmatch(parts.netloc) else ""


def _quoted(url: str, netloc: str) -> str:
    """Percent-encode what the URL grammar forbids after the host, such as `"<>[]^{|}`; Chinese stays readable."""
    start = url.index(netloc) + len(netloc)
    return url[:start].lower() + "".join(c if c.isalnum() or c in _URL_SAFE else quote(c, safe="") for c in url[start:])


def language_tag(language: str) -> str:
    """The language if it is a valid value for `lang`, else ''."""
    return language if _LANGUAGE.fullmatch(language) else ""


def base_language(language: str) -> str:
    """The primary language, by which readers group: `zh` for `zh-Hant`, `und` if it is unknown or invalid."""
    return language_tag(language).partition("-")[0].lower() or "und"


def writable(text: str) -> str:
    """The text without characters that HTML and XML forbid: control characters and lone surrogates."""
    return _UNWRITABLE.sub("", text)
