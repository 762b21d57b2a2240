"""Loads what a run learnt of one outlet, in one transaction. Loading the same again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

from parsers.uncollected import uncollected
from warehouse import bulk, topics
from warehouse.connection import transaction
from warehouse.models import Outcome, Outlet, OutletBatch, Reading, Run, digest
from warehouse.rows import Known, Reader, Rows, local_day, text_hash

if TYPE_CHECKING:
    from warehouse.connection import Connection


def load(con: Connection, run: Run, batch: OutletBatch) -> list[Outcome]:
    """Write an outlet's readings, outcomes and fetch state; returns one outcome for each discovered URL.

    A batch that this run has loaded before is not loaded again: its outcomes are returned as they stand.
    """
    with uncollected(), transaction(con):
        if con.execute("FROM run_outlets WHERE run_id = ? AND outlet_id = ?", [run.run_id, batch.outlet.id]).fetchone():
            return _recorded(con, run, batch.outlet)
        _outlet(con, run, batch.outlet)
        baseline = run.kind != "run" or _unknown(con, batch.outlet)
        reader = Reader(run, batch.outlet, baseline)
        outcomes = _readings(con, reader, batch) if batch.readings else {}
        _fetch_state(con, batch, {r.url for r in batch.readings} - set(outcomes))
        if batch.readings or batch.outcomes:  # most visits of a day find nothing
            _outcomes(con, reader, batch, outcomes)
            _seen(con, reader)
            _gone(con, reader)
        bulk.insert(con, "run_outlets", [(run.run_id, batch.outlet.id, baseline)])
        return _recorded(con, run, batch.outlet)


def _recorded(con: Connection, run: Run, outlet: Outlet) -> list[Outcome]:
    rows = con.execute(
        "SELECT outlet_id, url, outcome, detail FROM outcomes WHERE run_id = ? AND outlet_id = ? ORDER BY url",
        [run.run_id, outlet.id],
    ).fetchall()
    return [Outcome(*row) for row in rows]


def _unknown(con: Connection, outlet: Outlet) -> bool:
    """Whether the outlet has no article yet, so that what comes now was there before we watched."""
    return not con.execute("SELECT 1 FROM articles WHERE outlet_id = ? LIMIT 1", [outlet.id]).fetchone()


def _outlet(con: Connection, run: Run, o: Outlet) -> None:
    low, high = o.expect or (None, None)
    row = (o.id, o.name, o.language, o.country, o.timezone, o.homepage, o.licence, low, high, run.now)
    names = [n for n in bulk.columns(con, "outlets") if n not in ("outlet_id", "watched_since")]
    bulk.merge(con, "outlets", [(*row, json.dumps(dict(o.fields)))], on=["outlet_id"], update=names)


def _readings(con: Connection, reader: Reader, batch: OutletBatch) -> dict[str, tuple[str, Reading]]:
    """Load the readings; what became of each discovered URL, with its reading."""
    wanted = allowed(con, reader, batch.readings)
    chosen = {reader.article_id(r.canonical_url): r for r in sorted(wanted, key=_preference, reverse=True)}
    known = _known(con, chosen)
    rows, outcomes = Rows(), dict[str, tuple[str, Reading]]()
    changed = {a for a, r in chosen.items() if a in known and _changed(known[a], r)}
    held = _statements(con, changed)
    for article_id, reading in sorted(chosen.items()):
        before = known.get(article_id)
        if before and article_id not in changed:
            outcomes[reading.url] = ("unchanged", reading)
            continue
        revision_id = reader.revision(rows, reading, before)
        if not before:
            reader.article(rows, reading, revision_id)
        reader.statements(rows, reading, revision_id, not before, held.get(article_id, frozenset()))
        outcomes[reading.url] = ("revised" if before else "loaded", reading)
    for reading in wanted:
        outcomes.setdefault(reading.url, ("skipped:duplicate", reading))
    _pages(rows, reader, wanted)
    _write(con, rows)
    _follow(con, reader.run)
    topics.assign(con, reader.run, reader.outlet.id)
    return outcomes


def allowed(con: Connection, reader: Reader, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of nothing and nobody that was forgotten."""
    stones = con.execute("SELECT id FROM tombstones").fetchall()
    if not stones:
        return list(readings)
    gone = {i for (i,) in stones}
    return [r for r in readings if not gone & reader.ids(r)]


def _preference(reading: Reading) -> tuple[bool, str]:
    """Of several URLs of one article the canonical one counts, else the first in order: always the same."""
    return reading.url != reading.canonical_url, reading.url


def _changed(known: Known, reading: Reading) -> bool:
    return known.page_hash != reading.page.hash and known.text_hash != text_hash(reading.article)


def _known(con: Connection, articles: Iterable[str]) -> dict[str, Known]:
    with bulk.keys(con, articles):
        found = con.execute(
            "SELECT article_id, revision_id, sequence, text_hash, modified, parser_version, page_hash "
            "FROM revisions SEMI JOIN wanted ON article_id = key WHERE valid_to IS NULL"
        ).fetchall()
    return {row[0]: Known(*row[1:]) for row in found}


def _statements(con: Connection, articles: Iterable[str]) -> dict[str, frozenset[str]]:
    with bulk.keys(con, articles):
        found = con.execute(
            "SELECT article_id, list(statement_id) FROM statements "
            "SEMI JOIN wanted ON article_id = key GROUP BY article_id"
        ).fetchall()
    return {article: frozenset(ids) for article, ids in found}


