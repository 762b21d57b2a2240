"""What is worth reading again: archived pages that an older parser read, or this one with another lexicon."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import seeds
from parsers import PARSER_VERSION
from warehouse.models import Page
from warehouse.rows import lexicon_version

if TYPE_CHECKING:
    from warehouse.connection import Connection

STALE = (Path(__file__).parent / "reread_steps" / "00_stale.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Period:
    """Days of articles, both included."""

    since: dt.date = dt.date.min
    until: dt.date = dt.date.max


ALL_DAYS = Period()


@dataclass(frozen=True, slots=True)
class StalePage:
    """An archived page of a stale article, which is kept under ``canonical_url`` and was discovered at ``url``."""

    article_id: str
    canonical_url: str
    url: str
    page: Page
    tdm_reserved: bool


def outlets(con: Connection, period: Period) -> list[str]:
    """The outlets that have pages worth reading again."""
    query = f"SELECT DISTINCT outlet_id FROM ({STALE}) ORDER BY outlet_id"
    return [name for (name,) in con.execute(query, _current(period)).fetchall()]


def pages(con: Connection, outlet_id: str, period: Period) -> list[StalePage]:
    """The outlet's pages that are worth reading again, those of one article together, the oldest first."""
    rows = con.execute(
        "SELECT article_id, canonical_url, url, tdm_reserved, page_hash, page.url, page.fetched_at, page.content_type "
        f"FROM ({STALE}) WHERE outlet_id = $outlet ORDER BY day, article_id, sequence",
        {**_current(period), "outlet": outlet_id},
    ).fetchall()
    return [
        StalePage(article, known_as, url, Page(mark, at, when.astimezone(dt.UTC), content_type=kind), bool(tdm))
        for article, known_as, url, tdm, mark, at, when, kind in rows
    ]


def _current(period: Period) -> dict[str, Any]:
    """What this parser would write beside a revision today."""
    packs = {file.stem: lexicon_version(file.stem) for file in seeds.files("lexicon", ".json")}
    return {
        "since": period.since,
        "until": period.until,
        "parser": PARSER_VERSION,
        "languages": list(packs),
        "lexicons": list(packs.values()),
    }
