"""Four days of two outlets, as batches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from press import LONDON, PARIS, article, batch, day, reading, said

from warehouse.models import Outlet, OutletBatch

PREFECT, MAYOR = "préfecture de Lorne", "Jeanne Morel"


def at(n: int, hour: int) -> str:
    return f"2026-09-{n:02}T{hour:02}:00:00+02:00"


def toll(n: int, by: str | None) -> Any:
    return said(f"La crue de la Lorne a fait {n} morts", by=by, figures=[(n, "morts")])


def week() -> Iterator[tuple[dt.datetime, list[OutletBatch]]]:
    """Four days of two outlets: a toll that rises, one that differs, a denial, a claim that only one tells."""

    def told(outlet: Outlet, n: int, hour: int, *statements: Any, url: str = "") -> Any:
        return reading(f"{outlet.homepage}{url or n}", article(*statements, published=at(n, hour)), outlet)

    yield (
        day(7),
        [
            batch(told(PARIS, 7, 9, said("Le marché ouvre lundi", by=MAYOR))),
            batch(told(LONDON, 7, 10, said("Shops open on Monday", by="Ann Lee")), outlet=LONDON),
        ],
    )
    yield (
        day(8),
        [
            batch(told(PARIS, 8, 9, toll(12, PREFECT), said("Le barrage de Lorne a cédé", by=MAYOR))),
            batch(told(LONDON, 8, 14, toll(12, PREFECT)), outlet=LONDON),
        ],
    )
    yield (
        day(9),
        [
            batch(told(PARIS, 9, 9, toll(15, PREFECT))),
            batch(told(LONDON, 9, 11, toll(19, MAYOR)), outlet=LONDON),
        ],
    )
    yield (
        day(10),
        [
            batch(told(PARIS, 10, 9, said("Le barrage de Lorne a cédé", by="EauLorne", polarity="negative"))),
            batch(outlet=LONDON),
        ],
    )
