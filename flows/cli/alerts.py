"""``veille alerts``: what was raised, what became of it, and what you think of it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from flows.cli.shared import Data, asking, use_data

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=(
        "Look at alerts, judge them, quieten them, send them again.\n\n"
        "What you decide stands in DATA/decisions.jsonl as soon as the command returns, also while a run writes; the "
        "next run applies it. The trend `alert_precision` tells how often each rule was useful.\n\n"
        "Examples:\n\n"
        "  veille alerts list --since 2d\n\n"
        "  veille alerts ack 3db64fbe --as useful\n\n"
        "  veille alerts mute casualties --for 24h"
    ),
)

Id = Annotated[str, typer.Argument(metavar="ALERT", help="An alert's id, or its first characters.")]
Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who decides; else the user's name.")]
Apply = Annotated[bool, typer.Option("--apply", help="Apply it now, rather than in the next run.")]
State = Annotated[
    Literal["waiting", "sent", "given-up", "muted"] | None, typer.Option(help="Only what is in this state somewhere.")
]


@app.command("list")
def list_(
    since: Annotated[str, typer.Option(metavar="TIME", help="How far back from the last run: 24h, 7d, 4w.")] = "7d",
    rule: Annotated[str | None, typer.Option(help="Only this rule's.")] = None,
    state: State = None,
    most: Annotated[int, typer.Option(help="At most so many, the latest.")] = 50,
    data: Data = None,
) -> None:
    """List the latest alerts: id, when, rule, verdict, what it says, and where it is on its way.

    Example:

      veille alerts list --state given-up
    """
    from flows.cli.alerting import listed

    with asking(use_data(data)) as con:
        for line in listed(con, since, rule, state, most):
            typer.echo(line)


@app.command()
def ack(
    alert: Id,
    as_: Annotated[str, typer.Option("--as", help="useful, known, wrong-speaker or not-a-claim.")],
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Say what an alert was worth.

    Example:

      veille alerts ack 3db64fbe --as known
    """
    from flows.cli import alerting, deciding

    deciding.decide(use_data(data), alerting.ack, [alert, as_], who, apply)


@app.command()
def mute(
    what: Annotated[str, typer.Argument(metavar="RULE|ALERT", help="A rule, or an alert whose subject is enough of.")],
    time: Annotated[str, typer.Option("--for", metavar="TIME", help="For how long: 24h, 7d, 4w.")] = "7d",
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Keep a rule quiet for a time, or only on the claim, series, article or speaker that an alert is about.

    Example:

      veille alerts mute 3db64fbe --for 4w
    """
    from flows.cli import alerting, deciding

    deciding.decide(use_data(data), alerting.mute, [what, time], who, apply)


@app.command()
def resend(alert: Id, who: Who = None, apply: Apply = False, data: Data = None) -> None:
    """Send an alert to all its channels again, also one that was given up.

    Example:

      veille alerts resend 3db64fbe
    """
    from flows.cli import alerting, deciding

    deciding.decide(use_data(data), alerting.resend, [alert], who, apply)


@app.command()
def deliver(data: Data = None) -> None:
    """Deliver what waits, without a run.

    Example:

      veille alerts deliver
    """
    from flows.cli.delivering import deliver_now

    typer.echo(deliver_now(use_data(data)))
