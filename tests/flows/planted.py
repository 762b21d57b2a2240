"""What truth.yaml plants, found again in a warehouse: which claims hold the planted tellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from flows.newsroom.texts import folder, stories

if TYPE_CHECKING:
    from warehouse.connection import Connection

CLOSE = 0.8
"""Token F1 between the planted words of a claim and a mention from which on the mention tells it."""


@cache
def truth() -> dict[str, Any]:
    return yaml.safe_load((folder() / "truth.yaml").read_text("utf-8"))


@cache
def path_of(story: str) -> str:
    """The end of the story's canonical URL, which bears no closing slash."""
    return next(s.path for s in stories() if s.id == story).rstrip("/")


def tokens(text: str) -> list[str]:
    flat = unicodedata.normalize("NFKD", text).lower()
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    return re.findall(r"\w+", re.sub(r"(?<=\d)[\s.,](?=\d{3}\b)", "", flat))


def closeness(a: str, b: str) -> float:
    """Token F1; 0 where the digits differ, for a changed figure is another claim."""
    x, y = Counter(tokens(a)), Counter(tokens(b))
    if {t for t in x if t.isdigit()} != {t for t in y if t.isdigit()}:
        return 0.0
    return 2 * sum((x & y).values()) / (sum(x.values()) + sum(y.values()))


def found(con: Connection) -> dict[str, list[tuple[str, str | None]]]:
    """For each planted claim the (claim id, speaker) of each telling that was found, in the order of its ``told``."""
    rows = con.execute("""
        SELECT a.canonical_url, m.text, c.claim_id, s.speaker
        FROM mentions AS m JOIN articles AS a USING (article_id) JOIN statements AS s USING (statement_id)
        JOIN claim_of AS c USING (mention_id)
    """).fetchall()
    out: dict[str, list[tuple[str, str | None]]] = {}
    for key, claim in truth()["claims"].items():
        for told in claim["told"]:
            here = [r for r in rows if r[0].endswith(path_of(told["in"]))]
            best = max(here, key=lambda r: closeness(told["claim"], r[1]), default=None)
            if best and closeness(told["claim"], best[1]) >= CLOSE:
                out.setdefault(key, []).append((best[2], best[3]))
    return out
