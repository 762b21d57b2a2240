"""The demo newsroom: five small made-up outlets served over HTTP on loopback, on seven simulated days.

``with Newsroom() as room: room.day = 3`` serves the press as it stands in the evening of Wednesday 9 September 2026.
The same day gives the same bytes on every run and machine, apart from the port numbers in the addresses.
"""

from __future__ import annotations

from flows.newsroom.room import Newsroom

__all__ = ["Newsroom"]
