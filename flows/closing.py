"""What ends every run: claims are resolved, alerts delivered, the snapshot published; Prefect and a heartbeat hear."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact
from prefect.events import emit_event

from flows import atom, report
from flows.delivery import Delivered, deliver
from flows.exchange import Policy, Unfetched
from flows.net import Network
from flows.settings import Settings
from flows.stages import stage
from flows.watch import current
from warehouse import runs, snapshot
from warehouse.connection import frugally, settle
from warehouse.models import Run, Summary
from warehouse.rules import Rule

if TYPE_CHECKING:
    from warehouse.connection import Connection

log = logging.getLogger("prefect.flow_runs.veille")


async def close(
    con: Connection, network: Network, settings: Settings, run: Run, rules: Sequence[Rule], clock: datetime
) -> tuple[Summary, Delivered]:
    """Finish a run whose batches are loaded, each step a stage; repeated, it delivers what waits and changes nothing.

    Runs that were cut off earlier are finished with it. ``clock`` says which deliveries may be tried again.
    """
    watcher = current()

    async def resolve() -> Summary:
        settle(con)
        return frugally(con, settings.memory, lambda: runs.finish(con, run, rules))

    watcher.stage("resolving claims")
    summary = await stage(settings, "resolve", resolve)
    return summary, await hand_out(con, network, settings, rules, clock)


async def hand_out(
    con: Connection, network: Network, settings: Settings, rules: Sequence[Rule], clock: datetime
) -> Delivered:
    """Deliver the alerts that wait, write their feed and publish the snapshot."""
    watcher = current()

    async def send() -> Delivered:
        return await deliver(con, network, settings, rules, clock, watcher)

    async def publish() -> None:
        atom.publish(con, settings.data, clock)
        snapshot.publish(con, settings.data)

    watcher.stage("delivering alerts")
    delivered = await stage(settings, "deliver", send)
    watcher.stage("publishing the snapshot")
    await stage(settings, "publish", publish)
    return delivered


async def tell(con: Connection, run: Run, summary: Summary, failed: Mapping[str, str]) -> None:
    """The run's table of outcomes and its new claims as artifacts, and Prefect's events of it.

    There is one event for each new claim that the artifact names, not for each of thousands; the event of the run
    bears the counts.
    """
    moment, claims = f"Run of {run.now:%F %H:%M}", report.new_claims(con, run.run_id)
    await acreate_table_artifact(report.outcome_rows(con, run), key="outcomes", description=moment)
    await acreate_markdown_artifact(report.markdown(claims, summary), key="new-claims", description=moment)
    for claim in claims[: report.SHOWN]:
        _event("claim.new", claim.claim_id, claim.text, report.payload(claim))
    for outlet, why in failed.items():
        _event("outlet.failed", outlet, outlet, {"error": why})
    counts = {"outcomes": summary.outcomes, "new_claims": summary.new_claims, "alerts": summary.alerts}
    _event("run.finished", run.run_id, moment, {"now": run.now.isoformat(), "failed": sorted(failed), **counts})


async def beat(network: Network, url: str) -> None:
    """Tell a dead man's switch that a run is complete; that it cannot be reached harms nothing."""
    try:
        await network.get(url, Policy(0.0, allow_private=True, obey_robots=False))
    except Unfetched as error:
        log.warning("the heartbeat was not heard: %s", error)


def _event(what: str, key: str, name: str, payload: dict[str, object]) -> None:
    resource = {"prefect.resource.id": f"veille.{what.partition('.')[0]}.{key}", "prefect.resource.name": name}
    emit_event(f"veille.{what}", resource, payload=payload)
