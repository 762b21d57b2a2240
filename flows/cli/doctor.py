"""``veille doctor``: is everything as it should be?"""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.shared import Data, use_data


def doctor(
    json_: Annotated[bool, typer.Option("--json", help="One JSON array, for monitoring.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask the outlets' feeds.")] = False,
    data: Data = None,
) -> None:
    """Check the settings, the outlets and rules, the warehouse and its freshness, and each outlet's feeds.

    Exits with 1 where something is wrong: data older than VEILLE_STALE_HOURS, a feed that is gone, a file that cannot
    be used. What is odd but does no harm is a warning.

    Examples:

      veille doctor

      veille doctor --offline --json | jq '.[] | select(.level != "ok")'
    """
    use_data(data)
    from flows.doctor import examine
    from flows.settings import load

    findings = examine(load(), online=not offline)
    if json_:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1))
    else:
        marks = {"ok": "✓", "warning": "!", "error": "✗"}
        for f in findings:
            typer.echo(f"{marks[f.level]} {f.subject}: {f.detail}")
    if any(f.level == "error" for f in findings):
        raise typer.Exit(1)
