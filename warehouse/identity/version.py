"""The version that every decision of identity is recorded under."""

from __future__ import annotations

from .comparing import model
from .lexicon import load

CODE = 5
"""Counts up when the code of this package decides otherwise; the lexicon and the weights bring their own versions."""


def _version() -> str:
    return f"{CODE}-{load().version}-{model()['version']}"


VERSION = _version()
