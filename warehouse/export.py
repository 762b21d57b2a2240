"""The rows of an answer as text table, CSV, JSON or Parquet. Light to import: Arrow comes in for Parquet alone."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

from parsers.errors import ConfigError
from warehouse.trends import Table, table

if TYPE_CHECKING:
    from warehouse.connection import Connection

EXPORTS = Path(__file__).parent / "exports"

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""A text that begins so is run as a formula by spreadsheets, which DuckDB's own CSV writer lets through."""


def write_csv(answer: Table, out: TextIO) -> None:
    """CSV (RFC 4180, lines ended by CRLF) that spreadsheets show and never run."""
    writer = csv.writer(out)
    writer.writerow(map(safe, answer.columns))
    writer.writerows([safe(_plain(cell)) for cell in row] for row in answer.rows)


def safe(cell: Any) -> Any:
    """The cell; a text that a spreadsheet would run as a formula is led by an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA) else cell


def write_json(answer: Table, out: TextIO) -> None:
    """One JSON array with an object for each row."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    json.dump(rows, out, ensure_ascii=False, indent=1, default=_value)
    out.write("\n")


def write_parquet(con: Connection, sql: str, file: Path) -> int:
    """Write a query's rows to a Parquet file, batch by batch, with their types; returns how many.

    Lengths of time become seconds: Arrow has no Parquet type for them.
    """
    import pyarrow.parquet as pq

    columns = con.execute(f"DESCRIBE {sql}").fetchall()
    lengths = [f'epoch("{name}") AS "{name}"' for name, kind, *_ in columns if kind == "INTERVAL"]
    if lengths:
        sql = f"SELECT * REPLACE ({', '.join(lengths)}) FROM ({sql.strip().rstrip(';')})"
    batches = con.execute(sql).to_arrow_reader(100_000)
    with pq.ParquetWriter(file, batches.schema, compression="zstd") as writer:
        return sum(_write_batch(writer, batch) for batch in batches)


def _write_batch(writer: Any, batch: Any) -> int:
    writer.write_batch(batch)
    return int(batch.num_rows)


def write_text(answer: Table, out: TextIO, width: int = 60) -> None:
    """Aligned columns for a terminal; longer cells are cut at ``width``, numbers stand right."""
    cells = [[_cut(_plain(cell), width) for cell in row] for row in answer.rows]
    widths = [max(map(len, column)) for column in zip(answer.columns, *cells, strict=True)]
    right = [any(isinstance(cell, int | float) for cell in column) for column in zip(*answer.rows, strict=True)]
    right = right or [False] * len(widths)
    for line in (answer.columns, ["─" * w for w in widths], *cells):
        padded = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True))
        out.write("  ".join(padded).rstrip() + "\n")


def _cut(cell: Any, width: int) -> str:
    text = " ".join(str("" if cell is None else cell).split())
    return text if len(text) <= width else text[: width - 1] + "…"


def _plain(cell: Any) -> Any:
    """Moments as ISO 8601, lists and structs as JSON, the rest as it is."""
    if isinstance(cell, dict | list | tuple):
        return json.dumps(cell, ensure_ascii=False, default=_value)
    return _value(cell) if isinstance(cell, dt.date | dt.time) else cell


def _value(cell: Any) -> str:
    if isinstance(cell, dt.datetime) and cell.tzinfo:
        cell = cell.astimezone(dt.UTC)
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def export(
    con: Connection,
    folder: Path,
    what: str = "statements",
    *,
    format: Literal["parquet", "csv", "jsonl"] = "parquet",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> int:
    """Write statements, claims, figures or articles to ``folder/<what>/day=…/``, a file a day; returns how many rows.

    Days that are there already are written anew, whole. Raises ``ConfigError`` for something that is not exported.
    """
    if what not in kinds():
        raise ConfigError(f"{what!r} is not exported; there are {', '.join(kinds())}.")
    sql = (EXPORTS / f"{what}.sql").read_text("utf-8")
    wanted = "($since IS NULL OR day >= $since) AND ($until IS NULL OR day <= $until)"
    days = con.execute(
        f"SELECT day, count(*) FROM ({sql}) WHERE {wanted} GROUP BY day ORDER BY day", {"since": since, "until": until}
    ).fetchall()
    for day, _ in days:
        target = folder / what / f"day={day}" / f"{what}.{format}"
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_day(con, f"SELECT * EXCLUDE (day) FROM ({sql}) WHERE day = DATE '{day}'", target)
    return sum(count for _, count in days)


def kinds() -> list[str]:
    """What can be exported."""
    return sorted(f.stem for f in EXPORTS.glob("*.sql"))


def _write_day(con: Connection, sql: str, target: Path) -> None:
    """Write one file whole or not at all."""
    part = target.with_suffix(".part")
    if target.suffix == ".parquet":
        write_parquet(con, sql, part)
    else:
        with part.open("w", encoding="utf-8", newline="") as out:
            (write_csv if target.suffix == ".csv" else write_jsonl)(table(con, sql), out)
    part.replace(target)


def write_jsonl(answer: Table, out: TextIO) -> None:
    """One JSON object a line."""
    for row in answer.rows:
        plain = dict(zip(answer.columns, row, strict=True))
        out.write(json.dumps(plain, ensure_ascii=False, default=_value) + "\n")
