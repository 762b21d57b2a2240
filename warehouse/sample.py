"""Samples of statements for coding by hand, and what the codes say: precision with intervals.

Strata are outlets, languages or kinds of statement, each drawn equally; ``weight`` says how many statements a row
stands for, so that the whole can be judged from it. The same seed draws the same statements from the same warehouse.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.errors import ConfigError
from warehouse.export import write_csv
from warehouse.trends import Table, table

if TYPE_CHECKING:
    from warehouse.connection import Connection

STRATA = {"outlet": "o.name", "language": "s.language", "kind": "s.kind"}
CODES = ("is_statement", "speaker_right", "claims_right")
"""What a coder fills in: yes, no, or nothing where it can't be told."""
YES, NO = {"1", "y", "yes", "o", "oui", "true"}, {"0", "n", "no", "non", "false"}
Z = 1.959964
"""Of a 95 % interval."""

DRAWN = """
WITH ranked AS (
    SELECT {stratum} AS stratum, s.statement_id, o.name AS outlet, s.day, s.source, s.cue, s.speaker,
        array_to_string(s.content, ' […] ') AS content,
        (SELECT string_agg(m.text, ' | ' ORDER BY m.position) FROM mentions AS m
            WHERE m.statement_id = s.statement_id) AS claims, a.url,
        row_number() OVER (PARTITION BY {stratum} ORDER BY md5($seed || s.statement_id)) AS place,
        count(*) OVER (PARTITION BY {stratum}) AS size
    FROM statements AS s
    JOIN outlets AS o ON o.outlet_id = s.outlet_id
    JOIN articles AS a ON a.article_id = s.article_id
)
SELECT statement_id, coalesce(stratum, '') AS stratum,
    round(size / least(size, ceil($n / (SELECT count(DISTINCT coalesce(stratum, '')) FROM ranked))), 4) AS weight,
    outlet, day, source, cue, speaker, content, claims, url,
    '' AS is_statement, '' AS speaker_right, '' AS claims_right
FROM ranked
WHERE place <= ceil($n / (SELECT count(DISTINCT coalesce(stratum, '')) FROM ranked))
ORDER BY stratum, place
"""


@dataclass(frozen=True, slots=True)
class Precision:
    """How often the coders said yes, with the 95 % interval of Wilson (1927)."""

    code: str
    stratum: str
    coded: int
    rate: float
    low: float
    high: float


def draw(con: Connection, n: int, *, seed: int = 1, by: str = "outlet") -> Table:
    """About ``n`` statements, as many from each stratum, with empty columns for the codes."""
    if by not in STRATA or n < 1:
        raise ConfigError(f"a sample is drawn by {', '.join(STRATA)} and has at least one statement.")
    return table(con, DRAWN.format(stratum=STRATA[by]), {"seed": str(seed), "n": n})


def write(sample: Table, file: Path) -> None:
    """Write a sample as CSV for a spreadsheet."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        write_csv(sample, out)


def precision(file: Path) -> list[Precision]:
    """What a coded sample says, for each code: over all strata by weight, then for each.

    Raises ``ConfigError`` naming the line of a code that is neither yes nor no.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows or {"stratum", "weight", *CODES} - set(rows[0]):
        raise ConfigError(f"{file} is no sample of `veille sample`: it needs stratum, weight and {', '.join(CODES)}.")
    found = []
    for code in CODES:
        said = [(r["stratum"], float(r["weight"]), _code(r, code, file, n)) for n, r in enumerate(rows, 2)]
        coded = [(stratum, weight, yes) for stratum, weight, yes in said if yes is not None]
        strata = sorted({s for s, _, _ in coded})
        found += [_precision(code, "all", [(w, yes) for _, w, yes in coded])] if coded else []
        found += [_precision(code, s, [(w, yes) for x, w, yes in coded if x == s]) for s in strata]
    return found


def _code(row: Mapping[str, str], code: str, file: Path, line: int) -> bool | None:
    said = row[code].strip().casefold()
    if said in YES | NO:
        return said in YES
    if said:
        raise ConfigError(f"{file}, line {line}: {code} is {row[code]!r}; write yes or no, or leave it empty.")
    return None


def _precision(code: str, stratum: str, coded: Iterable[tuple[float, bool]]) -> Precision:
    """Wilson's interval on as many equal statements as the weighted ones are worth (Kish 1965)."""
    pairs = list(coded)
    total = sum(w for w, _ in pairs)
    rate = sum(w for w, yes in pairs if yes) / total
    n = total**2 / sum(w**2 for w, _ in pairs)
    middle = (rate + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(rate * (1 - rate) / n + Z**2 / (4 * n**2))
    return Precision(code, stratum, len(pairs), rate, max(0.0, middle - half), min(1.0, middle + half))
