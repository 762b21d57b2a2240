"""Alerts leave the outbox at least once and never again after a confirmed success, whatever the receivers do."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from documents import NOW, document, put
from receivers import Mailbox, Receiver, Reply

from flows.delivery import Delivered, deliver
from flows.net import Network
from flows.settings import Settings
from flows.watch import Watcher
from warehouse import decisions
from warehouse.connection import Connection, writer
from warehouse.outbox import Message
from warehouse.rules import Channel, Rule

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Apprise imports imghdr and the like


class Console(Watcher):
    """Keeps what the console channel would show."""

    def __init__(self) -> None:
        self.shown: list[Message] = []

    def alert(self, message: Message) -> None:
        self.shown.append(message)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with writer(tmp_path_factory.mktemp("outbox")) as con:
        yield con


@pytest.fixture
def con(warehouse: Connection) -> Connection:
    warehouse.execute("DELETE FROM alerts; DELETE FROM deliveries")
    return warehouse


@pytest.fixture
def receive() -> Iterator[Any]:
    made: list[Receiver | Mailbox] = []

    def receiver(*script: Reply) -> Receiver:
        made.append(Receiver(*script))
        return made[-1]  # type: ignore[return-value]

    yield receiver
    for one in made:
        one.close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    yield box
    box.close()


def hook(receiver: Receiver, secret: str | None = None) -> Channel:
    return Channel(receiver.url, webhook=True, secret=secret)


def go(
    con: Connection, settings: Settings, rule: Rule, later: float = 0.0, watcher: Watcher | None = None
) -> Delivered:
    """One run's deliveries, so many hours later."""

    async def once() -> Delivered:
        async with Network(settings) as network:
            now = NOW + timedelta(hours=later)
            return await deliver(con, network, settings, [rule], now, watcher or Watcher())

    return asyncio.run(once())


def rule(*channels: Channel) -> Rule:
    return Rule("r", channels=channels)


def test_the_console_is_standard_output_where_nobody_watches(
    con: Connection, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    console = rule(Channel("console"))
    put(con, "a", console)
    assert go(con, settings, console) == Delivered(sent=1)
    assert go(con, settings, console, later=24) == Delivered()
    assert capsys.readouterr().out.startswith("\nNew claim: Ann Lee, Matin\n  Ann Lee: said a\n")


def test_a_webhook_gets_signed_json_once(con: Connection, settings: Settings, receive: Any) -> None:
    desk = receive()
    both, console = rule(hook(desk, "s3cret"), Channel("console")), Console()
    put(con, "a", both)
    assert go(con, settings, both, watcher=console) == Delivered(sent=2)
    assert go(con, settings, both, later=24) == Delivered()
    [taken] = desk.taken
    signed = taken.headers["veille-timestamp"].encode() + b"." + taken.body
    assert taken.headers["veille-signature"] == "v1=" + hmac.new(b"s3cret", signed, hashlib.sha256).hexdigest()
    assert taken.headers["content-type"] == "application/json"
    assert (taken.document["schema"], taken.document["id"]) == ("veille.message/1", "a")
    assert taken.document["alerts"] == [document("a")]
    assert [m.alerts[0].alert_id for m in console.shown] == ["a"]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(status=500), "answers 500"),
        (Reply(status=302, headers={"Location": "http://127.0.0.1:1/"}), "answers 302"),
        (Reply(dies=True), "broke the connection"),
        (Reply(wait=3.0), "took longer than 0.5 s"),
    ],
    ids=["500", "redirect", "dies having it", "hangs"],
)
def test_what_fails_is_tried_again_with_the_same_key(
    con: Connection, settings: Settings, receive: Any, reply: Reply, why: str
) -> None:
    desk = receive(reply, Reply())
    quick = settings.model_copy(update={"alert_timeout": 0.5})
    one = rule(hook(desk))
    put(con, "a", one)
    assert go(con, quick, one) == Delivered(failed=1)
    assert go(con, quick, one, later=0.05) == Delivered()  # it is left alone for five minutes
    assert go(con, quick, one, later=0.1) == Delivered(sent=1)
    assert go(con, quick, one, later=24) == Delivered()
    assert len(desk.taken) == 2
    assert len(set(desk.keys)) == 1
    assert desk.taken[0].body == desk.taken[1].body
    tries = con.execute("SELECT ok, detail FROM deliveries ORDER BY tried_at").fetchall()
    assert [ok for ok, _ in tries] == [False, True]
    assert why in tries[0][1]


def test_retry_after_is_heard_and_the_channel_left_alone(con: Connection, settings: Settings, receive: Any) -> None:
    desk, other = receive(Reply(status=429, headers={"Retry-After": "7200"}), Reply()), receive()
    both = rule(hook(desk), hook(other))
    for name in "abc":
        put(con, name, both)
    assert go(con, settings, both) == Delivered(sent=3, failed=3)
    assert (len(desk.taken), len(other.taken)) == (1, 3)
    assert go(con, settings, both, later=1.9) == Delivered()
    assert go(con, settings, both, later=2.1) == Delivered(sent=3)


