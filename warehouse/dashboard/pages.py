"""What each page shows, as plain data: the same for HTML and JSON."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from warehouse.dashboard.alerts import told
from warehouse.dashboard.ask import Ask, Missing, Moved, Row, only
from warehouse.dashboard.texts import excerpt
from warehouse.outbox import VERDICTS

PAGE, TODAY = 25, 20
ACTS = ("assert", "deny", "accuse", "ask", "promise", "forecast", "judge")

WEEKS = 8
"""Of alerts' precision that are shown."""

SEARCHED = 250
"""Articles in which words of a claim are looked for, the best: more than anybody pages through, in half the time of
2,000. The page says so."""

Data = dict[str, Any]


def today(ask: Ask) -> Data:
    """The new claims of a day most worth checking, its alerts, denials and changes."""
    about = ask.row("day", day=ask.get("day"))
    day = about["day"]
    found = ask.together(
        {"today": {"day": day, "most": TODAY}, "alerts": {"day": day, "tz": ask.tz, "most": TODAY},
         "day_denials": {"day": day}, "day_changes": {"day": day}}
    )  # fmt: skip
    return {
        "about": about,
        "claims": found["today"],
        "alerts": [told(ask, row) for row in found["alerts"]],
        "denials": found["day_denials"],
        "changes": found["day_changes"],
    }


def claims(ask: Ask) -> Data:
    """Claims by words and filters; the last 30 days where neither words nor a day are given."""
    filters = {
        name: ask.get(name) for name in ("words", "speaker", "outlet", "topic", "language", "act", "since", "until")
    }
    if filters["act"] not in ACTS:
        filters["act"] = None
    new, page = bool(ask.get("new")), ask.number("page", 1)
    latest = ask.row("latest")["day"]
    if "since" not in ask.query and not filters["words"] and latest:
        filters["since"] = str(latest - dt.timedelta(days=29))
    found = ask.rows("claims", **filters, new=new, articles=SEARCHED, skip=PAGE * (page - 1), most=PAGE)
    return {
        "filters": filters | {"new": new},
        "searched": SEARCHED if filters["words"] else None,
        "claims": found,
        "paging": paging(page, found),
        "coverage": ask.row("coverage", since=filters["since"], until=filters["until"]),
        "choices": {
            "outlet": ask.rows("outlet_names"),
            "topic": [r["topic"] for r in ask.rows("topics")],
            "language": [r["language"] for r in ask.rows("languages")],
            "act": ACTS,
        },
    }


