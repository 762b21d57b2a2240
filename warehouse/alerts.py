"""Alerts: raised inside a run's transaction, once per rule and event, and kept in an outbox (``warehouse.outbox``)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse import bulk, kinds, trends
from warehouse.models import Run, digest
from warehouse.payload import cites, payloads
from warehouse.rules import MOST, Event, Rule

if TYPE_CHECKING:
    from warehouse.connection import Connection

FOLDER = Path(__file__).parent / "alerting"
PREPARE, FOUND, CORRECTIONS = (
    (FOLDER / f"{name}.sql").read_text("utf-8") for name in ("prepare", "found", "corrections")
)
LEANT_ON = ("today", "spikes")
"""The trends that kinds ask."""
STEMS = """
SELECT concat_ws(' ', '', list_aggregate(list_transform(search_words($phrase), lambda w: search_stem(w, $language)),
    'string_agg', ' '), '')
"""


def look_at(con: Connection, run_ids: Sequence[str]) -> None:
    """Choose the runs whose events are asked for next; only those of the kind ``run`` have any."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE looked_at AS "
        "SELECT run_id, now FROM runs WHERE kind = 'run' AND run_id IN (SELECT unnest($ids))",
        {"ids": list(run_ids)},
    )
    con.execute(PREPARE)
    trends.install(con, LEANT_ON, temporary=True)


def events(con: Connection, rule: Rule, asked: dict[str, list[Event]] | None = None) -> list[Event]:
    """What of the chosen runs (``look_at``) meets the rule, in order: of each event the first telling that does.

    ``asked`` keeps the candidates for rules that differ in their filters only.
    """
    asked = {} if asked is None else asked
    kind = kinds.get(rule.kind)
    options = {p.name: rule.options.get(p.name, p.default) for p in kind.params}
    if "independent" in options and rule.independent > 1:
        options["independent"] = str(rule.independent)
    query = FOUND.replace("$candidates", kind.filled(options)).replace("$within", options["within"])
    stems = _stems(con)
    found: dict[str, Event] = {}
    if query not in asked:
        asked[query] = [Event(*row) for row in con.execute(query).fetchall()]
    for event in asked[query]:
        if event.event not in found and rule.matches(event, stems):
            found[event.event] = event
    return sorted(found.values(), key=_rank)


def raise_all(con: Connection, run: Run, rules: Sequence[Rule]) -> int:
    """Put what the run brought for the rules in the outbox, and what amends earlier alerts; returns how many."""
    if run.kind != "run":
        return 0
    look_at(con, [run.run_id])
    asked: dict[str, list[Event]] = {}
    chosen = [(rule, *one) for rule in rules for one in _chosen(con, run, rule, asked)]
    documents = payloads(con, run, [(rule, e, alert_id) for rule, e, alert_id, _, _ in chosen]) if chosen else []
    rows = [
        _row(con, run, rule, e, window, among, document)
        for (rule, e, _, window, among), document in zip(chosen, documents, strict=True)
    ]
    rows += list(_corrections(con, run))
    return bulk.insert(con, "alerts", rows)


def would_raise(con: Connection, rule: Rule, since: dt.datetime) -> list[tuple[dt.datetime, Event]]:
    """What a rule would have raised in the runs since a moment, with their clocks, whatever it did raise."""
    found = con.execute("SELECT run_id, now FROM runs WHERE kind = 'run' AND now >= ? ORDER BY now, run_id", [since])
    clocks = dict(found.fetchall())
    look_at(con, list(clocks))
    by_run: dict[str, list[Event]] = {run_id: [] for run_id in clocks}
    for event in events(con, rule):
        by_run[event.run_id].append(event)
    told: dict[str, dt.datetime] = {}
    kept = []
    for run_id, now in clocks.items():
        fresh = []
        for event in by_run[run_id]:
            if rule.quiet is None or event.subject not in told or told[event.subject] <= now - rule.quiet:
                told[event.subject] = now
                fresh.append(event)
        kept += [(now, event) for event in fresh[: rule.most]]
    return kept


def _rank(e: Event) -> tuple[int, dt.datetime, str]:
    return -e.points, e.happened_at, e.event


def _stems(con: Connection) -> Any:
    known: dict[tuple[str, str], str] = {}

    def stems(language: str | None, phrase: str) -> str:
        key = (language or "", phrase)
        if key not in known:
            known[key] = con.execute(STEMS, {"language": key[0], "phrase": phrase}).fetchall()[0][0]
        return known[key]

    return stems


def _chosen(
    con: Connection, run: Run, rule: Rule, asked: dict[str, list[Event]]
) -> Iterator[tuple[Event, str, dt.timedelta | None, int]]:
    """The events to raise with their ids, the time they are gathered for, and of how many they are the best."""
    found = [(digest(rule.id, e.event), e) for e in events(con, rule, asked)]
    raised = _raised(con, (alert_id for alert_id, _ in found))
    fresh = _unless_quiet(con, run, rule, [(i, e) for i, e in found if i not in raised])
    window = rule.window if len(fresh) <= rule.most or rule.window is not None else dt.timedelta(0)
    kept = fresh if window is None else _best(con, rule, message_of(run, rule, window), fresh)
    for alert_id, event in kept:
        yield event, alert_id, window, len(fresh)


def _raised(con: Connection, ids: Iterable[str]) -> set[str]:
    with bulk.keys(con, ids):
        found = con.execute("SELECT alert_id FROM alerts SEMI JOIN wanted ON alert_id = key").fetchall()
    return {i for (i,) in found}


