"""What pydantic finds wrong with a file's shape, in an editor's words: what is wrong, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from digest.config import models
from digest.config.yaml12 import Document, Path
from digest.model import ENTITY_TYPES, Mistake, nearest

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
_BLOCKS: dict[str, type[BaseModel]] = {
    "site": models.SiteModel,
    "collect": models.CollectModel,
    "issue": models.IssueModel,
    "sources": models.SourceModel,
    "title": models.TitleModel,
}


def mistake(error: Any, document: Document) -> Mistake:
    """A pydantic error as a mistake in a file."""
    path = tuple(step for step in error["loc"] if step != "[key]")
    what, instead = _EXPLAIN.get(error["type"], _shape)(error, path, document)
    return document.mistake(path, what, instead, key=error["type"] in ("extra_forbidden", "missing"))


def _unknown(error: Any, path: Path, document: Document) -> _Words:
    keys = _keys(path)
    return "there is no such key", nearest(str(path[-1]), keys) or f"one of {', '.join(keys)}"


def _missing(error: Any, path: Path, document: Document) -> _Words:
    return "is missing", f"{path[-1]}: {_example(path) or '…'}"


def _value(error: Any, path: Path, document: Document) -> _Words:
    what, _, instead = str(error["ctx"]["error"]).partition("; write ")
    return what, instead


def _literal(error: Any, path: Path, document: Document) -> _Words:
    choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    shown = document.written.get(path, error["input"])
    return f"{shown!r} is none of {', '.join(choices)}", nearest(str(shown), choices) or choices[0]


def _bound(error: Any, path: Path, document: Document) -> _Words:
    """A number too small or too large."""
    word, bound = next((_BOUNDS[name], value) for name, value in error["ctx"].items() if name in _BOUNDS)
    instead = _example(path) if word in ("more than", "less than") else bound
    return f"is {document.written.get(path, error['input'])}, and must be {word} {bound:g}", f"{instead:g}"


def _length(error: Any, path: Path, document: Document) -> _Words:
    if error["type"] == "too_short":
        return "is empty", str(_example(path) or "one at least")
    most = error["ctx"]["max_length"]
    return f"has {len(error['input'])} characters, and room is for {most}", "it shorter"


def _shape(error: Any, path: Path, document: Document) -> _Words:
    """A value of another kind than is asked for."""
    wanted, given = _WANTED.get(error["type"], ""), error["input"]
    shown = "nothing" if given is None else document.written.get(path) or _short(given)
    if not wanted:
        return f"{shown}: {error['msg'][0].lower()}{error['msg'][1:]}", str(_example(path) or "another value")
    return f"is {shown}, not {wanted}", _instead(wanted, given, path, document)


def _instead(wanted: str, given: Any, path: Path, document: Document) -> str:
    if wanted == "text" and path in document.written and given is not None:
        return f'"{document.written[path]}"'
    if wanted == "text" and isinstance(given, list) and given and isinstance(given[0], str):
        return given[0]
    if wanted == "true or false" and str(given).casefold() in _TRUTH:
        return _TRUTH[str(given).casefold()]
    if wanted == "a block of keys" and isinstance(given, str) and (found := re.match(r"([\w-]+)[:：](.+)", given)):
        return f"a space after the colon: {found[1]}: {found[2].strip()}"
    if wanted.endswith("number") and isinstance(given, str) and re.fullmatch(r"\s*\d+,\d+\s*", given):
        return given.strip().replace(",", ".")
    return str(_example(path) or wanted)


def _short(given: Any) -> str:
    if isinstance(given, dict):
        return "a block of keys"
    return "a list" if isinstance(given, list) else repr(given)[:60]


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


def _block(path: Path) -> type[BaseModel]:
    """The model that a path's last key belongs to."""
    if len(path) == 1:
        return models.EntitiesFile if str(path[0]) in ENTITY_TYPES or str(path[0]).isupper() else models.SourcesFile
    if path[0] in ENTITY_TYPES:
        return models.KnownModel
    return _BLOCKS.get(str(path[-2]), _BLOCKS.get(str(path[0]), models.TopicModel))


def _keys(path: Path) -> list[str]:
    return sorted(_block(path).model_fields)


def _example(path: Path) -> Any:
    names = tuple(step for step in path if isinstance(step, str))
    field = _block(path if isinstance(path[-1], str) else names).model_fields.get(names[-1]) if names else None
    return field.examples[0] if field and field.examples else None
