"""Checks of everything Veille stands on: settings, seeds, the warehouse, and each outlet's feeds over the network."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import seeds
from flows.asking import FEED_TYPES
from flows.discovery import read_listing
from flows.net import Network
from flows.outlets import OutletFile, load_outlet
from flows.settings import Settings
from flows.visit import policy_of
from parsers.errors import ConfigError, VeilleError
from warehouse import troubles
from warehouse.connection import reader, snapshots
from warehouse.rule_files import load_rules

FINISHED = """
SELECT max(now) FILTER (kind = 'run' AND len(outlets) > 0), count(*) FROM runs WHERE state = 'finished'
"""
"""How many runs have finished, and the clock of the last that set out to visit outlets: others hide no silence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; ``level`` is ok, warning or error, ``detail`` says what to do where it is not ok."""

    subject: str
    level: str
    detail: str


def configuration(settings: Settings) -> tuple[list[Finding], list[OutletFile]]:
    """Settings, outlet files and rules; gives the outlets that can be used."""
    found = [Finding("settings", "ok", f"data in {settings.data.absolute()}")]
    if settings.contact is None:
        hint = "set VEILLE_CONTACT to an address that outlets may write to; it goes into the User-Agent"
        found.append(Finding("contact", "warning", hint))
    outlets: dict[str, OutletFile] = {}
    for file in seeds.files("outlets", ".yaml"):
        try:
            outlet = load_outlet(file)
        except ConfigError as error:
            found.append(Finding(f"outlet file {file.name}", "error", str(error)))
            continue
        if outlet.id in outlets:
            found.append(Finding(f"outlet file {file.name}", "error", f"the id {outlet.id} is another outlet's too"))
        outlets[outlet.id] = outlet
    found.append(Finding("outlet files", "ok" if outlets else "error", f"{len(outlets)} outlets"))
    try:
        rules = load_rules()
        found.append(Finding("rules", "ok", f"{len(rules)} rules"))
    except VeilleError as error:
        found.append(Finding("rules", "error", str(error)))
    return found, list(outlets.values())


def warehouse(settings: Settings, now: datetime) -> list[Finding]:
    """Whether there are data, and how old they are."""
    if not snapshots(settings.data):
        return [Finding("warehouse", "warning", "nothing has been published yet: run `veille run`")]
    try:
        with reader(settings.data) as con:
            row = con.execute(FINISHED).fetchall()[0]
            (articles,) = con.execute("SELECT count(*) FROM articles").fetchall()[0]
            troubled = troubles.standing(con)
            states = dict(con.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())
    except Exception as error:
        return [Finding("warehouse", "error", f"the snapshot cannot be read: {error}")]
    found = [Finding("warehouse", "ok", f"{articles:,} articles from {row[1]:,} finished runs")]
    age = now - row[0] if row[0] else None
    if age is None or age > timedelta(hours=settings.stale_hours):
        last = f"the last finished run was {row[0]:%Y-%m-%d %H:%M} UTC" if row[0] else "no run has finished"
        found.append(Finding("freshness", "error", f"{last}: see that `veille run` is started, and what it says"))
    else:
        found.append(Finding("freshness", "ok", f"last run {age.total_seconds() / 3600:.1f} h ago"))
    found += [Finding(f"{t.outlet_id} ({t.kind})", "warning", f"{t.told}, since {t.since:%Y-%m-%d}") for t in troubled]
    if waiting := states.get("waiting"):
        found.append(Finding("alerts", "warning", f"{waiting} deliveries wait for a later run"))
    if lost := states.get("given-up"):
        told = f"{lost} deliveries were given up: `veille alerts list --state given-up`, then `resend`"
        found.append(Finding("alerts", "error", told))
    return found


def outlets(settings: Settings, files: Iterable[OutletFile]) -> list[Finding]:
    """Ask each outlet's feeds, politely: can they be had, are they feeds, do they list anything?"""

    async def everything() -> list[Finding]:
        async with Network(settings) as network:
            groups = await asyncio.gather(*(_outlet(settings, network, file) for file in files))
        return [finding for group in groups for finding in group]

    return asyncio.run(everything())


async def _outlet(settings: Settings, network: Network, outlet: OutletFile) -> list[Finding]:
    found = []
    for feed in outlet.feeds:
        subject = f"{outlet.id} {feed.url}"
        try:
            response = await network.get(feed.url, policy_of(outlet, settings), accept=FEED_TYPES)
            listing = await read_listing(response, feed.selector)
        except VeilleError as error:
            found.append(Finding(subject, "error", f"{error.args[0]}; mend the address in {outlet.id}.yaml"))
            continue
        found.append(_judge(subject, feed.kind, listing.kind, listing.items + listing.sitemaps))
    return found


def _judge(subject: str, expected: str, kind: str, items: tuple[object, ...]) -> Finding:
    if not items:
        return Finding(subject, "warning", "lists nothing")
    if kind != expected:
        return Finding(subject, "warning", f"is {kind}, the file says {expected}; {len(items)} items")
    return Finding(subject, "ok", f"{kind}, {len(items)} items")


def examine(settings: Settings, *, online: bool) -> list[Finding]:
    """All checks; those of outlets only where the network may be asked."""
    found, files = configuration(settings)
    found += warehouse(settings, datetime.now(UTC))
    return found + (outlets(settings, files) if online else [])
