"""Read an issue's file: YAML front matter that a person may have edited, then the essay in Markdown.

All mistakes are reported at once, each with its place. Single values are read by `issue_values`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import yaml

from digest.edit.issue import story_id
from digest.edit.issue_values import (
    Reader,
    Reading,
    choice,
    flag,
    link,
    listed,
    moment,
    reason,
    scalar,
    short_id,
    week,
    whole,
)  # fmt: skip
from digest.mistakes import Mistake, nearest
from digest.model import SECTIONS, HandItem, Issue, Placed, Unread

STATUSES = ("draft", "published")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


Explain = Callable[[yaml.MarkedYAMLError, str], tuple[int, int, str, str, str]]
"""Turns an error of the YAML reader, and the text read, into the fields of a `Mistake`."""


def parse(text: str, explain: Explain | None = None) -> Issue | tuple[Mistake, ...]:
    """The issue in a file's text, or all mistakes in it, in the order of its lines.

    `explain` puts errors of the YAML reader into words for an editor; without it the reader's own words are used."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---":
        what = "the file begins with its settings between two lines of ---"
        return (Mistake(1, 1, "", what, "--- as the first line, and again above the essay"),)
    if not end:
        return (Mistake(len(lines), 1, "", "the settings never end", "--- in a line of its own above the essay"),)
    reading = Reading()
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


def _compose(text: str, reading: Reading, explain: Explain) -> yaml.Node | None:
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
    node: yaml.Node, where: str, readers: Mapping[str, Reader], reading: Reading, needs: tuple[str, ...] = ()
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
            reading.wrong(key_node, path, "is not a setting", nearest(key, readers) or f"one of {', '.join(readers)}")
        else:
            found[key] = readers[key](value, path, reading)
    for key in needs:
        if not found.get(key) and key not in found:
            reading.wrong(node, where, f"has no {key}", f"{key}: …")
    return found


def _hand_item(node: yaml.Node, where: str, reading: Reading) -> HandItem | None:
    values = _mapping(node, where, _HAND, reading, needs=("url", "title"))
    return HandItem(**{"url": "", "title": "", **values})


def _story(node: yaml.Node, where: str, reading: Reading) -> Placed | None:
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
    values.pop("outlets", None)  # files once named them in a line of their own
    return Placed(**values)


def _value(node: yaml.Node, key: str) -> yaml.Node:
    found: yaml.Node = next(value for name, value in node.value if name.value == key)
    return found


def _check_ids(stories: tuple[Placed | None, ...], reading: Reading) -> None:
    """Report stories that are there twice, and merges into stories that are not there."""
    ids = [story.id for story in stories if story]
    first: dict[str, int] = {}
    for node, where, name in reading.ids:
        line = first.setdefault(name, node.start_mark.line + 1)
        if line != node.start_mark.line + 1:
            reading.wrong(node, f"{where}.id", f"{name} is there already, in line {line}", "it once")
    for node, where in reading.merges:
        name = str(node.value).strip()
        if name not in ids:
            what = f"{name} is not a story of this issue"
            reading.wrong(node, f"{where}.merge", what, nearest(name, ids) or "the id of another story")


def _unread(node: yaml.Node, where: str, reading: Reading) -> Unread:
    values = _mapping(node, where, {"source": scalar, "status": scalar, "since": moment}, reading, needs=("source",))
    return Unread(**{"source": "", "status": "failed", **values})


def _machine(node: yaml.Node, where: str, reading: Reading) -> dict[str, Any]:
    return _mapping(node, where, {"written": scalar, "offered": listed(short_id)}, reading)


_HAND: dict[str, Reader] = {"url": link, "title": scalar, "publication": scalar, "paywall": flag}
_STORY: dict[str, Reader] = {
    "id": short_id,
    "section": choice(SECTIONS),
    "headline": scalar,
    "title": scalar,
    "english": scalar,
    "note": scalar,
    "correction": scalar,
    "pin": flag,
    "hide": flag,
    "merge": short_id,
    "split": listed(short_id),
    "by_hand": listed(_hand_item),
    "items": listed(short_id),
    "outlets": listed(scalar),
    "topics": listed(scalar),
    "reasons": listed(reason),
    "thread": short_id,
    "week_of_thread": whole,
    "mark": scalar,
}
_ISSUE: dict[str, Reader] = {
    "week": week,
    "title": scalar,
    "status": choice(STATUSES),
    "published": moment,
    "notice": scalar,
    "corrections": listed(scalar),
    "unread": listed(_unread),
    "stories": listed(_story),
    "changed": listed(scalar),
    "machine": _machine,
}
