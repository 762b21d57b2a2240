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

BASES = 20_000
NOW = dt.datetime(2026, 9, 7, 18, tzinfo=dt.UTC)


def sentences(count: int, seed: int) -> list[str]:
    """French sentences of eight content words, drawn by Zipf's law."""
    chance = np.random.default_rng(seed)
    words = sorted(w for w in load().pack("fr").exact if w.isalpha() and len(w) > 4)
    chance.shuffle(words)
    drawn = np.minimum(chance.zipf(1.3, (count, 8)), len(words)) - 1
    return ["Le {} et la {} ont {} le {} de {} dans le {} pour {} et {}".format(*(words[i] for i in row)) for row in drawn]


def names(count: int) -> list[str]:
    """As many different made-up names as asked for."""
    first, second = ["Mar", "Bel", "Tor", "Kel", "Vas", "Dor", "Lun", "Sar"], ["ovan", "idis", "ekar", "umel", "ant"]
    return [f"{first[i % 8]}{second[i // 8 % 5]}{chr(97 + i // 40 % 26)}{chr(97 + i // 1040 % 26)}" for i in range(count)]


def texts(numbers: np.ndarray, bases: list[str], people: list[str]) -> list[str]:
    return [f"{bases[n % BASES]} selon {people[n * 7 % len(people)]} : {n % 9973 + 11} cas" for n in numbers.tolist()]


def fill(con: Connection, known: int, bases: list[str], people: list[str]) -> None:
    """Put known claims into the warehouse as earlier runs would have left them."""
    read = [keys(identity.meaning(b, "fr")) for b in bases]
    name_keys = [key(f"w {identity.meaning('x ' + p, 'fr').units[-1].key[:5]}") for p in people]
    figure_keys = [key(f"f {float(n)} ") for n in range(11, 11 + 9973)]
    step = 100_000
    for start in range(0, known, step):
        numbers = np.arange(start, min(start + step, known))
        ids = [digest(n) for n in numbers.tolist()]
        said = texts(numbers, bases, people)
        rows = [(i, i, t, "fr", "positive", identity.VERSION, "old") for i, t in zip(ids, said, strict=True)]
        bulk.insert(con, "claims", rows)
        bulk.insert(con, "claim_numbers", [(n, i, NOW, identity.VERSION) for n, i in zip(numbers.tolist(), ids, strict=True)])
        held = [[*read[n % BASES], name_keys[n * 7 % len(people)], figure_keys[n % 9973]] for n in numbers.tolist()]
        lengths = [len(h) for h in held]
        table = pa.table({
            "key": pa.array([k for h in held for k in h], pa.uint64()),
            "number": pa.array(np.repeat(numbers, lengths), pa.uint32()),
        })  # fmt: skip
        con.register("delta", table)
        con.execute("INSERT INTO claim_keys FROM delta")
        con.unregister("delta")


def mentions(known: int, count: int, bases: list[str], people: list[str]) -> tuple[list[tuple[object, ...]], dict[str, str]]:
    chance = np.random.default_rng(3)
    old = chance.integers(0, max(known, 1), count // 2)
    fresh = np.arange(known, known + count - len(old)) * 31 + 5
    repeated = {digest("again", i): digest(int(n)) for i, n in enumerate(old)} if known else {}
    rows = []
    for i, text in enumerate(texts(np.concatenate([old, fresh]), bases, people)):
        rows.append((digest("again", i), "s", "a", "o", None, "fr", 0, text, text, "assert", "positive", False, [], NOW, NOW,
                     NOW.date(), False, "new"))  # fmt: skip
    return rows, repeated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--known", type=int, nargs="+", default=[0, 100_000, 1_000_000])
    parser.add_argument("--mentions", type=int, default=5_000)
    options = parser.parse_args()
    bases, people = sentences(BASES, 1), names(20_000)
    print(f"{'known':>9} {'mentions/s':>11} {'seconds':>8} {'found again':>12} {'peak MB':>8}")
    for known in options.known:
        with tempfile.TemporaryDirectory() as folder, writer(Path(folder)) as con:
            fill(con, known, bases, people)
            rows, repeated = mentions(known, options.mentions, bases, people)
            bulk.insert(con, "mentions", rows)
            start = time.perf_counter()
            identity.resolve(con, Run("new", "run", NOW))
            spent = time.perf_counter() - start
            got = dict(con.execute("SELECT mention_id, claim_id FROM mention_claims").fetchall())
            found = sum(got[m] == c for m, c in repeated.items()) / len(repeated) if repeated else float("nan")
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{known:9,} {options.mentions / spent:11,.0f} {spent:8.2f} {found:12.3f} {peak:8,.0f}", flush=True)


if __name__ == "__main__":
    main()
