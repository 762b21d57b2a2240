"""Every page kept once: compressed, content-addressed, written so that a kill leaves a whole file or none."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

import zstandard

from parsers.errors import PermanentError
from warehouse.files import Files, LocalFiles

if TYPE_CHECKING:
    from flows.settings import Settings

LEVEL = 6
"""Zstandard level: pages come out 3 % larger than at level 12, in a third of its time."""


def page_hash(body: bytes) -> str:
    """The 128-bit blake2b digest of a body, in hex: the page's address."""
    return blake2b(body, digest_size=16).hexdigest()


class Archive:
    """Pages at relative paths of some files: by default those of the data directory."""

    def __init__(self, files: Files) -> None:
        self.files = files

    @staticmethod
    def of(settings: Settings) -> Archive:
        """The archive that the settings name."""
        return Archive(files_of(settings))

    @staticmethod
    def path(digest: str) -> str:
        """Where the page of that hash stands."""
        return f"archive/{digest[:2]}/{digest}.zst"

    def put(self, body: bytes) -> tuple[str, str]:
        """Keep a body; gives its hash and path. A body that is there already costs one look."""
        digest = page_hash(body)
        path = self.path(digest)
        if self.files.size(path) is None:
            self.files.write(path, zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(body))
        return digest, path

    def get(self, digest: str) -> bytes:
        """The body of that hash; raises ``PermanentError`` where it is not there or damaged."""
        path = self.path(digest)
        try:
            body = zstandard.ZstdDecompressor().decompress(self.files.read(path))
        except (OSError, zstandard.ZstdError) as error:
            raise PermanentError(f"{path} cannot be read ({error}); fetch the page again") from error
        if page_hash(body) != digest:
            raise PermanentError(f"{path} is damaged: its hash is not its name; delete it and fetch the page again")
        return body

    def drop(self, paths: Iterable[str]) -> None:
        """Delete pages that are not to be kept."""
        for path in paths:
            self.files.drop(path)


def files_of(settings: Settings) -> Files:
    """Where the settings say that archived pages stand."""
    if settings.archive is None:
        return LocalFiles(settings.data)
    from flows.remote import RemoteFiles

    return RemoteFiles(settings.archive)
