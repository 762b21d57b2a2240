"""Near copies: articles that print one wire story, found by MinHash over runs of three words (Broder 1997).

Outlets cut a dispatch from the end and touch up its lead, so what counts is how much of the shorter one stands in the
longer. Copies of one dispatch in the demo press score 0.84 to 0.96, other articles on the same event at most 0.18.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from warehouse import bulk
from warehouse.text import fold

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.models import Run

Hashes: TypeAlias = npt.NDArray[np.uint64]

SHINGLE = 3
"""Words a run has: two already match by idiom, five miss lightly edited copies."""
MIN_SHINGLES = 20
"""Shorter texts match by chance."""
SHARED = 0.5
"""How much of the shorter text must stand in the longer."""
BANDS = 32
"""Of two hashes each: texts with a quarter of their runs in common meet in one band in 87 % of cases."""
WINDOW = dt.timedelta(days=7)
"""How long a dispatch is reprinted."""

_random = np.random.default_rng(19970611)
_MULTIPLY = _random.integers(1, 2**63, (BANDS * 2, 1), np.uint64) * np.uint64(2) + np.uint64(1)
_ADD = _random.integers(0, 2**63, (BANDS * 2, 1), np.uint64)


def shingles(text: str) -> Hashes:
    """The distinct 64-bit hashes of a text's runs of three words."""
    words = np.array([crc32(w.encode()) for w in re.findall(r"\w+", fold(text))], np.uint64)
    if len(words) < SHINGLE:
        return np.empty(0, np.uint64)
    runs = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for n in range(SHINGLE):
        runs = _mix(runs ^ words[n : n + len(runs)])
    return np.unique(runs)


def signature(hashes: Hashes) -> Hashes:
    """The smallest of the hashes under each of 64 functions; two sets agree in one as often as they overlap."""
    smallest: Hashes = _mix(hashes * _MULTIPLY + _ADD).min(axis=1)
    return smallest


def shared(a: Hashes, size_a: int, b: Hashes, size_b: int) -> float:
    """How much of the smaller of two sets stands in the other, from their signatures (0 to 1)."""
    overlap = float(np.mean(a == b))
    return min(1.0, overlap * (size_a + size_b) / ((1 + overlap) * min(size_a, size_b)))


def group(con: Connection, run: Run) -> None:
    """Give each article that the run loaded its cluster: the first of its near copies, else itself."""
    known = con.execute("SELECT article_id, shingles, signature FROM cluster_sketches ORDER BY ALL").fetchall()
    index = _Index()
    for article_id, size, values in known:
        index.add(article_id, size, np.array(values, np.uint64))
    rows, clusters = [], []
    for article_id, told_at, text in con.execute(_NEW, {"run_id": run.run_id}).fetchall():
        hashes = shingles(text)
        if len(hashes) < MIN_SHINGLES:
            clusters.append((article_id, article_id))
            continue
        sketch = signature(hashes)
        first = index.find(len(hashes), sketch)
        if first is None:
            index.add(article_id, len(hashes), sketch)
            rows.append((article_id, told_at, len(hashes), sketch.tolist()))
        clusters.append((article_id, first or article_id))
    bulk.insert(con, "cluster_sketches", rows)
    con.execute("DELETE FROM cluster_sketches WHERE told_at < ?", [run.now - WINDOW])
    _assign(con, clusters)


_NEW = """
SELECT a.article_id, least(coalesce(a.published, a.first_seen), a.first_seen) AS told_at,
    array_to_string(r.body, ' ')
FROM articles AS a JOIN revisions AS r ON r.article_id = a.article_id AND r.sequence = 1
WHERE a.run_id = $run_id
ORDER BY told_at, a.article_id
"""


def _assign(con: Connection, clusters: list[tuple[str, str]]) -> None:
    if clusters:
        import pyarrow as pa

        articles, firsts = zip(*clusters, strict=True)
        con.register("delta", pa.table({"article_id": articles, "cluster_id": firsts}))
        con.execute(
            "UPDATE articles AS a SET cluster_id = d.cluster_id FROM delta AS d WHERE d.article_id = a.article_id"
        )
        con.unregister("delta")


class _Index:
    """The first articles of clusters, found again by any pair of hashes they share with a text."""

    def __init__(self) -> None:
        self._sketches: list[tuple[str, int, Hashes]] = []
        self._bands: dict[tuple[int, int, int], list[int]] = {}

    def add(self, article_id: str, size: int, sketch: Hashes) -> None:
        for band in _bands(sketch):
            self._bands.setdefault(band, []).append(len(self._sketches))
        self._sketches.append((article_id, size, sketch))

    def find(self, size: int, sketch: Hashes) -> str | None:
        """The article most of whose text is shared; of equals the one that came first."""
        near = sorted({n for band in _bands(sketch) for n in self._bands.get(band, ())})
        scored = [(shared(sketch, size, self._sketches[n][2], self._sketches[n][1]), -n) for n in near]
        best, place = max(scored, default=(0.0, 0))
        return self._sketches[-place][0] if best >= SHARED else None


def _bands(sketch: Hashes) -> list[tuple[int, int, int]]:
    values = sketch.tolist()
    return [(n, values[2 * n], values[2 * n + 1]) for n in range(BANDS)]


def _mix(values: Hashes) -> Hashes:
    """Spread the bits of 64-bit numbers (the finisher of splitmix64)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
