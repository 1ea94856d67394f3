"""Recognise an article: canonical links, item ids, and the index of the entries already known.

An item is known if its GUID matches, else its link, else its source, title and day. Outlets regenerate GUIDs, edit
slugs and rotate tokens, but hardly ever all at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qs, quote, urljoin, urlsplit, urlunsplit

from digest.collect.text import fold
from digest.model import Entry, Item

URL_LIMIT = 2000
# Hosts whose links stand for an article without leading to it; such links are kept but never fetched.
OPAQUE_HOSTS = frozenset({"news.google.com"})
# Redirect pages that name their target in a parameter: (host, path) -> parameters.
_CARRIERS = {("www.google.com", "/url"): ("url", "q"), ("l.facebook.com", "/l.php"): ("u",)}
_SAFE = "!$%&'()*+,-./:;=?@_~[]|"
_INSIDE = re.compile(r"[\t\r\n]")
_BARE_HOST = re.compile(r"www\.[\w-]{1,63}\.", re.IGNORECASE)
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp|wap)\.(?=[^.]+\.)")
_AMP = re.compile(r"(?:/amp/?|\.amp(?=\.html$|$))$")
_SECRET = re.compile(
    r"(?<![^&])((?:\w*[_-])?(?:token|key|secret|auth|pass(?:word)?|sig(?:nature)?|feed|user))=[^&]+", re.IGNORECASE
)
_PORTS = {"http": 80, "https": 443}
TITLE_LETTERS = 8
"""A folded title shorter than this (`Links`, `早报`) does not identify an article."""


def hashed(*parts: str) -> str:
    """The first 12 hex digits of a hash of the parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


def canonical(url: str, base: str = "") -> str:
    """The link in the form that is kept and shown; empty if it is not a web address.

    That is: absolute, http(s), host in punycode, without user, fragment and tracking parameters."""
    url = _as_browsers_do(url)
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        host, port = host_of(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not host or len(url) > URL_LIMIT:
        return ""
    if target := _carried(host, parts.path, parts.query):
        return canonical(target)
    place = f"[{host}]" if ":" in host else host
    netloc = place if port in (None, _PORTS[parts.scheme]) else f"{place}:{port}"
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((parts.scheme, netloc, path, quote(_untracked(host, parts.query), safe=_SAFE), ""))


def _as_browsers_do(url: str) -> str:
    """The address as browsers read it: line breaks removed, backslashes as slashes, a leading `www.` as a host."""
    url = _INSIDE.sub("", url).strip(" \0\x0b\x0c")
    place, mark, query = url.partition("?")
    place = place.replace("\\", "/")
    return ("//" if _BARE_HOST.match(place) else "") + place + mark + query


def host_of(host: str) -> str:
    """A host name in lower case and punycode, so that it has one spelling; empty if it is not valid."""
    host = host.rstrip(".").lower()
    try:
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""
    return host if re.fullmatch(r"[a-z0-9._:-]+", host) and not re.search(r"\.\.|^\.", host) else ""


def site_of(url: str) -> str:
    """The registrable domain of a link (`bbc.co.uk`), or its host if it has none (`127.0.0.1`, `localhost`)."""
    from tld import get_tld

    host = urlsplit(url).hostname or ""
    found = get_tld(f"http://{host}", as_object=True, fail_silently=True) if "." in host else None
    name = getattr(found, "fld", "") or (
        host if re.fullmatch(r"[\d.]+|.*:.*", host) else ".".join(host.split(".")[-2:])
    )
    return host_of(name)


def url_key(url: str) -> str:
    """The key that all addresses of one article share: no scheme, `www.`, `m.`, AMP suffix or final slash."""
    parts = urlsplit(url)
    host = _MOBILE.sub("", parts.netloc)
    path = _AMP.sub("", parts.path).rstrip("/")
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


def item_id(source: str, url: str, guid: str, title: str, day: datetime | None) -> str:
    """The item's id, derived from its link, else from its GUID, else from source, title and day."""
    if url:
        return hashed(url_key(url))
    return hashed(source, guid) if guid else hashed(source, fold(title), f"{day:%Y-%m-%d}" if day else "")


def guid_key(source: str, guid: str) -> str:
    """A GUID as it is kept: hashed with its source, since sources reuse each other's GUIDs."""
    return hashed(source, guid.strip()) if guid.strip() else ""


class Index:
    """The entries already known, found by GUID, by link, or by source, title and day."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._ids: dict[str, Entry] = {}
        self._guids: dict[str, Entry] = {}
        self._titles: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Add an entry."""
        self._ids[entry.id] = entry
        if entry.url:
            self._ids.setdefault(hashed(url_key(entry.url)), entry)
        if entry.guid:
            self._guids[entry.guid] = entry
        title = fold(entry.title)
        if len(title) >= TITLE_LETTERS:
            self._titles.setdefault((entry.source, title), []).append(entry)

    def waiting(self, source: str) -> list[Entry]:
        """The entries of a source whose pages are to be requested again, ordered by id."""
        found = {entry.id: entry for entry in self._ids.values() if entry.source == source and entry.tries}
        return [entry for _, entry in sorted(found.items())]

    def exact(self, item: Item) -> Entry | None:
        """The entry with this item's GUID or link, if any."""
        return self._guids.get(item.guid) if item.guid in self._guids else self._ids.get(item.id)

    def alike(self, item: Item) -> Entry | None:
        """The entry of the same source with the same title and about the same day, if any."""
        near = timedelta(days=7 if item.published is None or item.date_inferred else 1)
        for entry in self._titles.get((item.source, fold(item.title)), ()):
            if item.published is None or abs(entry.published - item.published) <= near:
                return entry
        return None


def _carried(host: str, path: str, query: str) -> str:
    for name in _CARRIERS.get((host, path), ()):
        for value in parse_qs(query).get(name, ()):
            if value.startswith(("http://", "https://")):
                return value
    return ""


def _untracked(host: str, query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _tracks(host, pair)) if query else ""


def _tracks(host: str, pair: str) -> bool:
    name, _, value = pair.lower().removeprefix("amp;").partition("=")
    for rule in _rules():
        place, _, rest = rule.rpartition(":")
        wanted, has_value, wanted_value = rest.lower().partition("=")
        if place and host != place and not host.endswith(f".{place}"):
            continue
        if fnmatchcase(name, wanted) and (not has_value or fnmatchcase(value, wanted_value)):
            return True
    return False


@cache
def _rules() -> tuple[str, ...]:
    text = (files("digest.collect") / "tracking.txt").read_text(encoding="utf-8")
    return tuple(row for row in text.split("\n") if row and not row.startswith("#"))


def redacted(url: str) -> str:
    """The address without user, password and tokens, so that it may be shown and stored."""
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    query = _SECRET.sub(r"\1=…", parts.query)
    return urlunsplit((parts.scheme, netloc, parts.path, query, ""))


def is_opaque(url: str) -> bool:
    """Whether a link stands for an article without leading to it, so that there is no page to read."""
    return urlsplit(url).hostname in OPAQUE_HOSTS
