"""From pages to what is loaded: each page has an outcome, processes give what a thread gives, and who waits is next."""

from __future__ import annotations

import asyncio
import copyreg
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from clockwork import until

from flows import readers, reading
from flows.archive import Archive, page_hash
from flows.brought import Got, Visit
from flows.outlets import OutletFile
from flows.readers import Line, Readers
from flows.reading import Read
from parsers.models import Statement
from warehouse.files import LocalFiles
from warehouse.models import OutletBatch, Page, UrlState

NOW = datetime(2026, 9, 7, 18, tzinfo=UTC)
OUTLET = {
    "id": "here",
    "name": "Here",
    "homepage": "https://example.org/",
    "language": "fr",
    "timezone": "Europe/Paris",
    "feeds": [{"url": "https://example.org/rss"}],
}
SAID = "<p>« Le port restera fermé », a déclaré le ministre Jean Valmont à la presse mercredi soir.</p>"
TOLD = "<p>Les bateaux attendent au large depuis le début de la semaine, et les quais sont vides.</p>"


def html(head: str = "", body: str = SAID + TOLD) -> bytes:
    page = (
        f"<head><title>Le port ferme</title>{head}</head><body><article><h1>Le port ferme</h1>{body}</article></body>"
    )
    return f'<!DOCTYPE html><html lang="fr">{page}</html>'.encode()


def visit(*bodies: bytes, **more: str) -> Visit:
    outlet = OutletFile.model_validate(OUTLET | more)
    pages = []
    for number, body in enumerate(bodies):
        url = f"https://example.org/{number}?utm_source=rss"
        page = Page(page_hash(body), url, NOW, content_type="text/html; charset=utf-8")
        state = UrlState("here", url, None, '"1"', None, page.hash, NOW, NOW + timedelta(hours=1), 200)
        pages.append(Got(url, url, "https://example.org/rss", None, page, body, state))
    return Visit(outlet, tuple(pages))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(LocalFiles(tmp_path))


def outcomes(batch: OutletBatch) -> list[str]:
    return [o.outcome for o in batch.outcomes]


def test_an_article_is_read_under_its_canonical_address(archive: Archive) -> None:
    batch = reading.read(archive, visit(html('<link rel="canonical" href="/le-port">'), html()))
    assert [r.canonical_url for r in batch.readings] == ["https://example.org/le-port", "https://example.org/1"]
    assert [u.article_url for u in batch.urls] == [r.canonical_url for r in batch.readings]
    assert [s.speaker for s in batch.readings[0].article.statements] == ["Jean Valmont"]


def test_a_page_that_cannot_be_read_costs_its_outcome_and_is_asked_for_in_full_again(archive: Archive) -> None:
    batch = reading.read(archive, visit(b"  ", html()))
    assert (outcomes(batch), len(batch.readings)) == (["failed:unreadable"], 1)
    assert (batch.urls[0].etag, batch.urls[0].page_hash) == (None, None)


def test_what_goes_between_processes_is_packed_by_its_arguments_and_arrives_whole(archive: Archive) -> None:
    (sent,) = reading.read(archive, visit(html())).readings
    got = pickle.loads(pickle.dumps(sent))
    assert got == sent
    assert got.article.statements == sent.article.statements != ()
    said = sent.article.statements[0]
    assert copyreg.dispatch_table[Statement](said)[0] is Statement


def test_a_fault_of_the_parser_costs_one_page_alone(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = reading.parse_page

    def broken(data: bytes, *arguments: object, **more: object) -> object:
        if b"poison" in data:
            raise RecursionError("too deep")
        return honest(data, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "parse_page", broken)
    batch = reading.read(archive, visit(html("<!-- poison -->"), html()))
    assert [(o.outcome, o.detail) for o in batch.outcomes] == [("failed:parser", "RecursionError: too deep")]
    assert len(batch.readings) == 1


def test_a_page_that_reserves_itself_is_skipped_unless_the_outlet_is_licensed(archive: Archive) -> None:
    reserved = html('<meta name="tdm-reservation" content="1">')
    assert outcomes(reading.read(archive, visit(reserved))) == ["skipped:tdm"]
    (licensed,) = reading.read(archive, visit(reserved, licence="by contract")).readings
    assert licensed.article.tdm_reserved


def test_a_page_without_an_article_is_skipped_by_its_kind(archive: Archive) -> None:
    assert outcomes(reading.read(archive, visit(html(body="")))) == ["skipped:empty"]


def test_processes_give_what_a_thread_gives(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "POOL_FROM", 2)
    monkeypatch.setattr(readers, "CHUNK", 2)
    brought = visit(html(), b" ", html(body=""), html('<link rel="canonical" href="/x">'), html(body=TOLD * 2))

    async def pooled() -> list[Read]:
        with Readers() as pool:
            return await pool.share(partial(reading.read_pages, archive, brought.outlet), brought.got)

    there = reading.batch(brought, asyncio.run(pooled()))
    assert [archive.get(got.page.hash) for got in brought.got] == [got.body for got in brought.got]
    here = reading.read(archive, brought)
    assert there == here
    assert [r.article.statements for r in there.readings] == [r.article.statements for r in here.readings]


def pids(pages: Sequence[int]) -> list[Any]:
    return [os.getpid() for _ in pages]


def test_the_processes_of_a_run_that_is_killed_end_with_it() -> None:
    with subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        worker = Path("/proc", process.stdout.readline().strip())
        assert worker.exists()
        process.kill()
        until(lambda: not worker.exists(), 10)


def test_who_brings_too_much_waits_and_the_first_in_rank_goes_on_first(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "CHUNK", 1)
    monkeypatch.setattr(readers, "AHEAD", 1)
    gate, order = threading.Event(), list[str]()
    first, second = visit(html(), html(), id="first"), visit(html(), html(), id="second")

    def work(outlet: OutletFile, pages: Sequence[Got]) -> list[Read]:
        assert gate.wait(10)
        order.append(outlet.id)
        return reading.read_pages(archive, outlet, pages)

    async def bring(brought: Visit, rank: int, taken: list[Got]) -> list[Read]:
        line = Line(pool, partial(work, brought.outlet), rank)
        for got in brought.got:
            await line.take(got)
            taken.append(got)
        return await line.all()

    async def both() -> list[list[Read]]:
        taken: list[Got] = []
        later = asyncio.create_task(bring(second, 1, taken))
        await asyncio.sleep(0)
        sooner = asyncio.create_task(bring(first, 0, taken))
        await asyncio.sleep(0.05)
        assert taken == list(second.got[:1])
        gate.set()
        return [await sooner, await later]

    with Readers() as pool:
        assert asyncio.run(both()) == [reading.read_pages(archive, v.outlet, v.got) for v in (first, second)]
    assert order == ["second", "first", "first", "second"]


if __name__ == "__main__":  # the reader that is killed
    from test_reading import pids as work

    readers.POOL_FROM = 1
    with Readers() as pool:
        print(*asyncio.run(pool.share(work, [1])), flush=True)
        time.sleep(60)
