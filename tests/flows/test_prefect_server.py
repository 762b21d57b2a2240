"""Our Prefect server is ready when it says so, quiet, and gone when its parent is, however the parent ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from flows.prefect_server import prefect_server
from parsers.errors import TransientError

PARENT = """
import sys, time
from pathlib import Path
from flows.prefect_server import prefect_server
with prefect_server(Path(sys.argv[1]), stays=True) as url:
    print(url, flush=True)
    time.sleep(600)
"""


def listening(url: str) -> bool:
    parts = urlsplit(url)
    with socket.socket() as sock:
        sock.settimeout(1)
        return sock.connect_ex((parts.hostname, parts.port)) == 0


@pytest.mark.prefect
def test_a_server_that_stays_keeps_its_interface_in_the_data_and_ends_with_a_parent_that_is_killed(
    tmp_path: Path,
) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    with subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, env=clean) as parent:
        assert parent.stdout
        url = parent.stdout.readline().decode().strip()
        shown = httpx.get(url.removesuffix("/api"), follow_redirects=True)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 15
    while listening(url) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not listening(url)
    assert "<html" in shown.text
    assert any((tmp_path / "prefect" / "ui").rglob("index.html"))  # what is installed may be read-only


def test_a_server_that_is_named_is_used_and_nothing_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with prefect_server(tmp_path) as url:
        assert url == "http://127.0.0.1:9/api"
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_start_in_time_is_ended_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    before = dict(os.environ)
    with pytest.raises(TransientError, match="did not start within"), prefect_server(tmp_path, timeout=0.05):
        pass
    assert dict(os.environ) == before
