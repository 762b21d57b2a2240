"""Where archived pages stand: files below a directory, or what somebody hands in instead."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from warehouse.connection import sync


class Files(Protocol):
    """A place for whole files; paths are relative to it. Faults are ``OSError``."""

    def read(self, path: str) -> bytes:
        """The file's bytes."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file so that it is either not there or whole."""

    def size(self, path: str) -> int | None:
        """Its bytes; None where it is not there."""

    def drop(self, path: str) -> None:
        """Delete it; one that is gone already is passed over."""


@dataclass(frozen=True, slots=True)
class LocalFiles:
    """Files below a directory."""

    root: Path

    def read(self, path: str) -> bytes:
        """See ``Files``."""
        return (self.root / path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        """See ``Files``; whole even after a power cut."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.{os.getpid()}")
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
        sync(target.parent)

    def size(self, path: str) -> int | None:
        """See ``Files``."""
        try:
            return (self.root / path).stat().st_size
        except FileNotFoundError:
            return None

    def drop(self, path: str) -> None:
        """See ``Files``."""
        (self.root / path).unlink(missing_ok=True)
