"""Joins each mention to the claim it tells, or founds one. One step a run, in DuckDB and numpy.

Mentions are taken in the order (first seen, told at, mention id), whatever order their outlets were loaded in, and
compared with the founding mention of a claim alone, never along a chain: what a claim is cannot drift.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from parsers.uncollected import uncollected
from warehouse import bulk

from . import index
from .comparing import AMONG_MANY, Decision, compare_near
from .figures import COUNTED
from .folding import fold
from .keys import keys
from .reading import Meaning, meaning
from .version import VERSION

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.models import Run

CHUNK = 10_000
"""Mentions resolved at a time: bounds the memory that they, their keys' claims and what is founded take."""
SURE = 0.9
"""Score of a claim at which no less likely one is looked at any more."""
THIN = 1.5
"""Weight of a mention that says something; lighter fragments ("la structure") join only their own verbatim copies."""


Words = tuple[str, str | None, str]
"""The text of a mention or claim, its language and polarity."""
WAITING = "FROM mentions AS m ANTI JOIN mention_claims AS c USING (mention_id) {meant}"
COPIES = """
SELECT c.text, c.language, c.polarity, min(n.number)
FROM claims AS c SEMI JOIN (SELECT resolved AS text {waiting}) AS w USING (text)
JOIN claim_numbers AS n USING (claim_id)
GROUP BY ALL
"""
"""The first claim in the very words of each mention that waits for one."""


@dataclass
class _Claim:
    claim_id: str
    series_id: str
    source: Meaning | tuple[str, str | None, str, date]  # text, language, polarity, day told: read when needed

    @cached_property
    def meaning(self) -> Meaning:
        return self.source if isinstance(self.source, Meaning) else _meaning(*self.source)


@dataclass(slots=True)
class _Mention:
    mention_id: str
    text: str
    language: str | None
    polarity: str
    told_at: datetime
    read: Meaning
    keys: tuple[int, ...]

    @property
    def words(self) -> Words:
        return self.text, self.language, self.polarity


@dataclass(slots=True)
class _Findings:
    """The rows that a run adds."""

    claims: list[tuple[Any, ...]] = field(default_factory=list)
    joined: list[tuple[Any, ...]] = field(default_factory=list)
    links: list[tuple[Any, ...]] = field(default_factory=list)
    series: list[tuple[Any, ...]] = field(default_factory=list)
    numbers: list[tuple[Any, ...]] = field(default_factory=list)
    keys: list[tuple[int, int]] = field(default_factory=list)


def thin(m: Meaning) -> bool:
    """Whether a text says too little to be recognised again in other words."""
    return sum(u.weight for u in m.units) + len(m.figures) < THIN


