"""Runs by the clock, in one process: Prefect's scheduler says when, one run at a time, each in a process of its own."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress

from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.ingest import ingest

NAME = "veille"


async def serve(cron: str, timezone: str, only: Sequence[str] = ()) -> None:
    """Run ``ingest`` whenever ``cron`` says so in that time zone, until this process is told to end.

    A run that could not start in time starts late; one that another run has made unnecessary in the meantime ends at
    once.
    """
    runner = Runner(name=NAME, limit=1, pause_on_shutdown=False)
    await runner.aadd_flow(
        ingest,
        name=NAME,
        schedules=[Cron(cron, timezone=timezone)],
        parameters={"only": list(only), "unless_fresh": True},
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    serving = asyncio.create_task(runner.start())
    await asyncio.sleep(0)  # the runner sets a handler of its own at its start, which leaves half of itself behind
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving


def serve_forever(cron: str, timezone: str, only: Sequence[str] = ()) -> None:
    """``serve`` for the command line."""
    asyncio.run(serve(cron, timezone, only))
