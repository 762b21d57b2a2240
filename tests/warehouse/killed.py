"""Plays the week of ``weeks.py`` into a warehouse, taking up whatever stands there: the process that tests kill."""

from __future__ import annotations

import sys
from pathlib import Path

from weeks import week

from warehouse import runs
from warehouse.connection import writer
from warehouse.load import load
from warehouse.rules import Rule
from warehouse.snapshot import publish


def play(data: Path) -> None:
    with writer(data) as con:
        for now, batches in week():
            run = runs.begin(con, kind="run", now=now, outlets=[b.outlet.id for b in batches])
            for one in batches:
                if not run.finished and one.outlet.id not in run.done:
                    load(con, run, one)
                    print("loaded", flush=True)
            runs.finish(con, run, [Rule("all")])
            publish(con, data)
            print("finished", flush=True)


if __name__ == "__main__":
    play(Path(sys.argv[1]))
