"""Publishing: the warehouse's file becomes the snapshot that readers open, and the writer goes on with a copy of it.

``CHECKPOINT``, close, rename, copy: a reader finds a whole snapshot or the one before, and the disk never holds more
than two of them. Names count up, so that a reader in this very process never gets a file that DuckDB still holds under
the same name. Where a crash comes before the copy is there, the next writer takes it (``restore``).
"""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import trends
from warehouse.connection import away, snapshots, sync, warehouse_file

if TYPE_CHECKING:
    from warehouse.connection import Connection

FICLONE = 0x40049409
"""Linux's request to share a file's blocks with another (``linux/fs.h``)."""


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
    with source.open("rb") as a, target.open("wb") as b:
        try:
            fcntl.ioctl(b.fileno(), FICLONE, a.fileno())
        except OSError:  # the file system cannot share blocks
            shutil.copyfileobj(a, b, 1 << 22)
        b.flush()
        os.fsync(b.fileno())
