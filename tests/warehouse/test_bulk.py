from __future__ import annotations

from press import day

from warehouse import bulk
from warehouse.connection import Connection


def test_rows_come_back_as_they_went_in(con: Connection) -> None:
    rows = [
        ("s1", "Une", "une", day(7), "run"),
        ("s2", "Une", "une", day(7), "run"),
        ("s3", "Deux", "deux", day(8), "run"),
    ]
    assert bulk.insert(con, "speakers", rows[:1]) == 1
    assert bulk.insert(con, "speakers", rows[1:]) == 2
    assert con.execute("FROM speakers ORDER BY speaker_id").fetchall() == rows


def test_columns_of_one_value_keep_it(con: Connection) -> None:
    half, never = "\ud83d", float("nan")
    bulk.insert(con, "quantities", [("m", n, half, never, None, "morts", None) for n in range(3)])
    assert con.execute("SELECT DISTINCT text, isnan(low), high, unit FROM quantities").fetchall() == [
        ("?", True, None, "morts")
    ]
    assert con.execute("SELECT list(position ORDER BY position) FROM quantities").fetchall() == [([0, 1, 2],)]


def test_of_equal_keys_the_last_wins(con: Connection) -> None:
    told = [("o", "u", "rss", str(n), None, None, day(7), n, *[None] * 4) for n in range(2)]
    for _ in range(2):
        bulk.merge(con, "feeds", told, on=["outlet_id", "url"], update=["etag", "failures"])
    assert con.execute("SELECT etag, failures FROM feeds").fetchall() == [("1", 1)]
