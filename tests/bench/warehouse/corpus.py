"""A made-up press, as skewed as a real one: as readings for ``load``, and by the million inside DuckDB."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from parsers.models import Article, Mention, Quantity, Span, SpeakerInfo, Statement
from warehouse import runs
from warehouse.connection import Connection
from warehouse.models import Outlet, OutletBatch, Page, Reading, digest

HERE = Path(__file__).parent
NOW = dt.datetime(2026, 9, 14, tzinfo=dt.UTC)
DAYS, OUTLETS, SPEAKERS, PART = 365, 40, 20_000, 1_000_000
BATCH = 5_000
"""Articles that ``load`` is given at a time."""

_rng = random.Random(20260914)
_SOUNDS = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ou", "an")]
WORDS = sorted((a + b + c for a in _SOUNDS for b in _SOUNDS for c in ("lin", "ve", "ton", "r")), key=digest)
"""Twenty-four thousand words, the most frequent first."""
_OFTEN = list(accumulate(1 / (rank + 30) for rank in range(len(WORDS))))


def sentence(words: int = 14) -> str:
    """Words as frequent as those of a language (Zipf)."""
    return " ".join(_rng.choices(WORDS, cum_weights=_OFTEN, k=words))


def sentences() -> list[str]:
    """What texts are made of."""
    return [sentence() for _ in range(20_000)]


def batches(articles: int, pool: list[str]) -> Iterator[OutletBatch]:
    """So many articles, an outlet for each batch; the same every time."""
    for first in range(0, articles, BATCH):
        outlet = Outlet(f"bench{first}", "B", "fr", "FR", "Europe/Paris")
        numbers = range(first, min(first + BATCH, articles))
        yield OutletBatch(outlet, tuple(_reading(outlet, n, pool) for n in numbers))


def _reading(outlet: Outlet, n: int, pool: list[str]) -> Reading:
    url = f"http://bench.test/{n}"
    page = Page(digest(url), url, NOW, size=1, archive_path="x")
    return Reading(outlet.id, url, url, None, page, _article(n, pool))


def _article(n: int, pool: list[str]) -> Article:
    """Ten statements of one or two mentions, a figure in some."""
    chance = random.Random(n)
    said = tuple(_statement(chance, f"{chance.choice(pool)} {n * 10 + k}", k) for k in range(10))
    body = (*(s.content[0] for s in said), " ".join(chance.choices(pool, k=14)))
    made = Article(language="fr", title=chance.choice(pool), published="2026-09-13T09:00:00Z", body=body)
    vars(made)["statements"] = said
    return made


def _statement(chance: random.Random, text: str, k: int) -> Statement:
    mentions = [Mention(text[:50], text[:50])]
    if k % 2:
        mentions.append(Mention(text[50:], text[50:], quantities=(Quantity(f"{k} morts", k, k, "morts"),)))
    speaker = WORDS[int(SPEAKERS * chance.random() ** 3)].title()
    where = f"body:{k}"
    spans = (Span("content", 0, where, 0, len(text)), Span("cue", 0, where, 0, 5), Span("source", 0, where, 0, 9))
    info = SpeakerInfo("ministre", None, speaker, 0.9)
    return Statement(where, (text,), "a dit", speaker, speaker, "indirect", tuple(mentions), spans, info)


def generate(con: Connection, statements: int) -> Iterator[int]:
    """Fill the tables, a run for each million statements; gives how many there are after each."""
    con.execute("SET VARIABLE pool = ?", [sentences()])
    for name, value in (("days", DAYS), ("articles", statements // 10)):
        con.execute(f"SET VARIABLE {name} = {value}")
    con.execute(
        "INSERT INTO outlets SELECT 'o' || i, 'Outlet ' || i, if(i % 3 = 0, 'en', 'fr'), 'FR', 'Europe/Paris', NULL, "
        f"NULL, 10, 500, TIMESTAMPTZ '2025-09-14 00:00:00+00', NULL FROM range({OUTLETS}) AS t(i)"
    )
    con.execute(
        "INSERT INTO speakers SELECT md5('p' || i), 'Speaker ' || i, 'speaker ' || i, "
        f"TIMESTAMPTZ '2025-09-14 00:00:00+00', 'run0000' FROM range({SPEAKERS}) AS t(i)"
    )
    for first in range(0, statements, PART):
        _part(con, first, min(PART, statements - first), f"run{first // PART:04}")
        yield min(first + PART, statements)


def _part(con: Connection, first: int, n: int, run_id: str) -> None:
    """One run's rows, then its aggregates as ``runs.finish`` makes them."""
    con.execute((HERE / "generate.sql").read_text("utf-8").replace("$from", str(first)).replace("$n", str(n)))
    con.execute((HERE / "fill.sql").read_text("utf-8").replace("$run_id", f"'{run_id}'"))
    runs.maintain(con, run_id)
