"""What an alert says, as data: the document that webhooks send and messages are written from (docs/alerts.md)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from warehouse import bulk, trends
from warehouse.nearest import nearest

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.models import Run
    from warehouse.rules import Event, Rule

SCHEMA = "veille.alert/1"
TOLD = (Path(__file__).parent / "alerting" / "told.sql").read_text("utf-8")
OUTLETS = "SELECT outlet_id AS id, name, country, homepage FROM outlets"
SURE = 0.75
"""Confidence from which on a speaker is named: cross-validated precision there passes 0.93 (fit_speakers.py)."""
CONTEXT = 400
"""Characters of an article that a message quotes at most."""
_END = re.compile(r"[.!?…][»”\"’)]*\s+")


def payloads(con: Connection, run: Run, chosen: Sequence[tuple[Rule, Event, str]]) -> list[dict[str, Any]]:
    """The document of each event that a rule raises under an id."""
    with bulk.keys(con, {e.mention_id for _, e, _ in chosen if e.mention_id}, "shown"):
        told = {row["mention_id"]: row for row in trends.table(con, TOLD).named()}
        near = nearest(con)
    outlets = {row["id"]: row for row in trends.table(con, OUTLETS).named()}
    return [
        _head(run, rule, e, alert_id)
        | (_telling(rule, e, told[e.mention_id], near) if e.mention_id else _of_outlet(outlets[e.subject]))
        for rule, e, alert_id in chosen
    ]


def cites(document: dict[str, Any], event: Event) -> list[str]:
    """The mentions and claims that a document quotes beside its own: where one is forgotten, so is the alert."""
    near = [n["claim_id"] for n in document["nearest"]]
    claim = document["claim"]
    return sorted({*event.cites, *near, *((claim["id"], claim["first_told"]["mention"]) if claim else ())})


def _head(run: Run, rule: Rule, e: Event, alert_id: str) -> dict[str, Any]:
    """What every alert says; an outlet's lacks the rest."""
    facts = json.loads(e.facts or "{}")
    return {
        "schema": SCHEMA,
        "id": alert_id,
        "kind": rule.kind,
        "rule": rule.id,
        "lang": rule.lang,
        "raised_at": run.now.isoformat(),
        "told_at": e.happened_at.isoformat(timespec="seconds"),
        "words": facts.get("told", ""),
        "context": facts.get("told", ""),
        "facts": facts,
        "claim": None,
        "speaker": {"name": None, "source": "", "role": None, "affiliation": None, "confidence": 0.0},
        "act": None,
        "polarity": None,
        "hedged": None,
        "language": None,
        "figures": [],
        "independent": e.independent,
        "watched_since": None,
        "page": {"hash": None},
        "nearest": [],
        "points": e.points,
        "reasons": list(e.reasons),
    }


def _of_outlet(outlet: dict[str, Any]) -> dict[str, Any]:
    return {
        "outlet": {name: outlet[name] for name in ("id", "name", "country")},
        "article": {"title": outlet["name"], "url": outlet["homepage"] or ""},
    }


def _telling(rule: Rule, e: Event, t: dict[str, Any], near: dict[str, Any]) -> dict[str, Any]:
    sure = t["speaker"] is not None and t["confidence"] >= SURE
    reasons = [r for r in e.reasons if sure or "speaker" not in r]
    at = _local(t["first_told_at"], t["first_timezone"])
    first = {"outlet": t["first_outlet"], "at": at, "mention": t["first_mention"]}
    return {
        "claim": {"id": t["claim_id"], "text": t["claim"], "series": t["series_id"], "first_told": first},
        "speaker": {
            "name": t["speaker"] if sure else None,
            "source": t["source"],
            "role": t["role"] if sure else None,
            "affiliation": t["affiliation"] if sure else None,
            "confidence": round(t["confidence"], 3),
        },
        **{name: t[name] for name in ("words", "act", "polarity", "hedged", "language", "figures")},
        "context": sentence(t["paragraph"] or "", t["span_start"], t["span_end"]) or t["words"],
        "outlet": {"id": t["outlet_id"], "name": t["outlet"], "country": t["country"]},
        "told_at": _local(t["told_at"], t["timezone"]),
        "watched_since": t["watched_since"].astimezone(dt.UTC).isoformat(),
        "article": {"title": t["title"], "url": t["url"]},
        "page": {"hash": t["page_hash"]},
        "nearest": near.get(t["claim_id"], []) if rule.kind == "new_claim" else [],
        "reasons": reasons,
    }


def sentence(paragraph: str, start: int | None, end: int | None) -> str:
    """The sentences of a paragraph that hold the characters ``start`` to ``end``, at most ``CONTEXT`` characters."""
    if start is None or end is None or not paragraph:
        return ""
    ends = [m.end() for m in _END.finditer(paragraph)]
    begin = max((e for e in ends if e <= start), default=0)
    stop = min((e for e in ends if e >= end), default=len(paragraph))
    whole = paragraph[begin:stop].strip()
    return whole if len(whole) <= CONTEXT else whole[: CONTEXT - 1].rsplit(None, 1)[0] + "…"


def _local(moment: dt.datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
