"""The command ``veille``. Each command imports what it needs when it runs: ``--help`` must answer in 0.5 s.

A command is a module of this package with a function of its name; a family of commands has a Typer ``app`` instead.
Such a module imports nothing but typer at its top. Only the module that the command line names is imported.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

WATCH, ASK, KEEP, READ = "Watch the news", "Ask the record", "Keep the record", "Read pages and claims"
COMMANDS = {
    "demo": WATCH,
    "run": WATCH,
    "schedule": WATCH,
    "backfill": WATCH,
    "outlets": WATCH,
    "alerts": WATCH,
    "rules": WATCH,
    "doctor": WATCH,
    "newsroom": WATCH,
    "serve": ASK,
    "trends": ASK,
    "search": ASK,
    "claims": ASK,
    "speakers": ASK,
    "sql": ASK,
    "export": ASK,
    "sample": ASK,
    "reread": KEEP,
    "tidy": KEEP,
    "forget": KEEP,
    "parse": READ,
    "match": READ,
}
ABOUT = """Watch the news and keep the record of who claims what, when, with which figures.

Start with `veille demo`: it plays a week of a small made-up press through the whole pipeline.

All data stand in one directory, `./data` unless `VEILLE_DATA` names another.
"""


def build(names: list[str]) -> typer.Typer:
    """The command line with the named commands."""
    import typer

    app = typer.Typer(
        help=ABOUT,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(lambda: None)
    for name in names:
        module = import_module(f"flows.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name, rich_help_panel=COMMANDS[name])
        else:
            app.command(name, rich_help_panel=COMMANDS[name])(getattr(module, name))
    return app


def main() -> None:
    """Run the command line. Errors that Veille knows are one sentence on stderr and exit code 1."""
    from parsers.errors import VeilleError

    known = [name for name in COMMANDS if find_spec(f"flows.cli.{name}")]
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        build([asked] if asked in known else known)()
    except VeilleError as error:
        print(f"veille: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
    except Exception as error:
        if os.environ.get("VEILLE_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        print(f"veille: {what}\nThis is a fault of Veille's own; VEILLE_DEBUG=1 shows where.", file=sys.stderr)
        raise SystemExit(1) from None
