"""A warehouse that an earlier version made is brought up to date with every row it had."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
import zstandard

from parsers.errors import PermanentError
from warehouse import bulk, trends
from warehouse.connection import Connection, warehouse_file, writer
from warehouse.migrate import FOLDER, migrate

KEPT = sorted((Path(__file__).parent / "versions").glob("*.duckdb.zst"))

ID = "0123456789abcdef0000000000000000"
AT = "TIMESTAMPTZ '2026-09-07 18:00:00+00'"
DAY = "DATE '2026-09-07'"

FIRST = f"""
INSERT INTO outlets VALUES ('matin', 'Le Matin', 'fr', 'FR', 'Europe/Paris', NULL, NULL, NULL, NULL, {AT});
INSERT INTO feeds VALUES ('matin', 'http://matin.test/rss', 'rss', NULL, NULL, NULL, {AT}, 2, NULL),
    ('matin', 'http://matin.test/atom', 'atom', NULL, NULL, NULL, {AT}, 0, NULL);
INSERT INTO articles VALUES ('a1', 'matin', 'http://matin.test/a', 'http://matin.test/a', NULL, 'article', 'fr', 'Crue',
    [], NULL, [], NULL, NULL, NULL, {AT}, {AT}, {DAY}, NULL, NULL, NULL, 'r1', 1, false, 'run');
INSERT INTO mentions VALUES ('{ID}', 's1', 'a1', 'matin', NULL, 'fr', 0, '12 morts', '12 morts', 'assert', 'positive',
    false, [], {AT}, {AT}, {DAY}, false, 'run');
INSERT INTO statements VALUES ('s1', 'a1', 'matin', 'fr', 'body', 0, ['12 morts'], 'dit', 'M. Brand', 'direct', 'Brand',
    'b1', 'maire', NULL, NULL, 0.9, {AT}, {AT}, {DAY}, '1', 'run');
INSERT INTO quantities VALUES ('{ID}', 0, '12 Morts', 12, 12, 'Morts', NULL);
INSERT INTO claims VALUES ('{ID}', 'e1', '12 morts', 'fr', 'positive', '1', 'run');
INSERT INTO series VALUES ('e1', '12 morts', NULL, '1', 'run');
INSERT INTO mention_claims VALUES ('{ID}', '{ID}', 1, NULL, '1', 'run');
INSERT INTO first_seen VALUES ('{ID}', '{ID}', 'matin', 'a1', NULL, 'fr', {AT}, {AT}, {DAY}, true, 'run');
INSERT INTO tellings VALUES ('{ID}', 'e1', 'a1', 'matin', NULL, 'fr', 'assert', '{ID}', 1, {AT}, {DAY}, 'run');
"""


def rows(con: Connection, columns: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    return {t: con.execute(f"SELECT {', '.join(c)} FROM {t} ORDER BY ALL").fetchall() for t, c in columns.items()}


def tables(con: Connection) -> dict[str, list[str]]:
    names = con.execute("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'migrations'").fetchall()
    return {name: [f'"{c}"' for c in bulk.columns(con, name)] for (name,) in names}


@pytest.mark.parametrize("kept", KEPT, ids=[k.name.removesuffix(".duckdb.zst") for k in KEPT])
def test_every_row_of_an_earlier_version_is_kept(tmp_path: Path, kept: Path) -> None:
    file = warehouse_file(tmp_path)
    with kept.open("rb") as packed, file.open("wb") as plain:
        zstandard.ZstdDecompressor().copy_stream(packed, plain)
    with duckdb.connect(str(file)) as old:
        old.execute("SET TimeZone = 'UTC'")
        columns = tables(old)
        before = rows(old, columns)
    assert sum(map(len, before.values())) > 100
    with writer(tmp_path) as con:
        assert rows(con, columns) == before
        trends.install(con)
        assert all(trends.run(con, name).columns for name in trends.names())


def test_what_later_migrations_add_is_filled_in_for_the_rows_there_are(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    shutil.copy(FOLDER / "0001_record.sql", first)
    with writer(tmp_path / "fresh") as con:  # for its extension
        con.execute("ATTACH ':memory:' AS old")
        con.execute("USE old")
        migrate(con, first)
        con.execute(FIRST)
        migrate(con)
        assert con.execute("SELECT cluster_id FROM articles").fetchall() == [("a1",)]
        assert con.execute("SELECT cluster_id, claim_key FROM tellings").fetchall() == [("a1", 0x0123456789ABCDEF)]
        assert con.execute("SELECT terms = search_terms('12 mort', 'fr') FROM tellings").fetchall() == [(True,)]
        assert con.execute("SELECT claim FROM first_seen").fetchall() == [("12 morts",)]
        assert con.execute("SELECT series_id, day, low, unit, said FROM figures").fetchall() == [
            ("e1", dt.date(2026, 9, 7), 12.0, "morts", "12 morts")
        ]
        assert con.execute("SELECT article_id, name, speaker_id, role FROM speaker_of").fetchall() == [
            ("a1", "Brand", "b1", "maire")
        ]
        failing = con.execute("SELECT kind, failing_since = checked_at FROM feeds ORDER BY kind").fetchall()
        assert failing == [("atom", None), ("rss", True)]
        con.execute("USE veille")


def test_a_migration_that_was_edited_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    shutil.copytree(FOLDER, folder)
    with writer(tmp_path / "data") as con:
        assert migrate(con, folder) == []
        (folder / "0001_record.sql").write_text("SELECT 1")
        with pytest.raises(PermanentError, match="migration 1 "):
            migrate(con, folder)
