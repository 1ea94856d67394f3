"""EDGE: resolve the names and topics of all entries by today's `entities.yaml` and `topics.yaml`, with a cache.

Every build needs all weeks, and few of them change. The result for each week is cached below `.cache/`, keyed by a
digest of its file, of both tables and of the code that applies them: a changed table updates the whole archive, a new
week costs only that week, and deleting the folder costs only time.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from digest.model import Assignment, Config, Entry, Tag
from digest.store import Store, newer

HERE = Path(__file__).parent
FORMAT = f"2 {sys.version_info[:2]} {marshal.version}"
SUM = 16
"""Bytes of a digest. Two precede the data of a cached file, so that a stale or damaged file is ignored."""

_PLAIN = tuple(f.name for f in fields(Entry) if f.name not in {"entities", "terms"})
_TAG = tuple(f.name for f in fields(Tag))
_MOMENTS = ("published", "seen", "updated")

Settled = tuple[Entry, Assignment]
Facts = tuple[Any, ...]
Packed = tuple[list[Facts], list[Facts]]


def settled(config: Config, store: Store, cache: Path) -> tuple[list[Entry], dict[str, Assignment]]:
    """Every entry, ordered by (seen, id), and the topics of each by its id.

    Entries come without `terms` and assignments without reasons, as no page shows them."""
    found: dict[str, Settled] = {}
    for entry, assignment in _all(config, store, cache):
        old = found.get(entry.id)
        if old is None or newer(old[0], entry) is entry:
            found[entry.id] = (entry, assignment)
    entries = sorted((entry for entry, _ in found.values()), key=lambda entry: (entry.seen, entry.id))
    return entries, {entry.id: found[entry.id][1] for entry in entries}


def _all(config: Config, store: Store, cache: Path) -> Iterator[Settled]:
    stamp, tags = _stamp(config), dict[Facts, Tag]()
    weeks = store.weeks()
    for week in weeks:
        key, file = _sum(stamp, store.bytes_of(week)), cache / f"{week}.bin"
        kept = _load(file, key)
        if kept is None:
            kept = _packed(_worked_out(config, store, week))
            _save(file, key, kept)
        yield from _unpacked(kept, tags)
    for file in set(cache.glob("*.bin")) - {cache / f"{week}.bin" for week in weeks}:
        file.unlink()


def _worked_out(config: Config, store: Store, week: str) -> Iterator[Settled]:
    from digest.edit import topics
    from digest.tag.resolve import resolve

    for raw in store.entries([week]):
        entry = resolve(raw, config.whoswho)
        yield entry, topics.assign(entry, config.topics)


def _stamp(config: Config) -> bytes:
    """A digest of what names and topics depend on besides the entries: both tables, and the code with its tables."""
    code = (file for part in ("model", "tag", "edit") for file in sorted((HERE / part).rglob("*.*")))
    made = (file.read_bytes() for file in code if file.is_file() and file.suffix != ".pyc")
    said = (FORMAT, version("opencc"), repr(config.topics), repr(config.whoswho))
    return _sum(*(one.encode("utf-8", "surrogatepass") for one in said), *made)


def _sum(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=SUM)
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return digest.digest()


def _load(file: Path, key: bytes) -> Packed | None:
    try:
        body = file.read_bytes()
    except OSError:
        return None
    head, rest = body[: 2 * SUM], body[2 * SUM :]
    return marshal.loads(rest) if head == key + _sum(rest) else None  # noqa: S302 - our own file, verified


def _save(file: Path, key: bytes, kept: Packed) -> None:
    body = marshal.dumps(kept)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(key + _sum(body) + body)
    beside.replace(file)


def _packed(week: Iterable[Settled]) -> Packed:
    """A week as plain values: its distinct tags, and its entries, which refer to tags by number."""
    numbers: dict[Facts, int] = {}
    rows = []
    for entry, assignment in week:
        plain = (getattr(entry, name) for name in _PLAIN)
        values = tuple(value.isoformat() if isinstance(value, datetime) else value for value in plain)
        tags = tuple(numbers.setdefault(_facts(tag), len(numbers)) for tag in entry.entities)
        rows.append((values, tags, assignment.topics, assignment.primary, assignment.relevance))
    return list(numbers), rows


def _facts(tag: Tag) -> Facts:
    return tuple(getattr(tag, name) for name in _TAG)


def _unpacked(week: Packed, known: dict[Facts, Tag]) -> Iterator[Settled]:
    """A week's entries and assignments; equal tags are one object (`known`), which saves memory."""
    facts, rows = week
    tags = [known.get(one) or known.setdefault(one, Tag(**dict(zip(_TAG, one, strict=True)))) for one in facts]
    for values, named, topics, primary, relevance in rows:
        said = dict(zip(_PLAIN, values, strict=True))
        for name in _MOMENTS:
            if said[name]:
                said[name] = datetime.fromisoformat(said[name])
        entry = Entry(**said, entities=tuple(map(tags.__getitem__, named)))
        yield entry, Assignment(topics=topics, primary=primary, relevance=relevance)
