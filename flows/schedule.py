"""Runs by the clock, in one process: Prefect's scheduler says when, each run has a process of its own.

``prefect.yaml`` deploys the same flows for a server and workers of your own; a test holds the two together.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from prefect import Flow
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.backfill import backfill
from flows.ingest import ingest, revisit
from flows.publish import publish
from flows.reread import reread

NAME = "veille"


@dataclass(frozen=True)
class Deployed:
    """A flow that the schedule serves; one that takes ``long`` leaves the others their turn (see ``backfill``)."""

    flow: Flow[..., Any]
    about: str
    parameters: dict[str, Any] = field(default_factory=dict)
    long: bool = False


DEPLOYED = (
    Deployed(ingest, "Visit the outlets and bring the warehouse up to date", {"unless_fresh": True}),
    Deployed(revisit, "Ask again for known pages that are due for another look"),
    Deployed(publish, "Finish what was cut off, deliver what waits, publish the snapshot"),
    Deployed(backfill, "Load what an outlet's sitemaps list of a stretch of time", long=True),
    Deployed(reread, "Read the archive again with the current parser; report what changes, or commit it", long=True),
)


async def serve(crons: dict[str, str], timezone: str, only: Sequence[str] = ()) -> None:
    """Serve the flows until this process is told to end; ``crons`` says for names of flows when they run by themselves.

    Each runner has one run at a time. One that could not start in time starts late; one that another has made
    unnecessary in the meantime ends at once.
    """
    runners = {long: Runner(name=f"{NAME}-long" if long else NAME, limit=1, pause_on_shutdown=False) for long in (0, 1)}
    for each in DEPLOYED:
        cron = crons.get(each.flow.name)
        only_these = {"only": list(only)} if each.flow in (ingest, revisit) else {}
        await runners[each.long].aadd_flow(
            each.flow,
            name=NAME,
            description=each.about,
            tags=[NAME],
            schedules=[Cron(cron, timezone=timezone)] if cron else [],
            parameters={**each.parameters, **only_these},
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
    serving = asyncio.gather(*(runner.start() for runner in runners.values()))
    await asyncio.sleep(0)  # a runner sets a handler of its own at its start, which leaves half of itself behind
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving


def serve_forever(crons: dict[str, str], timezone: str, only: Sequence[str] = ()) -> None:
    """``serve`` for the command line."""
    asyncio.run(serve(crons, timezone, only))
