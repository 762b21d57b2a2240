"""What people decide (merge, split, pin) is written to a journal beside the warehouse and holds from then on.

A decision is acknowledged as soon as it stands in ``decisions.jsonl``, whoever writes the warehouse at that moment. The
next writer applies it. A decision on what the warehouse does not hold (yet, or since a restore) waits in the journal.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.errors import PermanentError
from warehouse import outbox
from warehouse.connection import transaction
from warehouse.models import digest

if TYPE_CHECKING:
    from warehouse.connection import Connection

REBUILD = Path(__file__).parent / "rebuild"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the journal; ``id`` follows from the rest."""

    at: dt.datetime
    who: str
    action: str
    args: Mapping[str, str]

    @property
    def id(self) -> str:
        """A digest of the decision."""
        return digest(self.at.astimezone(dt.UTC).isoformat(), self.who, self.action, _json(self.args))


def journal(data: Path) -> Path:
    """The file that decisions are appended to."""
    return data / "decisions.jsonl"


def decide(data: Path, action: str, args: Mapping[str, str], *, who: str, at: dt.datetime) -> Decision:
    """Append a decision to the journal; it stands there, on disk, when this returns.

    ``merge-claims`` and ``merge-speakers`` take ``old`` and ``into``, ``pin-mention`` takes ``mention`` and ``claim``,
    ``split-mention`` takes ``mention``; ``part-speakers`` takes ``old``, ``split-speaker`` takes ``article`` and
    ``name`` (the digest of the folded name), ``pin-speaker`` also ``speaker``; ``ack-alert`` takes ``alert`` and ``as``
    (one of ``outbox.VERDICTS``), ``mute-alerts`` takes ``rule``, ``subject`` (may be empty) and ``until``,
    ``resend-alert`` takes ``alert``. Raises ``PermanentError`` for any other action or argument.
    """
    if action not in ACTIONS or set(args) != ACTIONS[action][0]:
        known = "; ".join(f"{name} ({', '.join(sorted(needs))})" for name, (needs, _) in ACTIONS.items())
        raise PermanentError(
            f"{action!r} with {', '.join(sorted(args)) or 'nothing'} is no decision; there are {known}."
        )
    decision = Decision(at, who, action, dict(args))
    line = {"at": at.astimezone(dt.UTC).isoformat(), "who": who, "action": action, "args": dict(args)}
    data.mkdir(parents=True, exist_ok=True)
    with journal(data).open("ab+") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        if file.tell() and _last_byte(file.fileno(), file.tell()) != b"\n":
            file.write(b"\n")  # the one before was cut short by a crash
        file.write(_json(line).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return decision


def read(data: Path) -> list[Decision]:
    """The journal's decisions in order; a line that a crash cut short was never acknowledged and is passed over."""
    file = journal(data)
    lines = file.read_bytes().splitlines() if file.exists() else []
    return [d for line in lines if (d := _parse(line))]


def apply(con: Connection, data: Path) -> int:
    """Apply what the journal holds and the warehouse does not; returns how many. Each is one transaction."""
    done = {row[0] for row in con.execute("SELECT decision_id FROM decisions").fetchall()}
    applied = 0
    for decision in read(data):
        if decision.id in done:
            continue
        with transaction(con):
            if ACTIONS[decision.action][1](con, decision.args):
                row = [decision.id, decision.at, decision.who, decision.action, _json(decision.args)]
                con.execute("INSERT INTO decisions VALUES (?, ?, ?, ?, ?)", row)
                applied += 1
    return applied


def _merge_claims(con: Connection, args: Mapping[str, str]) -> bool:
    old, into = _standing(con, args["old"]), _standing(con, args["into"])
    if old is None or into is None:
        return False
    if old == into:
        return True
    con.execute("UPDATE claim_aliases SET claim_id = ? WHERE claim_id = ?", [into, old])
    con.execute("INSERT INTO claim_aliases VALUES (?, ?, 'merged', '')", [old, into])
    con.execute("UPDATE claim_links SET from_id = ? WHERE from_id = ?", [into, old])
    con.execute("UPDATE claim_links SET to_id = ? WHERE to_id = ?", [into, old])
    con.execute("DELETE FROM claim_links WHERE from_id = to_id")
    rebuild(con, [old, into])
    return True


def _pin(con: Connection, args: Mapping[str, str]) -> bool:
    before, claim = _claim_of(con, args["mention"]), _standing(con, args["claim"])
    if before is None or claim is None:
        return False
    con.execute(
        "UPDATE mention_claims SET claim_id = ?, score = 1, evidence = '{\"decided\": 1}' WHERE mention_id = ?",
        [claim, args["mention"]],
    )
    rebuild(con, [before, claim])
    return True


def _split(con: Connection, args: Mapping[str, str]) -> bool:
    """The mention founds a claim of its own, in the same series, that later mentions can join.

    One that founded a claim which was merged takes that claim out again, with the mentions that had joined it.
    """
    mention, before = args["mention"], _claim_of(con, args["mention"])
    if before is None:
        return False
    if _standing(con, mention) is None:
        _found(con, mention, before)
    con.execute("DELETE FROM claim_aliases WHERE alias_id = ?", [mention])
    _pin(con, {"mention": mention, "claim": mention})
    rebuild(con, [before, mention])
    return True


def _found(con: Connection, mention: str, before: str) -> None:
    from warehouse import bulk, identity
    from warehouse.identity.keys import keys

    text, language, polarity, told_at, run_id = con.execute(
        "SELECT resolved, language, polarity, told_at, run_id FROM mentions WHERE mention_id = ?", [mention]
    ).fetchall()[0]
    (series,) = con.execute("SELECT series_id FROM claims WHERE claim_id = ?", [before]).fetchall()[0]
    (number,) = con.execute("SELECT coalesce(max(number) + 1, 0) FROM claim_numbers").fetchall()[0]
    version = str(identity.VERSION)
    read = identity.meaning(text, language, polarity=polarity, date=told_at.date())
    bulk.insert(con, "claims", [(mention, series, text, language, polarity, version, run_id)])
    bulk.insert(con, "claim_numbers", [(number, mention, told_at, version)])
    bulk.insert(con, "claim_keys", [(key, number) for key in keys(read)])


def _of_speakers(action: str) -> Callable[[Connection, Mapping[str, str]], bool]:
    """A decision of ``warehouse.speakers.deciding``, with the aggregates brought after it."""

    def act(con: Connection, args: Mapping[str, str]) -> bool:
        from warehouse.speakers import deciding

        claims = getattr(deciding, action)(con, args)
        if claims:
            rebuild(con, claims)
        return claims is not None

    return act


def rebuild(con: Connection, claims: list[str], days: str = "SELECT NULL::DATE AS day WHERE false") -> None:
    """Make the aggregates of some claims, of the days they were told on and of other ``days`` (SQL) anew."""
    from warehouse import bulk

    bulk.distinct(con, "affected_claims", "claim_id", claims)
    con.execute(f"CREATE OR REPLACE TEMP TABLE more_days AS {days}")
    for step in sorted(REBUILD.glob("*.sql")):
        con.execute(step.read_text("utf-8"))


def _standing(con: Connection, claim: str) -> str | None:
    """The claim that an id stands for once merges are followed; None for an unknown one."""
    row = con.execute(
        "SELECT coalesce(a.claim_id, c.claim_id) FROM claims AS c "
        "LEFT JOIN claim_aliases AS a ON a.alias_id = c.claim_id WHERE c.claim_id = ?",
        [claim],
    ).fetchone()
    return str(row[0]) if row else None


def _claim_of(con: Connection, mention: str) -> str | None:
    row = con.execute("SELECT claim_id FROM claim_of WHERE mention_id = ?", [mention]).fetchone()
    return str(row[0]) if row else None


def _parse(line: bytes) -> Decision | None:
    try:
        raw: dict[str, Any] = json.loads(line)
        return Decision(dt.datetime.fromisoformat(raw["at"]), raw["who"], raw["action"], raw["args"])
    except (ValueError, KeyError, TypeError):
        return None


def _last_byte(descriptor: int, size: int) -> bytes:
    return os.pread(descriptor, 1, size - 1)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


ACTIONS: dict[str, tuple[set[str], Callable[[Connection, Mapping[str, str]], bool]]] = {
    "merge-claims": ({"old", "into"}, _merge_claims),
    "pin-mention": ({"mention", "claim"}, _pin),
    "split-mention": ({"mention"}, _split),
    "merge-speakers": ({"old", "into"}, _of_speakers("merge")),
    "part-speakers": ({"old"}, _of_speakers("part")),
    "split-speaker": ({"article", "name"}, _of_speakers("split")),
    "pin-speaker": ({"article", "name", "speaker"}, _of_speakers("pin")),
    "ack-alert": ({"alert", "as"}, outbox.acknowledge),
    "mute-alerts": ({"rule", "subject", "until"}, outbox.mute),
    "resend-alert": ({"alert"}, outbox.resend),
}
