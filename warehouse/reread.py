"""Re-reading the archive: what a better parser finds in a page takes the place of what was read there before.

A re-reading supersedes and never adds: revisions keep their times, and two that turn out to say the same become one.
What comes is told when its page told it and makes nothing new; what went is held by no revision any more. A claim whose
founding mention went is founded anew by its earliest mention that is left, under whose id it stands from then on; the
old id leads there. One that nobody tells any more is retired. What people decided holds: on mentions and names that are
still there as they stand, on claims through those ids. Alerts that went out and clusters stay as they are. The names in
a re-read article are linked to speakers by all that is known now, which may be more than was known then.

An article is best re-read whole, with every page of it that is archived; revisions without a reading stay as they were.
Of the dates in feeds the record keeps only those that it used.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from parsers import PARSER_VERSION
from parsers.errors import PermanentError
from warehouse import bulk, decisions, identity, runs, speakers, topics
from warehouse.connection import script, transaction
from warehouse.load import allowed
from warehouse.models import OutletBatch, Reading, Run
from warehouse.rows import Known, Reader, Rows, keyed, lexicon_version, text_hash

if TYPE_CHECKING:
    from warehouse.connection import Connection

STEPS = {f.stem[3:]: f.read_text("utf-8") for f in (Path(__file__).parent / "reread_steps").glob("*.sql")}
STAGED = (
    "revisions",
    "captions",
    "statements",
    "statement_revisions",
    "mentions",
    "quantities",
    "speakers",
    "articles",
)
ROUNDS = 5
"""Times that claims are founded anew at most: each makes older mentions found them, and few need more than two."""
STORED = """
SELECT r.article_id, a.canonical_url, a.published, a.published_source, r.revision_id, r.sequence, r.text_hash,
    r.modified, r.parser_version, r.page_hash, r.lexicon_version, r.valid_from, r.run_id, runs.kind
FROM revisions AS r
JOIN articles AS a ON a.article_id = r.article_id
JOIN runs ON runs.run_id = r.run_id
WHERE r.outlet_id = $outlet AND r.article_id IN (
    SELECT article_id FROM revisions SEMI JOIN wanted ON key = page_hash WHERE outlet_id = $outlet
)
ORDER BY r.article_id, r.sequence
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What is read otherwise in an article: a statement ``added`` or ``withdrawn``, or a statement's ``speaker``."""

    kind: str
    url: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Reread:
    """What re-reading pages of one outlet changed, or would change.

    ``revisions`` were read anew, of which ``joined`` turned out to say what the one before says. ``unknown`` are the
    URLs of pages that no revision rests on: they gave what was known, or were never loaded.
    """

    outlet_id: str
    articles: int
    revisions: int
    joined: int
    changes: tuple[Change, ...]
    unknown: tuple[str, ...]

    def count(self, kind: str) -> int:
        """How many changes of a kind there are."""
        return Counter(c.kind for c in self.changes)[kind]


@dataclass(frozen=True, slots=True)
class _Revision:
    article_id: str
    canonical_url: str
    published: dt.datetime | None
    published_source: str | None
    known: Known
    lexicon_version: str | None
    valid_from: dt.datetime
    run_id: str
    kind: str

    def stale(self, reading: Reading) -> bool:
        """Whether an older parser or another lexicon read it."""
        ours, theirs = PARSER_VERSION, int(self.known.parser_version)
        return ours > theirs or (ours == theirs and lexicon_version(reading.article.language) != self.lexicon_version)


def reread(con: Connection, run: Run, batch: OutletBatch, *, dry_run: bool = False) -> Reread:
    """Supersede what older parsers read in pages that are archived; ``dry_run`` only tells what would change.

    ``batch.readings`` hold what this parser reads in pages of ``batch.outlet``, found again by their hashes; its
    other fields are not looked at. ``run`` is of kind ``reread``, else ``PermanentError``. What this parser has read
    before is not read again. One transaction.
    """
    if run.kind != "reread":
        raise PermanentError(f"a re-reading needs a run of kind reread, not {run.kind!r}")
    with transaction(con):
        reader = Reader(run, batch.outlet, True)
        readings = {r.page.hash: r for r in allowed(con, reader, batch.readings)}
        stored = _stored(con, batch.outlet.id, readings)
        plan = _Plan(reader, readings)
        for _, revisions in groupby(stored, key=lambda r: r.article_id):
            plan.article(con, list(revisions))
        plan.stage(con)
        con.execute(STEPS["plan"])
        changes = tuple(Change(*row) for row in con.execute(STEPS["report"]).fetchall())
        if plan.touched and not dry_run:
            _supersede(con, run)
    known = {r.known.page_hash for r in stored}
    unknown = tuple(sorted(r.url for h, r in readings.items() if h not in known))
    return Reread(batch.outlet.id, len(plan.touched), plan.read, plan.joined, changes, unknown)


