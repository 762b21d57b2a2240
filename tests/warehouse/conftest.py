from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.connection import Connection, warehouse_file, writer


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated warehouse without rows, to copy: migrating takes longer than most tests."""
    data = tmp_path_factory.mktemp("empty")
    with writer(data):
        pass
    return data


@pytest.fixture
def con(tmp_path: Path, empty: Path) -> Iterator[Connection]:
    """A fresh warehouse, open for writing."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(warehouse_file(empty), warehouse_file(data))
    with writer(data) as connection:
        yield connection
