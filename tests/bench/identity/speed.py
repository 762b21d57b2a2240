"""How fast mentions find their claims among few and many known ones.

    python tests/bench/identity/speed.py [--known 0 100000 1000000] [--mentions 5000]

Claims are sentences made of the lexicon's own words, frequent words drawn more often (Zipf), each with a name and a
figure; half of the mentions tell a known claim again, half are new. Prints the rate, the part of the repeated claims
that was found again, the time that the known claims cost, and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

from warehouse import bulk, identity
from warehouse.connection import Connection, writer
from warehouse.identity.keys import key, keys
from warehouse.identity.lexicon import load
from warehouse.models import Run, digest

NOW = dt.datetime(2026, 9, 7, 18, tzinfo=dt.UTC)
SHAPE = "Le {} et la {} ont {} le {} de {} dans le {} pour {} et {} selon {} : {} cas"
STEP = 100_000


class Press:
    """Says as many different things as asked for: claim number n is always the same sentence."""

    def __init__(self, known: int) -> None:
        chance = np.random.default_rng(1)
        self.words = sorted(w for w in load().pack("fr").exact if w.isalpha() and len(w) > 4)
        chance.shuffle(self.words)
        often = 1 / (np.arange(len(self.words)) + 30.0)
        self.drawn = chance.choice(len(self.words), (known, 8), p=often / often.sum())
        letters = chance.integers(97, 123, (20_000, 7))
        self.names = ["".join(chr(c) for c in row).capitalize() for row in letters]
        self.named = chance.integers(0, len(self.names), known)
        self.figures = chance.integers(11, 10_000, known)

    def text(self, n: int) -> str:
        words = (self.words[i] for i in self.drawn[n])
        return SHAPE.format(*words, self.names[self.named[n]], self.figures[n])

    def keys(self, numbers: range) -> list[list[int]]:
        """What ``warehouse.identity.keys`` finds in the texts, word by word (each word is read once)."""
        by_word = {w: keys(identity.meaning(w, "fr")) for w in self.words}
        by_name = [key(f"w {identity.meaning('x ' + n, 'fr').units[-1].key[:5]}") for n in self.names]
        return [
            [*{k for i in self.drawn[n] for k in by_word[self.words[i]]}, by_name[self.named[n]],
             key(f"f {float(self.figures[n])} ")]
            for n in numbers
        ]  # fmt: skip


def fill(con: Connection, press: Press, known: int) -> None:
    """Put known claims into the warehouse as earlier runs would have left them."""
    for start in range(0, known, STEP):
        numbers = range(start, min(start + STEP, known))
        ids = [digest(n) for n in numbers]
        rows = [
            (i, i, press.text(n), "fr", "positive", identity.VERSION, "old") for i, n in zip(ids, numbers, strict=True)
        ]
        bulk.insert(con, "claims", rows)
        bulk.insert(con, "claim_numbers", [(n, i, NOW, identity.VERSION) for n, i in zip(numbers, ids, strict=True)])
        held = press.keys(numbers)
        table = {
            "key": pa.array([k for h in held for k in h], pa.uint64()),
            "number": pa.array(np.repeat(np.array(numbers), [len(h) for h in held]), pa.uint32()),
        }
        con.register("delta", pa.table(table))
        con.execute("INSERT INTO claim_keys FROM delta")
        con.unregister("delta")


def mentions(press: Press, known: int, count: int) -> tuple[list[tuple[object, ...]], dict[str, str]]:
    """Rows of the table mentions, half of them tellings of known claims, and which claim each of those tells."""
    chance = np.random.default_rng(3)
    old = chance.choice(known, count // 2, replace=False).tolist() if known else []
    told = [*old, *range(known, known + count - len(old))]
    tail = ("assert", "positive", False, [], NOW, NOW, NOW.date(), False, "new")
    rows = [(digest("again", n), "s", "a", "o", None, "fr", 0, text := press.text(n), text, *tail) for n in told]
    return rows, {digest("again", n): digest(n) for n in old}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--known", type=int, nargs="+", default=[0, 100_000, 1_000_000])
    parser.add_argument("--mentions", type=int, default=5_000)
    options = parser.parse_args()
    press = Press(max(options.known) + options.mentions)
    print(f"{'known':>9} {'mentions/s':>11} {'per CPU s':>10} {'seconds':>8} {'found again':>12} {'peak MB':>8}")
    for known in options.known:
        with tempfile.TemporaryDirectory() as folder, writer(Path(folder)) as con:
            fill(con, press, known)
            rows, repeated = mentions(press, known, options.mentions)
            bulk.insert(con, "mentions", rows)
            start, worked = time.perf_counter(), time.process_time()
            identity.resolve(con, Run("new", "run", NOW))
            spent, worked = time.perf_counter() - start, time.process_time() - worked
            got = dict(con.execute("SELECT mention_id, claim_id FROM mention_claims").fetchall())
            found = sum(got[m] == c for m, c in repeated.items()) / len(repeated) if repeated else float("nan")
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rate, per_cpu = options.mentions / spent, options.mentions / worked
            print(f"{known:9,} {rate:11,.0f} {per_cpu:10,.0f} {spent:8.2f} {found:12.3f} {peak:8,.0f}", flush=True)


if __name__ == "__main__":
    main()
