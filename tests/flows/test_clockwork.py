"""``veille schedule`` in a process of its own: lateness, cancelling, the console, what Prefect forgets, and its end.

Ticks of a real cron are in ``tests/bench/flows/schedule.py``: they take minutes.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from clockwork import VEILLE, Clockwork, until
from documents import put
from loopback import Answer, Host

from warehouse import runs
from warehouse.connection import writer
from warehouse.rules import Channel, Rule

pytestmark = pytest.mark.prefect
FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}'
ALERT = "3db64fbe0123456789abcdef01234567"
NEVER = "0 0 1 1 *"


@pytest.fixture(scope="module")
def site() -> Iterator[Host]:
    host = Host()
    host.pages["/feed"] = [Answer(FEED, wait=60), Answer(FEED)]
    yield host
    host.close()


@pytest.fixture(scope="module")
def clock(site: Host, prefect: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clockwork]:
    server = {name: os.environ[name] for name in ("PREFECT_API_URL", "PREFECT_HOME")}
    with Clockwork(tmp_path_factory.mktemp("clock"), site.url, NEVER, **server) as clock:
        yield clock


@pytest.fixture(scope="module")
def two(clock: Clockwork, site: Host) -> tuple[str, str]:
    """A run that is cancelled while it waits for a feed, and one that was due meanwhile; both have ended."""
    with writer(clock.data) as con:
        put(con, ALERT, Rule("r", channels=(Channel("console"),)))
    first = clock.start("ingest")
    until(lambda: "/feed" in site.begun)
    second = clock.start("ingest")
    clock.ask(f"/flow_runs/{first}/set_state", {"state": {"type": "CANCELLING"}})
    return clock.ended(first).id, clock.ended(second).id


def test_a_run_that_is_late_begins_when_the_one_before_has_ended(clock: Clockwork, two: tuple[str, str]) -> None:
    first, second = map(clock.run, two)
    assert (first.state, second.state) == ("Cancelled", "Completed")
    assert first.ended
    assert second.began
    assert second.due < first.ended < second.began


def test_what_was_cancelled_is_finished_by_the_next_run(clock: Clockwork, two: tuple[str, str]) -> None:
    with writer(clock.data, wait=0.5) as con:
        assert con.execute("SELECT state, count(*) FROM runs GROUP BY state").fetchall() == [("finished", 2)]
        assert runs.unfinished(con) == []


def test_prefect_forgets_runs_that_are_old_and_what_they_left(clock: Clockwork, two: tuple[str, str]) -> None:
    kept, old = two
    artifacts = {"flow_runs": {"id": {"any_": [old]}}}
    assert clock.ask("/artifacts/filter", artifacts)
    with closing(sqlite3.connect(Path(os.environ["PREFECT_HOME"], "prefect.db"), timeout=30)) as con, con:
        con.execute("UPDATE flow_run SET end_time = datetime('now', '-31 days') WHERE id = ?", [old])
    until(lambda: clock.api.get(f"/flow_runs/{old}").status_code == 404)
    until(lambda: not clock.ask("/artifacts/filter", artifacts))
    assert clock.run(kept).ended


def test_the_doctor_exits_with_1_when_the_data_are_stale(clock: Clockwork, two: tuple[str, str]) -> None:
    def doctor(hours: str) -> int:
        command, env = [VEILLE, "doctor", "--offline", "--json"], {**clock.env, "VEILLE_STALE_HOURS": hours}
        return subprocess.run(command, env=env, capture_output=True, check=False).returncode

    assert (doctor("24"), doctor("0.0001")) == (0, 1)


def test_ctrl_c_leaves_a_warehouse_that_the_next_run_can_take(
    clock: Clockwork, two: tuple[str, str], site: Host
) -> None:
    site.pages["/feed"] = Answer(FEED, wait=60)
    asked = len(site.begun)
    with subprocess.Popen(
        [VEILLE, "run", "here", "--all-feeds"], env=clock.env, stderr=subprocess.PIPE, text=True
    ) as run:
        until(lambda: "/feed" in site.begun[asked:])
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)
    assert (run.returncode, "Traceback" in errors) == (130, False)
    with writer(clock.data, wait=0.5) as con:
        assert len(runs.unfinished(con)) == 1


def test_it_ends_when_it_is_told_to_and_its_run_with_it(clock: Clockwork, two: tuple[str, str], site: Host) -> None:
    site.pages["/feed"] = Answer(FEED, wait=60)
    asked = len(site.begun)
    clock.start("ingest", all_feeds=True)
    until(lambda: "/feed" in site.begun[asked:])
    assert clock.stop() == 0
    assert clock.printed.count("New claim: Ann Lee, Matin\n  Ann Lee: said 3db64fbe") == 1, "an alert for the console"
    with writer(clock.data, wait=1):
        pass
