"""Translate pydantic's errors for an editor: what is wrong, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from digest.config import models
from digest.config.yaml12 import Document, Path
from digest.mistakes import Mistake, nearest

_Words = tuple[str, str]
_Explain = Callable[[Any, Path, Document], _Words]
_TRUTH = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
_WANTED: Mapping[str, str] = {
    "bool_type": "true or false",
    "dict_type": "a block of keys",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_type": "a block of keys",
    "string_type": "text",
}
_FILES: Mapping[str, type[BaseModel]] = {
    "entities.yaml": models.EntitiesFile,
    "sources.yaml": models.SourcesFile,
    "topics.yaml": models.TopicsFile,
}


def mistake(error: Any, document: Document) -> Mistake:
    """A pydantic error as a mistake in a file."""
    path = tuple(step for step in error["loc"] if step != "[key]")
    what, instead = _EXPLAIN.get(error["type"], _shape)(error, path, document)
    of_key = error["type"] in ("extra_forbidden", "missing") or "[key]" in error["loc"]
    return document.mistake(path, what, instead, key=of_key)


def _unknown(error: Any, path: Path, document: Document) -> _Words:
    keys = sorted(_fields(document, path))
    if path[-1] == "<<":
        return "is a YAML merge, which this file does not use", "the keys in full"
    if (clean := str(path[-1]).strip()) in keys or clean != path[-1]:
        return "begins with what looks like a space and is none", f"{clean} behind plain spaces"
    close = nearest(str(path[-1]), keys)
    if holder := "" if close and len(path) > 1 else _holder(clean, document, path):
        return f"belongs to {holder}", f"it below {holder}: and further in"
    return "there is no such key", close or f"one of {', '.join(keys)}"


def _holder(key: str, document: Document, path: Path) -> str:
    """The neighbouring block to which a key belongs; empty if there is none, or more than one."""
    blocks = [name for name in _fields(document, path) if key in _fields(document, (*path[:-1], name, key))]
    return blocks[0] if len(blocks) == 1 else ""


def _missing(error: Any, path: Path, document: Document) -> _Words:
    return "is missing", f"{path[-1]}: {_example(path, document) or '…'}"


def _value(error: Any, path: Path, document: Document) -> _Words:
    what, _, instead = str(error["ctx"]["error"]).partition("; write ")
    return what, instead


def _literal(error: Any, path: Path, document: Document) -> _Words:
    choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    shown = document.written.get(path, error["input"])
    return f"{shown!r} is not one of {', '.join(choices)}", nearest(str(shown), choices) or choices[0]


def _bound(error: Any, path: Path, document: Document) -> _Words:
    """A number too small or too large."""
    word, bound = next((_BOUNDS[name], value) for name, value in error["ctx"].items() if name in _BOUNDS)
    instead = _example(path, document) if word in ("more than", "less than") else bound
    return f"is {document.written.get(path, error['input'])}, and must be {word} {bound:g}", f"{instead:g}"


def _length(error: Any, path: Path, document: Document) -> _Words:
    if error["type"] == "too_short":
        return "is empty", str(_example(path, document) or "one at least")
    most = error["ctx"]["max_length"]
    return f"has {len(error['input'])} characters, and room is for {most}", "it shorter"


def _shape(error: Any, path: Path, document: Document) -> _Words:
    """A value of the wrong type."""
    wanted, given = _WANTED.get(error["type"], ""), error["input"]
    shown = "nothing" if given is None else document.written.get(path) or _short(given)
    if given is None and (text := _commented_out(path, document)):
        return "is nothing, as a # begins a comment", f'"{text}"'
    if not wanted:
        return f"{shown}: {error['msg'][0].lower()}{error['msg'][1:]}", str(_example(path, document) or "another value")
    return f"is {shown}, not {wanted}", _instead(wanted, given, path, document)


def _commented_out(path: Path, document: Document) -> str:
    """The text behind a # that was meant to be part of the value; empty if there is none."""
    line = document.place(path)[0]
    shown = document.lines[line - 1] if line <= len(document.lines) else ""
    found = re.fullmatch(r"\s*(?:- )?[\w-]+:\s+(#\S.*)", shown)
    return found[1].rstrip() if found else ""


