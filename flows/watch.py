"""Who watches a run: the command line hangs its progress display in here, and the flow knows nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar

from warehouse.messages import write
from warehouse.models import Outcome
from warehouse.outbox import Message


class Watcher:
    """Is told how a run goes; this one keeps quiet, but that it prints what is for the console."""

    def begun(self, outlets: Sequence[str]) -> None:
        """These outlets will be visited."""

    def asked(self, outlet: str, done: int, of: int) -> None:
        """So many pages of so many have been asked for."""

    def loaded(self, outlet: str, outcomes: Sequence[Outcome]) -> None:
        """An outlet's batch is in the warehouse."""

    def failed(self, outlet: str, error: Exception) -> None:
        """An outlet could not be visited at all."""

    def alert(self, message: Message) -> None:
        """An alert, or a digest of them, for the console: standard output, where no other watcher is."""
        written = write(message, "text")
        print(f"\n{written.title}", *written.body.splitlines(), sep="\n  ", flush=True)

    def stage(self, name: str) -> None:
        """What the run does now."""


watcher: ContextVar[Watcher] = ContextVar("watcher")


def current() -> Watcher:
    """The watcher of this run."""
    return watcher.get(Watcher())
