"""What ``veille claims`` does: find what an id's first characters mean, show, explain, and write to the journal."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from flows.cli.match import meaning_of
from flows.cli.shared import asking
from parsers.errors import ConfigError
from warehouse import decisions
from warehouse.connection import snapshots, writer
from warehouse.snapshot import publish
from warehouse.text import fold

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.identity import Meaning

ID = re.compile(r"[0-9a-f]{4,32}")
SHORT = 12
"""Characters of an id that are shown: two of ten million ids share them once in three."""
MOST = 5
"""Ids that are named where a beginning fits several."""

CLAIMS = "SELECT claim_id, text FROM claims WHERE starts_with(claim_id, $start) ORDER BY 1"
MENTIONS = "SELECT mention_id, text FROM mentions WHERE starts_with(mention_id, $start) ORDER BY 1"
SPEAKERS = "SELECT speaker_id, name FROM speakers WHERE folded = $folded"
STANDING = """
SELECT coalesce(a.claim_id, c.claim_id), s.text, s.series_id
FROM claims AS c
LEFT JOIN claim_aliases AS a ON a.alias_id = c.claim_id
JOIN claims AS s ON s.claim_id = coalesce(a.claim_id, c.claim_id)
WHERE c.claim_id = $id
"""
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


@dataclass(frozen=True, slots=True)
class Named:
    """What an id or a name stands for."""

    id: str
    text: str

    def __str__(self) -> str:
        return f"{self.id[:SHORT]} “{self.text}”"


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision to write down, and the sentence that acknowledges it."""

    action: str
    args: Mapping[str, str]
    said: str


def claim(con: Connection, start: str) -> Named:
    """The claim whose id begins so; where it was merged, the one it was merged into."""
    found = _one(con, CLAIMS, start, "claim", "`veille search WORDS --in claims` finds claims")
    row = con.execute(STANDING, {"id": found.id}).fetchall()[0]
    return Named(row[0], row[1])


def mention(con: Connection, start: str) -> Named:
    """The mention whose id begins so."""
    return _one(con, MENTIONS, start, "mention", "`veille claims show CLAIM` lists a claim's mentions")


def speaker(con: Connection, name: str) -> Named:
    """The speaker of that name, case and accents aside."""
    rows = con.execute(SPEAKERS, {"folded": fold(name)}).fetchall()
    if not rows:
        raise ConfigError(f'nobody called {name!r} speaks in the record; `veille sql "from speakers"` lists who does')
    return Named(*rows[0])


def _one(con: Connection, sql: str, start: str, kind: str, hint: str) -> Named:
    if not ID.fullmatch(start):
        raise ConfigError(f"{start!r} is no {kind}'s id, of which 4 to 32 hexadecimal digits are needed; {hint}")
    rows = con.execute(sql, {"start": start}).fetchall()
    if not rows:
        raise ConfigError(f"no {kind}'s id begins with {start}; {hint}")
    if len(rows) > 1:
        fitting = ", ".join(str(Named(*row)) for row in rows[:MOST])
        raise ConfigError(f"{len(rows)} {kind}s' ids begin with {start}: {fitting}; write more of the one you mean")
    return Named(*rows[0])


# Decisions ------------------------------------------------------------------------------------------------------------


def merge(con: Connection, old: str, into: str) -> Wish:
    """Two claims are one."""
    a, b = claim(con, old), claim(con, into)
    if a.id == b.id:
        raise ConfigError(f"{old} and {into} are one claim already: {a}")
    return Wish("merge-claims", {"old": a.id, "into": b.id}, f"{a} is one claim with {b}")


def merge_speakers(con: Connection, old: str, into: str) -> Wish:
    """Two names are one speaker's."""
    a, b = speaker(con, old), speaker(con, into)
    if a.id == b.id:
        raise ConfigError(f"{old!r} and {into!r} are one speaker already: {a.text}")
    return Wish("merge-speakers", {"old": a.id, "into": b.id}, f"{a.text} is {b.text}")


