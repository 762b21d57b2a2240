"""``veille alerts`` and ``veille rules`` on a warehouse with a rule, an alert and a channel that fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from documents import document
from receivers import Receiver, Reply
from typer.testing import CliRunner

from flows import atom
from flows.cli import build
from parsers.errors import VeilleError
from warehouse import decisions, runs, snapshot
from warehouse.connection import reader, writer

ID = "3db64fbe0123456789abcdef01234567"
RULES = "rules:\n- {id: desk, kind: denied, channels: [{webhook: $DESK}]}\n- {id: flood, digest: 24h}\n"


@pytest.fixture
def desk() -> Iterator[Receiver]:
    receiver = Receiver(Reply(status=500), Reply())
    yield receiver
    receiver.close()


@pytest.fixture
def data(tmp_path: Path, desk: Receiver, monkeypatch: pytest.MonkeyPatch) -> Path:
    rules = tmp_path / "seeds" / "rules"
    rules.mkdir(parents=True)
    (rules / "casualties.yaml").write_text(RULES)
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("VEILLE_DATA", str(tmp_path))
    monkeypatch.setenv("VEILLE_ALERT_WAIT", "0")
    monkeypatch.setenv("DESK", desk.url)
    now = datetime.now(UTC)
    row = [ID, "desk", ID, ID, "Ann Lee", "said it", "https://example.org/a", ["webhook:$DESK"], now, "run", "denied",
           "subject", None, ID, now, 0, 1, "en", json.dumps(document(ID, rule="desk")), [], None, 0]  # fmt: skip
    with writer(tmp_path) as con:
        runs.finish(con, runs.begin(con, kind="run", now=now, outlets=[]))
        con.execute(f"INSERT INTO alerts VALUES ({', '.join('?' * len(row))})", row)
        snapshot.publish(con, tmp_path)
    return tmp_path


def veille(*words: str) -> str:
    done = CliRunner().invoke(build([words[0]]), list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_an_alert_is_listed_delivered_and_judged(data: Path, desk: Receiver) -> None:
    assert "webhook:$DESK waiting" in veille("alerts", "list")
    assert "0 sent, 1 to be tried again" in veille("alerts", "deliver")
    assert "webhook:$DESK waiting (1 tries: answers 500)" in veille("alerts", "list")
    assert "1 sent, 0 to be tried again, 0 given up" in veille("alerts", "deliver")
    assert (len(desk.taken), desk.url in veille("alerts", "list")) == (2, False)
    assert "webhook:$DESK sent" in veille("alerts", "list", "--state", "sent")
    assert veille("alerts", "list", "--state", "given-up") == ""
    assert "is useful" in veille("alerts", "ack", ID[:6], "--as", "useful", "--apply")
    assert "desk (denied)  useful" in veille("alerts", "list", "--rule", "desk")
    assert atom.file_of(data).read_bytes().count(b"<entry") == 1


def test_an_alert_is_sent_again_and_a_rule_kept_quiet(data: Path, desk: Receiver) -> None:
    desk.script = [Reply()]
    veille("alerts", "deliver")
    veille("alerts", "resend", ID[:6])
    assert "1 sent" in veille("alerts", "deliver")
    assert len(set(desk.keys)) == 2
    assert "the rule desk is quiet until" in veille("alerts", "mute", "desk", "--for", "24h")
    assert "desk is quiet on what" in veille("alerts", "mute", ID[:6])
    assert [d.action for d in decisions.read(data)] == ["resend-alert", "mute-alerts", "mute-alerts"]
    with writer(data) as con:
        assert con.execute("SELECT rule_id, subject FROM mutes ORDER BY decided_at").fetchall() == [
            ("desk", None),
            ("desk", "subject"),
        ]


def test_rules_are_listed_with_their_last_week_and_tried_out(data: Path) -> None:
    listed = veille("rules")
    assert "desk: denied, to webhook:$DESK\n    last week: 1 raised" in listed
    assert "flood: new_claim, a digest every 24 h, to console" in listed
    assert veille("rules", "test", "flood", "--since", "2w") == "0 alerts in 2w; a digest holds at most 20 of a run.\n"
    with reader(data) as con:
        assert con.execute("SELECT count(*) FROM alerts").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("alerts", "ack", "ffff", "--as", "useful"), "no alert's id begins with ffff"),
        (("alerts", "ack", ID, "--as", "nice"), "--as is one of useful, known, wrong-speaker, not-a-claim"),
        (("alerts", "mute", "desk", "--for", "ever"), "'ever' is no time; write 90m, 24h, 7d or 2w"),
        (("rules", "test", "none"), "there is no rule 'none'; there are desk, flood"),
    ],
)
def test_what_cannot_be_done_is_said(data: Path, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(VeilleError, match=says.replace("(", r"\(")):
        veille(*words)
