"""Brings a warehouse's schema up to date: numbered ``migrations/*.sql``, each once, in a transaction, with a ledger.

The comments of a migration are kept in the database: one at the end of a column's line becomes COMMENT ON COLUMN, the
block above a CREATE TABLE or CREATE VIEW becomes its COMMENT ON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.errors import PermanentError
from warehouse.connection import transaction

if TYPE_CHECKING:
    from warehouse.connection import Connection

FOLDER = Path(__file__).parent / "migrations"

LEDGER = """
CREATE TABLE IF NOT EXISTS migrations (number INTEGER NOT NULL, name VARCHAR NOT NULL, checksum VARCHAR NOT NULL)
"""

_OBJECT = re.compile(r"^CREATE (?:OR REPLACE )?(TABLE|VIEW) (\w+)", re.IGNORECASE)
_ADDED = re.compile(r"^ALTER TABLE (\w+) ADD COLUMN (\w+) .*?-- (.+)$", re.IGNORECASE)
_COLUMN = re.compile(r'^\s+"?(\w+)"? .*?-- (.+)$')


def migrate(con: Connection, folder: Path = FOLDER) -> list[str]:
    """Apply the migrations that the ledger lacks and return their names.

    Raises ``PermanentError`` when the ledger knows one that this version does not have, or has otherwise.
    """
    con.execute(LEDGER)
    known = {n: (name, mark) for n, name, mark in con.execute("FROM migrations").fetchall()}
    files = {int(f.name[:4]): f for f in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))}
    for number, (name, mark) in known.items():
        if number not in files or _checksum(files[number]) != mark:
            raise PermanentError(
                f"this warehouse has had migration {number} ({name}), which this version of Veille does not have in "
                "that form: use the version that made it, or a newer one."
            )
    return [_apply(con, number, file) for number, file in files.items() if number not in known]


def newest_migration(folder: Path = FOLDER) -> int:
    """The number of the last migration that this version has."""
    return max(int(f.name[:4]) for f in folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _apply(con: Connection, number: int, file: Path) -> str:
    sql = file.read_text("utf-8")
    with transaction(con):
        con.execute(sql)
        for statement in comments(sql):
            con.execute(statement)
        con.execute("INSERT INTO migrations VALUES (?, ?, ?)", [number, file.stem, _checksum(file)])
    return file.stem


def _checksum(file: Path) -> str:
    return blake2b(file.read_bytes(), digest_size=16).hexdigest()


def comments(sql: str) -> Iterator[str]:
    """The COMMENT ON statements that a migration's comments say."""
    above: list[str] = []
    table: str | None = None
    for line in sql.splitlines():
        if line.startswith("-- "):
            above.append(line[3:].strip())
        elif found := _OBJECT.match(line):
            kind, name = found[1].upper(), found[2]
            if above:
                yield f"COMMENT ON {kind} {name} IS {_literal(' '.join(above))}"
            above, table = [], name if kind == "TABLE" else None
        elif found := _ADDED.match(line):
            yield f'COMMENT ON COLUMN {found[1]}."{found[2]}" IS {_literal(found[3])}'
        elif table and (found := _COLUMN.match(line)):
            yield f'COMMENT ON COLUMN {table}."{found[1]}" IS {_literal(found[2])}'
        else:
            above = []
            table = None if line.startswith(")") else table


def _literal(text: str) -> str:
    return "'" + text.strip().replace("'", "''") + "'"
