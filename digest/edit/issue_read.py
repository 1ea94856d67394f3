"""Read an issue's file: YAML front matter that a person may have edited, then the essay in Markdown.

Every mistake is told at once, each with its place. Scalars are taken as they are written, so that a headline `No` or an
id `123456789012` stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import yaml

from digest.edit.issue import story_id
from digest.model import SECTIONS, HandItem, Issue, Mistake, Placed, Unread, nearest, week_start

STATUSES = ("draft", "published")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ID = re.compile(r"[0-9a-f]{12}")
_TRUE = ("true", "yes")
_FALSE = ("false", "no")
_REASON = re.compile(r"(.*) ([+-]\d+\.\d+)", re.DOTALL)


@dataclass(slots=True)
class _Reading:
    """The mistakes found so far, and where stories that name others stand."""

    mistakes: list[Mistake] = field(default_factory=list)
    merges: list[tuple[yaml.Node, str]] = field(default_factory=list)
    ids: list[tuple[yaml.Node, str, str]] = field(default_factory=list)

    def wrong(self, node: yaml.Node, where: str, what: str, instead: str = "") -> None:
        mark = node.start_mark
        self.mistakes.append(Mistake(mark.line + 1, mark.column + 1, where, what, instead))


Explain = Callable[[yaml.MarkedYAMLError, str], tuple[int, int, str, str, str]]
"""Line, column, no path, what is wrong, what to write instead."""
_Reader = Callable[[yaml.Node, str, _Reading], Any]


def parse(text: str, explain: Explain | None = None) -> Issue | tuple[Mistake, ...]:
    """The issue in a file's text, or every mistake in it, in the order of its lines.

    `explain` puts what YAML's reader says into an editor's words; without it the reader's own stand."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---":
        what = "the file begins with its settings between two lines of ---"
        return (Mistake(1, 1, "", what, "--- as the first line, and again above the essay"),)
    if not end:
        return (Mistake(len(lines), 1, "", "the settings never end", "--- in a line of its own above the essay"),)
    reading = _Reading()
    root = _compose("\n".join(["", *lines[1:end]]), reading, explain or _in_its_own_words)
    values = _mapping(root, "", _ISSUE, reading, needs=("week",)) if root else {}
    _check_ids(values.get("stories", ()), reading)
    if reading.mistakes:
        return tuple(sorted(set(reading.mistakes), key=lambda each: (each.line, each.column, str(each))))
    machine = values.pop("machine", {})
    return Issue(**{"title": "", **values}, essay=_essay(lines[end + 1 :]), offered=machine.get("offered", ()))


def _essay(lines: list[str]) -> str:
    essay = "\n".join(lines).strip()
    return "" if essay == PLACEHOLDER else essay


PLACEHOLDER = "<!-- The essay goes here, in Markdown. Without one the issue begins with its stories. -->"


def _compose(text: str, reading: _Reading, explain: Explain) -> yaml.Node | None:
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        reading.mistakes.append(Mistake(*explain(error, text)))
        return None
    except yaml.YAMLError:
        what = "holds a character that YAML forbids"
        reading.mistakes.append(Mistake(1, 1, "", what, "plain text, saved as UTF-8"))
        return None
    if not isinstance(node, yaml.MappingNode):
        reading.mistakes.append(Mistake(1, 1, "", "has no settings", "week: 2026-W05 and what belongs to it"))
        return None
    return node


def _in_its_own_words(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str, str]:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return line, column, "", f"is not YAML: {error.problem}", "the line as its neighbours are written"


def _mapping(
    node: yaml.Node, where: str, readers: Mapping[str, _Reader], reading: _Reading, needs: tuple[str, ...] = ()
) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        reading.wrong(node, where, "should be settings, one a line", f"{next(iter(readers))}: …")
        return {}
    found: dict[str, Any] = {}
    for key_node, value in node.value:
        key = str(key_node.value)
        path = f"{where}.{key}" if where else key
        if key in found:
            reading.wrong(key_node, path, "is given twice", "it once")
        elif key not in readers:
            reading.wrong(key_node, path, "is no setting", nearest(key, readers) or f"one of {', '.join(readers)}")
        else:
            found[key] = readers[key](value, path, reading)
    for key in needs:
        if not found.get(key) and key not in found:
            reading.wrong(node, where, f"has no {key}", f"{key}: …")
    return found


def _text(node: yaml.Node, where: str, reading: _Reading) -> str:
    if isinstance(node, yaml.ScalarNode):
        plain = node.style is None and node.value in ("~", "null", "Null", "NULL")
        return "" if plain else str(node.value).strip()
    reading.wrong(node, where, "should be text", "it in quotes" if _looks_like_text(node) else "one line of text")
    return ""


def _looks_like_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode | yaml.SequenceNode) and bool(node.flow_style)


def _flag(node: yaml.Node, where: str, reading: _Reading) -> bool:
    word = _text(node, where, reading).casefold()
    if word not in (*_TRUE, *_FALSE, ""):
        reading.wrong(node, where, f"{word!r} is neither true nor false", "true, or take the line away")
    return word in _TRUE


def _id(node: yaml.Node, where: str, reading: _Reading) -> str:
    name = _text(node, where, reading)
    if name and not _ID.fullmatch(name):
        reading.wrong(node, where, f"{name!r} is no id", "the 12 characters of an id, as they stand in this file")
    return name


