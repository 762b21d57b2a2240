"""Content codings undone within a bound: a small body must not become a large one (a decompression bomb)."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import zstandard

ACCEPTED = "gzip, deflate, br, zstd"
MAX_CODINGS = 2
"""Servers apply one; more than two is an attack."""
WINDOW = 8 << 20
"""RFC 8878 asks decoders for at least 8 MiB of window; more is refused."""


class TooLarge(ValueError):
    """The decoded body passes the limit."""


class BadCoding(ValueError):
    """The body is not what its Content-Encoding says, or in a coding that was not asked for."""


def _inflate(data: bytes, limit: int, wbits: int) -> bytes:
    out = bytearray()
    while data:
        member = zlib.decompressobj(wbits)
        out += member.decompress(data, limit + 1 - len(out))
        if len(out) > limit:
            raise TooLarge
        if not member.eof:
            raise BadCoding("it ends too early")
        data = member.unused_data.lstrip(b"\0")
    return bytes(out)


def _gzip(data: bytes, limit: int) -> bytes:
    return _inflate(data, limit, 16 + zlib.MAX_WBITS)


def _deflate(data: bytes, limit: int) -> bytes:
    """RFC 9110 means zlib's format; some servers send the bare stream."""
    try:
        return _inflate(data, limit, zlib.MAX_WBITS)
    except zlib.error:
        return _inflate(data, limit, -zlib.MAX_WBITS)


def _brotli(data: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    out = bytearray(decoder.process(data, output_buffer_limit=limit + 1))
    while not decoder.is_finished() and not decoder.can_accept_more_data() and len(out) <= limit:
        out += decoder.process(b"", output_buffer_limit=limit + 1 - len(out))
    if len(out) > limit:
        raise TooLarge
    if not decoder.is_finished():
        raise BadCoding("it ends too early")
    return bytes(out)


def _zstd(data: bytes, limit: int) -> bytes:
    decoder = zstandard.ZstdDecompressor(max_window_size=WINDOW)
    with decoder.stream_reader(data, read_across_frames=True) as reader:
        out = reader.read(limit + 1)
    if len(out) > limit:
        raise TooLarge
    return out


CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
    "identity": lambda data, _limit: data,
}


def decode(data: bytes, content_encoding: str, limit: int) -> bytes:
    """Undo a Content-Encoding header; raises ``TooLarge`` past ``limit`` bytes and ``BadCoding``."""
    codings = [c for part in content_encoding.lower().split(",") if (c := part.strip())]
    if len(codings) > MAX_CODINGS or not all(c in CODINGS for c in codings):
        raise BadCoding(f"it is coded as {content_encoding!r}")
    for coding in reversed(codings):
        try:
            data = CODINGS[coding](data, limit)
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise BadCoding(f"it is no {coding}: {error}") from error
    if len(data) > limit:
        raise TooLarge
    return data