def _pages(rows: Rows, reader: Reader, readings: Iterable[Reading]) -> None:
    for r in readings:
        p = r.page
        rows.add(
            "pages", p.hash, p.url, reader.outlet.id, p.fetched_at, p.status, p.content_type, p.etag, p.last_modified,
            p.size, p.archive_path, json.dumps(dict(p.headers), sort_keys=True), reader.run.run_id, None,
        )  # fmt: skip


def _write(con: Connection, rows: Rows) -> None:
    """Pages and speakers may be known; the children of new articles and of new statements cannot be."""
    bulk.merge(con, "pages", rows.tables.pop("pages", []), on=["page_hash", "url"])
    bulk.merge(con, "speakers", rows.tables.pop("speakers", [])[::-1], on=["speaker_id"])
    for table, part in rows.tables.items():
        bulk.insert(con, table, part)


def _follow(con: Connection, run: Run) -> None:
    """Close the revisions that a newer one of this run follows and bring their articles up to it."""
    con.execute(
        "UPDATE revisions AS old SET valid_to = new.valid_from FROM revisions AS new WHERE new.run_id = ? AND "
        "old.article_id = new.article_id AND old.sequence = new.sequence - 1 AND old.valid_to IS NULL",
        [run.run_id],
    )
    con.execute(
        "UPDATE articles AS a SET revision_id = r.revision_id, revisions = r.sequence, title = r.title, "
        "authors = r.authors, modified = r.modified FROM revisions AS r "
        "WHERE r.run_id = ? AND r.article_id = a.article_id AND r.sequence > a.revisions",
        [run.run_id],
    )


def _seen(con: Connection, reader: Reader) -> None:
    con.execute(
        "UPDATE articles AS a SET last_seen = ? FROM outcomes AS o "
        "WHERE o.run_id = ? AND o.outlet_id = ? AND o.article_id = a.article_id AND "
        "o.outcome IN ('loaded', 'unchanged', 'revised')",
        [reader.run.now, reader.run.run_id, reader.outlet.id],
    )


def _gone(con: Connection, reader: Reader) -> None:
    """Mark the articles whose page is not there any more, and those that came back as not gone."""
    where = [reader.run.run_id, reader.outlet.id]
    con.execute(
        "DELETE FROM gone WHERE article_id IN (SELECT article_id FROM outcomes "
        "WHERE run_id = ? AND outlet_id = ? AND outcome IN ('loaded', 'unchanged', 'revised'))",
        where,
    )
    con.execute(
        "INSERT INTO gone SELECT article_id, outlet_id, max(right(outcome, 3)::INTEGER), ?, run_id FROM outcomes "
        "WHERE run_id = ? AND outlet_id = ? AND outcome LIKE 'gone:%' "
        "AND article_id NOT IN (SELECT article_id FROM gone) GROUP BY ALL",
        [reader.run.now, *where],
    )


def _outcomes(con: Connection, reader: Reader, batch: OutletBatch, read: dict[str, tuple[str, Reading]]) -> None:
    """One row for each URL: what its reading came to, else the first outcome that was reported."""
    run, outlet = reader.run, batch.outlet
    day = local_day(run.now, outlet.timezone)
    led_to = _articles_of(con, outlet, [o.url for o in batch.outcomes])
    rows: list[bulk.Row] = []
    kept = {r.url for r in batch.readings} - set(read)
    rows += [(run.run_id, outlet.id, _stone(url), "skipped:forgotten", None, None, None, day) for url in kept]
    for url, (outcome, r) in read.items():
        detail = r.canonical_url if outcome == "skipped:duplicate" else None
        article_id = reader.article_id(r.canonical_url)
        rows.append((run.run_id, outlet.id, url, outcome, detail, article_id, r.article.paywalled, day))
    for o in batch.outcomes[::-1]:
        if o.url not in read and o.url not in kept:
            known = reader.article_id(led_to[o.url]) if o.url in led_to else None
            url = _stone(o.url) if o.outcome == "skipped:forgotten" else o.url
            rows.append((run.run_id, outlet.id, url, o.outcome, o.detail, known, None, day))
    bulk.merge(con, "outcomes", rows, on=["run_id", "outlet_id", "url"])
    # Whoever speaks there was forgotten: the page is not asked for again to find that out.
    stones = [("article", reader.article_id(url), run.now) for url in kept]
    bulk.merge(con, "tombstones", stones, on=["kind", "id"])


def _stone(url: str) -> str:
    """What stands for a URL that is not to be kept."""
    return "forgotten:" + digest(url)


def _articles_of(con: Connection, outlet: Outlet, urls: Iterable[str]) -> dict[str, str]:
    """The canonical URL that each discovered URL is known to lead to."""
    with bulk.keys(con, urls):
        found = con.execute(
            "SELECT url, article_url FROM urls SEMI JOIN wanted ON url = key "
            "WHERE outlet_id = ? AND article_url IS NOT NULL",
            [outlet.id],
        ).fetchall()
    return dict(found)


def _fetch_state(con: Connection, batch: OutletBatch, forgotten: set[str]) -> None:
    outlet = batch.outlet.id
    feeds = [astuple(f) for f in batch.feeds]
    urls = [
        (outlet, u.url, u.article_url, u.etag, u.last_modified, u.page_hash, u.fetched_at, u.next_due, u.status)
        for u in batch.urls
        if u.url not in forgotten
    ]
    for table, rows in (("feeds", feeds), ("urls", urls)):
        names = bulk.columns(con, table)
        bulk.merge(con, table, rows, on=names[:2], update=names[2:])
