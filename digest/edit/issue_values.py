"""Read the values in an issue's file: each function turns a YAML node into a value, or notes a mistake.

Scalars are taken as they are written, so that a headline `No` or an id `123456789012` stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import yaml

from digest.mistakes import Mistake, nearest
from digest.weeks import week_start

_ID = re.compile(r"[0-9a-f]{12}")
_TRUE = ("true", "yes")
_FALSE = ("false", "no")
_REASON = re.compile(r"(.*) ([+-]\d+\.\d+)", re.DOTALL)


@dataclass(slots=True)
class Reading:
    """What was found so far in one file."""

    mistakes: list[Mistake] = field(default_factory=list)
    merges: list[tuple[yaml.Node, str]] = field(default_factory=list)
    """The node of each `merge`, and the path of its story."""
    ids: list[tuple[yaml.Node, str, str]] = field(default_factory=list)
    """The node of each story's id, the path of the story, and the id."""

    def wrong(self, node: yaml.Node, where: str, what: str, instead: str = "") -> None:
        """Note a mistake at a node."""
        mark = node.start_mark
        self.mistakes.append(Mistake(mark.line + 1, mark.column + 1, where, what, instead))


Reader = Callable[[yaml.Node, str, Reading], Any]
"""Takes a node, its path and what was found so far, and returns the value."""


def scalar(node: yaml.Node, where: str, reading: Reading) -> str:
    """The text of a node, as it is written."""
    if isinstance(node, yaml.ScalarNode):
        plain = node.style is None and node.value in ("~", "null", "Null", "NULL")
        return "" if plain else str(node.value).strip()
    reading.wrong(node, where, "should be text", "it in quotes" if _looks_like_text(node) else "one line of text")
    return ""


def _looks_like_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode | yaml.SequenceNode) and bool(node.flow_style)


def flag(node: yaml.Node, where: str, reading: Reading) -> bool:
    """True or false; an empty value is false."""
    word = scalar(node, where, reading).casefold()
    if word not in (*_TRUE, *_FALSE, ""):
        reading.wrong(node, where, f"{word!r} is neither true nor false", "true, or take the line away")
    return word in _TRUE


def short_id(node: yaml.Node, where: str, reading: Reading) -> str:
    """The id of a story or an article."""
    name = scalar(node, where, reading)
    if name and not _ID.fullmatch(name):
        reading.wrong(node, where, f"{name!r} is not an id", "the 12 characters of an id, as they stand in this file")
    return name


def listed(one: Reader) -> Reader:
    """A reader of lists whose items `one` reads; a single value counts as a list of one."""

    def read(node: yaml.Node, where: str, reading: Reading) -> tuple[Any, ...]:
        if isinstance(node, yaml.SequenceNode):
            return tuple(one(each, f"{where}[{at}]", reading) for at, each in enumerate(node.value))
        value = one(node, where, reading)
        return (value,) if value else ()

    return read


def choice(choices: tuple[str, ...]) -> Reader:
    """A reader that accepts one of several words."""

    def read(node: yaml.Node, where: str, reading: Reading) -> str:
        word = scalar(node, where, reading)
        if word not in choices:
            reading.wrong(
                node, where, f"{word!r} is not one of {', '.join(choices)}", nearest(word, choices) or choices[0]
            )
        return word

    return read


def week(node: yaml.Node, where: str, reading: Reading) -> str:
    """A week as ISO 8601 writes it."""
    week = scalar(node, where, reading)
    try:
        week_start(week)
    except ValueError:
        reading.wrong(node, where, f"{week!r} is not a week", "a year and a week, like 2026-W05")
    return week


def moment(node: yaml.Node, where: str, reading: Reading) -> datetime | None:
    """A time in ISO 8601, converted to UTC, which is also assumed if it has no offset; None for an empty value."""
    text = scalar(node, where, reading)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        reading.wrong(node, where, f"{text!r} is not a time", "one like 2026-02-02T06:00:00Z")
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def whole(node: yaml.Node, where: str, reading: Reading) -> int:
    """A whole number of at most five digits."""
    text = scalar(node, where, reading)
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        reading.wrong(node, where, f"{text!r} is not a whole number", "1")
        return 1
    return int(text)


def reason(node: yaml.Node, where: str, reading: Reading) -> tuple[str, float]:
    """A reason with its points, as in `reported by 5 outlets +4.64`; without points it counts 0."""
    text = scalar(node, where, reading)
    match = _REASON.fullmatch(text)
    return (match[1], float(match[2])) if match else (text, 0.0)


def link(node: yaml.Node, where: str, reading: Reading) -> str:
    """A web address with http or https."""
    url = scalar(node, where, reading)
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:
        good = False
    if not good:
        reading.wrong(node, where, f"{url!r} is not a web address", "one that begins with https://")
    return url
