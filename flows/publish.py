"""The flow ``publish``: what was decided, cut off or left waiting reaches the readers, and no outlet is asked."""

from __future__ import annotations

from datetime import UTC, datetime

from prefect import flow

from flows.closing import close, hand_out
from flows.net import Network
from flows.settings import load as load_settings
from flows.stages import patience
from warehouse import runs
from warehouse.connection import writer
from warehouse.rule_files import load_rules


@flow(name="publish", validate_parameters=False)
async def publish(now: datetime | None = None) -> None:
    """Apply the decisions, finish runs that were killed, deliver the alerts that wait and publish the snapshot."""
    settings = load_settings()
    rules = load_rules()
    with writer(settings.data, wait=patience()) as con:
        clock = now or datetime.now(UTC)
        async with Network(settings) as network:
            if cut_off := runs.unfinished(con):
                await close(con, network, settings, cut_off[-1], rules, clock)
            else:
                await hand_out(con, network, settings, rules, clock)