def paging(page: int, found: list[Row]) -> Data:
    """Where a page of rows stands among all of them."""
    total = found[0]["total"] if found else (0 if page == 1 else None)
    return {"page": page, "total": total, "pages": -(-total // PAGE) if total is not None else page}


def alerts(ask: Ask) -> Data:
    """Every alert, those of one rule or judged in one way, and how often each rule was worth it by week."""
    rule, judged, page = ask.get("rule"), ask.get("judged"), ask.number("page", 1)
    if judged not in (*VERDICTS, "no"):
        judged = None
    found = ask.rows("alerts", rule=rule, judged=judged, skip=PAGE * (page - 1), most=PAGE)
    return {
        "filters": {"rule": rule, "judged": judged},
        "alerts": [told(ask, row) for row in found],
        "paging": paging(page, found),
        "precision": ask.rows("alert_precision", weeks=WEEKS, rule=rule),
        "choices": {"rule": ask.rows("alert_rules"), "judged": (*VERDICTS, "no")},
    }


def series(ask: Ask) -> Data:
    """A curve: every figure with who gave it where, and the days on which they differ."""
    wanted = ask.path["id"]
    for moved in ask.rows("series_id", series=wanted):
        raise Moved(f"/series/{moved['series_id']}")
    [about] = _titled(ask, [ask.row("series", series=wanted)])
    figures = ask.rows("series_figures", series=wanted, most=500)
    for row in figures:
        row["said"] = row["said"] if ask.trusted else excerpt(row["said"])
    days: dict[tuple[dt.date, str], list[Row]] = {}
    for row in figures:
        days.setdefault((row["day"], row["unit"]), []).append(row)
    for rows in days.values():
        apart = len({(r["low"], r["high"]) for r in rows}) > 1
        for row in rows:
            row["disagrees"] = apart
    return {"about": about, "figures": figures}


def all_series(ask: Ask) -> Data:
    """The liveliest series of the last 30 days, each with its latest figure in its title's unit, else the usual one."""
    words = ask.get("words")
    rows = _titled(ask, ask.rows("all_series", words=words))
    for row in rows:
        row["latest"] = next((f for f in row["latest"] if f["unit"] == row["unit"]), row["latest"][0])
    return {"words": words, "series": rows}


def _titled(ask: Ask, rows: list[Row]) -> list[Row]:
    """Series with their titles in the reader's language, where they were told in it."""
    titles = ask.rows("series_titles", series=[row["series_id"] for row in rows], lang=ask.words.language)
    found = {t["series_id"]: t for t in titles}
    return [
        row | {"label": title if ask.trusted else excerpt(title), "language": known["language"], "unit": known["unit"]}
        for row in rows
        for known in [found[row["series_id"]]]
        for title in [known["title"]]
    ]


def speakers(ask: Ask) -> Data:
    """Who is told most this week, or those whose name holds some letters."""
    words = ask.get("words")
    if words:
        return {"words": words, "speakers": ask.rows("speakers_named", words=words)}
    return {"words": None, "speakers": ask.rows("top_speakers", most=50), "about": ask.row("latest")}


def speaker(ask: Ask) -> Data:
    """A speaker: what articles call them, beside whom they speak, what they claim, who denies it."""
    wanted = ask.path["id"]
    for moved in ask.rows("speaker_id", speaker=wanted):
        raise Moved(f"/speakers/{moved['speaker_id']}")
    page = ask.number("page", 1)
    found = ask.together(
        {"speaker": {"speaker": wanted}, "speaker_links": {"speaker": wanted},
         "speaker_told": {"speaker": wanted, "skip": PAGE * (page - 1), "most": PAGE}}
    )  # fmt: skip
    about, (links,), (tells,) = only("speaker", found["speaker"]), found["speaker_links"], found["speaker_told"]
    return {
        "about": about,
        **links,
        "claims": tells["claims"],
        "paging": paging(page, tells["claims"]),
        "denials": tells["denials"] if page == 1 else [],
    }


def outlets(ask: Ask) -> Data:
    """Every outlet with its coverage over the last 30 days."""
    return {"outlets": ask.rows("outlets")}


def outlet(ask: Ask) -> Data:
    """An outlet: coverage, speed, and how often it is first."""
    wanted = ask.path["id"]
    return {
        "about": ask.row("outlet", outlet=wanted),
        "days": ask.rows("outlet_days", outlet=wanted),
        "echoes": ask.rows("outlet_echoes", outlet=wanted),
        "feeds": ask.rows("outlet_feeds", outlet=wanted),
        "articles": ask.rows("outlet_articles", outlet=wanted),
    }


def runs(ask: Ask) -> Data:
    """The latest runs with what they brought."""
    page = ask.number("page", 1)
    found = ask.rows("runs", skip=PAGE * (page - 1), most=PAGE)
    return {"runs": [_summed(row) for row in found], "paging": paging(page, found)}


def run(ask: Ask) -> Data:
    """A run: what became of every discovered URL."""
    about = ask.row("run", run=ask.path["id"])
    outcome = ask.get("outcome")
    return {
        "about": _summed(about),
        "outcomes": ask.rows("run_outcomes", run=about["run_id"]),
        "urls": ask.rows("run_urls", run=about["run_id"], outcome=outcome),
        "outcome": outcome,
    }


def _summed(row: Row) -> Row:
    return row | {"summary": json.loads(row["summary"]) if row["summary"] else None}


__all__ = ["ACTS", "PAGE", "Missing", "alerts", "all_series", "claims", "outlet", "outlets", "paging", "run", "runs",
           "series", "speaker", "speakers", "today"]  # fmt: skip
