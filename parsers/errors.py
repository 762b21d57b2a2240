"""The one root of Veille's errors, split by whether trying again can help."""

from __future__ import annotations


class VeilleError(Exception):
    """A sentence saying what went wrong and what to do, with the outlet and URL it happened at."""

    def __init__(self, message: str, *, outlet: str | None = None, url: str | None = None) -> None:
        super().__init__(message)
        self.outlet = outlet
        self.url = url

    def __str__(self) -> str:
        where = " ".join(x for x in (self.outlet, self.url) if x)
        return f"{where}: {self.args[0]}" if where else str(self.args[0])


class TransientError(VeilleError):
    """May go through when tried again: a time-out, a 503, a locked warehouse."""


class PermanentError(VeilleError):
    """Will fail the same way again: a bad page, a bad setting, a 404."""


class PageError(PermanentError):
    """A page that cannot be read."""


class ConfigError(PermanentError):
    """A setting or seed file that cannot be used; the message names the file and, where known, the line."""
