from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from parsers.errors import PermanentError, TransientError
from warehouse.connection import frugally, reader, settle, snapshots, transaction, warehouse_file, writer
from warehouse.migrate import FOLDER, comments, migrate
from warehouse.snapshot import publish

HOLD = """
import sys, time
from pathlib import Path
from warehouse.connection import writer
with writer(Path(sys.argv[1])) as con:
    con.execute("CREATE TABLE kept (n INTEGER)")
    con.execute("INSERT INTO kept VALUES (1)")
    con.execute("BEGIN TRANSACTION")
    con.execute("INSERT INTO kept VALUES (2)")
    print("ready", flush=True)
    time.sleep(60)
"""


def holder(data: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_second_writer_waits_and_is_told_who_writes(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        with pytest.raises(TransientError, match=rf"another process \(id {first.pid}\) is writing"):
            writer(tmp_path, wait=0.2).__enter__()
        first.kill()


def test_a_killed_writer_frees_the_lock_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        os.kill(first.pid, signal.SIGKILL)
    with writer(tmp_path, wait=5) as con:
        assert con.execute("FROM kept").fetchall() == [(1,)]


def test_a_reader_before_anything_is_published_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="veille run"):
        reader(tmp_path)


def test_readers_read_while_a_writer_writes_and_see_whole_publications(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        con.execute("CREATE TABLE t AS SELECT 1 AS n")
        publish(con, tmp_path)
        with reader(tmp_path) as early:
            con.execute("INSERT INTO t VALUES (2)")
            assert early.execute("FROM t").fetchall() == [(1,)]
            publish(con, tmp_path)
            assert early.execute("FROM t").fetchall() == [(1,)]
            with reader(tmp_path) as late:
                assert late.execute("FROM t").fetchall() == [(1,), (2,)]
    assert len(snapshots(tmp_path)) == 1


def test_a_publication_that_was_cut_short_loses_nothing(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        con.execute("CREATE TABLE t AS SELECT 1 AS n")
        publish(con, tmp_path)
    warehouse_file(tmp_path).unlink()  # killed where the writer's copy was half written
    (tmp_path / "veille.part").write_bytes(b"half")
    with reader(tmp_path) as con:
        assert con.execute("FROM t").fetchall() == [(1,)]
    with writer(tmp_path) as con:
        con.execute("INSERT INTO t VALUES (2)")
        publish(con, tmp_path)
        con.execute("INSERT INTO t VALUES (3)")
    with reader(tmp_path) as con:
        assert con.execute("FROM t").fetchall() == [(1,), (2,)]
    assert [f.name for f in (tmp_path / "snapshots").iterdir()] == ["00000002.duckdb"]
    assert sorted(f.name for f in tmp_path.glob("veille.*")) == ["veille.duckdb", "veille.lock"]


def test_publishing_copies_where_the_kernel_will_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "copy_file_range", refuse)
    with writer(tmp_path) as con:
        con.execute("CREATE TABLE kept AS SELECT 1 AS n")
        published = publish(con, tmp_path)
        assert con.execute("FROM kept").fetchall() == [(1,)]
        con.execute("CHECKPOINT")
    assert published.read_bytes() == warehouse_file(tmp_path).read_bytes()


def test_publishing_leaves_the_connection_as_it_was(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        con.execute("CREATE TEMP TABLE mine AS SELECT 1 AS n")
        before = con.execute("SELECT current_database(), current_schema()").fetchall()
        publish(con, tmp_path)
        assert con.execute("SELECT current_database(), current_schema()").fetchall() == before
        assert con.execute("FROM mine").fetchall() == [(1,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT content FROM read_text('{file}')",
        "COPY (SELECT 1) TO '{file}.out'",
        "ATTACH '{file}.db'",
        "EXPORT DATABASE '{file}.dir'",
        "LOAD '{file}'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET temp_directory = '/'",
        "CREATE TABLE x (n INTEGER)",
        "DELETE FROM articles",
    ],
)
def test_a_reader_reaches_no_file_and_changes_nothing(tmp_path: Path, sql: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a\n1\n")
    with writer(tmp_path) as con:
        publish(con, tmp_path)
    with reader(tmp_path) as con, pytest.raises(duckdb.Error):
        con.execute(sql.format(file=file))
    assert sorted(p.name for p in tmp_path.glob("secret*")) == ["secret.csv"]


def test_readers_of_one_process_share_a_sandbox_whose_cursors_count_days_in_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    with writer(tmp_path) as con:
        publish(con, tmp_path)
    with reader(tmp_path) as first, reader(tmp_path) as second:
        for con in (first, second, first.cursor(), second.cursor()):
            assert con.execute("SELECT current_setting('TimeZone')").fetchall() == [("UTC",)]
            with pytest.raises(duckdb.Error):
                con.execute("SET enable_external_access = true")


def test_how_a_reader_is_set_holds_for_its_cursors(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        publish(con, tmp_path)
    asked = "SELECT current_setting('threads'), current_setting('dynamic_or_filter_threshold')"
    with reader(tmp_path, threads=1) as con:
        assert con.execute(asked).fetchall() == con.cursor().execute(asked).fetchall() == [(1, 1_000)]


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        con.execute("CREATE TABLE t (n INTEGER)")
        with pytest.raises(duckdb.ConversionException), transaction(con):
            con.execute("INSERT INTO t VALUES (1); INSERT INTO t VALUES ('one')")
        assert con.execute("FROM t").fetchall() == []


def test_what_large_loads_left_in_memory_is_written_out_and_small_ones_wait(tmp_path: Path) -> None:
    log = warehouse_file(tmp_path).with_suffix(".duckdb.wal")
    with writer(tmp_path) as con:
        con.execute("CHECKPOINT")
        con.execute("CREATE TABLE kept AS SELECT range AS n FROM range(100_000)")
        settle(con, large=100_000_000)
        assert log.stat().st_size > 0
        settle(con, large=100_000)
        assert not log.exists() or log.stat().st_size == 0
        assert con.execute("SELECT sum(n) FROM kept").fetchall() == [(4999950000,)]


def test_the_full_text_extension_is_there_without_a_download(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        publish(con, tmp_path)
    with reader(tmp_path) as con:
        assert con.execute("SELECT stem('blessés', 'french')").fetchall() == [("bless",)]


def test_migrations_run_once(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        assert migrate(con) == []
        assert con.execute("SELECT name FROM migrations").fetchall() == [
            (f.stem,) for f in sorted(FOLDER.glob("*.sql"))
        ]


def test_a_failed_migration_leaves_no_trace(tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "0001_x.sql").write_text("CREATE TABLE x (n INTEGER); SELECT nonsense;")
    with duckdb.connect() as con, pytest.raises(duckdb.Error):
        migrate(con, folder)
    (folder / "0001_x.sql").write_text("CREATE TABLE x (n INTEGER);")
    with duckdb.connect() as con:
        assert migrate(con, folder) == ["0001_x"]


def test_a_warehouse_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        con.execute("INSERT INTO migrations VALUES (9000, '9000_later', 'x')")
    with pytest.raises(PermanentError, match="9000_later"):
        writer(tmp_path).__enter__()


def test_comments_of_a_migration_are_kept_in_the_database(tmp_path: Path) -> None:
    assert list(
        comments("-- What it\n-- is.\nCREATE TABLE t (\n    n INTEGER NOT NULL, -- how many, it's said\n);")
    ) == [
        "COMMENT ON TABLE t IS 'What it is.'",
        "COMMENT ON COLUMN t.\"n\" IS 'how many, it''s said'",
    ]
    with writer(tmp_path) as con:
        bare = "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL AND table_name <> 'migrations'"
        assert con.execute(bare).fetchall() == []


def test_work_that_needs_more_memory_is_done_again_without_a_limit(tmp_path: Path) -> None:
    tries = []

    def work() -> int:
        with transaction(con):
            tries.append(con.execute("SELECT current_setting('memory_limit')").fetchall()[0][0])
            con.execute("CREATE TABLE sorted AS SELECT list(range) AS n FROM range(2_000_000)")
            return int(con.execute("SELECT len(n) FROM sorted").fetchall()[0][0])

    with writer(tmp_path) as con:
        assert frugally(con, "20MB", work) == 2_000_000
        con.execute("DROP TABLE sorted")
        assert work() == 2_000_000
        assert [limit == "19.0 MiB" for limit in tries] == [True, False, False]
