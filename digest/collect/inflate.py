"""Decompress a body as it streams in, and stop at a cap on what comes out: a bomb is small until it is opened."""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
STEP = 2**18
"""Bytes that one step of decompression may give."""


class TooLargeError(Exception):
    """More came out than was allowed."""


class GarbledError(Exception):
    """What came in is not in the encoding that it claims."""


class Inflater:
    """Collects a body of at most `cap` decoded bytes; feed it chunks as they come."""

    def __init__(self, encoding: str, cap: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise GarbledError(f"it came compressed as {self._encoding[:20]!r}, which was not asked for")
        self._cap = cap
        self._parts: list[bytes] = []
        self._size = 0
        self._engine = zlib.decompressobj(47) if self._encoding not in {"", "identity"} else None

    def feed(self, chunk: bytes) -> None:
        """Take one chunk. TooLargeError beyond the cap, GarbledError if it cannot be decompressed."""
        if self._engine is None:
            self._keep(chunk)
            return
        try:
            self._inflate(chunk)
        except zlib.error as fault:
            raise GarbledError("its compressed body is damaged") from fault

    def body(self) -> bytes:
        """All that came out, at most `cap` bytes."""
        return b"".join(self._parts)

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            if self._engine is None or self._engine.eof:  # a gzip file may have several members
                if not chunk.strip(b"\0"):
                    return
                self._engine = zlib.decompressobj(47)
            try:
                self._keep(self._engine.decompress(chunk, STEP))
            except zlib.error:
                if self._encoding != "deflate" or self._size:
                    raise
                self._engine = zlib.decompressobj(-15)  # deflate without its zlib header, as many servers send it
                self._keep(self._engine.decompress(chunk, STEP))
            chunk = self._engine.unconsumed_tail or self._engine.unused_data

    def _keep(self, part: bytes) -> None:
        self._parts.append(part[: self._cap - self._size])
        self._size += len(part)
        if self._size > self._cap:
            raise TooLargeError