def split(con: Connection, start: str) -> Wish:
    """A mention tells something else than its claim."""
    a = mention(con, start)
    before = _claim_of(con, a.id)
    if before is None:
        raise ConfigError(f"{a} has no claim yet; the next run gives it one")
    if before.id == a.id:
        raise ConfigError(f"{a} is what founded its claim; split off the mentions that do not belong to it")
    return Wish("split-mention", {"mention": a.id}, f"{a} is a claim of its own and no longer tells {before}")


def pin(con: Connection, start: str, to: str) -> Wish:
    """A mention tells this claim."""
    a, b = mention(con, start), claim(con, to)
    return Wish("pin-mention", {"mention": a.id, "claim": b.id}, f"{a} tells {b}")


def decide(data: Path, wish: Callable[..., Wish], names: Sequence[str], who: str | None, apply: bool) -> None:
    """Write a decision to the journal and say so; ``apply`` it at once where that is asked for."""
    with asking(data) as con:
        wanted = wish(con, *names)
    decisions.decide(data, wanted.action, wanted.args, who=who or _user(), at=datetime.now(UTC))
    typer.echo(f"Noted: {wanted.said}.")
    if not apply:
        typer.echo("The next run applies it.")
        return
    with writer(data) as con:
        publish(con, data)
    typer.echo("It is applied.")


def journal(data: Path) -> Iterator[str]:
    """A line for each decision."""
    done: set[str] = set()
    if snapshots(data):
        with asking(data) as con:
            done = {i for (i,) in con.execute("SELECT decision_id FROM decisions").fetchall()}
    for d in decisions.read(data):
        what = " → ".join(d.args[name][:SHORT] for name in ("old", "into", "mention", "claim") if name in d.args)
        state = "applied" if d.id in done else "waiting"
        yield f"{d.at.astimezone(UTC):%Y-%m-%d %H:%M}  {state}  {d.who}  {d.action}  {what}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a user's name
        return "somebody"


# Showing and explaining -----------------------------------------------------------------------------------------------


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
        claims = [named and _claim_of(con, named.id) for named, _ in sides]
        if claims[0] and claims[1]:
            lines.append(_standing(con, claims[0], claims[1]))
    return "\n".join(lines)


def _side(con: Connection, said: str, language: str | None) -> tuple[Named | None, Meaning]:
    """What an id or a text means, as the record reads it."""
    if not ID.fullmatch(said):
        return None, _text(said, language)
    is_claim = con.execute(CLAIMS, {"start": said}).fetchall()
    found = _one(con, CLAIMS if is_claim else MENTIONS, said, "claim or mention", "`veille search WORDS` finds them")
    row = con.execute(READ_CLAIM if is_claim else READ, {"id": found.id}).fetchall()[0]
    return Named(found.id, row[0]), _meaning(*row)


def _meaning(text: str, language: str | None, polarity: str, day: date | None) -> Meaning:
    from warehouse.identity import meaning

    return meaning(text, language or "en", polarity="negative" if polarity == "negative" else None, date=day)


def _text(text: str, language: str | None) -> Meaning:
    return meaning_of({"text": text, "lang": language or _guess(text)})


def _guess(text: str) -> str:
    from py3langid.langid import classify  # small words tell too little in so short a text

    return str(classify(text)[0])


def _claim_of(con: Connection, id_: str) -> Named | None:
    """The claim that stands for a mention; a claim bears its founding mention's id."""
    rows: list[Any] = con.execute(
        "SELECT c.claim_id, c.text FROM claim_of AS m JOIN claims AS c USING (claim_id) WHERE m.mention_id = $id",
        {"id": id_},
    ).fetchall()
    return Named(*rows[0]) if rows else None


def _standing(con: Connection, a: Named, b: Named) -> str:
    """How two claims stand to each other in the record."""
    if a.id == b.id:
        return f"In the record they are one claim: {a}."
    series = [con.execute(STANDING, {"id": c.id}).fetchall()[0][2] for c in (a, b)]
    if con.execute(LINKED, {"a": a.id, "b": b.id}).fetchall():
        return "In the record they are two claims, and the one contradicts the other."
    return f"In the record they are two claims{' of one series' if series[0] == series[1] else ''}."