class Resolver:
    """One run's resolution, a chunk of mentions at a time: what is known, what is founded, and the rows to write."""

    def __init__(self, con: Connection, run: Run, waiting: str) -> None:
        self.con = con
        self.run = run
        self.claims: dict[int, _Claim] = {}
        copies = con.execute(COPIES.format(waiting=waiting)).fetchall()
        self.copies: dict[Words, int] = {(*words,): number for *words, number in copies}
        self.decided: dict[tuple[int, int], Decision | None] = {}
        self.next = _one(con, "SELECT coalesce(max(number) + 1, 0) FROM claim_numbers")

    def chunk(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Resolve mentions (mention_id, resolved, language, polarity, told_at), which stand in their order."""
        _meaning.cache_clear()
        self.decided = {}
        mentions = [_read(*row) for row in rows]
        self.rows = _Findings()
        self.index = index.fetch(self.con, {k for m in mentions for k in m.keys}, self.next + len(mentions))
        self.likely = {of: self.index.known(of) for of in {m.keys for m in mentions}}
        copies = {self.copies[m.words] for m in mentions if m.words in self.copies}
        self._fetch_claims(copies.union(*self.likely.values()))
        for mention in mentions:
            self._place(mention)
        self._write()

    def _candidates(self, mention: _Mention) -> Iterator[int]:
        """The claim in the very words, which others that share their keys may crowd out, and then the likeliest."""
        copy = self.copies.get(mention.words)
        if copy is not None:
            yield copy
        yield from (number for number in self.likely[mention.keys] if number != copy)
        yield from (number for number in self.index.new(mention.keys) if number != copy)

    def _fetch_claims(self, numbers: set[int]) -> None:
        self.con.register("wanted", pa.table({"number": pa.array(sorted(numbers), pa.uint32())}))
        rows = self.con.execute(
            """SELECT n.number, c.claim_id, c.series_id, c.text, c.language, c.polarity, n.told_at
            FROM claim_numbers AS n JOIN wanted USING (number) JOIN claims AS c USING (claim_id)"""
        ).fetchall()
        self.con.unregister("wanted")
        self.claims = {
            number: _Claim(claim, series, (*source, told_at.date())) for number, claim, series, *source, told_at in rows
        }

    def _place(self, mention: _Mention) -> None:
        """Join the likeliest claim that says the same, or found a new one."""
        tried: list[tuple[Decision, int]] = []
        best: tuple[Decision, int] | None = None
        for number in self._candidates(mention):
            decision = self._decide(mention.read, number)
            if decision is None:
                continue
            tried.append((decision, number))
            if decision.same_claim and self._may_join(mention, self.claims[number]):
                if best is None or (decision.score, -number) > (best[0].score, -best[1]):
                    best = decision, number
                if decision.score >= SURE:
                    break
        if best:
            self._join(mention, self.claims[best[1]].claim_id, best[0].score, best[0].evidence)
        else:
            self._found(mention, tried)

    def _decide(self, read: Meaning, number: int) -> Decision | None:
        """How a mention stands to a claim, None where they are far apart; words that come again are weighed once."""
        key = id(read), number
        if key not in self.decided:
            self.decided[key] = compare_near(read, self.claims[number].meaning, AMONG_MANY)
        return self.decided[key]

    def _may_join(self, mention: _Mention, claim: _Claim) -> bool:
        return not thin(mention.read) or fold(mention.text) == fold(claim.meaning.text)

    def _join(self, mention: _Mention, claim_id: str, score: float, evidence: dict[str, Any]) -> None:
        said = json.dumps(evidence, sort_keys=True)
        self.rows.joined.append((mention.mention_id, claim_id, score, said, VERSION, self.run.run_id))

    def _found(self, mention: _Mention, tried: Sequence[tuple[Decision, int]]) -> None:
        number, claim_id = self.next, mention.mention_id
        self.next += 1
        kin = [] if thin(mention.read) else [(d.series_score, -n) for d, n in tried if d.same_series]
        series_id = self.claims[-max(kin)[1]].series_id if kin else claim_id
        self.claims[number] = _Claim(claim_id, series_id, mention.read)
        self.index.add(number, mention.keys)
        self.copies.setdefault(mention.words, number)
        run, rows = self.run.run_id, self.rows
        rows.claims.append((claim_id, series_id, mention.text, mention.language, mention.polarity, VERSION, run))
        rows.numbers.append((number, claim_id, mention.told_at, VERSION))
        rows.keys += [(k, number) for k in mention.keys if k not in self.index.common]
        if series_id == claim_id:
            unit = next((f.unit for f in mention.read.figures if f.unit not in ("", COUNTED)), None)
            rows.series.append((claim_id, mention.text, unit, VERSION, run, int(claim_id[:16], 16)))
        self._join(mention, claim_id, 1.0, {"founds": 1})
        for decision, n in tried:
            if decision.negates:
                said = json.dumps(decision.evidence, sort_keys=True)
                link = (claim_id, self.claims[n].claim_id, "negates", decision.score, said, VERSION, run)
                rows.links.append(link)

    def _write(self) -> None:
        for table, rows in (
            ("claims", self.rows.claims),
            ("mention_claims", self.rows.joined),
            ("claim_links", self.rows.links),
            ("series", self.rows.series),
            ("claim_numbers", self.rows.numbers),
            ("claim_keys", self.rows.keys),
        ):
            bulk.insert(self.con, table, rows)


@uncollected()
def resolve(con: Connection, run: Run, among: str | None = None) -> int:
    """Give every mention of the run that has no claim yet its claim; returns how many. Twice changes nothing.

    ``among`` names a table of ``mention_id``: then those are meant, whichever run read them.
    """
    reindex(con)
    meant = f"SEMI JOIN {among} USING (mention_id)" if among else f"WHERE m.run_id = '{run.run_id}'"
    waiting = WAITING.format(meant=meant)
    resolver = Resolver(con, run, waiting)
    done = 0
    while rows := con.execute(
        f"""SELECT m.mention_id, m.resolved, m.language, m.polarity, m.told_at {waiting}
        ORDER BY m.first_seen, m.told_at, m.mention_id LIMIT ?""",
        [CHUNK],
    ).fetchall():
        resolver.chunk(rows)
        done += len(rows)
    return done


def reindex(con: Connection) -> int:
    """Read again the claims whose keys come from another version of identity; returns how many."""
    if not _one(con, "SELECT count(*) FROM claim_numbers WHERE identity_version <> ?", [VERSION]):
        return 0
    rows = con.execute(
        """SELECT n.number, n.claim_id, c.text, c.language, c.polarity, n.told_at
        FROM claim_numbers AS n JOIN claims AS c USING (claim_id) ORDER BY n.number"""
    ).fetchall()
    con.execute("DELETE FROM claim_keys")
    con.execute("DELETE FROM claim_numbers")
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        bulk.insert(con, "claim_numbers", [(row[0], row[1], row[5], VERSION) for row in part])
        held = [(k, number) for number, _, *said, told_at in part for k in keys(_meaning(*said, told_at.date()))]
        often = index.common(con, {k for k, _ in held})
        bulk.insert(con, "claim_keys", [(k, number) for k, number in held if k not in often])
    return len(rows)


@lru_cache(maxsize=CHUNK)  # five outlets print one dispatch
def _meaning(text: str, language: str | None, polarity: str, day: date) -> Meaning:
    return meaning(text, language, polarity=polarity, date=day)


def _read(mention_id: str, text: str, language: str | None, polarity: str, told_at: datetime) -> _Mention:
    read = _meaning(text, language, polarity, told_at.date())
    return _Mention(mention_id, text, language, polarity, told_at, read, keys(read))


def _one(con: Connection, sql: str, values: Sequence[Any] = ()) -> int:
    return int(con.execute(sql, list(values)).fetchall()[0][0])
