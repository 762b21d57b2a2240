"""``veille rules``: who is alerted of what, and what a rule would have raised. Light: imports no Prefect."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.shared import Data, asking, use_data

app = typer.Typer(
    rich_markup_mode="rich",
    invoke_without_command=True,
    help=(
        "List the alert rules of seeds/rules/ with their last week, and try them out.\n\n"
        "Examples:\n\n"
        "  veille rules\n\n"
        "  veille rules test casualties --since 30d"
    ),
)


@app.callback()
def rules(context: typer.Context, data: Data = None) -> None:
    """List the rules."""
    from flows.cli.alerting import rule_lines
    from warehouse.connection import snapshots

    folder = use_data(data)
    if context.invoked_subcommand:
        return
    if not snapshots(folder):
        typer.echo("\n".join(rule_lines(None)))
        return
    with asking(folder) as con:
        typer.echo("\n".join(rule_lines(con)))


@app.command("test")
def try_out(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's id.")],
    since: Annotated[str, typer.Option(metavar="TIME", help="How far back from the last run: 24h, 7d, 4w.")] = "7d",
    data: Data = None,
) -> None:
    """Show what a rule would have raised in the runs of a time, whether or not it was there already.

    Example:

      veille rules test casualties --since 30d
    """
    from flows.cli.alerting import tested

    with asking(use_data(data)) as con:
        for line in tested(con, rule, since):
            typer.echo(line)
