"""What a page has at hand: the reader's language and rights, the address's parameters, and answers of the record."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse import trends
from warehouse.trends import Trend
from warehouse.words import Words

if TYPE_CHECKING:
    from warehouse.connection import Connection

QUERIES = Path(__file__).parent / "queries"

Row = dict[str, Any]


class Missing(LookupError):
    """The record holds nothing under this address."""


@dataclass(frozen=True, slots=True)
class Moved(Exception):  # an address, not an error
    """What was asked for stands at another address of the dashboard."""

    path: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One reader's question. ``trusted`` readers, on this machine, see texts whole and may ask in SQL."""

    con: Connection
    data: Path
    words: Words
    tz: str
    trusted: bool
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        """A parameter of the address, None where it is empty."""
        return self.query.get(name, "").replace("\0", "").strip() or None

    def number(self, name: str, default: int, most: int = 1_000_000) -> int:
        """A parameter that counts, from 1."""
        text = self.get(name) or ""
        return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 10 else default

    def rows(self, name: str, **params: Any) -> list[Row]:
        """The answer of a query of ``queries/``, or of a trend."""
        return trends.table(self.con, trends.written(self.con, find(name), **params)).named()

    def row(self, name: str, **params: Any) -> Row:
        """The one row that a query gives. Raises ``Missing`` where it gives none."""
        return only(name, self.rows(name, **params))

    def together(self, asked: Mapping[str, Mapping[str, Any]]) -> dict[str, list[Row]]:
        """The answers of several queries, given with their parameters, that are asked at the same time."""

        def answer(name: str) -> list[Row]:
            with self.con.cursor() as con:
                return replace(self, con=con).rows(name, **asked[name])

        with ThreadPoolExecutor(len(asked)) as pool:
            return dict(zip(asked, pool.map(answer, asked), strict=True))


def only(name: str, found: list[Row]) -> Row:
    """The one row of an answer. Raises ``Missing`` where there is none."""
    if not found:
        raise Missing(name)
    return found[0]


@cache
def find(name: str) -> Trend:
    """The query of the dashboard with this name, else the trend."""
    file = QUERIES / f"{name}.sql"
    return trends.read(file) if file.exists() else trends.get(name)
