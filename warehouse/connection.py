"""The only module that opens DuckDB: one writer at a time behind a lock file, any number of sandboxed readers.

An open DuckDB file refuses every other process, readers too. So the writer works on ``veille.duckdb`` and readers on
the newest file of ``snapshots/`` (see ``warehouse.snapshot``). Nothing is ever downloaded: the full-text extension is
linked from its Python package into a directory of ours.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from parsers.errors import PermanentError, TransientError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Connection: TypeAlias = "DuckDBPyConnection"
T = TypeVar("T")
POLL_SECONDS = 0.05
LARGE = 32_000_000
"""Bytes of rows in memory from which on it pays to write them into the file at once: some 1,500 articles."""


def warehouse_file(data: Path) -> Path:
    """The file that the writer works on."""
    return data / "veille.duckdb"


def snapshots(data: Path) -> list[Path]:
    """The published snapshots, oldest first; their names count up."""
    return sorted((data / "snapshots").glob("[0-9]*.duckdb"))


@contextmanager
def writer(data: Path, *, wait: float = 30.0) -> Iterator[Connection]:
    """The one connection that may write, its schema up to date and what people decided applied.

    Waits up to ``wait`` seconds for another writer to end. Raises ``TransientError`` when it does not, and
    ``PermanentError`` for a warehouse that a newer Veille made.
    """
    from warehouse import decisions
    from warehouse.migrate import migrate

    data.mkdir(parents=True, exist_ok=True)
    with _lock(data / "veille.lock", wait):
        con = _open(data, warehouse_file(data), read_only=False)
        try:
            migrate(con)
            decisions.apply(con, data)
            yield con
        finally:
            con.close()


def rewrite(data: Path, *, wait: float = 30.0) -> None:
    """Write the warehouse anew, without the blocks of deleted rows: what was forgotten is gone, and the file small.

    Killed at any moment it leaves the old file or the new one, whole. Raises ``PermanentError`` where the disk has no
    room for both.
    """
    file, part = warehouse_file(data), data / "veille.rewritten"
    with _lock(data / "veille.lock", wait):
        for abandoned in (part, _log(part)):
            abandoned.unlink(missing_ok=True)
        _need_room(data, file.stat().st_size)
        con = _open(data, file, read_only=False)
        try:
            con.execute("CHECKPOINT")
            con.execute(f"ATTACH '{_quoted(part)}' AS rewritten")
            con.execute(f'COPY FROM DATABASE "{file.stem}" TO rewritten')
            con.execute("DETACH rewritten")
        finally:
            con.close()
        if _log(file).exists() or _log(part).exists():
            raise PermanentError(f"{file} could not be closed cleanly and stays as it is; try again.")
        sync(part)
        part.replace(file)
        sync(data)


def sync(path: Path) -> None:
    """Make a file's bytes, or a folder's renames, last."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _log(file: Path) -> Path:
    """Where DuckDB writes what a database's file does not hold yet: it must not meet another file of that name."""
    return file.with_name(f"{file.name}.wal")


def _need_room(data: Path, size: int) -> None:
    free = shutil.disk_usage(data).free
    if free < size:
        raise PermanentError(
            f"writing {data} anew needs {size / 1e6:.0f} MB beside the old file, and {free / 1e6:.0f} MB are free: "
            "make room first."
        )


def reader(data: Path, *, memory: str | None = None, threads: int | None = None) -> Connection:
    """A read-only connection to the newest snapshot that reaches no file and no setting; also a context manager.

    With a limit of ``memory`` (``512MB``) it spills nothing to disk: what needs more fails. A query takes so many
    ``threads``, by default one for each core.
    Raises ``PermanentError`` where nothing has been published yet.
    """
    for _ in range(5):  # the snapshot may be replaced between listing and opening
        newest = snapshots(data)[-1:]
        if not newest:
            break
        try:
            con = _open(data, newest[0], read_only=True)
        except _duckdb_error():
            if newest[0].exists():
                raise
            continue
        if _is_locked(con):  # this process reads the snapshot already, and its sandbox holds
            return con
        if memory:
            con.execute(f"SET memory_limit = '{memory}'")
            con.execute("SET temp_directory = ''")
        if threads:
            con.execute(f"SET threads = {threads}")
        con.execute("SET GLOBAL dynamic_or_filter_threshold = 1000")  # read rows asked for by place alone
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        return con
    raise PermanentError(f"no data has been published in {data} yet: run `veille run`, or `veille demo` to try it out.")