class _Plan:
    """The rows of articles as this parser reads them."""

    def __init__(self, reader: Reader, readings: Mapping[str, Reading]) -> None:
        self.reader = reader
        self.readings = readings
        self.rows = Rows()
        self.touched: list[str] = []
        self.superseded: list[str] = []
        self.read = self.joined = 0

    def article(self, con: Connection, revisions: Sequence[_Revision]) -> None:
        """Play the revisions of one article again, where one of them is stale."""
        found = [self.readings.get(r.known.page_hash) for r in revisions]
        if not any(reading and r.stale(reading) for r, reading in zip(revisions, found, strict=True)):
            return
        self.touched.append(revisions[0].article_id)
        known: Known | None = None
        held: frozenset[str] = frozenset()
        for r, reading in zip(revisions, found, strict=True):
            if reading is None:
                known = r.known
                held |= _held(con, r.known.revision_id)
                continue
            self.superseded.append(r.known.revision_id)
            self.read += 1
            if known and None not in found and known.text_hash == text_hash(reading.article):
                self.joined += 1
                continue
            known, told = self._revision(r, _as_stored(r, reading, self.reader.outlet.timezone), known, held)
            held |= told

    def _revision(
        self, r: _Revision, reading: Reading, known: Known | None, held: frozenset[str]
    ) -> tuple[Known, frozenset[str]]:
        """The rows of one revision, told when its page told it; gives what the next one is compared with."""
        then = Run(r.run_id, r.kind, r.valid_from.astimezone(dt.UTC))
        reader = replace(self.reader, run=then)
        revision_id = reader.revision(self.rows, reading, known)
        if known is None:
            reader.article(self.rows, reading, revision_id)
        reader.statements(self.rows, reading, revision_id, known is None, held)
        row = self.rows.tables["revisions"][-1]
        now = Known(revision_id, row[3], row[4], row[15], str(PARSER_VERSION), reading.page.hash)
        return now, frozenset(key for key, _, _ in keyed(r.article_id, reading.article))

    def stage(self, con: Connection) -> None:
        """Lay the rows beside the record, as temporary tables ``new_…``."""
        for table in STAGED:
            con.execute(f"CREATE OR REPLACE TEMP TABLE new_{table} AS FROM {table} LIMIT 0")
            rows = self.rows.tables.get(table, [])
            if table == "speakers":
                bulk.merge(con, f"new_{table}", rows[::-1], on=["speaker_id"])
            else:
                bulk.insert(con, f"new_{table}", rows)
        for name, column, values in (
            ("touched", "article_id", self.touched),
            ("superseded", "revision_id", self.superseded),
        ):
            bulk.distinct(con, name, column, values)


def _supersede(con: Connection, run: Run) -> None:
    """Put the staged rows into the record and bring all that follows from it after them."""
    con.execute("MERGE INTO speakers AS t USING new_speakers AS n USING (speaker_id) WHEN NOT MATCHED THEN INSERT")
    con.execute(STEPS["record"])
    topics.again(con, run)
    speakers.link(con, run)
    _resolve(con, run)
    con.execute(STEPS["figures"])
    con.execute(STEPS["speakers"])
    for step in runs.STEPS:
        sql = step.read_text("utf-8")
        if "fresh_revisions" in sql:
            con.execute(sql)
    claims = [claim for (claim,) in con.execute(STEPS["affected"]).fetchall()]
    days = "FROM days_before UNION SELECT DISTINCT day FROM mentions SEMI JOIN touched USING (article_id)"
    decisions.rebuild(con, claims, days)


def _resolve(con: Connection, run: Run) -> None:
    """Resolve what came; found anew the claims that lost their founding mention or got an older one."""
    identity.resolve(con, run, "open_mentions")
    con.execute(STEPS["instead"])
    for _ in range(ROUNDS):
        con.execute(STEPS["unfounded"])
        if not con.execute("FROM unfounded").fetchall():
            break
        con.execute(STEPS["dissolve"])
        identity.resolve(con, run, "open_mentions")
    script(con, STEPS["aliases"], run_id=run.run_id)


def _stored(con: Connection, outlet: str, hashes: Mapping[str, Reading]) -> list[_Revision]:
    """The revisions of every article that one of the pages belongs to, in order."""
    with bulk.keys(con, hashes):
        rows = con.execute(STORED, {"outlet": outlet}).fetchall()
    return [
        _Revision(row[0], row[1], row[2], row[3], Known(*row[4:10]), row[10], row[11], row[12], row[13]) for row in rows
    ]


def _held(con: Connection, revision_id: str) -> frozenset[str]:
    rows = con.execute("SELECT statement_id FROM statement_revisions WHERE revision_id = ?", [revision_id]).fetchall()
    return frozenset(i for (i,) in rows)


def _as_stored(r: _Revision, reading: Reading, zone: str) -> Reading:
    """The reading under the URL that its article is kept by, with the feed's date, which the record kept where used.

    The date that was known stands in too where this parser finds none: it is never lost.
    """
    hint = reading.published_hint
    if hint is None and r.published and (r.published_source == "feed" or not reading.article.published):
        local = r.published.astimezone(ZoneInfo(zone))
        hint = local.date().isoformat() if local.time() == dt.time() else local.isoformat()
    return replace(reading, canonical_url=r.canonical_url, published_hint=hint)
