"""Four days of two outlets, as batches: a toll that rises and is disputed, a silent change, a denial, one dispatch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from press import LONDON, PARIS, article, batch, day, reading, said

from parsers.models import Repair, Statement
from warehouse.models import Outlet, OutletBatch, Reading

PREFECT, MAYOR, MINISTER = "préfecture de Lorne", "Jeanne Morel", "Luc Brand"

DISPATCH = (
    "La crue a emporté dans la nuit deux ponts de la vieille ville, que la rivière avait déjà noyés en mars. Les "
    "secours ont mis à l'abri les habitants des quartiers bas, où l'eau atteignait par endroits le premier étage des "
    "maisons. La route de la vallée reste fermée jusqu'à nouvel ordre et les trains ne circulent plus."
)


def told(
    outlet: Outlet, page: str, n: int, hour: int, *statements: Statement, more: str = "", **fields: Any
) -> Reading:
    """What a page of the outlet says on day n; its date of modification never changes."""
    made = article(*statements, title=page, published=f"2026-09-{n:02}T{hour:02}:00:00+02:00", more=more, **fields)
    return reading(f"{outlet.homepage}{page}", made, outlet)


def toll(n: int, by: str) -> Statement:
    return said(f"La crue de la Lorne a fait {n} morts", by=by, figures=[(n, "morts")])


def jobs(n: int) -> Statement:
    return said(f"Le port de Lorne a supprimé {n} emplois cette année", by=MINISTER, figures=[(n, "emplois")])


GLUED = (Repair("body:0", 15, 16, ""), Repair("title", 3, 3, "\u00ad"))
WATER = said("L'eau du robinet de Lorne est contaminée", by=MAYOR)
SHELTER = said("Un gymnase accueille les familles sinistrées", by=MAYOR)
WIRE = (
    said("Deux ponts de la vieille ville sont détruits", by=MINISTER),
    said("La route de la vallée restera fermée une semaine", by=MINISTER),
    said("L'armée enverra des pompes et des barques", by=MINISTER),
)


def week() -> Iterator[tuple[dt.datetime, list[OutletBatch]]]:
    """Each day's clock and batches. The first day is the outlets' first run."""

    def matin(*readings: Reading) -> OutletBatch:
        return batch(*readings)

    def globe(*readings: Reading) -> OutletBatch:
        return batch(*readings, outlet=LONDON)

    yield (
        day(7),
        [
            matin(told(PARIS, "marche", 7, 9, said("Le marché ouvre lundi", by=MAYOR), repairs=GLUED)),
            globe(told(LONDON, "shops", 7, 10, said("Shops open on Monday", by="Ann Lee"))),
        ],
    )
    yield (
        day(8),
        [
            matin(
                told(PARIS, "crue", 8, 9, toll(12, PREFECT), said("Le barrage de Lorne menace de céder", by=MAYOR)),
                told(PARIS, "port", 8, 10, jobs(200), WATER),
            ),
            globe(told(LONDON, "crue", 8, 14, toll(12, PREFECT))),
        ],
    )
    yield (
        day(9),
        [
            matin(
                told(PARIS, "bilan", 9, 9, toll(15, PREFECT)),
                told(PARIS, "port", 8, 10, jobs(300), SHELTER),
            ),
            globe(told(LONDON, "bilan", 9, 11, toll(19, MAYOR))),
        ],
    )
    denial = said("Le barrage de Lorne ne menace pas de céder", by="EauLorne", polarity="negative")
    yield (
        day(10),
        [
            matin(told(PARIS, "barrage", 10, 9, denial), told(PARIS, "ponts", 10, 10, *WIRE, more=DISPATCH)),
            globe(told(LONDON, "ponts", 10, 12, *WIRE[:2], more=DISPATCH.partition(" La route")[0])),
        ],
    )
