from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import killed
import pyarrow.dataset as ds
import pytest
from press import PARIS, article, batch, day, reading, said

from parsers.errors import ConfigError
from warehouse import export, runs, sample
from warehouse.connection import Connection, reader, writer
from warehouse.load import load
from warehouse.models import Outlet


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A reader of the week of ``weeks.py``."""
    data = tmp_path_factory.mktemp("week")
    killed.play(data)
    with reader(data) as connection:
        yield connection


@pytest.mark.parametrize("what", export.kinds())
def test_parquet_is_partitioned_by_day_and_whole(con: Connection, tmp_path: Path, what: str) -> None:
    count = export.export(con, tmp_path, what)
    read = ds.dataset(tmp_path / what, partitioning="hive").to_table()
    assert read.num_rows == count > 0
    assert {f.name for f in (tmp_path / what).iterdir()} == {f"day={d}" for d in set(read["day"].to_pylist())}
    assert export.export(con, tmp_path, what) == count
    assert ds.dataset(tmp_path / what, partitioning="hive").to_table().num_rows == count


def test_days_can_be_chosen(con: Connection, tmp_path: Path) -> None:
    day9 = dt.date(2026, 9, 9)
    assert export.export(con, tmp_path, "figures", format="jsonl", since=day9, until=day9) == 3
    lines = (tmp_path / "figures" / "day=2026-09-09" / "figures.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["low"] for line in lines} == {15.0, 19.0, 300.0}


def test_csv_holds_what_parquet_holds(con: Connection, tmp_path: Path) -> None:
    count = export.export(con, tmp_path, "claims", format="csv")
    rows = []
    for file in tmp_path.rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            rows += list(csv.DictReader(lines))
    assert len(rows) == count
    first = [row["claim_id"] for row in rows if row["first_told_here"] == "True"]
    assert sorted(first) == [c for (c,) in con.execute("SELECT claim_id FROM claims ORDER BY 1").fetchall()]


def test_text_leaves_as_an_attributed_excerpt_unless_the_licence_is_open(tmp_path: Path) -> None:
    free = Outlet("libre", "Libre", "fr", "FR", "Europe/Paris", "http://libre.test/", licence="CC-BY-4.0")
    long = "Un mot après l'autre. " * 100
    with writer(tmp_path / "data") as con:
        run = runs.begin(con, kind="run", now=day(7), outlets=["matin", "libre"])
        for outlet in (PARIS, free):
            load(
                con, run, batch(reading(f"{outlet.homepage}a", article(said("Bref"), more=long), outlet), outlet=outlet)
            )
        runs.finish(con, run)
        export.export(con, tmp_path, "articles", format="jsonl")
    lines = [json.loads(x) for f in tmp_path.rglob("*.jsonl") for x in f.read_text("utf-8").splitlines()]
    texts = {row["attribution"]: row["text"] for row in lines}
    assert len(texts["Libre, http://libre.test/a"]) > 2000
    excerpt = texts["Le Matin, http://matin.test/a"]
    assert len(excerpt) <= 300
    assert long.startswith(excerpt.removeprefix("Bref ").removesuffix("…") + " ")


def test_what_is_not_exported_is_told_so(con: Connection, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there are articles, claims, figures, statements"):
        export.export(con, tmp_path, "secrets")


def test_a_sample_is_the_same_for_the_same_seed_and_equal_in_each_stratum(con: Connection) -> None:
    one, again, other = (sample.draw(con, 6, seed=seed) for seed in (1, 1, 2))
    assert one == again != other
    stratum, weight = one.columns.index("stratum"), one.columns.index("weight")
    assert [row[stratum] for row in one.rows] == ["Le Matin"] * 3 + ["The Globe"] * 3
    (total,) = con.execute("SELECT count(*) FROM statements").fetchall()[0]
    assert sum(float(row[weight]) for row in one.rows) == pytest.approx(total, abs=0.01)


def coded(con: Connection, file: Path, codes: dict[str, str]) -> Path:
    """A sample in which each stratum's statements got one code."""
    drawn = sample.draw(con, 6)
    stratum, code = drawn.columns.index("stratum"), drawn.columns.index("is_statement")
    rows = [(*r[:code], codes.get(r[stratum], ""), *r[code + 1 :]) for r in drawn.rows]
    sample.write(type(drawn)(drawn.columns, rows), file)
    return file


def test_codes_give_precision_with_intervals(con: Connection, tmp_path: Path) -> None:
    found = sample.precision(coded(con, tmp_path / "s.csv", {"Le Matin": "oui", "The Globe": "No"}))
    assert [(p.stratum, p.coded, round(p.rate, 2)) for p in found] == [
        ("all", 6, 0.71), ("Le Matin", 3, 1.0), ("The Globe", 3, 0.0),
    ]  # fmt: skip
    assert [(round(p.low, 2), round(p.high, 2)) for p in found[1:]] == [(0.44, 1.0), (0.0, 0.56)]
    assert found[0].low < found[0].rate < found[0].high


def test_a_code_that_is_neither_yes_nor_no_is_named(con: Connection, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 2: is_statement is 'perhaps'"):
        sample.precision(coded(con, tmp_path / "s.csv", {"Le Matin": "perhaps"}))
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ConfigError, match="is no sample"):
        sample.precision(tmp_path / "x.csv")
