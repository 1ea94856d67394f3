"""Make text from outside safe for GitHub: Markdown that mentions nobody, adds no links and closes no issues.

A headline may contain `@everybody`, `fixes #12`, a tracking picture, or a line that a runner obeys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

SUMMARY_BYTES = 1024 * 1024
"""GitHub's limit for the summary of a step; a longer one is dropped entirely."""
BODY_CHARACTERS = 65_536
"""GitHub's limit for the body of a pull request or an issue."""
_CUT = "\n\n… and more: cut here, GitHub takes no longer text.\n"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~$^=-])")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LOUD = re.compile(r"(?i)(@|#|\bgh-|://|\bwww\.|^\s*\d+[.)])")
"""Marks after which GitHub recognises people, issues, addresses and lists; an added word joiner prevents that."""
_JOINER = "\u2060"


def inline(text: str) -> str:
    """Text from outside as Markdown that shows it literally, on one line."""
    one_line = " ".join(_STEERING.sub(" ", text).split())
    quiet = _LOUD.sub(lambda found: found[0][:-1] + _JOINER + found[0][-1] + _JOINER, one_line)
    return _MARKUP.sub(r"\\\1", quiet.replace("&", "&amp;"))


def link(text: str, url: str) -> str:
    """A Markdown link, or the text alone if the address is not a valid web address."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\\]", url):
        return inline(text)
    return f"[{inline(text)}](<{url}>)"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; its cells must be Markdown already. Empty if there are no rows."""
    body = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n{body}" if body else ""


def folded(title: str, body: str) -> str:
    """A section that opens on a click; empty if it has no body."""
    return f"<details><summary>{title}</summary>\n\n{body}\n</details>\n" if body else ""


def sentences(*parts: str) -> str:
    """Phrases like a reason and a remedy, as sentences."""
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def count(number: int, noun: str) -> str:
    """`1 story`, `2 stories`."""
    plural = noun if number == 1 else noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {plural}"


def fit(text: str, *, size: int = SUMMARY_BYTES) -> str:
    """The text, cut after a whole line if it is longer than `size` bytes."""
    if len(text.encode()) <= size:
        return text
    kept = text.encode()[: size - len(_CUT.encode())].decode("utf-8", "ignore")
    return kept.rpartition("\n")[0] + _CUT
