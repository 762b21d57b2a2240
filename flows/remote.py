"""Files at a URL that fsspec knows, such as ``s3://bucket/veille``: an archive that several machines share.

Prefect brings fsspec; a driver such as s3fs is the operator's to install. A store must write a file whole or not at
all, as object stores do.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from parsers.errors import ConfigError


class RemoteFiles:
    """``warehouse.files.Files`` below a URL. Picklable: each process opens its own way there."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def __getstate__(self) -> dict[str, str]:
        return {"url": self.url}

    @cached_property
    def _fs(self) -> Any:
        try:
            import fsspec

            return fsspec.core.url_to_fs(self.url)[0]
        except (ImportError, ValueError) as error:
            raise ConfigError(f"VEILLE_ARCHIVE is {self.url}, which cannot be used: {error}") from error

    def read(self, path: str) -> bytes:
        """See ``Files``."""
        return bytes(self._fs.cat_file(self._at(path)))

    def write(self, path: str, data: bytes) -> None:
        """See ``Files``."""
        at = self._at(path)
        self._fs.makedirs(at.rpartition("/")[0], exist_ok=True)
        self._fs.pipe_file(at, data)

    def size(self, path: str) -> int | None:
        """See ``Files``."""
        try:
            return int(self._fs.info(self._at(path))["size"])
        except FileNotFoundError:
            return None

    def drop(self, path: str) -> None:
        """See ``Files``."""
        try:
            self._fs.rm_file(self._at(path))
        except FileNotFoundError:
            return

    def _at(self, path: str) -> str:
        return f"{self.url}/{path}"
