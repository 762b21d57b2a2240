from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.export import FORMULA, write_csv, write_json, write_parquet, write_text
from warehouse.trends import Table, table

ROWS = Table(
    ["day", "who", "figure", "list"],
    [(dt.date(2026, 9, 7), "=cmd|' /C calc'!A0", -3.5, ["a", "é"]), (None, "Jeanne", 12, [])],
)


def test_csv_is_safe_for_spreadsheets_and_keeps_numbers() -> None:
    out = io.StringIO()
    write_csv(ROWS, out)
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [
        ["day", "who", "figure", "list"],
        ["2026-09-07", "'=cmd|' /C calc'!A0", "-3.5", '["a", "é"]'],
        ["", "Jeanne", "12", "[]"],
    ]


@given(st.text())
def test_no_text_is_left_to_run_as_a_formula(text: str) -> None:
    out = io.StringIO(newline="")
    write_csv(Table(["x"], [(text,)]), out)
    (cell,) = list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1] or [""]
    assert not cell.lstrip(" ").startswith(FORMULA)
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_json_keeps_types() -> None:
    out = io.StringIO()
    write_json(ROWS, out)
    assert json.loads(out.getvalue())[0] == {
        "day": "2026-09-07", "who": "=cmd|' /C calc'!A0", "figure": -3.5, "list": ["a", "é"],
    }  # fmt: skip


def test_parquet_keeps_types(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        sql = "SELECT range AS n, DATE '2026-09-07' AS day FROM range(250000)"
        assert write_parquet(con, sql, tmp_path / "x.parquet") == 250000
    read = pq.read_table(tmp_path / "x.parquet")
    assert read.num_rows == 250000
    assert read["day"][0].as_py() == dt.date(2026, 9, 7)


@pytest.mark.parametrize("rows", [[], [(1, "a" * 80)]])
def test_text_is_aligned_and_cut(rows: list[tuple[int, str]]) -> None:
    out = io.StringIO()
    write_text(Table(["n", "words"], rows), out, width=10)
    lines = out.getvalue().splitlines()
    assert lines[:2] == (["n  words", "─  ─────"] if not rows else ["n  words", "─  ──────────"])
    assert lines[2:] == (["1  aaaaaaaaa…"] if rows else [])


def test_a_query_s_columns_are_named() -> None:
    with duckdb.connect() as con:
        assert table(con, "SELECT 1 AS a, 2 AS b") == Table(["a", "b"], [(1, 2)])
