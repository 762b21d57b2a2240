"""Publishing: a copy of the warehouse that readers open while the next run writes.

``CHECKPOINT``, copy, fsync, rename: a reader finds a whole snapshot or the one before. Names count up, so that a reader
in this very process never gets a file that DuckDB still holds under the same name.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import trends
from warehouse.connection import snapshots, sync, warehouse_file

if TYPE_CHECKING:
    from warehouse.connection import Connection

FICLONE = 0x40049409
"""Linux's request to share a file's blocks with another (``linux/fs.h``)."""


def publish(con: Connection, data: Path) -> Path:
    """Publish what is committed as the newest snapshot, drop the older ones and return its path.

    Readers that have an older one open keep it until they close it.
    """
    trends.install(con)
    con.execute("CHECKPOINT")
    older = snapshots(data)
    number = int(older[-1].stem) + 1 if older else 1
    folder = data / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    for abandoned in folder.glob("*.part"):
        abandoned.unlink()
    target, part = folder / f"{number:08}.duckdb", folder / f"{number:08}.part"
    _copy(warehouse_file(data), part)
    part.rename(target)
    sync(folder)
    for file in older:
        file.unlink(missing_ok=True)
    return target


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as a, target.open("wb") as b:
        try:
            fcntl.ioctl(b.fileno(), FICLONE, a.fileno())
        except OSError:  # the file system cannot share blocks
            shutil.copyfileobj(a, b, 1 << 22)
        b.flush()
        os.fsync(b.fileno())
