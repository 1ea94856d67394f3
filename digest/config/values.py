"""Check single values: each function returns the value, or raises ValueError `what is wrong; write this instead`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit
from zoneinfo import ZoneInfo, available_timezones

from digest.config import patterns
from digest.mistakes import nearest

_SECRET = re.compile(
    r"(?i)^(?:(?:api|app|access|auth|client|private|user)?[_-]?(?:key|secret|token|auth)|passw(?:or)?d|pwd|sig(?:nature)?)$"
)
# Tokens that can be recognised anywhere by their form: AWS, GitHub, Slack, OpenAI and similar, JWT.
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?:AKIA[A-Z0-9]{12,}|gh[opsu]_\w{20,}|github_pat_\w{20,}|xox[abp]-[\w-]{10,}|sk-[\w-]{20,}"
    r"|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)"
)
_EXAMPLE = "https://example.org/feed.xml"
_AROUND = "“”‘’„«»<>\"'\u200b\u200e\u200f\ufeff"
"""Characters that come along when an address is copied from a mail or a page."""
_CURLY = re.compile(r"[“”„‘’]([^“”„‘’]*)[“”‘’]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
# What people write -> the language's code.
_LANGUAGES = {"chinese": "zh", "cn": "zh", "english": "en", "french": "fr", "german": "de", "gb": "en",
              "japanese": "ja", "jp": "ja", "korean": "ko", "kr": "ko", "spanish": "es", "traditional chinese": "zh-TW",
              "uk": "en", "us": "en", "中文": "zh", "简体中文": "zh", "繁體中文": "zh-TW", "英文": "en"}  # fmt: skip
# Codes that people write -> the one in ISO 3166; EU and XK are reserved there and in general use.
_COUNTRIES = {
    "UK": "GB",
    "EL": "GR",
    "USA": "US",
    "PRC": "CN",
    "ENGLAND": "GB",
    "UNITED KINGDOM": "GB",
    "AMERICA": "US",
}
_EXTRA = {"EU": "European Union", "XK": "Kosovo"}


def slug(text: str) -> str:
    """An id: a-z, 0-9 and single hyphens, 60 characters at most."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) or len(text) > 60:
        mended = re.sub(r"[^a-z0-9]+", "-", text.lower())[:60].strip("-") or "a-name-like-this"
        raise ValueError(f"an id is made of a-z, 0-9 and single hyphens, not {text!r}; write {mended}")
    return text