def _listed(one: _Reader) -> _Reader:
    """A reader of lists of what `one` reads; a single value counts as a list of it."""

    def read(node: yaml.Node, where: str, reading: _Reading) -> tuple[Any, ...]:
        if isinstance(node, yaml.SequenceNode):
            return tuple(one(each, f"{where}[{at}]", reading) for at, each in enumerate(node.value))
        value = one(node, where, reading)
        return (value,) if value else ()

    return read


def _choice(choices: tuple[str, ...]) -> _Reader:
    def read(node: yaml.Node, where: str, reading: _Reading) -> str:
        word = _text(node, where, reading)
        if word not in choices:
            reading.wrong(
                node, where, f"{word!r} is none of {', '.join(choices)}", nearest(word, choices) or choices[0]
            )
        return word

    return read


def _week(node: yaml.Node, where: str, reading: _Reading) -> str:
    week = _text(node, where, reading)
    try:
        week_start(week)
    except ValueError:
        reading.wrong(node, where, f"{week!r} is no week", "a year and a week, like 2026-W05")
    return week


def _moment(node: yaml.Node, where: str, reading: _Reading) -> datetime | None:
    text = _text(node, where, reading)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        reading.wrong(node, where, f"{text!r} is no time", "one like 2026-02-02T06:00:00Z")
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _whole(node: yaml.Node, where: str, reading: _Reading) -> int:
    text = _text(node, where, reading)
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        reading.wrong(node, where, f"{text!r} is no whole number", "1")
        return 1
    return int(text)


def _reason(node: yaml.Node, where: str, reading: _Reading) -> tuple[str, float]:
    """A reason with its points, as in `reported by 5 outlets +4.64`; without points it counts for nothing."""
    text = _text(node, where, reading)
    match = _REASON.fullmatch(text)
    return (match[1], float(match[2])) if match else (text, 0.0)


def _link(node: yaml.Node, where: str, reading: _Reading) -> str:
    url = _text(node, where, reading)
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:
        good = False
    if not good:
        reading.wrong(node, where, f"{url!r} is no web address", "one that begins with https://")
    return url


def _hand_item(node: yaml.Node, where: str, reading: _Reading) -> HandItem | None:
    values = _mapping(node, where, _HAND, reading, needs=("url", "title"))
    return HandItem(**{"url": "", "title": "", **values})


def _story(node: yaml.Node, where: str, reading: _Reading) -> Placed | None:
    values = _mapping(node, where, _STORY, reading)
    if not values:
        return None
    if not values.get("id"):
        values["id"] = story_id(item.url for item in values.get("by_hand", ()))
        if not values.get("by_hand"):
            reading.wrong(node, where, "has neither an id nor links of your own", "by_hand: [{url: …, title: …}]")
    else:
        reading.ids.append((_value(node, "id"), where, values["id"]))
    if values.get("merge"):
        reading.merges.append((_value(node, "merge"), where))
    values.setdefault("section", "catch-up")
    values.setdefault("headline", "")
    values.setdefault("items", ())
    return Placed(**values)


def _value(node: yaml.Node, key: str) -> yaml.Node:
    found: yaml.Node = next(value for name, value in node.value if name.value == key)
    return found


def _check_ids(stories: tuple[Placed | None, ...], reading: _Reading) -> None:
    """A story is there once, and what it is merged into is there."""
    ids = [story.id for story in stories if story]
    first: dict[str, int] = {}
    for node, where, name in reading.ids:
        line = first.setdefault(name, node.start_mark.line + 1)
        if line != node.start_mark.line + 1:
            reading.wrong(node, f"{where}.id", f"{name} is there already, in line {line}", "it once")
    for node, where in reading.merges:
        name = str(node.value).strip()
        if name not in ids:
            what = f"{name} is no story of this issue"
            reading.wrong(node, f"{where}.merge", what, nearest(name, ids) or "the id of another story")


def _unread(node: yaml.Node, where: str, reading: _Reading) -> Unread:
    values = _mapping(node, where, {"source": _text, "status": _text, "since": _moment}, reading, needs=("source",))
    return Unread(**{"source": "", "status": "failed", **values})


def _machine(node: yaml.Node, where: str, reading: _Reading) -> dict[str, Any]:
    return _mapping(node, where, {"written": _text, "offered": _listed(_id)}, reading)


_HAND: dict[str, _Reader] = {"url": _link, "title": _text, "publication": _text, "paywall": _flag}
_STORY: dict[str, _Reader] = {
    "id": _id,
    "section": _choice(SECTIONS),
    "headline": _text,
    "title": _text,
    "english": _text,
    "note": _text,
    "correction": _text,
    "pin": _flag,
    "hide": _flag,
    "merge": _id,
    "split": _listed(_id),
    "by_hand": _listed(_hand_item),
    "items": _listed(_id),
    "outlets": _listed(_text),
    "topics": _listed(_text),
    "reasons": _listed(_reason),
    "thread": _id,
    "week_of_thread": _whole,
    "mark": _text,
}
_ISSUE: dict[str, _Reader] = {
    "week": _week,
    "title": _text,
    "status": _choice(STATUSES),
    "published": _moment,
    "notice": _text,
    "corrections": _listed(_text),
    "unread": _listed(_unread),
    "stories": _listed(_story),
    "changed": _listed(_text),
    "machine": _machine,
}


def fields_of_a_story() -> Iterator[str]:
    """The keys that a story of an issue's file may have."""
    yield from _STORY
