"""One Prefect server of our own on loopback, quiet, that ends with the process that started it, however that ends.

Where ``PREFECT_API_URL`` names a server, that one is used and nothing is started.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parsers.errors import TransientError

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
}
ONLY_WHAT_RUNS = {
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    **{
        f"PREFECT_SERVER_SERVICES_{service}_ENABLED": "false"
        for service in (
            "CANCELLATION_CLEANUP",
            "FOREMAN",
            "LATE_RUNS",
            "PAUSE_EXPIRATIONS",
            "REPOSSESSOR",
            "SCHEDULER",
            "TRIGGERS",
        )
    },
}
"""A server for one run needs no schedules, workers or interface."""
SCHEDULES = {"PREFECT__SERVER_FINAL": "1", "PREFECT_SERVER_DATABASE_TIMEOUT": "60"}
"""A server that stays has its interface and prunes its own history; the warehouse keeps the runs."""


def pruning(days: float) -> dict[str, str]:
    """Prefect's settings to delete flow runs, their artifacts and logs, and events that are older than this."""
    age = round(days * 86_400)
    return {
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs,orphans",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(age),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"PT{age}S",
    }


def environment(data: Path) -> dict[str, str]:
    """Prefect's settings for a data directory; the caller's own ``PREFECT_…`` variables count for more.

    Its interface is copied there too: by default that goes beside the installed package, which may be read-only.
    """
    home = data.absolute() / "prefect"
    ours = {"PREFECT_HOME": str(home), "PREFECT_UI_STATIC_DIRECTORY": str(home / "ui")}
    return {**QUIET, **ours, **{k: v for k, v in os.environ.items() if k.startswith("PREFECT_")}}


def logging_config(file: Path) -> str:
    """Prefect's logging, all of it into one file (a ``logging.yml`` in Prefect's home is used by itself)."""
    return f"""\
version: 1
disable_existing_loggers: false
formatters:
  line: {{format: "%(asctime)s %(levelname)s %(name)s: %(message)s"}}
  standard: {{format: "%(asctime)s %(levelname)s %(name)s: %(message)s"}}
handlers:
  file: {{class: logging.FileHandler, filename: "{file}", formatter: line, encoding: utf-8, delay: true}}
  api: {{class: prefect.logging.handlers.APILogHandler}}
loggers:
  prefect: {{level: INFO}}
  prefect.server: {{level: WARNING}}
  prefect.flow_runs: {{level: NOTSET, handlers: [api]}}
  prefect.task_runs: {{level: NOTSET, handlers: [api]}}
root: {{level: WARNING, handlers: [file]}}
"""


@contextmanager
def prefect_server(
    data: Path, timeout: float = 180.0, *, stays: bool = False, port: int = 0, history_days: float = 30.0
) -> Iterator[str]:
    """The API address of a Prefect server that is ready; the environment of this process points to it meanwhile.

    One that ``stays`` keeps schedules, shows Prefect's interface and forgets runs after ``history_days``; ``port`` 0 is
    any free one.
    """
    given = os.environ.get("PREFECT_API_URL")
    if given:
        yield given
        return
    ours = environment(data)
    home = Path(ours["PREFECT_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    (home / "logging.yml").write_text(logging_config(home / "prefect.log"), "utf-8")
    before = dict(os.environ)
    os.environ.update(ours)
    child = subprocess.Popen(
        [sys.executable, "-m", "flows.prefect_server", str(port)],
        env={**(SCHEDULES | pruning(history_days) if stays else ONLY_WHAT_RUNS), **os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=(home / "server.log").open("ab"),
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{_port(child, timeout, home / 'server.log')}/api"
        os.environ["PREFECT_API_URL"] = url
        yield url
    finally:
        _send_logs()
        _end(child)
        for name in {*ours, "PREFECT_API_URL"} - before.keys():
            os.environ.pop(name, None)


def _port(child: subprocess.Popen[bytes], timeout: float, log: Path) -> int:
    """Wait until the server says on which port it is ready."""
    assert child.stdout
    ready, _, _ = select.select([child.stdout], [], [], timeout)
    line = child.stdout.readline().strip() if ready else b""
    if line.isdigit():
        return int(line)
    what = f"did not start within {timeout:g} s" if not ready else "ended while starting"
    raise TransientError(f"Prefect's server {what}; {log} says why. Try again, or name one with PREFECT_API_URL.")


def _send_logs() -> None:
    """Let Prefect's background threads send what they hold, or they complain of a server that is gone."""
    if "prefect" not in sys.modules:
        return
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    APILogWorker.drain_all(timeout=10)
    EventsWorker.drain_all(timeout=10)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Closing its standard input is the server's sign to end."""
    assert child.stdin
    assert child.stdout
    child.stdin.close()
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    child.stdout.close()


def main() -> None:
    """Serve until standard input ends, which it does when the parent ends, even by SIGKILL."""
    import socket

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = os.dup(1)
    os.dup2(2, 1)
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", int(sys.argv[1])))

    def watch() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()

    import uvicorn
    from prefect.server.api.server import create_app

    class Ready(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            os.write(answer, b"%d\n" % sock.getsockname()[1])

    Ready(uvicorn.Config(create_app(), log_level="error", lifespan="on")).run(sockets=[sock])


if __name__ == "__main__":
    main()
