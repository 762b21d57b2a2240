"""What ``veille alerts`` and ``veille rules`` print and decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.cli.deciding import Wish
from flows.cli.naming import SHORT, Named, one
from parsers.errors import ConfigError
from warehouse import alerts
from warehouse.outbox import VERDICTS
from warehouse.rule_files import load_rules
from warehouse.rules import Rule, duration

if TYPE_CHECKING:
    from warehouse.connection import Connection

ALERTS = "SELECT alert_id, concat(title, ': ', body) FROM alerts WHERE starts_with(alert_id, $start) ORDER BY 1"
LISTED = """
SELECT a.alert_id, a.raised_at, a.rule_id, a.kind, a.title, a.body,
    list(concat(b.channel, ' ', b.state,
        if(b.tries > 0 AND b.state <> 'sent', concat(' (', b.tries, ' tries: ', b.detail, ')'), ''))
        ORDER BY b.channel) FILTER (b.channel IS NOT NULL) AS channels,
    any_value(k.verdict) AS verdict
FROM alerts AS a
LEFT JOIN outbox AS b USING (alert_id)
LEFT JOIN acknowledgements AS k USING (alert_id)
WHERE a.raised_at >= $since AND ($rule IS NULL OR a.rule_id = $rule)
GROUP BY a.alert_id, a.raised_at, a.rule_id, a.kind, a.title, a.body
HAVING $state IS NULL OR list_contains(list(coalesce(b.state, 'muted')), $state)
ORDER BY a.raised_at DESC, a.alert_id
LIMIT $most
"""
COUNTED = """
SELECT count(*), count(*) FILTER (len(channels) = 0), count(k.verdict), count(*) FILTER (k.verdict = 'useful')
FROM alerts LEFT JOIN acknowledgements AS k USING (alert_id)
WHERE rule_id = $rule AND raised_at > (SELECT max(now) FROM runs) - INTERVAL 7 DAY
"""


def since(con: Connection, time: str) -> datetime:
    """So long before the last run."""
    (last,) = con.execute("SELECT max(now) FROM runs").fetchall()[0]
    return (last or datetime.now(UTC)) - _time(time)


def listed(con: Connection, time: str, rule: str | None, state: str | None, most: int) -> Iterator[str]:
    """The latest alerts, each with what became of it."""
    values = {"since": since(con, time), "rule": rule, "state": state, "most": most}
    for alert_id, at, rule_id, kind, title, body, channels, verdict in con.execute(LISTED, values).fetchall():
        yield f"{alert_id[:SHORT]}  {at:%Y-%m-%d %H:%M}  {rule_id} ({kind}){'  ' + verdict if verdict else ''}"
        yield f"    {title}: {body}"
        yield f"    {'; '.join(channels) if channels else 'muted'}"


def alert(con: Connection, start: str) -> Named:
    """The alert whose id begins so."""
    return one(con, ALERTS, start, "alert", "`veille alerts list` shows them")


def ack(con: Connection, start: str, verdict: str) -> Wish:
    """What a person thinks of an alert."""
    if verdict not in VERDICTS:
        raise ConfigError(f"--as is one of {', '.join(VERDICTS)}, not {verdict!r}")
    a = alert(con, start)
    return Wish("ack-alert", {"alert": a.id, "as": verdict}, f"{a} is {verdict}")


def resend(con: Connection, start: str) -> Wish:
    """An alert is to be sent again."""
    a = alert(con, start)
    return Wish("resend-alert", {"alert": a.id}, f"{a} is sent again")


def mute(con: Connection, what: str, time: str) -> Wish:
    """A rule, or what an alert is about, is to be quiet for a time."""
    until = datetime.now(UTC) + _time(time)
    if what in {rule.id for rule in rules()}:
        args = {"rule": what, "subject": "", "until": until.isoformat()}
        return Wish("mute-alerts", args, f"the rule {what} is quiet until {until:%Y-%m-%d %H:%M} UTC")
    a = alert(con, what)
    rule, subject = con.execute("SELECT rule_id, subject FROM alerts WHERE alert_id = ?", [a.id]).fetchall()[0]
    args = {"rule": rule, "subject": subject, "until": until.isoformat()}
    return Wish("mute-alerts", args, f"{rule} is quiet on what {a} is about until {until:%Y-%m-%d %H:%M} UTC")


def rules() -> list[Rule]:
    """The rules of the seeds."""
    return load_rules()


def rule_lines(con: Connection | None) -> Iterator[str]:
    """Each rule with its last week, where there are data."""
    for rule in rules():
        window = rule.window
        how = (
            ""
            if window is None
            else ", a digest each run"
            if not window
            else f", a digest every {window.total_seconds() / 3600:g} h"
        )
        yield f"{rule.id}: {rule.kind}{how}, to {', '.join(c.label for c in rule.channels)}"
        if con:
            raised, muted, judged, useful = con.execute(COUNTED, {"rule": rule.id}).fetchall()[0]
            known = f"; {useful} of {judged} judged useful" if judged else ""
            yield f"    last week: {raised} raised{f', {muted} muted' if muted else ''}{known}"


def tested(con: Connection, name: str, time: str) -> Iterator[str]:
    """What a rule would have raised, line by line, and how much."""
    rule = next((r for r in rules() if r.id == name), None)
    if rule is None:
        raise ConfigError(f"there is no rule {name!r}; there are {', '.join(r.id for r in rules())}")
    found = alerts.would_raise(con, rule, since(con, time))
    for now, e in found:
        yield f"{now:%Y-%m-%d %H:%M}  {e.speaker or 'unnamed source'}, {e.outlet}: {e.said}"
        if e.reasons:
            yield f"    {', '.join(e.reasons)}"
    yield f"{len(found)} alerts in {time}; a digest holds at most {rule.most} of a run."


def _time(text: str) -> timedelta:
    try:
        return duration(text)
    except ValueError as error:
        raise ConfigError(str(error)) from error
