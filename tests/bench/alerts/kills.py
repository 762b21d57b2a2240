"""Deliver alerts while the deliverer is killed again and again: none may be lost, none doubled but what was under way.

``make bench-alerts`` runs it: 1,000 alerts to two webhooks, one of which often fails, hangs, asks to wait or dies after
it took a message, and 20 SIGKILLs at random moments of a delivery. Prints what each round brought and exits 1 where a
message was lost, came with another key, or was confirmed twice without having been under way at a kill.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "flows"))

from documents import document
from receivers import Receiver, Reply, Taken

from warehouse import bulk
from warehouse.connection import writer
from warehouse.rules import Channel

VEILLE = str(Path(sys.executable).with_name("veille"))
CHANNELS = (Channel("$GOOD_HOOK", webhook=True), Channel("$BAD_HOOK", webhook=True))
RULES = """
rules:
  - id: r
    channels: [{webhook: $GOOD_HOOK, secret: $HOOK_KEY}, {webhook: $BAD_HOOK, secret: $HOOK_KEY}]
"""


@dataclass
class Tally:
    """What one receiver took: each message's key, how often it came, how often it was confirmed."""

    keys: dict[str, set[str]] = field(default_factory=dict)
    came: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    last: str = ""
    under_way: set[str] = field(default_factory=set)

    @property
    def doubled(self) -> set[str]:
        """Messages that were confirmed more than once."""
        return {name for name, n in self.confirmed.items() if n > 1}

    def note(self, taken: Taken, reply: Reply) -> Reply:
        name = taken.document["id"]
        self.keys.setdefault(name, set()).add(taken.key)
        self.came[name] += 1
        self.confirmed[name] += reply == Reply()
        self.last = name
        return reply


@dataclass
class Result:
    """How it went: messages that were never confirmed, that came with several keys, that were confirmed twice, and of
    these the ones that were not under way at a kill."""

    lost: int
    with_other_keys: int
    confirmed_twice: int
    needlessly: int
    kills: int
    tries: int


def fill(data: Path, count: int) -> None:
    """Put alerts in the outbox as runs do, all at once."""
    now = datetime.now(UTC) - timedelta(minutes=1)
    labels = [c.label for c in CHANNELS]
    rows = []
    for n in range(count):
        name = f"{n:032x}"
        rows.append(
            (name, "r", name, name, "Ann Lee", f"said {n}", "https://example.org/a", labels, now, "run", "new_claim",
             name, None, name, now, 0, 1, "en", json.dumps(document(name)), [], None, 0)
        )  # fmt: skip
    with writer(data) as con:
        bulk.insert(con, "alerts", rows)


def mishap(chance: random.Random) -> Reply:
    """What a bad receiver does with a request."""
    kinds = [Reply(status=500), Reply(status=429, headers={"Retry-After": "0"}), Reply(dies=True), Reply(wait=1.5)]
    return chance.choice(kinds) if chance.random() < 0.05 else Reply()


def play(data: Path, alerts: int, kills: int, seed: int = 1, show: bool = False) -> Result:
    """Deliver all, killing the deliverer ``kills`` times; the rest is delivered undisturbed."""
    chance, tallies = random.Random(seed), (Tally(), Tally())
    good = Receiver(choose=lambda taken: tallies[0].note(taken, Reply()))
    bad = Receiver(choose=lambda taken: tallies[1].note(taken, mishap(chance)))
    (data / "seeds" / "rules").mkdir(parents=True, exist_ok=True)
    for shipped in ("casualties", "outlets"):
        (data / "seeds" / "rules" / f"{shipped}.yaml").write_text("rules: []\n")
    (data / "seeds" / "rules" / "bench.yaml").write_text(RULES)
    env = {**os.environ, "VEILLE_SEEDS": str(data / "seeds"), "VEILLE_ALERT_WAIT": "0", "VEILLE_ALERT_TRIES": "1000",
           "VEILLE_ALERT_TIMEOUT": "0.5", "GOOD_HOOK": good.url, "BAD_HOOK": bad.url, "HOOK_KEY": "s3cret"}  # fmt: skip
    fill(data, alerts)
    done = 0
    for _ in range(50 * (kills + 4)):
        done += _deliver(data, env, tallies, chance, kill=done < kills, share=alerts // (2 * kills + 1))
        if show:
            print(
                f"{done:>3} kills  {sum(len(t.keys) for t in tallies):>5} of {2 * alerts} messages came",
                flush=True,
            )
        if done >= kills and _empty(data):
            break
    good.close()
    bad.close()
    return Result(
        lost=sum(alerts - sum(n > 0 for n in t.confirmed.values()) for t in tallies),
        with_other_keys=sum(len(keys) > 1 for t in tallies for keys in t.keys.values()),
        confirmed_twice=sum(len(t.doubled) for t in tallies),
        needlessly=sum(len(t.doubled - t.under_way) for t in tallies),
        kills=done,
        tries=sum(t.came.total() for t in tallies),
    )


def _deliver(
    data: Path, env: dict[str, str], tallies: tuple[Tally, Tally], chance: random.Random, kill: bool, share: int
) -> bool:
    """One delivery, killed at a random moment after some messages where that is asked for; whether it was killed."""
    before = sum(t.came.total() for t in tallies)
    enough = before + chance.randint(1, max(2 * share, 2))
    with subprocess.Popen(
        [VEILLE, "alerts", "deliver", "--data", str(data)], env=env, stdout=subprocess.DEVNULL
    ) as process:
        while kill and process.poll() is None:
            if sum(t.came.total() for t in tallies) >= enough:
                time.sleep(chance.random() * 0.01)
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                for tally in tallies:
                    tally.under_way.add(tally.last)
                return True
            time.sleep(0.0005)
        if process.wait():
            raise RuntimeError(f"veille alerts deliver ended with {process.returncode}")
    return False


def _empty(data: Path) -> bool:
    with writer(data) as con:
        return con.execute("SELECT count(*) FROM outbox WHERE state <> 'sent'").fetchall() == [(0,)]


def main() -> None:
    """Play it with as many alerts and kills as asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--alerts", type=int, default=1000)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        result = play(Path(folder), asked.alerts, asked.kills, asked.seed, show=True)
    print(
        f"\n{2 * asked.alerts} messages in {result.tries} tries, {result.kills} kills, "
        f"{time.monotonic() - began:.0f} s\n"
        f"lost: {result.lost}\nwith another key: {result.with_other_keys}\n"
        f"confirmed twice: {result.confirmed_twice}, of these not under way at a kill: {result.needlessly}"
    )
    sys.exit(bool(result.lost or result.with_other_keys or result.needlessly or result.confirmed_twice > result.kills))


if __name__ == "__main__":
    main()
