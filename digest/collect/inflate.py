"""Decompress a body as it streams in, with a cap on the decoded bytes as protection against decompression bombs."""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
_GZIP = b"\x1f\x8b"
_NOT_ASKED_FOR = frozenset({"br", "bzip2", "compress", "dcb", "dcz", "x-bzip2", "x-compress", "xz", "zstd"})
STEP = 2**18
"""Most bytes that one step of decompression may produce."""


class TooLargeError(Exception):
    """The decoded body exceeds its cap."""


class GarbledError(Exception):
    """The body is not in the encoding that it claims."""


class Inflater:
    """Collects a body of at most `cap` decoded bytes; feed it chunks as they come.

    gzip is recognised by the first bytes rather than by `Content-Encoding`: servers omit that header, set it on bodies
    that are not compressed, and write `UTF-8` or `none` in it."""

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
        """Take one chunk. Raises TooLargeError beyond the cap, GarbledError if it cannot be decompressed."""
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
        """The decoded body, at most `cap` bytes."""
        return b"".join(self._parts) or self._start or b""

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            if self._engine is None or self._engine.eof:
                if not chunk.startswith(_GZIP[:1]):  # bytes after the compressed body are not part of it
                    return
                self._engine = zlib.decompressobj(47)  # a gzip file may have several members
            try:
                self._keep(self._engine.decompress(chunk, STEP))
            except zlib.error:
                if not self._deflated or self._size:
                    raise
                self._engine = zlib.decompressobj(-15)  # raw deflate without a zlib header, as many servers send it
                self._keep(self._engine.decompress(chunk, STEP))
            chunk = self._engine.unconsumed_tail or self._engine.unused_data

    def _keep(self, part: bytes) -> None:
        self._parts.append(part[: self._cap - self._size])
        self._size += len(part)
        if self._size > self._cap:
            raise TooLargeError
