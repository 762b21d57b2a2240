"""The command ``veille``. Each command imports what it needs when it runs: ``--help`` must answer in 0.5 s."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    raise SystemExit("not yet")
