"""Stages of a run: tried again after a fault of the moment, and only then; what Prefect is told of a run."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from clockwork import until
from loopback import Answer, Host

from flows.outlets import write_outlets
from warehouse import runs
from warehouse.connection import reader, snapshots, writer

pytestmark = pytest.mark.prefect
DAY = datetime(2026, 9, 7, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)


def page(figure: int) -> Answer:
    said = f"« Le port restera fermé {figure} jours », a déclaré le ministre Jean Valmont à la presse."
    told = "Les bateaux attendent au large depuis le début de la semaine, et les quais sont vides."
    body = f"<article><h1>Le port ferme</h1><p>{said}</p><p>{told}</p></article>"
    html = f"<!DOCTYPE html><html lang=fr><head><title>Le port ferme</title></head><body>{body}</body></html>"
    return Answer(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def feed(host: Host, *names: str) -> Answer:
    items = ", ".join(f'{{"id": "{n}", "url": "{host.url}/{n}"}}' for n in names)
    return Answer(f'{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{items}]}}'.encode())


@pytest.fixture
def site(host: Host, tmp_path: Path, prefect: str, monkeypatch: pytest.MonkeyPatch) -> Host:
    host.pages |= {"/feed": feed(host, "a"), "/a": page(10), "/b": page(23)}
    outlet = {"id": "here", "name": "Here", "homepage": host.url, "language": "fr", "timezone": "UTC"}
    outlet |= {"feeds": [{"url": f"{host.url}/feed", "kind": "json"}], "delay": 0, "allow_private": True}
    write_outlets([outlet], tmp_path / "seeds" / "outlets")
    values = {"SEEDS": tmp_path / "seeds", "DATA": tmp_path / "data", "RETRY_BASE": "0.3", "RETRIES": "3"}
    for name, value in values.items():
        monkeypatch.setenv(f"VEILLE_{name}", str(value))
    return host


def ask(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with reader(tmp_path / "data") as con:
        return con.execute(query).fetchall()


def stages(prefect: str, since: datetime) -> dict[str, tuple[str, int]]:
    """State and number of tries of each stage since then, as Prefect shows them."""
    query = {"task_runs": {"start_time": {"after_": since.isoformat()}}}
    rows = httpx.post(f"{prefect}/task_runs/filter", json=query).raise_for_status().json()
    return {row["name"]: (row["state_name"], row["run_count"]) for row in rows}


def test_a_stage_is_tried_again_after_a_fault_of_the_moment(site: Host, tmp_path: Path, prefect: str) -> None:
    from flows.ingest import ingest

    began = datetime.now(UTC)
    (tmp_path / "data").mkdir()
    in_the_way = tmp_path / "data" / "snapshots"
    in_the_way.write_text("not a directory")

    def heal() -> None:
        until(lambda: stages(prefect, began).get("publish", ("", 0))[0] == "AwaitingRetry")
        in_the_way.unlink()

    healer = threading.Thread(target=heal)
    healer.start()
    asyncio.run(ingest(DAY, ["here"]))
    healer.join()
    assert len(snapshots(tmp_path / "data")) == 1
    state, tries = until(lambda: found if (found := stages(prefect, began).get("publish", ("", 0)))[1] > 1 else None)
    assert (state, tries > 1) == ("Completed", True)


def test_a_fault_that_waiting_does_not_mend_is_tried_once(site: Host, tmp_path: Path, prefect: str) -> None:
    from flows.ingest import ingest

    file = tmp_path / "seeds" / "outlets" / "here.yaml"
    file.write_text(file.read_text("utf-8") + "headers: {Cookie: $NOT_SET}\n", "utf-8")
    began = datetime.now(UTC)
    assert "NOT_SET" in asyncio.run(ingest(DAY, ["here"])).failed["here"]
    assert until(lambda: stages(prefect, began).get("visit here")) == ("Failed", 1)


def test_a_revisit_asks_for_what_is_due_and_for_no_feed(site: Host, tmp_path: Path) -> None:
    from flows.ingest import ingest, revisit

    asyncio.run(ingest(DAY, ["here"]))
    asked = len(site.paths)
    assert asyncio.run(revisit(DAY + HOUR / 2)) is None
    assert site.paths[asked:] == []
    site.pages["/a"] = page(12)
    result = asyncio.run(revisit(DAY + HOUR))
    assert result
    assert dict(result.summary.outcomes) == {"revised": 1}
    assert result.summary.new_claims == 1
    assert site.paths[asked:] == ["/a"]
    assert ask(tmp_path, "SELECT outlets FROM runs ORDER BY now") == [(["here"],), ([],)]


def test_a_revisit_does_not_pass_for_a_visit_of_the_feeds(site: Host, tmp_path: Path) -> None:
    from flows.ingest import ingest, revisit

    later = datetime(2099, 1, 1, tzinfo=UTC)
    asyncio.run(ingest(DAY, ["here"]))
    assert asyncio.run(revisit(later))
    asyncio.run(ingest(None, ["here"], unless_fresh=True))
    assert len(ask(tmp_path, "FROM runs WHERE len(outlets) > 0")) == 2


def test_publish_finishes_what_was_cut_off(site: Host, tmp_path: Path) -> None:
    from flows.publish import publish

    with writer(tmp_path / "data") as con:
        runs.begin(con, kind="run", now=DAY, outlets=["here"])
    asyncio.run(publish(DAY + HOUR))
    assert ask(tmp_path, "SELECT state FROM runs") == [("finished",)]
    asyncio.run(publish(DAY + HOUR))
    assert site.paths == []


def test_prefect_hears_of_a_run_and_its_new_claims(site: Host, prefect: str) -> None:
    from flows.ingest import ingest

    day = DAY + 7 * 24 * HOUR  # no other test's, for a run's id follows from its clock
    first = asyncio.run(ingest(day, ["here"]))
    asyncio.run(ingest(day, ["here"]))  # again, which tells nothing
    site.pages["/feed"] = feed(site, "a", "b")
    second = asyncio.run(ingest(day + HOUR, ["here"]))
    recent = {"event": {"prefix": ["veille."]}, "occurred": {"since": str(datetime.now(UTC) - timedelta(minutes=5))}}

    def events() -> list[dict[str, Any]]:
        return httpx.post(f"{prefect}/events/filter", json={"filter": recent}).raise_for_status().json()["events"]

    def of(key: str) -> list[dict[str, Any]]:
        return [e for e in events() if e["resource"]["prefect.resource.id"].endswith(key)]

    (finished,) = until(lambda: of(second.run.run_id))
    assert (finished["event"], finished["payload"]["new_claims"]) == ("veille.run.finished", 1)
    assert "flow-run" in {r["prefect.resource.role"] for r in finished["related"]}
    assert len(of(first.run.run_id)) == 1
    claims = [e["payload"] for e in events() if e["event"] == "veille.claim.new" and site.url in e["payload"]["url"]]
    assert [(c["who"], c["figures"]) for c in claims] == [("Jean Valmont", ["23 jours"])]
