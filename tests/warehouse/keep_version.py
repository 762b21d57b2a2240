"""Keeps a small warehouse of this version for the upgrade test: run at each release, commit what it writes.

python tests/warehouse/keep_version.py 0.1.0
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import killed
import zstandard

from warehouse.connection import warehouse_file


def keep(version: str) -> Path:
    target = Path(__file__).parent / "versions" / f"{version}.duckdb.zst"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        killed.play(Path(folder))
        target.write_bytes(zstandard.ZstdCompressor(level=19).compress(warehouse_file(Path(folder)).read_bytes()))
    return target


if __name__ == "__main__":
    print(keep(sys.argv[1]))
