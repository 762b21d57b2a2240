"""Every page kept once: compressed, content-addressed, written so that a kill leaves a whole file or none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import zstandard

from parsers.errors import PermanentError

LEVEL = 6
"""Zstandard level: pages come out 3 % larger than at level 12, in a third of its time."""


def page_hash(body: bytes) -> str:
    """The 128-bit blake2b digest of a body, in hex: the page's address."""
    return blake2b(body, digest_size=16).hexdigest()


class Archive:
    """Pages below ``<data>/archive``; paths are relative to the data directory."""

    def __init__(self, data: Path) -> None:
        self.data = data

    @staticmethod
    def path(digest: str) -> str:
        """Where the page of that hash stands, relative to the data directory."""
        return f"archive/{digest[:2]}/{digest}.zst"

    def put(self, body: bytes) -> tuple[str, str]:
        """Keep a body; gives its hash and path. A body that is there already costs one look."""
        digest = page_hash(body)
        relative = self.path(digest)
        target = self.data / relative
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(body))
        return digest, relative

    def get(self, digest: str) -> bytes:
        """The body of that hash; raises ``PermanentError`` where it is not there or damaged."""
        file = self.data / self.path(digest)
        try:
            body = zstandard.ZstdDecompressor().decompress(file.read_bytes())
        except (OSError, zstandard.ZstdError) as error:
            raise PermanentError(f"{file} cannot be read ({error}); fetch the page again") from error
        if page_hash(body) != digest:
            raise PermanentError(f"{file} is damaged: its hash is not its name; delete it and fetch the page again")
        return body

    def drop(self, paths: Iterable[str]) -> None:
        """Delete pages that are not to be kept; a path that is gone already is passed over."""
        for relative in paths:
            (self.data / relative).unlink(missing_ok=True)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that it is either not there or whole, even after a power cut."""
    part = target.with_name(f".{target.name}.{os.getpid()}")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
