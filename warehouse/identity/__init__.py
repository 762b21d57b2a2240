"""Claim identity: which mentions tell one claim, which claims make one series, and which contradict each other.

``meaning`` reads a text, ``compare`` decides on two, ``explain`` says why, ``resolve`` places a run's mentions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .comparing import Decision, compare
from .explaining import explain
from .reading import Meaning, meaning

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.models import Run

__all__ = ["VERSION", "Decision", "Meaning", "compare", "explain", "meaning", "resolve"]


def resolve(con: Connection, run: Run, among: str | None = None) -> int:
    """Give every mention that has no claim yet its claim (see ``warehouse.identity.resolving``)."""
    from .resolving import resolve  # brings numpy and Arrow, which `veille match` need not wait for

    return resolve(con, run, among)


def __getattr__(name: str) -> Any:
    if name == "VERSION":
        from .version import VERSION

        return VERSION
    raise AttributeError(name)