def test_a_dead_channel_costs_two_tries_a_run_and_no_other_channel(
    con: Connection, settings: Settings, receive: Any
) -> None:
    dead, desk = receive(Reply(status=503)), receive()
    both = rule(hook(dead), hook(desk))
    for n in range(9):
        put(con, str(n), both)
    assert go(con, settings, both) == Delivered(sent=9, failed=9)
    assert (len(dead.taken), len(desk.taken)) == (2, 9)


def test_a_message_that_one_receiver_chokes_on_holds_up_nothing(
    con: Connection, settings: Settings, receive: Any
) -> None:
    desk = receive(Reply(), Reply(status=400), Reply())
    one = rule(hook(desk))
    for name in "abc":
        put(con, name, one)
    assert go(con, settings, one) == Delivered(sent=2, failed=1)


def test_it_backs_off_over_runs_and_gives_up_loudly(
    con: Connection, settings: Settings, receive: Any, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    desk = receive(Reply(status=500))
    one, few = rule(hook(desk)), settings.model_copy(update={"alert_tries": 4})
    put(con, "a", one)
    tried = [
        hour for hour in (*range(9), 99, 999) if go(con, few, one, later=hour / 12) != Delivered()
    ]  # every five minutes
    assert tried == [0, 1, 3, 7]
    assert con.execute("SELECT state, tries, retry_at FROM outbox").fetchall() == [("given-up", 4, None)]
    assert "given up" in caplog.text
    assert "127.0.0.1" not in caplog.text
    decisions.decide(tmp_path, "resend-alert", {"alert": "a"}, who="desk", at=NOW)
    decisions.apply(con, tmp_path)
    desk.script = [Reply()]
    assert go(con, few, one, later=99) == Delivered(sent=1)
    assert len(set(desk.keys)) == 2


def test_a_digest_is_one_message(con: Connection, settings: Settings, receive: Any) -> None:
    desk = receive()
    one = rule(hook(desk))
    for name in "abc":
        put(con, name, one, message="digest")
    assert go(con, settings, one) == Delivered(sent=1)
    assert [a["id"] for a in desk.taken[0].document["alerts"]] == ["a", "b", "c"]
    assert con.execute("SELECT count(*) FROM deliveries WHERE ok").fetchall() == [(3,)]


def test_mail_goes_out_as_html_through_a_real_server(con: Connection, settings: Settings, mailbox: Mailbox) -> None:
    one = rule(Channel(mailbox.address))
    put(con, "a", one, words="<script>alert(1)</script> & Söhne")
    assert go(con, settings, one) == Delivered(sent=1)
    [mail] = mailbox.messages
    assert str(mail["Subject"]) == "New claim: Ann Lee, Matin"
    body = mail.get_body(("html",))
    assert body is not None
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne" in body.get_content()
    assert "<script>" not in body.get_content()
    assert '<a href="https://example.org/a">A title</a>' in body.get_content()


def test_an_address_comes_from_the_environment_or_a_file_and_is_never_written_down(
    con: Connection, settings: Settings, receive: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk, other = receive(), receive(Reply(status=500))
    (tmp_path / "other").write_text(f"{other.url}?token=hunter2\n")
    both = rule(
        Channel("$DESK_HOOK", webhook=True, secret="$DESK_KEY"), Channel("$OTHER", webhook=True), Channel("$NONE")
    )
    put(con, "a", both)
    monkeypatch.setenv("DESK_HOOK", f"{desk.url}?token=hunter2")
    monkeypatch.setenv("DESK_KEY", "hunter2")
    monkeypatch.setenv("OTHER_FILE", str(tmp_path / "other"))
    assert go(con, settings, both) == Delivered(sent=1, failed=2)
    assert (len(desk.taken), len(other.taken)) == (1, 1)
    kept = str(con.execute("FROM deliveries").fetchall() + con.execute("FROM alerts").fetchall())
    assert "hunter2" not in kept
    assert "127.0.0.1" not in kept
    assert "neither NONE nor NONE_FILE is set" in kept


def test_what_cannot_be_reached_or_understood_fails_without_its_address(con: Connection, settings: Settings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    both = rule(
        Channel("nosuchscheme://u:hunter2@127.0.0.1:1/x"), Channel(f"http://127.0.0.1:{port}/hunter2", webhook=True)
    )
    put(con, "a", both)
    assert go(con, settings, both) == Delivered(failed=2)
    assert "hunter2" not in str(con.execute("FROM deliveries").fetchall())


def test_a_channel_that_no_rule_names_any_more_is_given_up_in_the_end(con: Connection, settings: Settings) -> None:
    put(con, "a", rule(Channel("$GONE")))
    few = settings.model_copy(update={"alert_tries": 2})
    assert go(con, few, rule()) == Delivered(failed=1)
    assert go(con, few, rule(), later=1) == Delivered(given_up=1)
