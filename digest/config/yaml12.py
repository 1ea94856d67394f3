"""Read YAML 1.2 into plain data, with the position of every value.

libyaml's events are interpreted by the core schema of YAML 1.2, so that `NO` and `on` stay text and `12:30` is not a
number. That takes a fifth of a second for a who's who of 6,000 lines. Duplicate keys, tabs, anchors and tags are
reported as mistakes, because they confuse people who write YAML by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from digest.config import yaml_words
from digest.mistakes import Mistake, Mistakes

Path = tuple[str | int, ...]
DEEPEST = 40
"""Deepest nesting that is accepted; an editor's files have at most five levels."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?\d+")
_BROKEN = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")
_NUMBER = frozenset("+-.0123456789")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(slots=True)
class Document:
    """Plain data, and the line and column (from 1) of each value and key by path."""

    file: str
    data: Any = None
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)
    """How values other than text were written: `007` for 7."""
    lines: Sequence[str] = ()
    """The text, line by line."""

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or its key); if it does not exist, those of the nearest block around it."""
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
    """The document in a text. Raises Mistakes if it is not YAML or has a key twice."""
    if conflict := yaml_words.conflict(text):
        raise Mistakes([Mistake(conflict, 1, "", *yaml_words.CONFLICT, file)])
    document = Document(file, lines=text.splitlines())
    try:
        reading = _Reading(_LOADER(text), document)
        document.data = reading.document()
    except yaml.MarkedYAMLError as error:
        raise Mistakes([Mistake(*yaml_words.explained(error, text), file)]) from None
    except yaml.YAMLError as error:
        place = yaml_words.forbidden(text)
        what = f"holds a character that YAML forbids ({str(error).splitlines()[0]})"
        raise Mistakes([Mistake(*place, "", what, "plain text, saved as UTF-8", file)]) from None
    if reading.mistakes:
        raise Mistakes(reading.mistakes)
    return document


def dotted(path: Path) -> str:
    """A path in readable form: `sources[3].url` for `('sources', 3, 'url')`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


class _Reading:
    """One pass over a text's events; `mistakes` collects those that do not end it."""

    def __init__(self, loader: Any, document: Document) -> None:
        self.mistakes: list[Mistake] = []
        self._next = loader.get_event
        self._document = document

    def document(self) -> Any:
        """The data of the single document, None if the text is empty."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        data = self._value(self._next(), ())
        self._next()
        if not isinstance(after := self._next(), yaml.StreamEndEvent):
            self._stop(after, (), "a second document begins here", "one document, without a line of ---")
        return data

    def _value(self, event: Any, path: Path) -> Any:
        mark = event.start_mark
        self._document.values[path] = (mark.line + 1, mark.column + 1)
        if event.anchor is not None:
            self._refuse_anchor(event, path)
        if event.tag is not None and not event.tag.startswith("tag:yaml.org,2002:"):
            what = f"the tag {event.tag} means nothing here"
            self.mistakes.append(self._document.mistake(path, what, "the value without it"))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) > DEEPEST:
            self._stop(event, path[:3], "is nested too deep", "a list or a block as its neighbours are")
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _scalar(self, event: Any, path: Path) -> Any:
        """The value of a scalar by the core schema; quoted and block scalars are text."""
        text: str = event.value
        if event.style and event.style != ":":
            return text
        meant = _meant(text)
        if meant is not text:
            self._document.written[path] = text
        return meant

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        keys = self._document.keys
        begun_anew = False
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse_key(event, path)
            step = (*path, event.value)
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            if event.value in found:
                if not begun_anew:
                    begun_anew = bool(path) and isinstance(path[-1], int) and event.value == next(iter(found))
                    what = f"is given twice, first in line {keys[step][0]}"
                    instead = f"- {event.value}: if another one begins here" if begun_anew else "one"
                    self.mistakes.append(Mistake(*place, dotted(step), what, instead, self._document.file))
                self._skip()
                continue
            keys[step] = place
            found[event.value] = self._value(self._next(), step)
        return found

    def _skip(self) -> None:
        """Skip the next value."""
        depth = 0
        while True:
            event = self._next()
            depth += isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent)
            depth -= isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent)
            if depth == 0:
                return

    def _refuse_anchor(self, event: Any, path: Path) -> None:
        """Refuse an anchor: with anchors a few lines can expand to billions, and no editor's file needs them."""
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        what = f"{sign}{event.anchor} is a YAML anchor, which this file does not use"
        self._stop(event, path, what, "the text in quotes, or in full")

    def _refuse_key(self, event: Any, path: Path) -> None:
        if event.anchor is not None:
            self._refuse_anchor(event, path)
        self._stop(event, path, "a key is one word or name", "name: and after it what belongs to it")

    def _stop(self, event: Any, path: Path, what: str, instead: str) -> None:
        place = event.start_mark.line + 1, event.start_mark.column + 1
        raise Mistakes([*self.mistakes, Mistake(*place, dotted(path), what, instead, self._document.file)])


def _meant(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER:
        return text
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) < 400 else text
    return float(text) if _BROKEN.fullmatch(text) else text