def url(text: str) -> str:
    """An http(s) address without a user, a password or a secret in it."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(f"{text!r} is not an address; write {_EXAMPLE}") from None
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", text):
        bare = re.fullmatch(r"(?:feed:)?(https?://)?(?://)?((?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)", text.strip(_AROUND))
        instead = f"{bare[1] or 'https://'}{bare[2]}" if bare else _EXAMPLE
        raise ValueError(f"{text!r} is not an http(s) address; write {instead}")
    if "@" in parts.netloc:
        raise ValueError(f"there is a user name or password in the address; write {parts.scheme}://{host}{parts.path}")
    if secret := next((name for name, value in parse_qsl(parts.query) if value and _SECRET.match(name)), ""):
        without = "&".join(pair for pair in parts.query.split("&") if not _SECRET.match(pair.partition("=")[0]))
        clean = urlunsplit((*parts[:3], without, parts.fragment))
        raise ValueError(f"there is a secret in the address ({secret}=…), and this file is public; write {clean}")
    if found := _TOKEN.search(text):
        what = f"there is a secret in the address ({found[0][:5]}…), and this file is public"
        raise ValueError(f"{what}; write the public address")
    return text


def zone(text: str) -> str:
    """A time zone by its IANA name."""
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        close = _zone_like(text)
        raise ValueError(
            f"{text!r} is not a time zone; write {close or 'one like Europe/Berlin or Asia/Shanghai'}"
        ) from None
    return text


_ZONES = {
    "bangalore": "Asia/Kolkata",
    "barcelona": "Europe/Madrid",
    "beijing": "Asia/Shanghai",
    "bonn": "Europe/Berlin",
    "boston": "America/New_York",
    "china": "Asia/Shanghai",
    "delhi": "Asia/Kolkata",
    "frankfurt": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "hamburg": "Europe/Berlin",
    "hongkong": "Asia/Hong_Kong",
    "mumbai": "Asia/Kolkata",
    "munich": "Europe/Berlin",
    "pst": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "shenzhen": "Asia/Shanghai",
    "silicon valley": "America/Los_Angeles",
    "utc": "UTC",
    "washington": "America/New_York",
    "北京": "Asia/Shanghai",
}
"""What people call a time zone -> its IANA name."""


def _zone_like(text: str) -> str:
    name = text.rpartition("/")[2].replace("_", " ").casefold()
    if name in _ZONES or re.search(r"[+-]\d", name):
        return _ZONES.get(name, "")
    cities = {
        name.rpartition("/")[2].replace("_", " "): name
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith("Etc/")
    }
    city = nearest(name, cities)
    return cities.get(city, "")


def words(text: str) -> str:
    """A text that is not empty."""
    if not text.strip():
        raise ValueError("is empty; write a word or leave the line out")
    return text.strip()


def quoted(text: str) -> str:
    """A text without curly quotation marks around it, which a word processor has put there."""
    if found := _CURLY.fullmatch(text.strip()):
        raise ValueError(f'curly quotation marks are part of the text here; write "{found[1]}"')
    return text


def parted(text: str) -> str:
    """One entry of a list, without full-width commas, which do not separate entries."""
    if text[:1] != "/" and re.search(r"[，；]", text):
        raise ValueError(f"{text!r} is one entry: a full-width comma parts nothing; write {', '.join(_parts(text))}")
    return text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,，;；]", text) if part.strip()]


def listed(value: Any) -> Any:
    """A list; a single text becomes a list of one, unless it has commas."""
    if isinstance(value, str) and value[:1] != "/" and len(_parts(value)) > 1:
        raise ValueError(f"is one text: commas make no list by themselves; write [{', '.join(_parts(value))}]")
    return [value] if isinstance(value, str) else value


def none_yet(value: Any) -> Any:
    """A list; nothing behind its key means an empty one, as in a desk without sources."""
    return [] if value is None else value


def language(text: str) -> str:
    """A language code, with a region or script if needed: `en`, `zh`, `zh-TW`."""
    if not _LANGUAGE.fullmatch(text) or text in _LANGUAGES:
        first, _, rest = text.replace("_", "-").partition("-")
        mended = f"{first.lower()}-{rest}" if rest else first.lower()
        close = _LANGUAGES.get(text.casefold()) or (mended if _LANGUAGE.fullmatch(mended) else "en")
        raise ValueError(f"{text!r} is not a code of a language; write {close}")
    return text


def country(text: str) -> str:
    """A country code of two letters (ISO 3166), or an empty text."""
    codes = _codes()
    if not text or text in codes:
        return text
    names = {name: code for code, name in codes.items()}
    upper = text.strip().upper()
    close = _COUNTRIES.get(upper) or (upper if upper in codes else names.get(nearest(text, names), "US"))
    raise ValueError(f"{text!r} is not a code of a country; write {close}")


@cache
def _codes() -> dict[str, str]:
    """Country code -> name, from the table in the time zone database."""
    table = (files("tzdata.zoneinfo") / "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {code: name for code, name in rows} | _EXTRA  # noqa: C416 - dict(rows) hides what a row is


def entry(text: str) -> str:
    """One entry of `include` or `exclude`, as `digest.collect.filters` reads it."""
    name, sign, rest = text.partition("=")
    if sign and re.fullmatch(r"\w+", name.strip()) and name.strip() not in ("category", "link"):
        close = nearest(name, ("category", "link")) or "category"
        raise ValueError(f"{name.strip()!r} is nothing to filter by; write {close}={rest.strip()}")
    if sign and name.strip() in ("category", "link") and not rest.strip():
        raise ValueError(f"{text!r} names no {name.strip()}; write {name.strip()}={_FILTERS[name.strip()]}")
    if len(text) > 2 and text.startswith("/") and text.endswith("/") and (fault := patterns.fault(text[1:-1])):
        instead = "one + or * only, and {0,40} for the others" if fault == patterns.SLOW else "plain words"
        raise ValueError(f"{text} {fault}; write {instead}")
    return text


_FILTERS = {"category": "Deals", "link": "/sport/"}


def host(text: str) -> str:
    """A host, or host:port."""
    if not re.fullmatch(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]|[0-9a-fA-F:]+)(?::\d{1,5})?", text):
        bare = re.fullmatch(r"(?:\w+://)?([\w.-]+(?::\d+)?)(?:/.*)?", text.strip())
        raise ValueError(f"{text!r} is not a host; write {bare[1] if bare else '127.0.0.1:8765'}")
    return text


def selector(text: str) -> str:
    """A CSS selector."""
    from cssselect import HTMLTranslator, SelectorError

    try:
        HTMLTranslator().css_to_xpath(text)
    except SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector ({error}); write one like main h2 a") from None
    return text


def unless_empty(check: Callable[[str], str]) -> Callable[[str], str]:
    """The same check, which also accepts an empty text."""
    return lambda text: check(text) if text else text