def _instead(wanted: str, given: Any, path: Path, document: Document) -> str:
    if given is None:
        enough = "{}" if _all_optional(_fields(document, (*path, ""))) else _EXAMPLES.get(wanted, wanted)
        return f"{_example(path, document) or enough}, or leave the line out"
    if wanted == "text" and path in document.written:
        return f'"{document.written[path]}"'
    if wanted == "text" and isinstance(given, list) and given and isinstance(given[0], str):
        return given[0]
    if wanted == "true or false" and str(given).casefold() in _TRUTH:
        return _TRUTH[str(given).casefold()]
    if wanted == "a block of keys" and isinstance(given, str) and (block := _block(given, path)):
        return block
    if wanted.endswith("number") and isinstance(given, str) and (number := _number(given, whole="whole" in wanted)):
        return number
    return str(_example(path, document) or _EXAMPLES.get(wanted, wanted))


def _block(given: str, path: Path) -> str:
    """What was probably meant by a text in place of a block of keys; empty if that is unclear."""
    if found := re.match(r"([a-z_]+)\s*=\s*(\S+)", given):
        return f"a colon for each =, and each key in a line of its own: {found[1]}: {found[2]}"
    if re.match(r"https?://", given):
        return f"- id: … with name: … and url: {given} below it"
    if found := re.match(r"([\w-]+)[:：](.+)", given):
        return f"a space after the colon: {found[1]}: {found[2].strip()[:60]}"
    name, brace, rest = str(path[-1] if path else "").partition("{")
    return f"{name.strip(' :')}: {{{rest}: {given}" if brace else ""


def _number(given: str, *, whole: bool) -> str:
    """The number that a text stands for, as YAML writes it; empty if there is none."""
    found = re.fullmatch(r"\s*(\d+)(?:([:.,])(\d+))?\s*", re.sub(r"(?<=\d)['’_ ](?=\d)", "", given))
    if not found:
        return ""
    return f"{int(found[1])}" if whole or not found[2] else f"{int(found[1])}.{found[3]}"


def _all_optional(fields: Mapping[str, FieldInfo]) -> bool:
    return bool(fields) and not any(field.is_required() for field in fields.values())


def _short(given: Any) -> str:
    if isinstance(given, dict):
        return "a block of keys"
    return "a list" if isinstance(given, list) else repr(given)[:60]


_EXAMPLES = {"a block of keys": "key: value, one in a line", "a list": "[one, two]"}
_BOUNDS = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
_EXPLAIN: dict[str, _Explain] = {
    "extra_forbidden": _unknown,
    "greater_than": _bound,
    "greater_than_equal": _bound,
    "less_than": _bound,
    "less_than_equal": _bound,
    "literal_error": _literal,
    "missing": _missing,
    "string_too_long": _length,
    "too_short": _length,
    "value_error": _value,
}


def _fields(document: Document, path: Path) -> Mapping[str, FieldInfo]:
    """The fields of the block that contains a path's last step; empty if there is no such block."""
    kind: Any = _FILES.get(document.file, models.SourcesFile)
    for step in path[:-1]:
        kind = _inside(kind, step)
    return kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}


def _inside(kind: Any, step: str | int) -> Any:
    """The type of a value one step inside another type, None if there is none."""
    if isinstance(kind, type) and issubclass(kind, RootModel):
        kind = kind.model_fields["root"].annotation
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (list, dict):
        return get_args(kind)[-1]
    fields = kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}
    return fields[str(step)].annotation if str(step) in fields else None


def _example(path: Path, document: Document) -> Any:
    """The models' example for a value, or for the list that contains it."""
    at = path[:-1] if path and isinstance(path[-1], int) else path
    field = _fields(document, at).get(str(at[-1])) if at else None
    return field.examples[0] if field and field.examples else None
