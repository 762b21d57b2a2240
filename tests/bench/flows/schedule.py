"""Three ticks of cron in a real ``veille schedule`` on loopback: the second late, none overlapping, none lost.

``make bench-schedule`` runs it: a tick each minute, some four minutes. Prints a table; exits 1 where the bar is missed.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "flows"))

from clockwork import Clockwork, Ran, until
from loopback import Answer, Host

TICKS = 3
SLOW = 75.0
"""Seconds of the first answer, which puts off the second tick."""
FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}'


def ticks(folder: Path) -> list[Ran]:
    """The runs of the first ticks of a cron of one minute."""
    site = Host()
    site.pages["/feed"] = [Answer(FEED, wait=SLOW), Answer(FEED)]
    slow = {"VEILLE_READ_TIMEOUT": "120", "VEILLE_TOTAL_TIMEOUT": "120"}
    with Clockwork(folder, site.url, "* * * * *", **slow) as clock:
        until(lambda: len([run for run in clock.runs() if run.ended]) >= TICKS, 60.0 * (TICKS + 3))
        runs = clock.runs()[:TICKS]
    site.close()
    return runs


def main() -> None:
    """Wait for the ticks, print them, judge them."""
    with tempfile.TemporaryDirectory() as folder:
        runs = ticks(Path(folder))
    print(f"{'due':>8} {'began':>8} {'ended':>8} {'late':>7}  state")
    for run in runs:
        if not (run.began and run.ended):
            sys.exit(f"the run that was due at {run.due:%T} is {run.state}")
        late = (run.began - run.due).total_seconds()
        print(f"{run.due:%T} {run.began:%T} {run.ended:%T} {late:>6.1f}s  {run.state}")
    lost = sum((b.due - a.due).total_seconds() != 60 for a, b in pairwise(runs))
    lost += sum(run.state != "Completed" for run in runs)
    overlapping = sum(a.ended > b.began for a, b in pairwise(runs) if a.ended and b.began)
    late = sum((run.began - run.due).total_seconds() > 5 for run in runs if run.began)
    print(f"\n{len(runs)} ticks: {late} late, {overlapping} overlapping, {lost} lost")
    sys.exit(bool(lost or overlapping or not late))


if __name__ == "__main__":
    main()
