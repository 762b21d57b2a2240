"""What the first characters of an id, or a name, stand for in the record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.errors import ConfigError

if TYPE_CHECKING:
    from warehouse.connection import Connection

ID = re.compile(r"[0-9a-f]{4,32}")
SHORT = 12
"""Characters of an id that are shown: the odds that any two of ten million ids share them are one in six."""
MOST = 5
"""Ids that are named where a beginning fits several."""

CLAIMS = "SELECT claim_id, text FROM claims WHERE starts_with(claim_id, $start) ORDER BY 1"
MENTIONS = "SELECT mention_id, text FROM mentions WHERE starts_with(mention_id, $start) ORDER BY 1"
NAMED = """
SELECT DISTINCT l.speaker_id, s.name
FROM speaker_of AS l JOIN speakers AS s ON s.speaker_id = l.speaker_id
WHERE fold(l.name) = fold($name) ORDER BY s.name, l.speaker_id
"""
SPEAKERS = """
SELECT DISTINCT l.speaker_id, s.name FROM speaker_of AS l JOIN speakers AS s ON s.speaker_id = l.speaker_id
WHERE starts_with(l.speaker_id, $start) ORDER BY 1
"""
ARTICLES = "SELECT article_id, coalesce(title, url) FROM articles WHERE starts_with(article_id, $start) ORDER BY 1"
LED_TO = "SELECT article_id, coalesce(title, url) FROM articles WHERE $url IN (url, canonical_url) ORDER BY 1"
STANDING = """
SELECT coalesce(a.claim_id, c.claim_id), s.text, s.series_id
FROM claims AS c
LEFT JOIN claim_aliases AS a ON a.alias_id = c.claim_id
JOIN claims AS s ON s.claim_id = coalesce(a.claim_id, c.claim_id)
WHERE c.claim_id = $id
"""


@dataclass(frozen=True, slots=True)
class Named:
    """What an id or a name stands for."""

    id: str
    text: str

    def __str__(self) -> str:
        return f"{self.id[:SHORT]} “{self.text}”"


def claim(con: Connection, start: str) -> Named:
    """The claim whose id begins so; where it was merged, the one it was merged into."""
    found = one(con, CLAIMS, start, "claim", "`veille search WORDS --in claims` finds claims")
    row = con.execute(STANDING, {"id": found.id}).fetchall()[0]
    return Named(row[0], row[1])


def mention(con: Connection, start: str) -> Named:
    """The mention whose id begins so."""
    return one(con, MENTIONS, start, "mention", "`veille claims show CLAIM` lists a claim's mentions")


def speaker(con: Connection, said: str) -> Named:
    """The speaker who is told under a name, case and accents aside, or whose id begins so."""
    rows = con.execute(NAMED, {"name": said}).fetchall()
    if not rows and ID.fullmatch(said):
        return one(con, SPEAKERS, said, "speaker", "`veille speakers` lists who speaks")
    if not rows:
        raise ConfigError(f"nobody called {said!r} speaks in the record; `veille speakers` lists who does")
    if len(rows) > 1:
        fitting = "; ".join(f"{Named(*row)} ({roles(con, row[0]) or 'no role told'})" for row in rows[:MOST])
        raise ConfigError(f"{len(rows)} speakers go by {said!r}: {fitting}. Write the id of the one you mean")
    return Named(*rows[0])


def roles(con: Connection, who: str) -> str:
    """What a speaker was last said to be; empty where nobody says."""
    sql = "SELECT concat_ws(', ', role, affiliation) FROM speaker_roles WHERE speaker_id = ? ORDER BY last_told DESC"
    row = con.execute(f"{sql}, articles DESC, 1 LIMIT 1", [who]).fetchone()
    return str(row[0]) if row else ""


def article(con: Connection, said: str) -> Named:
    """The article at a URL, or whose id begins so."""
    if "://" not in said:
        return one(con, ARTICLES, said, "article", "or write its URL")
    rows = con.execute(LED_TO, {"url": said}).fetchall()
    if not rows:
        raise ConfigError(f"no article of the record stands at {said}")
    return Named(*rows[0])


def one(con: Connection, sql: str, start: str, kind: str, hint: str) -> Named:
    """The only row of a query whose id begins so; raises ``ConfigError`` where there is none or are several."""
    if not ID.fullmatch(start):
        raise ConfigError(f"{start!r} is no {kind}'s id, of which 4 to 32 hexadecimal digits are needed; {hint}")
    rows = con.execute(sql, {"start": start}).fetchall()
    if not rows:
        raise ConfigError(f"no {kind}'s id begins with {start}; {hint}")
    if len(rows) > 1:
        fitting = ", ".join(str(Named(*row)) for row in rows[:MOST])
        raise ConfigError(f"{len(rows)} {kind}s' ids begin with {start}: {fitting}; write more of the one you mean")
    return Named(*rows[0])


def claim_of(con: Connection, id_: str) -> Named | None:
    """The claim that stands for a mention; a claim bears its founding mention's id."""
    rows = con.execute(
        "SELECT c.claim_id, c.text FROM claim_of AS m JOIN claims AS c USING (claim_id) WHERE m.mention_id = $id",
        {"id": id_},
    ).fetchall()
    return Named(*rows[0]) if rows else None
