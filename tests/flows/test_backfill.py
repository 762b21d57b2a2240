"""A backfill over loopback: the stretch that was asked for, nothing new, no alert, and it goes on after a kill."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from clockwork import until
from loopback import Answer, Host

from flows import reading
from flows.archive import Archive, page_hash
from flows.brought import Got, Visit
from flows.outlets import load_outlets, write_outlets
from parsers.errors import ConfigError
from warehouse import runs, snapshot
from warehouse.connection import reader, writer
from warehouse.files import LocalFiles
from warehouse.load import load
from warehouse.models import Page, Run, UrlState

if TYPE_CHECKING:
    from flows.backfill import Backfilled

pytestmark = pytest.mark.prefect
NOW = datetime(2026, 9, 20, 18, tzinfo=UTC)
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def page(day: int) -> Answer:
    said = f"« Le port restera fermé jusqu'au {day + 10} septembre », a déclaré le ministre Jean Valmont à la presse."
    told = "Les bateaux attendent au large depuis le début de la semaine, et les quais sont vides."
    head = f"<head><title>Le port ferme, jour {day}</title></head>"
    body = f"<body><article><h1>Le port ferme, jour {day}</h1><p>{said}</p><p>{told}</p></article></body>"
    html = f"<!DOCTYPE html><html lang=fr>{head}{body}</html>"
    return Answer(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def urlset(host: Host, *days: int) -> Answer:
    urls = "".join(f"<url><loc>{host.url}/{d}</loc><lastmod>2026-09-{d:02}</lastmod></url>" for d in days)
    return Answer(f"<urlset {SPACE}>{urls}<url><loc>{host.url}/about</loc></url></urlset>".encode())


@pytest.fixture
def site(host: Host, tmp_path: Path, prefect: str, monkeypatch: pytest.MonkeyPatch) -> Host:
    index = "".join(
        f"<sitemap><loc>{host.url}/{name}.xml</loc><lastmod>{last}</lastmod></sitemap>"
        for name, last in (("august", "2026-08-31"), ("september", "2026-09-09"))
    )
    host.pages |= {
        "/sitemap.xml": Answer(f"<sitemapindex {SPACE}>{index}</sitemapindex>".encode()),
        "/august.xml": Answer(status=500),
        "/september.xml": urlset(host, *range(1, 10)),
    }
    host.pages |= {f"/{day}": page(day) for day in range(1, 10)}
    outlet = {"id": "here", "name": "Here", "homepage": host.url, "language": "fr", "timezone": "UTC"}
    outlet |= {"feeds": [{"url": f"{host.url}/feed", "kind": "rss"}], "delay": 0, "allow_private": True}
    write_outlets([outlet], tmp_path / "seeds" / "outlets")
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("VEILLE_DATA", str(tmp_path / "data"))
    return host


def run(host: Host, now: datetime = NOW, sitemap: str | None = "/sitemap.xml") -> Backfilled:
    from flows.backfill import backfill

    address = host.url + sitemap if sitemap else None
    return asyncio.run(backfill("here", date(2026, 9, 3), date(2026, 9, 7), address, now))


def ask(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with reader(tmp_path / "data") as con:
        return con.execute(query).fetchall()


def test_the_stretch_is_loaded_and_nothing_of_it_is_new(site: Host, tmp_path: Path) -> None:
    done = run(site)
    assert (dict(done.outcomes), done.known, done.undated) == ({"loaded": 5}, 0, 1)
    assert sorted(p for p in site.paths if len(p) == 2) == ["/3", "/4", "/5", "/6", "/7"]
    assert "/august.xml" not in site.paths
    assert ask(tmp_path, "SELECT count(*) FILTER (new), count(*) > 0 FROM first_seen") == [(0, True)]
    assert ask(tmp_path, "SELECT count(*) FROM alerts") == [(0,)]
    assert ask(tmp_path, "SELECT count(*) FROM urls WHERE next_due IS NOT NULL") == [(0,)]


def test_a_second_one_goes_on_where_the_first_stopped(
    site: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/4"] = Answer(status=404)
    assert dict(run(site).outcomes) == {"loaded": 4, "failed:404": 1}
    site.pages["/4"] = page(4)
    asked = len(site.paths)
    done = run(site, NOW + timedelta(hours=1))
    assert (dict(done.outcomes), done.known) == ({"loaded": 1}, 4)
    assert [p for p in site.paths[asked:] if len(p) == 2] == ["/4"]


def test_a_run_that_was_killed_and_is_closed_by_a_backfill_raises_its_alerts(site: Host, tmp_path: Path) -> None:
    rules = tmp_path / "seeds" / "rules" / "pont.yaml"
    rules.parent.mkdir()
    rules.write_text("rules: [{id: pont, kind: new_claim, words: [pont], channels: [console]}]", "utf-8")
    (outlet,) = load_outlets(["here"])
    archive = Archive(LocalFiles(tmp_path / "data"))

    def brought(day: int, says: bytes) -> Run:
        url, body, now = f"{site.url}/{day}", page(day).body.replace(b"port", says), NOW - timedelta(days=20 - day)
        one = runs.begin(con, kind="run", now=now, outlets=["here"])
        archived = Page(page_hash(body), url, now, content_type="text/html; charset=utf-8")
        got = Got(url, url, None, None, archived, body, UrlState("here", url, page_hash=archived.hash))
        load(con, one, reading.read(archive, Visit(outlet, (got,))))
        return one

    with writer(tmp_path / "data") as con:
        runs.finish(con, brought(1, b"port"))
        killed = brought(2, b"pont")
    run(site)
    raised = ask(tmp_path, "SELECT DISTINCT run_id, rule_id FROM alerts")
    assert raised == [(killed.run_id, "pont")]


def test_another_writer_takes_its_turn_between_two_batches(
    site: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import flows.backfill

    monkeypatch.setattr(flows.backfill, "BATCH", 2)
    asked_when_it_wrote: list[int] = []

    def pages() -> int:
        return sum(len(path) == 2 for path in site.paths)

    def write() -> None:
        until(pages)
        with writer(tmp_path / "data", wait=30):
            asked_when_it_wrote.append(pages())

    other = threading.Thread(target=write)
    other.start()
    done = run(site)
    other.join()
    assert (asked_when_it_wrote, dict(done.outcomes)) == ([2], {"loaded": 5})


def test_the_flow_reread_reads_what_was_archived_and_asks_nobody(site: Host, tmp_path: Path) -> None:
    from flows.reread import reread

    stale = "SELECT count(*) FROM revisions WHERE parser_version = '0'"
    run(site)
    with writer(tmp_path / "data") as con:
        con.execute("UPDATE revisions SET parser_version = '0'")
        snapshot.publish(con, tmp_path / "data")
    asked = len(site.paths)
    report = asyncio.run(reread())
    assert ask(tmp_path, stale) == [(5,)]
    assert asyncio.run(reread(since=date(2000, 1, 1), dry_run=False)) == report
    assert (report.articles, ask(tmp_path, stale), len(site.paths)) == (5, [(0,)], asked)


def test_without_a_sitemap_it_says_what_to_do(site: Host) -> None:
    with pytest.raises(ConfigError, match="add --sitemap URL"):
        run(site, sitemap=None)
