"""What people decide on claims and speakers: checked against the record, written to the journal, told."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from flows.cli.naming import SHORT, Named, article, claim, claim_of, mention, speaker
from flows.cli.shared import asking
from parsers.errors import ConfigError
from warehouse import decisions
from warehouse.connection import snapshots, writer
from warehouse.models import digest
from warehouse.snapshot import publish
from warehouse.text import fold

if TYPE_CHECKING:
    from warehouse.connection import Connection


LOGGED = ("old", "into", "mention", "claim", "article", "speaker", "alert", "as", "rule", "until")
"""Of a decision's arguments, those that the log shows."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision to write down, and the sentence that acknowledges it."""

    action: str
    args: Mapping[str, str]
    said: str


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


def part_speakers(con: Connection, old: str) -> Wish:
    """A merge of speakers is undone."""
    rows = con.execute(
        "SELECT s.speaker_id, s.name, n.name FROM speaker_aliases AS a "
        "JOIN speakers AS s ON s.speaker_id = a.alias_id JOIN speakers AS n ON n.speaker_id = a.speaker_id "
        "WHERE fold(s.name) = fold($1) OR starts_with(a.alias_id, $1)",
        [old],
    ).fetchall()
    if len(rows) != 1:
        raise ConfigError(f"{len(rows) or 'no'} merged speakers go by {old!r}; `veille claims log` tells the merges")
    return Wish("part-speakers", {"old": rows[0][0]}, f"{rows[0][1]} is not {rows[0][2]}")


def split_speaker(con: Connection, name: str, place: str) -> Wish:
    """A name in an article is somebody's who only shares it."""
    where, written = _named_there(con, name, place)
    args = {"article": where.id, "name": digest(fold(written))}
    return Wish("split-speaker", args, f"{written} in {where} is somebody else")


def pin_speaker(con: Connection, name: str, place: str, who: str) -> Wish:
    """A name in an article is this speaker's."""
    where, written = _named_there(con, name, place)
    meant = speaker(con, who)
    args = {"article": where.id, "name": digest(fold(written)), "speaker": meant.id}
    return Wish("pin-speaker", args, f"{written} in {where} is {meant}")


def _named_there(con: Connection, name: str, place: str) -> tuple[Named, str]:
    """The article, and how it writes the name."""
    where = article(con, place)
    told = [n for (n,) in con.execute("SELECT name FROM speaker_links WHERE article_id = ?", [where.id]).fetchall()]
    written = next((n for n in told if fold(n) == fold(name)), None)
    if written is None:
        raise ConfigError(f"nobody called {name!r} speaks in {where}; there speak {', '.join(sorted(told)) or 'none'}")
    return where, written


def split(con: Connection, start: str) -> Wish:
    """A mention tells something else than its claim."""
    a = mention(con, start)
    before = claim_of(con, a.id)
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
        what = " → ".join(d.args[name][:SHORT] for name in LOGGED if name in d.args)
        state = "applied" if d.id in done else "waiting"
        yield f"{d.at.astimezone(UTC):%Y-%m-%d %H:%M}  {state}  {d.who}  {d.action}  {what}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a user's name
        return "somebody"
