"""Claims by key: which of the known, and of the just founded, share so much with a mention as to be compared."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

if TYPE_CHECKING:
    from warehouse.connection import Connection

COMMON = 2_000
"""Claims that share a key, above which it finds nobody: too common to tell claims apart."""
VISITS = 3_000
"""Claims that one mention looks at, at most; its rarest keys come first. This bounds the cost, whatever is known."""
RARE = 50
"""Claims that share a key at which it is worth half a unique one."""
SHARED = 0.25
"""The part of a mention's keys, by rarity, that a claim must share to be compared."""
CANDIDATES = 3
"""Claims that one mention is compared with, at most, the likeliest first."""

Numbers: TypeAlias = npt.NDArray[np.uint32]


class Index:
    """Finds claims by key. ``common`` keys find nobody; ``size`` is above the number of any claim."""

    def __init__(self, held: Mapping[int, Numbers], common: frozenset[int], size: int) -> None:
        self.held = held
        self.common = common
        self.fresh: dict[int, array[int]] = {}
        self.scores = np.zeros(size)  # by claim number; all zero between two searches

    def add(self, number: int, of: Iterable[int]) -> None:
        """Let a new claim be found by its keys."""
        for k in of:
            self.fresh.setdefault(k, array("I")).append(number)

    def known(self, of: Sequence[int]) -> list[int]:
        """The numbers of the known claims that share most with these keys, likeliest first, at most CANDIDATES."""
        return self._likeliest(of, self.held)

    def new(self, of: Sequence[int]) -> list[int]:
        """The same among the claims that were added."""
        return self._likeliest(of, self.fresh)

    def _likeliest(self, of: Sequence[int], claims: Mapping[int, array[int] | Numbers]) -> list[int]:
        parts: list[Numbers] = []
        visits, whole = 0, 0.0
        for count, _, k in sorted((self._count(k, claims), i, k) for i, k in enumerate(of)):
            rarity = RARE / (RARE + count)
            whole += rarity
            if count and count <= COMMON and visits + count <= VISITS:
                visits += count
                part = np.frombuffer(claims[k], np.uint32)
                self.scores[part] += rarity
                parts.append(part)
        if not parts:
            return []
        seen = np.concatenate(parts)
        scores = self.scores[seen]
        self.scores[seen] = 0
        enough = scores >= SHARED * whole
        ranked = set(zip((-scores[enough]).tolist(), seen[enough].tolist(), strict=True))
        return [number for _, number in nsmallest(CANDIDATES, ranked)]

    def _count(self, k: int, claims: Mapping[int, array[int] | Numbers]) -> int:
        return COMMON + 1 if k in self.common else len(claims.get(k, ()))


def fetch(con: Connection, keys: set[int], size: int) -> Index:
    """The index of the claims in the warehouse that hold any of these keys."""
    often = common(con, keys)
    con.register("wanted", _table(keys - often))
    found = con.execute("SELECT key, number FROM claim_keys SEMI JOIN wanted USING (key) ORDER BY key").fetchnumpy()
    con.unregister("wanted")
    ks, starts = np.unique(found["key"], return_index=True)
    parts = np.split(found["number"], starts[1:]) if len(ks) else []
    return Index(dict(zip(ks.tolist(), parts, strict=True)), often, size)


def common(con: Connection, keys: set[int]) -> frozenset[int]:
    """Those of the keys that find nobody: there is no need to keep who else has them."""
    con.register("wanted", _table(keys))
    found = con.execute(
        "SELECT key FROM claim_keys SEMI JOIN wanted USING (key) GROUP BY key HAVING count(*) > ?", [COMMON]
    ).fetchall()
    con.unregister("wanted")
    return frozenset(k for (k,) in found)


def _table(keys: set[int]) -> pa.Table:
    return pa.table({"key": pa.array(list(keys), pa.uint64())})
