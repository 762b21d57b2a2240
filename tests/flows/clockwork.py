"""A real ``veille schedule`` in a process of its own, on one outlet, and what its Prefect server tells of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from flows.outlets import write_outlets

T = TypeVar("T")
VEILLE = str(Path(sys.executable).with_name("veille"))
UNIT = Path(__file__).parents[2] / "docs" / "veille.service"


def unit_command() -> list[str]:
    """What the documented systemd unit starts, with this installation's program."""
    (line,) = (line for line in UNIT.read_text("utf-8").splitlines() if line.startswith("ExecStart="))
    return [VEILLE, *line.split()[1:]]


@dataclass(frozen=True)
class Ran:
    """A flow run as Prefect keeps it; ``due`` is its tick."""

    id: str
    name: str
    state: str
    due: datetime
    began: datetime | None
    ended: datetime | None


class Clockwork:
    """A context manager that starts what the systemd unit starts.

    ``site`` serves the outlet ``here`` with a JSON feed at ``/feed``. Prefect's server is one of its own, unless
    ``environment`` has ``PREFECT_API_URL``.
    """

    def __init__(self, folder: Path, site: str, cron: str, **environment: str) -> None:
        self.data = folder / "data"
        outlet = {"id": "here", "name": "Here", "homepage": site, "language": "fr", "timezone": "UTC"}
        outlet |= {"feeds": [{"url": f"{site}/feed", "kind": "json"}], "delay": 0, "allow_private": True}
        write_outlets([outlet], folder / "seeds" / "outlets")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("VEILLE_", "PREFECT_"))}
        self.env = {**plain, "VEILLE_DATA": str(self.data), "VEILLE_SEEDS": str(folder / "seeds"), **environment}
        self._command = [*unit_command(), "here", "--cron", cron, "--timezone", "UTC", "--port", str(port)]
        url = environment.get("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
        self.api = httpx.Client(base_url=url, timeout=30)

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(self._command, env=self.env, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        assert "1 outlets" in self.process.stdout.readline()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.stop()
        self.api.close()

    def stop(self) -> int:
        """End it as systemd does; the exit code. What it ``printed`` on standard output is kept."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.printed, _ = self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        return self.process.returncode

    def ask(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Post to Prefect's API."""
        answer = self._told("POST", path, json=body or {}).raise_for_status()
        return answer.json() if answer.content else None

    def runs(self, flow: str = "ingest") -> list[Ran]:
        """The flow's runs, in the order of their ticks."""
        query = {"sort": "EXPECTED_START_TIME_ASC", "flows": {"name": {"any_": [flow]}}}
        return [_ran(row) for row in self.ask("/flow_runs/filter", query)]

    def start(self, flow: str, **parameters: object) -> str:
        """Start a deployment now, as its button in the interface does; the flow run's id."""

        def deployed() -> Any:
            answer = self._told("GET", f"/deployments/name/{flow}/veille")
            return answer.json() if answer.is_success else None

        create = f"/deployments/{until(deployed)['id']}/create_flow_run"
        return str(self.ask(create, {"state": {"type": "SCHEDULED"}, "parameters": parameters})["id"])

    def ended(self, run: str) -> Ran:
        """The flow run, once it has ended."""
        return until(lambda: found if (found := self.run(run)).ended else None)

    def run(self, run: str) -> Ran:
        """One flow run."""
        return _ran(self._told("GET", f"/flow_runs/{run}").raise_for_status().json())

    def _told(self, method: str, path: str, **body: Any) -> httpx.Response:
        """Prefect's answer, asked for again while its database is locked (503), as Prefect's own clients do."""

        def answer() -> httpx.Response | None:
            told = self.api.request(method, path, **body)
            return None if told.status_code == httpx.codes.SERVICE_UNAVAILABLE else told

        return until(answer)


def _ran(row: Mapping[str, Any]) -> Ran:
    moments = [datetime.fromisoformat(row[k]) if row[k] else None for k in ("expected_start_time", "start_time")]
    ended = datetime.fromisoformat(row["end_time"]) if row["end_time"] else None
    assert moments[0]
    return Ran(row["id"], row["name"], row["state_name"], moments[0], moments[1], ended)


def until(look: Callable[[], T | None], seconds: float = 120.0) -> T:
    """What ``look`` finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"nothing within {seconds:g} s"
        time.sleep(0.2)
    return found
