from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from press import LONDON, PARIS, article, batch, day, reading, said

from parsers.errors import PermanentError
from parsers.models import Repair
from warehouse import runs, tidy, trends
from warehouse.connection import Connection, reader, rewrite, warehouse_file, writer
from warehouse.files import LocalFiles
from warehouse.load import load
from warehouse.models import Outlet, Page, Reading, digest
from warehouse.snapshot import publish
from warehouse.tidy import Due, Limits

DAYS = dt.timedelta(days=1)
BRIDGE = "Le pont de Lorne a cédé sous la crue"


def page(data: Path, outlet: Outlet, name: str, n: int, text: str, same: str | None = None) -> Reading:
    """A page whose bytes stand in the archive; ``same`` names the bytes, where two pages have them in common."""
    made = article(said(text), more="Le reste du texte.", repairs=(Repair("body:0", 2, 3, ""),))
    one = reading(f"{outlet.homepage}{name}", made, outlet)
    mark = digest(same or f"{name} {n} {text}")
    path = f"archive/{mark}.zst"
    (data / "archive").mkdir(parents=True, exist_ok=True)
    (data / path).write_bytes(b"bytes of it")
    stored = Page(mark, one.url, day(n), size=11, archive_path=path)
    return Reading(one.outlet_id, one.url, one.canonical_url, None, stored, one.article)


def visit(data: Path, n: int, *readings: Reading) -> None:
    with writer(data) as con:
        run = runs.begin(con, kind="run", now=day(n), outlets=["matin", "globe"])
        for outlet in (PARIS, LONDON):
            load(con, run, batch(*(r for r in readings if r.outlet_id == outlet.id), outlet=outlet))
        runs.finish(con, run)
        publish(con, data)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two outlets over nine days: an article that changed, one page that both have."""
    data = tmp_path_factory.mktemp("played") / "data"
    visit(data, 7, page(data, PARIS, "a", 7, "Le marché ouvre lundi"), page(data, LONDON, "b", 7, BRIDGE))
    visit(data, 8, page(data, PARIS, "a", 8, "Le marché ouvre mardi"))
    visit(data, 16, page(data, PARIS, "c", 8, BRIDGE, "wire"), page(data, LONDON, "c", 16, BRIDGE, "wire"))
    return data


@pytest.fixture
def press(played: Path, tmp_path: Path) -> Path:
    """A copy to thin out."""
    return shutil.copytree(played, tmp_path / "data", symlinks=True)


def rows(con: Connection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def archived(data: Path) -> int:
    return len(list((data / "archive").iterdir()))


def test_pages_go_first_and_what_was_said_stays(press: Path) -> None:
    limits = {"matin": Limits(7 * DAYS)}
    with reader(press) as con:
        told = rows(con, "SELECT claim, speaker, outlet, words FROM told ORDER BY ALL")
        assert tidy.due(con, LocalFiles(press), limits, day(17)) == [Due("matin", 3, 22, 0)]
    assert archived(press) == 4
    done = tidy.tidy(press, limits, day(17))
    assert done.due == [Due("matin", 3, 22, 0)]
    assert archived(press) == 2  # globe's own, and the wire page that globe has since yesterday
    with reader(press) as con:
        pages = "SELECT outlet_id, archive_path IS NULL, dropped_at FROM pages ORDER BY ALL"
        assert rows(con, pages) == [("globe", False, None)] * 2 + [("matin", True, day(17))] * 3
        assert rows(con, "SELECT claim, speaker, outlet, words FROM told ORDER BY ALL") == told
        assert rows(con, "SELECT count(*) FROM revisions WHERE dropped_at IS NOT NULL OR body = []") == [(0,)]
        assert tidy.due(con, LocalFiles(press), limits, day(17)) == [Due("matin", 0, 0, 0)]


def test_text_goes_since_it_was_last_on_its_page(press: Path) -> None:
    limits = {"matin": Limits(7 * DAYS, 8 * DAYS + dt.timedelta(hours=1))}
    with reader(press) as con:
        said_before = rows(con, "FROM statements ORDER BY ALL")
    assert tidy.tidy(press, limits, day(17)).due[0].texts == 2
    with reader(press) as con:
        texts = "SELECT title, standfirst, body, removed, repairs FROM revisions WHERE dropped_at = ? ORDER BY ALL"
        assert con.execute(texts, [day(17)]).fetchall() == [("Un titre", None, [], [], [])] * 2
        assert rows(con, "FROM statements ORDER BY ALL") == said_before
        assert trends.run(con, "search", words="marché").rows == []
        assert len(trends.run(con, "search", words="pont").rows) == 3
        terms = rows(con, "SELECT term FROM search_postings")
        assert terms == sorted(terms)
    visit(
        press, 18, page(press, PARIS, "a", 18, "Le marché ouvre mardi"), page(press, PARIS, "a2", 18, "Le marché ferme")
    )
    with reader(press) as con:
        outcomes = "SELECT outcome FROM outcomes JOIN runs USING (run_id) WHERE now = ? ORDER BY url"
        assert con.execute(outcomes, [day(18)]).fetchall() == [("unchanged",), ("loaded",)]


def test_a_killed_tidying_is_finished_by_the_next(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(tidy, "DROP", "SELECT killed;\n")
        with pytest.raises(Exception, match="killed"):
            tidy.tidy(press, {"matin": Limits(7 * DAYS)}, day(17))
    with reader(press) as con:
        assert rows(con, "SELECT count(*) FROM pages WHERE archive_path IS NULL") == [(0,)]
    assert tidy.tidy(press, {"matin": Limits(7 * DAYS)}, day(17)).due == [Due("matin", 3, 0, 0)]
    with reader(press) as con:
        assert rows(con, "SELECT count(*) FROM pages WHERE archive_path IS NULL") == [(3,)]


def test_freed_space_returns(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        con.execute("CREATE TABLE wide AS SELECT md5(i::VARCHAR) AS x FROM range(200_000) AS r(i)")
        con.execute("CHECKPOINT")
        con.execute("DELETE FROM wide")
    done = tidy.tidy(tmp_path, {}, day(7))
    assert done.due == []
    assert done.after == warehouse_file(tmp_path).stat().st_size < done.before - 2_000_000


def test_a_full_disk_is_told_before_anything_is_written(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = warehouse_file(press).read_bytes()
    usage = shutil.disk_usage(press)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(PermanentError, match="make room"):
        rewrite(press)
    assert warehouse_file(press).read_bytes() == before
    assert not (press / "veille.rewritten").exists()


REWRITE = """
import sys, pathlib
from warehouse.connection import rewrite
while True:
    rewrite(pathlib.Path(sys.argv[1]))
    print(flush=True)
"""


def test_killed_while_it_is_written_anew_it_is_whole(press: Path) -> None:
    with reader(press) as con:
        before = rows(con, "FROM statements ORDER BY ALL")
    for delay in (0.02, 0.06, 0.11):
        with subprocess.Popen([sys.executable, "-c", REWRITE, str(press)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(delay)
            os.kill(process.pid, signal.SIGKILL)
        with writer(press) as con:
            assert rows(con, "FROM statements ORDER BY ALL") == before
    rewrite(press)
    assert not list(press.glob("veille.rewritten*"))
