"""YAML 1.2 as people write it, with the place of every value: text in, plain data and positions out.

libyaml composes the nodes (twenty times as fast as a pure-Python loader on a who's who of 1,500 lines) and the
core schema of YAML 1.2 gives them their meaning: `NO` and `on` stay text, `12:30` is no number. Duplicate keys, tabs,
anchors and tags are mistakes, because each has cost an editor an evening somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from digest.model import Mistake, Mistakes

Path = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?\d+")
_BROKEN = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(slots=True)
class Document:
    """Plain data and, for the path of each value and of each key, its line and column (from 1)."""

    file: str
    data: Any = None
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Where a value (or its key) stands; for one that is not there, the nearest thing that holds it."""
        for end in range(len(path), -1, -1):
            if (key or end < len(path)) and path[:end] in self.keys:
                return self.keys[path[:end]]
            if path[:end] in self.values:
                return self.values[path[:end]]
        return 1, 1

    def mistake(self, path: Path, what: str, instead: str = "", *, key: bool = False) -> Mistake:
        """A mistake at a value, or at its key."""
        return Mistake(*self.place(path, key=key), dotted(path), what, instead, self.file)


def read(text: str, file: str) -> Document:
    """The document in a text; raises Mistakes where it is not YAML or says a thing twice."""
    document = Document(file)
    try:
        _refuse_anchors(text, file)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        _explain(error, text, file)
    except yaml.YAMLError as error:
        raise Mistakes([Mistake(1, 1, "", _control(error), "plain text, saved as UTF-8", file)]) from None
    mistakes: list[Mistake] = []
    document.data = None if node is None else _plain(node, (), document, mistakes)
    if mistakes:
        raise Mistakes(mistakes)
    return document


def dotted(path: Path) -> str:
    """A path as an editor reads it: `('sources', 3, 'url')` is `sources[3].url`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _plain(node: yaml.Node, path: Path, document: Document, mistakes: list[Mistake]) -> Any:
    document.values[path] = _place(node)
    if node.tag.startswith("!") or (node.tag.startswith("tag:") and not node.tag.startswith("tag:yaml.org,2002:")):
        mistakes.append(document.mistake(path, f"the tag {node.tag} means nothing here", "the value without it"))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document, mistakes)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, (*path, index), document, mistakes) for index, each in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, document: Document, mistakes: list[Mistake]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        step = (*path, key)
        if key in found:
            first = document.keys[step][0]
            mistakes.append(
                Mistake(*_place(key_node), dotted(step), f"is given twice, first in line {first}", "one", document.file)
            )
            continue
        document.keys[step] = _place(key_node)
        found[key] = _plain(value_node, step, document, mistakes)
    return found


def _scalar(node: yaml.Node) -> Any:
    """The meaning of a scalar by the core schema; quoted and block scalars are text."""
    text: str = node.value
    if getattr(node, "style", None):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _BROKEN.fullmatch(text) else text


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _refuse_anchors(text: str, file: str) -> None:
    """Anchors let a few lines mean a billion; an editor's file has no need of them."""
    if "&" not in text and "*" not in text:
        return
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            mark = token.start_mark
            sign = "&" if isinstance(token, yaml.AnchorToken) else "*"
            what = f"{sign}{token.value} is a YAML anchor, which this file does not use"
            place = mark.line + 1, mark.column + 1
            raise Mistakes([Mistake(*place, "", what, "the text in quotes, or in full", file)])


def _explain(error: yaml.MarkedYAMLError, text: str, file: str) -> NoReturn:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    shown = lines[line] if line < len(lines) else ""
    what, instead = f"is not YAML: {error.problem}", "the line as its neighbours are written"
    if "\t" in shown[: column + 1]:
        what, instead = "a tab cannot indent YAML", "spaces"
    elif "mapping values are not allowed" in str(error.problem):
        what, instead = "a colon and a space inside plain text", "the text in quotes"
    raise Mistakes([Mistake(line + 1, column + 1, "", what, instead, file)]) from None


def _control(error: yaml.YAMLError) -> str:
    return f"holds a character that YAML forbids ({str(error).splitlines()[0]})"
