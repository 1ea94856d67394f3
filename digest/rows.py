"""Convert entries and health to JSON lines and back. Pure.

There is one object a line, with sorted keys, without empty fields, with times in UTC to the second ending in `Z`, and
with Chinese unescaped. The same object always gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from digest.model import ENTITY_TYPES, ENTRY_KINDS, Entry, Health, Tag

_TIMES = {"seen", "published", "updated", "since", "read", "retry_after", "newest", "tried"}
_NAMES: dict[type, tuple[str, ...]] = {kind: tuple(each.name for each in fields(kind)) for kind in (Entry, Health, Tag)}
# Type of a field -> the types that its value may have in JSON.
_IN_JSON: dict[str, tuple[type, ...]] = {
    "EntryKind": (str,), "Mapping": (dict,), "bool": (bool,), "datetime": (str,), "float": (int, float), "int": (int,),
    "str": (str,), "tuple": (list,),
}  # fmt: skip
_TYPES: dict[type, dict[str, tuple[type, ...]]] = {
    kind: {each.name: _IN_JSON[re.split(r"\W", str(each.type))[0]] for each in fields(kind)} for kind in (Entry, Health)
}
_STRINGS = {each.name for kind in (Entry, Health) for each in fields(kind) if str(each.type) == "tuple[str, ...]"}
_LARGEST = 10**9
_AMOUNTS = {"beat", "familiar", "gap_hours", "items", "offers", "usual_items"}
_LISTS = {"pages", "subjects", "words"}
_ALWAYS = {"id", "source", "url", "title", "seen", "published", "language", "kind"}
_ZERO_SAYS_SOMETHING = {"missed"}


def line(row: Mapping[str, Any]) -> str:
    """One JSON line, without its newline."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def stamp(moment: datetime) -> str:
    """A moment in the form of the files: `2026-01-29T07:05:55Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The moment in an ISO 8601 time, such as `stamp` writes; UTC if it has no zone. ValueError for anything else."""
    when = datetime.fromisoformat(text)
    try:
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} is before or after all years in UTC") from error


def tag_row(tag: Tag) -> dict[str, Any]:
    """An entity as a JSON object; `zh` only if it has a Chinese name."""
    row: dict[str, Any] = {"name": tag.name, "type": tag.type, "salience": tag.salience, "count": tag.count}
    return row | {"zh": tag.zh} if tag.zh else row


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as a JSON object."""
    return _row(entry) | ({"entities": [tag_row(tag) for tag in entry.entities]} if entry.entities else {})


def entry_from(row: Mapping[str, Any]) -> Entry:
    """The entry in a JSON object; ValueError, KeyError or TypeError if it is not one."""
    values = _values(Entry, row)
    if values.get("kind", "news") not in ENTRY_KINDS:
        raise ValueError(f"no kind of entry: {values['kind']}")
    return Entry(**values | {"entities": tuple(_tag(tag) for tag in row.get("entities", ()))})


def health_row(health: Health) -> dict[str, Any]:
    """A source's health as a JSON object."""
    return _row(health)


def health_from(row: Mapping[str, Any]) -> Health:
    """The health in a JSON object; ValueError, KeyError or TypeError if it is not one."""
    health = Health(**_values(Health, row))
    for name, value in health.profile.items():
        if not _fits_profile(name, value):
            raise TypeError(f"{name} of a profile can't be {value!r:.40}")
    return health


def _fits_profile(name: str, value: Any) -> bool:
    """Whether a value has the type that `digest.collect.profile` writes under this name; others are not read."""
    if name in _AMOUNTS:
        return isinstance(value, (int, float)) and 0 <= value < _LARGEST  # false for NaN, which JSON as read here has
    if name in _LISTS:
        return _is_strings(value) and (name != "pages" or len(value) == 3)
    return name != "host" or isinstance(value, str)


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _tag(row: Mapping[str, Any]) -> Tag:
    if row["type"] not in ENTITY_TYPES:
        raise ValueError(f"no type of entity: {row['type']}")
    return Tag(**{name: row[name] for name in _NAMES[Tag] if name in row})


def _row(thing: Entry | Health) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in _NAMES[type(thing)]:
        value = getattr(thing, name)
        says_something = value not in ("", (), {}, None, False, 0, 0.0) or (name in _ZERO_SAYS_SOMETHING and value == 0)
        if name in _ALWAYS or says_something:
            row[name] = _plain(value)
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, tuple):
        return [] if value and isinstance(value[0], Tag) else list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _checked(kind: type, name: str, value: Any) -> Any:
    if not isinstance(value, _TYPES[kind][name]) or (name in _STRINGS and not _is_strings(value)):
        raise TypeError(f"{name} can't be {value!r:.40}")
    return value


def _values(kind: type, row: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in _NAMES[kind]:
        if name in row:
            value = _checked(kind, name, row[name])
            values[name] = moment(value) if name in _TIMES else tuple(value) if isinstance(value, list) else value
    if "id" in _NAMES[kind] and not (isinstance(values.get("id"), str) and values["id"]):
        raise ValueError("an entry without an id")
    return values
