"""What ``veille claims show`` and ``explain`` print: who tells a claim, and why two of them are one or are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.match import meaning_of
from flows.cli.naming import CLAIMS, ID, MENTIONS, SHORT, STANDING, Named, claim_of, one
from flows.cli.shared import asking

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.identity import Meaning

TOLD = """
SELECT m.mention_id, m.day, coalesce(s.name, t.source), o.name, m.text, m.act, a.url
FROM claim_of AS c
JOIN mentions AS m ON m.mention_id = c.mention_id
JOIN statements AS t ON t.statement_id = m.statement_id
JOIN articles AS a ON a.article_id = m.article_id
JOIN outlets AS o ON o.outlet_id = m.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = m.speaker_id
WHERE c.claim_id = $id
ORDER BY m.told_at, m.mention_id
"""
READ = "SELECT resolved, language, polarity, told_at::DATE FROM mentions WHERE mention_id = $id"
READ_CLAIM = """
SELECT c.text, c.language, c.polarity, n.told_at::DATE
FROM claims AS c LEFT JOIN claim_numbers AS n ON n.claim_id = c.claim_id WHERE c.claim_id = $id
"""
LINKED = "SELECT 1 FROM claim_links WHERE kind = 'negates' AND [from_id, to_id] IN ([$a, $b], [$b, $a])"


def shown(con: Connection, a: Named) -> str:
    """A claim with its tellings."""
    rows = con.execute(TOLD, {"id": a.id}).fetchall()
    lines = [str(a)]
    for mention_id, day, who, outlet, words, act, url in rows:
        lines += ["", f"  {mention_id[:SHORT]}  {day}  {who or 'nobody named'}, {outlet} ({act})"]
        lines += [f"    {words}", f"    {url}"]
    return "\n".join(lines)


def explained(data: Path, a: str, b: str, languages: Sequence[str]) -> str:
    """Why two claims, mentions or texts are one claim, or are not."""
    from warehouse.identity import explain

    first, second = (languages[0], languages[-1]) if languages else (None, None)
    if not (ID.fullmatch(a) or ID.fullmatch(b)):
        return explain(_text(a, first), _text(b, second))
    with asking(data) as con:
        sides = [_side(con, a, first), _side(con, b, second)]
        lines = [str(named) for named, _ in sides if named]
        lines.append(explain(sides[0][1], sides[1][1]))
        claims = [named and claim_of(con, named.id) for named, _ in sides]
        if claims[0] and claims[1]:
            lines.append(_standing(con, claims[0], claims[1]))
    return "\n".join(lines)


def _side(con: Connection, said: str, language: str | None) -> tuple[Named | None, Meaning]:
    """What an id or a text means, as the record reads it."""
    if not ID.fullmatch(said):
        return None, _text(said, language)
    is_claim = con.execute(CLAIMS, {"start": said}).fetchall()
    found = one(con, CLAIMS if is_claim else MENTIONS, said, "claim or mention", "`veille search WORDS` finds them")
    row = con.execute(READ_CLAIM if is_claim else READ, {"id": found.id}).fetchall()[0]
    return Named(found.id, row[0]), _meaning(*row)


def _meaning(text: str, language: str | None, polarity: str, day: date | None) -> Meaning:
    from warehouse.identity import meaning

    return meaning(text, language, polarity=polarity, date=day)


def _text(text: str, language: str | None) -> Meaning:
    return meaning_of({"text": text, "lang": language or _guess(text)})


def _guess(text: str) -> str:
    from py3langid.langid import classify  # small words tell too little in so short a text

    return str(classify(text)[0])


def _standing(con: Connection, a: Named, b: Named) -> str:
    """How two claims stand to each other in the record."""
    if a.id == b.id:
        return f"In the record they are one claim: {a}."
    series = [con.execute(STANDING, {"id": c.id}).fetchall()[0][2] for c in (a, b)]
    if con.execute(LINKED, {"a": a.id, "b": b.id}).fetchall():
        return "In the record they are two claims, and the one contradicts the other."
    return f"In the record they are two claims{' of one series' if series[0] == series[1] else ''}."
