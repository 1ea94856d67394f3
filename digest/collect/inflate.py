"""Decompress a body as it streams in, and stop at a cap on what comes out: a bomb is small until it is opened."""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
_GZIP = b"\x1f\x8b"
_NOT_ASKED_FOR = frozenset({"br", "bzip2", "compress", "dcb", "dcz", "x-bzip2", "x-compress", "xz", "zstd"})
STEP = 2**18
"""Bytes that one step of decompression may give."""


class TooLargeError(Exception):
    """More came out than was allowed."""


class GarbledError(Exception):
    """What came in is not in the encoding that it claims."""


class Inflater:
    """Collects a body of at most `cap` decoded bytes; feed it chunks as they come.

    Its first bytes tell whether it is gzip, not its label: servers compress without saying so, say so without doing
    it, and write `UTF-8` or `none` where a compression is named."""

    def __init__(self, encoding: str, cap: int) -> None:
        encoding = encoding.strip().lower()
        if encoding in _NOT_ASKED_FOR or "," in encoding:
            raise GarbledError(f"it came compressed as {encoding[:20]!r}, which was not asked for")
        self._deflated = encoding == "deflate"
        self._cap = cap
        self._parts: list[bytes] = []
        self._size = 0
        self._start: bytes | None = b""
        self._engine = zlib.decompressobj(47) if self._deflated else None

    def feed(self, chunk: bytes) -> None:
        """Take one chunk. TooLargeError beyond the cap, GarbledError if it cannot be decompressed."""
        if self._start is not None:
            chunk = self._start + chunk
            self._start = chunk if len(chunk) < len(_GZIP) else None
            if self._start is not None:
                return
            if chunk.startswith(_GZIP):
                self._engine = zlib.decompressobj(47)
        if self._engine is None:
            self._keep(chunk)
            return
        try:
            self._inflate(chunk)
        except zlib.error as fault:
            raise GarbledError("its compressed body is damaged") from fault

    def body(self) -> bytes:
        """All that came out, at most `cap` bytes."""
        return b"".join(self._parts) or self._start or b""

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            if self._engine is None or self._engine.eof:
                if not chunk.startswith(_GZIP[:1]):  # what a server appends behind its compressed body is none of it
                    return
                self._engine = zlib.decompressobj(47)  # a gzip file may have several members
            try:
                self._keep(self._engine.decompress(chunk, STEP))
            except zlib.error:
                if not self._deflated or self._size:
                    raise
                self._engine = zlib.decompressobj(-15)  # deflate without its zlib header, as many servers send it
                self._keep(self._engine.decompress(chunk, STEP))
            chunk = self._engine.unconsumed_tail or self._engine.unused_data

    def _keep(self, part: bytes) -> None:
        self._parts.append(part[: self._cap - self._size])
        self._size += len(part)
        if self._size > self._cap:
            raise TooLargeError
