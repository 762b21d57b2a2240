"""Loopback hosts, and settings that make a test quick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Host

from flows.settings import Settings
from flows.settings import load as load_settings


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


@pytest.fixture
def other_host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Limits that make a test quick."""
    return load_settings(
        data=tmp_path / "data", retry_base=0.01, read_timeout=10.0, total_timeout=20.0, max_wait=1.5, max_bytes=100_000,
        full_every=2**32,  # ports vary, and with them the requests that would be made in full
    )  # fmt: skip


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Prefect server for the session, which forgets old runs; the flows must not be imported before it is up."""
    from flows.prefect_server import prefect_server, pruning

    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**pruning(30), "PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS": "5"}.items():
            patch.setenv(name, value)
        with prefect_server(tmp_path_factory.mktemp("prefect")) as url:
            yield url
