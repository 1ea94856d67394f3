"""Text from outside on its way to GitHub: Markdown that mentions nobody, links nowhere else and closes nothing.

A headline may hold `@everybody`, `fixes #12`, a picture that counts its readers, or a line that a runner obeys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

SUMMARY_BYTES = 1024 * 1024
"""GitHub takes this much a step; what is longer it drops as a whole."""
BODY_CHARACTERS = 65_536
"""Of a pull request or an issue."""
_CUT = "\n\n… and more: cut here, GitHub takes no longer text.\n"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~$^=-])")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LOUD = re.compile(r"(?i)(@|#|\bgh-|://|\bwww\.|^\s*\d+[.)])")
"""After these GitHub finds people, issues, addresses and lists: a word joiner keeps it from that."""
_JOINER = "\u2060"


def inline(text: str) -> str:
    """Text from outside as Markdown that shows just it, on one line."""
    one_line = " ".join(_STEERING.sub(" ", text).split())
    quiet = _LOUD.sub(lambda found: found[0][:-1] + _JOINER + found[0][-1] + _JOINER, one_line)
    return _MARKUP.sub(r"\\\1", quiet.replace("&", "&amp;"))


def link(text: str, url: str) -> str:
    """A Markdown link, or the text alone where the address is none of the web."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\\]", url):
        return inline(text)
    return f"[{inline(text)}](<{url}>)"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table of cells that are Markdown already; empty where there are no rows."""
    body = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n{body}" if body else ""


def folded(title: str, body: str) -> str:
    """A part that a click opens; empty where it has no body."""
    return f"<details><summary>{title}</summary>\n\n{body}\n</details>\n" if body else ""


def sentences(*parts: str) -> str:
    """What a reason and a remedy say, as sentences."""
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def count(number: int, noun: str) -> str:
    """`1 story`, `2 stories`."""
    plural = noun if number == 1 else noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {plural}"


def fit(text: str, *, size: int = SUMMARY_BYTES) -> str:
    """Text cut after a whole line where it is longer than GitHub takes, in bytes."""
    if len(text.encode()) <= size:
        return text
    kept = text.encode()[: size - len(_CUT.encode())].decode("utf-8", "ignore")
    return kept.rpartition("\n")[0] + _CUT
