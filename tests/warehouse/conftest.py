from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.connection import Connection, writer


@pytest.fixture
def con(tmp_path: Path) -> Iterator[Connection]:
    """A fresh warehouse, open for writing."""
    with writer(tmp_path / "data") as connection:
        yield connection
