"""Publishing: the warehouse's file becomes the snapshot that readers open, and the writer goes on with a copy of it.

``CHECKPOINT``, close, rename, copy: a reader finds a whole snapshot or the one before, and the disk never holds more
than two of them. Names count up, so that a reader in this very process never gets a file that DuckDB still holds under
the same name. Where a crash comes before the copy is there, the next writer takes it (``restore``).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import trends
from warehouse.connection import away, snapshots, sync, warehouse_file

if TYPE_CHECKING:
    from warehouse.connection import Connection

BLOCK = 1 << 28
"""Bytes that the kernel is asked to copy at a time."""


def publish(con: Connection, data: Path) -> Path:
    """Publish what is committed as the newest snapshot, drop the older ones and return its path.

    Readers that have an older one open keep it until they close it.
    """
    trends.install(con)
    older = snapshots(data)
    number = int(older[-1].stem) + 1 if older else 1
    target = data / "snapshots" / f"{number:08}.duckdb"
    target.parent.mkdir(parents=True, exist_ok=True)
    with away(con, data) as file:
        file.rename(target)
        sync(target.parent)
        for snapshot in older:
            snapshot.unlink(missing_ok=True)
        restore(data)
    return target


def restore(data: Path) -> None:
    """Give the writer its file back where publishing has moved it to the snapshots."""
    file, part = warehouse_file(data), data / "veille.part"
    if file.exists() or not (published := snapshots(data)):
        return
    _copy(published[-1], part)
    part.rename(file)
    sync(data)


def _copy(source: Path, target: Path) -> None:
    """Copy within the kernel, which reads far ahead and shares the blocks where the file system can."""
    with source.open("rb") as a, target.open("wb") as b:
        try:
            os.posix_fadvise(a.fileno(), 0, 0, os.POSIX_FADV_SEQUENTIAL)
            while os.copy_file_range(a.fileno(), b.fileno(), BLOCK):
                pass
        except (AttributeError, OSError):  # not Linux, or a file system that cannot
            a.seek(0)
            b.seek(0)
            b.truncate()
            shutil.copyfileobj(a, b, 1 << 22)
        b.flush()
        os.fsync(b.fileno())
