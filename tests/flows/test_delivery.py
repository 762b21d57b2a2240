"""Alerts leave the outbox once per channel; what a channel does not take is tried again in the next run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Answer, Host

from flows.delivery import Delivered, deliver
from flows.watch import Watcher
from warehouse.connection import Connection, writer
from warehouse.models import Alert
from warehouse.rules import Channel, Rule

NOW = datetime(2026, 9, 13, 18, tzinfo=UTC)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Apprise imports imghdr and the like


class Console(Watcher):
    """Keeps what the console channel would show."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def alert(self, alert: Alert) -> None:
        self.shown.append(alert.title)


@pytest.fixture
def con(tmp_path: Path) -> Iterator[Connection]:
    with writer(tmp_path) as con:
        yield con


def rule(*addresses: str) -> Rule:
    return Rule("r", channels=tuple(map(Channel, addresses)))


def raise_alert(con: Connection, name: str, rule: Rule) -> None:
    """Put an alert in the outbox as a run does."""
    labels = [c.label for c in rule.channels]
    row = [name, rule.id, name, name, f"title {name}", "what was said", "https://example.org/a", labels, NOW, "run"]
    con.execute("INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def hook(host: Host) -> str:
    return host.url.replace("http://", "json://") + "/hook"


def sent(host: Host) -> int:
    return sum(a.path.startswith("/hook") for a in host.asked)


def test_an_alert_is_delivered_once_to_each_channel(con: Connection, host: Host) -> None:
    host.pages["/hook"] = host.pages["/hook/"] = Answer(b"ok")
    both, console = rule("console", hook(host)), Console()
    raise_alert(con, "a", both)
    assert deliver(con, [both], NOW, console) == Delivered(sent=2)
    assert deliver(con, [both], NOW, console) == Delivered()
    assert (console.shown, sent(host)) == (["title a"], 1)


def test_what_fails_is_tried_again_and_does_not_hold_up_the_rest(con: Connection, host: Host) -> None:
    host.pages["/hook"] = host.pages["/hook/"] = [Answer(status=500), Answer(b"ok")]
    both, console = rule(hook(host), "console"), Console()
    raise_alert(con, "a", both)
    assert deliver(con, [both], NOW, console) == Delivered(sent=1, failed=1)
    assert deliver(con, [both], NOW, console) == Delivered(sent=1)
    tries = con.execute("SELECT ok, detail FROM deliveries WHERE channel <> 'console' ORDER BY ok").fetchall()
    assert tries == [(False, "the channel refused it or could not be reached"), (True, None)]
    assert console.shown == ["title a"]


def test_no_secret_is_written_down(con: Connection, tmp_path: Path) -> None:
    secret = rule("nosuchscheme://user:hunter2@127.0.0.1:1/x")
    raise_alert(con, "a", secret)
    assert deliver(con, [secret], NOW, Console()) == Delivered(failed=1)
    assert "hunter2" not in str(con.execute("FROM deliveries").fetchall() + con.execute("FROM alerts").fetchall())


def test_an_alert_of_a_channel_that_no_rule_names_waits(con: Connection) -> None:
    raise_alert(con, "a", rule("console"))
    assert deliver(con, [], NOW, Console()) == Delivered()
    assert deliver(con, [rule("console")], NOW, Console()) == Delivered(sent=1)
