"""The doctor finds what is wrong and says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback import Answer, Host

from flows.doctor import Finding, configuration, examine, outlets, warehouse
from flows.outlets import write_outlets
from flows.settings import Settings
from warehouse import runs, snapshot
from warehouse.connection import writer

NOW = datetime(2026, 9, 7, 18, tzinfo=UTC)
JSON = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": "/a"}]}'


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path / "seeds"))
    (tmp_path / "seeds" / "outlets").mkdir(parents=True)
    return tmp_path / "seeds"


def run(settings: Settings, now: datetime, names: Sequence[str] = ("le-quai",)) -> None:
    with writer(settings.data) as con:
        runs.finish(con, runs.begin(con, kind="run", now=now, outlets=names), [])
        snapshot.publish(con, settings.data)


def level(findings: list[Finding], subject: str) -> str:
    return next(f.level for f in findings if f.subject == subject)


def test_a_bad_outlet_file_is_an_error_and_the_others_count(settings: Settings, seeds: Path) -> None:
    (seeds / "outlets" / "bad.yaml").write_text("name: Bad\n", "utf-8")
    findings, files = configuration(settings)
    assert level(findings, "outlet file bad.yaml") == "error"
    assert len(files) == 10


def test_data_are_fresh_stale_or_not_there(settings: Settings) -> None:
    assert [f.level for f in warehouse(settings, NOW)] == ["warning"]
    run(settings, NOW)
    assert level(warehouse(settings, NOW + timedelta(hours=23)), "freshness") == "ok"
    stale = warehouse(settings, NOW + timedelta(hours=25))
    assert level(stale, "freshness") == "error"
    assert "2026-09-07 18:00 UTC" in stale[1].detail
    run(settings, NOW + timedelta(hours=24), names=())  # a revisit
    assert level(warehouse(settings, NOW + timedelta(hours=25)), "freshness") == "error"


def test_feeds_are_asked_and_judged(host: Host, settings: Settings, seeds: Path) -> None:
    host.pages |= {
        "/good": Answer(JSON),
        "/rss": Answer(JSON),
        "/empty": Answer(JSON.replace(b'{"id": "1", "url": "/a"}', b"")),
    }
    outlet = {"id": "here", "name": "Here", "homepage": host.url, "language": "fr", "timezone": "UTC"}
    feeds = [{"url": host.url + path, "kind": "json"} for path in ("/good", "/empty", "/gone")]
    feeds += [{"url": f"{host.url}/rss", "kind": "rss"}]
    write_outlets([{**outlet, "feeds": feeds, "delay": 0, "allow_private": True}], seeds / "outlets")
    _, files = configuration(settings)
    found = outlets(settings, [f for f in files if f.id == "here"])
    assert [f.level for f in found] == ["ok", "warning", "error", "warning"]
    assert found[2].detail == "answers 404; mend the address in here.yaml"
    assert "the file says rss" in found[3].detail


def test_offline_no_feed_is_asked(settings: Settings) -> None:
    assert not any("https://" in f.subject for f in examine(settings, online=False))