@contextmanager
def away(con: Connection, data: Path) -> Iterator[Path]:
    """The warehouse's file, with nothing left to write and closed; the connection opens what stands there afterwards.

    Where the block fails, the connection is left without a warehouse: only closing it is of use.
    """
    file = warehouse_file(data)
    con.execute("CHECKPOINT")
    con.execute(f"ATTACH ':memory:' AS away; USE away; DETACH {file.stem}")
    yield file
    con.execute(f"ATTACH '{_quoted(file)}' AS {file.stem}; USE {file.stem}; DETACH away")


def settle(con: Connection, large: int = LARGE) -> None:
    """Write what large loads left in memory into the file, where it is compressed. Small ones wait for the snapshot."""
    (held,) = con.execute(
        "SELECT coalesce(sum(memory_usage_bytes), 0) FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'"
    ).fetchall()[0]
    if held >= large:
        con.execute("CHECKPOINT")


def frugally(con: Connection, memory: str, work: Callable[[], T]) -> T:
    """What ``work``, a transaction, gives: within a limit of ``memory`` (``256MB``) at first, else without one.

    It is done by one thread: each holds what it works on, and two are no faster at what a run brings.
    """
    asked = "SELECT current_setting('memory_limit'), current_setting('threads')"
    usual = con.execute(asked).fetchall()[0]  # RESET changes what it says alone
    try:
        _limit(con, memory, 1)
        return work()
    except _out_of_memory():
        _limit(con, *usual)
        return work()
    finally:
        _limit(con, *usual)


def _limit(con: Connection, memory: str, threads: int) -> None:
    con.execute(f"SET memory_limit = '{memory}'; SET threads = {threads}")


@contextmanager
def transaction(con: Connection) -> Iterator[None]:
    """All or nothing: commits at the end, rolls back on any error."""
    con.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


def script(con: Connection, sql: str, **values: object) -> None:
    """Execute the statements of a text one after the other, each with those of the values that it names."""
    for statement in con.extract_statements(sql):
        con.execute(statement, {name: values[name] for name in statement.named_parameters})


def _duckdb_error() -> type[Exception]:
    import duckdb

    return duckdb.Error


def _out_of_memory() -> type[Exception]:
    import duckdb

    return duckdb.OutOfMemoryException


def _open(data: Path, file: Path, *, read_only: bool) -> Connection:
    import duckdb

    if not read_only:
        from warehouse.snapshot import restore

        restore(data)
    extensions = _link_extensions(data)
    con = duckdb.connect(
        str(file),
        read_only=read_only,
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "extension_directory": str(extensions),
            "temp_directory": str(data / "tmp"),
            "checkpoint_threshold": "1GB",  # by 16 MB each batch of a load would write its tables' ends anew
        },
    )
    if not _is_locked(con):
        con.execute("SET GLOBAL TimeZone = 'UTC'")  # for cursors too, which start from what is global
        con.execute("LOAD fts")
    return con


def _is_locked(con: Connection) -> bool:
    return bool(con.execute("SELECT current_setting('lock_configuration')").fetchall()[0][0])


def _link_extensions(data: Path) -> Path:
    """A directory laid out as DuckDB wants it, holding a link to the packaged full-text extension."""
    import duckdb

    home = data / "extensions"
    packaged = Path(str(files("duckdb_extension_fts"))) / "extensions" / f"v{duckdb.__version__}"
    source = packaged / "fts.duckdb_extension"
    with duckdb.connect() as con:
        (platform,) = con.execute("PRAGMA platform").fetchall()[0]
    link = home / f"v{duckdb.__version__}" / platform / source.name
    if not (link.is_symlink() and link.readlink() == source):
        link.parent.mkdir(parents=True, exist_ok=True)
        spare = link.with_suffix(f".{os.getpid()}")
        spare.symlink_to(source)
        spare.replace(link)
    return home


@contextmanager
def _lock(file: Path, wait: float) -> Iterator[None]:
    """Hold an exclusive lock, which the system frees when the process dies, however it dies."""
    deadline = time.monotonic() + wait
    with file.open("a+") as handle:
        while not _try_lock(handle.fileno()):
            if time.monotonic() >= deadline:
                holder = file.read_text().strip() or "unknown"
                raise TransientError(
                    f"another process (id {holder}) is writing to {file.parent}; waited {wait:g} s. "
                    "Try again when it has ended."
                )
            time.sleep(POLL_SECONDS)
        handle.truncate(0)
        handle.write(f"{os.getpid()}\n")
        handle.flush()
        try:
            yield
        finally:
            fcntl.flock(handle.fileno(), fcntl.LOCK_UN)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
