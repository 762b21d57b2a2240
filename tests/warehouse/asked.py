"""A browser without a window: asks an ASGI application over httpx; and a data directory with a published week."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
from weeks import week

from warehouse import runs
from warehouse.connection import writer
from warehouse.load import load
from warehouse.rules import Rule
from warehouse.snapshot import publish


def published(data: Path, rules: Sequence[Rule] = ()) -> Path:
    """The week of ``weeks.py`` loaded and published in a data directory; ``rules`` raise their alerts."""
    with writer(data) as con:
        for now, batches in week():
            run = runs.begin(con, kind="run", now=now, outlets=[b.outlet.id for b in batches])
            for one in batches:
                load(con, run, one)
            runs.finish(con, run, rules)
        publish(con, data)
    return data


class Browser:
    """Asks from an address (this machine's unless told otherwise) for a host; follows no redirects."""

    def __init__(self, app: Any, client: str = "127.0.0.1", host: str = "127.0.0.1:8480") -> None:
        self.app, self.client, self.host = app, client, host

    def get(
        self, path: str, headers: dict[str, str] | None = None, method: str = "GET", **query: str
    ) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=(self.client, 5000))
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{self.host}") as client:
                return await client.request(method, path, params=query or None, headers=headers)

        return asyncio.run(ask())
