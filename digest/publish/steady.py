"""EDGE: make Pagefind's index reproducible: by itself it lists filters and their values in random order.

A filter file is gzip over `pagefind_dcd` and CBOR (RFC 8949): [filter, [[value, [page, …]], …]]. Its name is in the
index's main file, whose name in turn is in `pagefind-entry.json`. Values and filters are sorted here, and the files
renamed to new digests of the same length, so that nothing else has to change.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

MAGIC = b"pagefind_dcd"
FILTERS, VALUES = 3, 1
"""Position of the list of filters in the main file, and of the list of values in a filter's file."""


def steady(folder: Path) -> None:
    """Rewrite the index in `folder`, in place. Raises ValueError if its format is not the expected one."""
    (main,) = folder.glob("pagefind.*.pf_meta")
    body = _unpacked(main)
    for file in sorted((folder / "filter").glob("*.pf_filter")):
        body = body.replace(file.stem.encode(), _sorted_filter(file).encode())
    body = _sorted(body, FILTERS)
    main.unlink()
    old = main.name.split(".")[1]
    new = _named(old, body)
    _pack(folder / f"pagefind.{new}.pf_meta", body)
    entry = folder / "pagefind-entry.json"
    entry.write_bytes(entry.read_bytes().replace(old.encode(), new.encode()))


def _sorted_filter(file: Path) -> str:
    """Sort a filter's values; returns the new name of its file."""
    body = _sorted(_unpacked(file), VALUES)
    file.unlink()
    name = _named(file.stem, body)
    _pack(file.with_name(f"{name}.pf_filter"), body)
    return name


def _sorted(body: bytes, place: int) -> bytes:
    """The bytes of a file with the list at this position of its outermost list sorted."""
    _, _, at = _head(body, len(MAGIC))
    for _ in range(place):
        at = _end(body, at)
    _, count, first = _head(body, at)
    return body[:first] + b"".join(sorted(_items(body, first, count))) + body[_end(body, at) :]


def _named(old: str, body: bytes) -> str:
    """A new name for a file: `en_5abf644` with a digest of the bytes instead of what follows the underscore."""
    language, _, digest = old.partition("_")
    return f"{language}_{blake2b(body, digest_size=16).hexdigest()[: len(digest)]}"


def _unpacked(file: Path) -> bytes:
    body = gzip.decompress(file.read_bytes())
    if not body.startswith(MAGIC):
        raise ValueError(f"{file.name} is not as Pagefind writes it")
    return body


def _pack(file: Path, body: bytes) -> None:
    file.write_bytes(gzip.compress(body, 9, mtime=0))


def _items(body: bytes, at: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        end = _end(body, at)
        yield body[at:end]
        at = end


def _head(body: bytes, at: int) -> tuple[int, int, int]:
    """Major type and argument of the item at an offset, and the offset after its head."""
    major, small = body[at] >> 5, body[at] & 31
    if small < 24:
        return major, small, at + 1
    if small > 27:
        raise ValueError("an item without a length")
    size = 1 << (small - 24)
    return major, int.from_bytes(body[at + 1 : at + 1 + size]), at + 1 + size


def _end(body: bytes, at: int) -> int:
    """The offset at which the item at an offset ends: a number, a text, or a list of items."""
    major, argument, after = _head(body, at)
    if major in (0, 1):
        return after
    if major in (2, 3):
        return after + argument
    if major == 4:
        for _ in range(argument):
            after = _end(body, after)
        return after
    raise ValueError(f"an item of type {major}")
