"""The record as the dashboard reads it: one connection for each snapshot, a cursor for each request."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.errors import PermanentError
from warehouse.connection import reader, snapshots
from warehouse.migrate import newest_migration

if TYPE_CHECKING:
    from warehouse.connection import Connection


@dataclass(frozen=True, slots=True)
class Edition:
    """A published snapshot: its number, and when it was published."""

    number: int
    published: dt.datetime


class Record:
    """The newest snapshot of a data directory, opened anew when a newer one is published."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._lock = threading.Lock()
        self._held: Connection | None = None
        self._file: Path | None = None
        self._edition = Edition(0, dt.datetime.min)

    def edition(self) -> Edition:
        """The newest snapshot. Raises ``PermanentError`` where nothing has been published yet."""
        newest = snapshots(self.data)[-1:]
        if newest and newest[0] == self._file:
            return self._edition
        with self._lock:
            return self._open(newest)

    @contextmanager
    def cursor(self) -> Iterator[Connection]:
        """A cursor on the newest snapshot. It keeps its snapshot when a newer one takes over."""
        self.edition()
        with self._lock:
            assert self._held is not None
            cursor = self._held.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def close(self) -> None:
        """Let the snapshot go."""
        with self._lock:
            if self._held is not None:
                self._held.close()
            self._held = self._file = None

    def _open(self, newest: list[Path]) -> Edition:
        if newest and newest[0] == self._file:  # another thread was first
            return self._edition
        con = reader(self.data, threads=1)  # short queries wait for each other's threads; readers still have one each
        (version,) = con.execute("SELECT max(number) FROM migrations").fetchall()[0]
        if version != newest_migration():
            con.close()
            raise PermanentError(
                f"what is published in {self.data} was made by another version of Veille: "
                "`veille run` publishes it anew."
            )
        (name,) = con.execute(
            "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
        ).fetchall()[0]
        file = self.data / "snapshots" / Path(name).name
        published = dt.datetime.fromtimestamp(Path(name).stat().st_mtime if Path(name).exists() else 0, dt.UTC)
        before, self._held, self._file = self._held, con, file
        self._edition = Edition(int(file.stem), published)
        if before is not None:
            before.close()  # its cursors live on until their requests end
        return self._edition


__all__ = ["Edition", "PermanentError", "Record"]
