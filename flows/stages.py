"""Stages of a run as Prefect tasks: each shows in Prefect's interface and is tried again after a passing fault."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import deployment

from flows.settings import Settings
from parsers.errors import TransientError

T = TypeVar("T")
WAIT, DEPLOYED_WAIT = 30.0, 3600.0
"""Seconds to wait for another writer: a person is told soon, a deployment has time."""


def patience() -> float:
    """Seconds that this flow run may wait for another writer."""
    return DEPLOYED_WAIT if deployment.id else WAIT


async def stage(settings: Settings, name: str, work: Callable[[], Awaitable[T]]) -> T:
    """Do ``work`` as a task of this name, with the retries and back-off that fetching has.

    It gets what it works on from its closure: Prefect would copy and keep what is handed to it.
    """

    @task(
        name=name.partition(" ")[0],
        task_run_name=name,
        cache_policy=NO_CACHE,
        retries=settings.retries,
        retry_delay_seconds=[settings.retry_base * 2**n for n in range(settings.retries)],
        retry_condition_fn=_passing,
    )
    async def run() -> T:
        return await work()

    return await run()


async def beside(work: Callable[[], T]) -> T:
    """Do ``work`` in a thread. Who is cancelled waits for its end, for what it works on is closed then."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _passing(_task: object, _run: object, state: State[Any]) -> bool:
    """Whether it was a fault of the moment: waiting mends neither an outlet's file nor a fault of our own."""
    return isinstance(state.data, (TransientError, OSError))