def _unless_quiet(con: Connection, run: Run, rule: Rule, fresh: list[tuple[str, Event]]) -> list[tuple[str, Event]]:
    """Without those whose subject the rule has told of within its quiet time, here or in an earlier run."""
    if rule.quiet is None:
        return fresh
    since = run.now - rule.quiet
    told = con.execute("SELECT subject FROM alerts WHERE rule_id = ? AND raised_at > ?", [rule.id, since]).fetchall()
    silent = {s for (s,) in told}
    kept = []
    for alert_id, event in fresh:
        if event.subject not in silent:
            silent.add(event.subject)
            kept.append((alert_id, event))
    return kept


def message_of(run: Run, rule: Rule, window: dt.timedelta) -> tuple[str, dt.datetime]:
    """The digest that an event of the run goes into, and when it is due: at the end of the window (aligned to midnight
    UTC of 1970), at once where that is zero."""
    if not window:
        return digest(rule.id, run.run_id), run.now
    number = int(run.now.timestamp() // window.total_seconds())
    return digest(rule.id, window, number), dt.datetime.fromtimestamp((number + 1) * window.total_seconds(), dt.UTC)


def _best(
    con: Connection, rule: Rule, message: tuple[str, dt.datetime], fresh: list[tuple[str, Event]]
) -> list[tuple[str, Event]]:
    """The best of the fresh ones; what an open digest holds gives way where there are better ones."""
    held = con.execute("SELECT points, alert_id FROM alerts WHERE message_id = ?", [message[0]]).fetchall()
    ranked = [(-points, 0, alert_id) for points, alert_id in held]
    ranked += [(-e.points, 1 + n, alert_id) for n, (alert_id, e) in enumerate(fresh)]
    kept = {alert_id for _, _, alert_id in sorted(ranked)[: rule.most]}
    gone = [alert_id for _, alert_id in held if alert_id not in kept]
    con.execute("DELETE FROM alerts WHERE alert_id IN (SELECT unnest($ids))", {"ids": gone})
    return [(alert_id, e) for alert_id, e in fresh if alert_id in kept]


def _row(
    con: Connection, run: Run, rule: Rule, e: Event, window: dt.timedelta | None, among: int, document: dict[str, Any]
) -> bulk.Row:
    alert_id = document["id"]
    message, due = (alert_id, run.now) if window is None else message_of(run, rule, window)
    labels = [] if _muted(con, run, rule, e) else list(dict.fromkeys(c.label for c in rule.channels))
    title = document["speaker"]["name"] or document["speaker"]["source"] or document["outlet"]["name"]
    return (
        alert_id, rule.id, e.claim_id, e.mention_id, title, document["words"], document["article"]["url"], labels,
        run.now, run.run_id, rule.kind, e.subject, e.speaker_id, message, due, e.points, among, rule.lang,
        json.dumps(document, ensure_ascii=False), cites(document, e), None, 0,
    )  # fmt: skip


def _muted(con: Connection, run: Run, rule: Rule, e: Event) -> bool:
    found = con.execute(
        "SELECT 1 FROM mutes WHERE rule_id = ? AND (subject IS NULL OR subject = ?) AND until > ? LIMIT 1",
        [rule.id, e.subject, run.now],
    ).fetchone()
    return found is not None


def _corrections(con: Connection, run: Run) -> Iterator[bulk.Row]:
    """What amends earlier alerts, for the channels that these went to; each finding once, those of a rule together."""
    found = trends.table(con, CORRECTIONS, {"run_id": run.run_id, "now": run.now}).named()
    by_id = {digest("correction", f["alert_id"], f["why"], f["what"]): f for f in found}
    raised = _raised(con, by_id)
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for correction_id, f in by_id.items():
        if correction_id not in raised:
            [old] = trends.table(con, "FROM alerts WHERE alert_id = $id", {"id": f["alert_id"]}).named()
            by_rule.setdefault(old["rule_id"], []).append(old | _amended(run, old, correction_id, f))
    for rule_id, rows in by_rule.items():
        for n in range(0, len(rows), MOST):
            part = rows[n : n + MOST]
            message = {"message_id": digest("correction", rule_id, run.run_id, n), "among": len(part)}
            yield from (tuple((row | message).values()) for row in part)


def _amended(run: Run, old: dict[str, Any], correction_id: str, f: dict[str, Any]) -> dict[str, Any]:
    """The columns of a correction that differ from those of the alert it amends."""
    facts = {
        "why": f["why"],
        "after": f["after"],
        "claim": {"id": f["claim_id"], "text": f["claim"], "outlet": f["first_outlet"],
                  "told_at": f["first_told_at"].astimezone(dt.UTC).isoformat(timespec="seconds")},
        "speaker": f["speaker"] or f["source"],
    }  # fmt: skip
    document = json.loads(old["payload"] or "{}")
    document |= {"id": correction_id, "kind": "correction", "corrects": old["alert_id"], "facts": facts, "nearest": []}
    document |= {"raised_at": run.now.isoformat()}
    return {
        "alert_id": correction_id, "kind": "correction", "raised_at": run.now, "run_id": run.run_id, "round": 0,
        "due_at": run.now, "corrects": old["alert_id"],
        "payload": json.dumps(document, ensure_ascii=False), "cites": sorted({*(old["cites"] or []), f["claim_id"]}),
    }  # fmt: skip
