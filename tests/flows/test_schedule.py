"""Runs by the clock: a late run that another has covered adds nothing; the heartbeat tells of complete ones."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Answer, Host

from flows.outlets import write_outlets
from warehouse.connection import reader

pytestmark = pytest.mark.prefect
LATER = datetime(2099, 1, 1, tzinfo=UTC)
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}'


@pytest.fixture
def site(host: Host, tmp_path: Path, prefect: str, monkeypatch: pytest.MonkeyPatch) -> Host:
    host.pages |= {"/feed": Answer(FEED), "/beat": Answer(b"ok")}
    outlet = {"id": "here", "name": "Here", "homepage": host.url, "language": "fr", "timezone": "UTC"}
    outlet |= {"feeds": [{"url": f"{host.url}/feed", "kind": "json"}], "delay": 0, "allow_private": True}
    write_outlets([outlet], tmp_path / "seeds" / "outlets")
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("VEILLE_DATA", str(tmp_path))
    monkeypatch.setenv("VEILLE_HEARTBEAT", f"{host.url}/beat")
    return host


def moments(data: Path) -> list[int]:
    with reader(data) as con:
        return [now.year for (now,) in con.execute("SELECT now FROM runs ORDER BY now").fetchall()]


def test_a_late_run_that_another_has_covered_adds_nothing(site: Host, tmp_path: Path) -> None:
    from flows.ingest import ingest

    asyncio.run(ingest(LATER, ["here"]))
    asked = site.paths.count("/feed")
    covered = asyncio.run(ingest(None, ["here"], unless_fresh=True))
    assert (covered.run.now, moments(tmp_path)) == (LATER, [2099])
    assert site.paths.count("/feed") == asked


def test_a_run_that_is_due_is_made(site: Host, tmp_path: Path) -> None:
    from flows.ingest import ingest

    asyncio.run(ingest(BEFORE, ["here"]))
    asyncio.run(ingest(None, ["here"], unless_fresh=True))
    assert len(moments(tmp_path)) == 2


def test_the_heartbeat_is_asked_after_a_complete_run_alone(
    site: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.ingest import ingest

    assert asyncio.run(ingest(BEFORE, ["here"])).failed == {}
    assert site.paths.count("/beat") == 1
    file = tmp_path / "seeds" / "outlets" / "here.yaml"
    file.write_text(file.read_text("utf-8") + "headers: {Cookie: $NOT_SET}\n", "utf-8")
    failed = asyncio.run(ingest(LATER, ["here"])).failed
    assert "NOT_SET: set it in the environment" in failed["here"]
    assert site.paths.count("/beat") == 1
    site.pages["/beat"] = Answer(status=404)
    monkeypatch.setenv("NOT_SET", "x")
    assert asyncio.run(ingest(datetime(2100, 1, 1, tzinfo=UTC), ["here"])).failed == {}
