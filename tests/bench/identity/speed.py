"""How fast mentions find their claims among few and many known ones, and what that costs as the known grow.

    python tests/bench/identity/speed.py [--known 0 100000 1000000] [--mentions 5000] [--pages DIR]

Claims are sentences made of the lexicon's own words, frequent words drawn more often (Zipf), each with a name and a
figure; half of the mentions tell a known claim again, half are new. With ``--pages``, what is claimed in the pages of a
directory comes through the parser and the load, and is resolved among the same known claims. Each figure comes from a
process of its own: the rate with the reading of the lexicon in it, the part of the repeated claims that was found
again, and the peak memory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa

from parsers import parse_page
from parsers.errors import PageError
from warehouse import bulk, identity
from warehouse.connection import Connection, writer
from warehouse.identity.index import common
from warehouse.identity.keys import key, keys
from warehouse.identity.lexicon import load as lexicon
from warehouse.load import load
from warehouse.models import Outlet, OutletBatch, Page, Reading, Run, digest

T = TypeVar("T")

NOW = dt.datetime(2026, 9, 7, 18, tzinfo=dt.UTC)
SHAPE = "Le {} et la {} ont {} le {} de {} dans le {} pour {} et {} selon {} : {} cas"
STEP = 20_000


class Press:
    """Says as many different things as asked for: claim number n is always the same sentence."""

    def __init__(self, known: int) -> None:
        chance = np.random.default_rng(1)
        self.words = sorted(w for w in lexicon().pack("fr").exact if w.isalpha() and len(w) > 4)
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
        often = common(con, {k for h in held for k in h})
        held = [[k for k in h if k not in often] for h in held]
        table = {
            "key": pa.array([k for h in held for k in h], pa.uint64()),
            "number": pa.array(np.repeat(np.array(numbers), [len(h) for h in held]), pa.uint32()),
        }
        con.register("delta", pa.table(table))
        con.execute("INSERT INTO claim_keys FROM delta")
        con.unregister("delta")


def mentions(press: Press, known: int, count: int) -> list[tuple[object, ...]]:
    """Rows of the table mentions, half of them tellings of known claims."""
    chance = np.random.default_rng(3)
    old = chance.choice(known, count // 2, replace=False).tolist() if known else []
    told = [*old, *range(known, known + count - len(old))]
    tail = ("assert", "positive", False, [], NOW, NOW, NOW.date(), False, "sentences")
    return [(digest("again", n), "s", "a", "o", None, "fr", 0, text := press.text(n), text, *tail) for n in told]


def articles(folder: Path) -> OutletBatch:
    """The readings of the pages in a folder and below it."""
    readings = []
    for file in sorted(p for p in folder.rglob("*") if p.name.endswith((".html", ".html.gz", ".txt"))):
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        url = f"https://press.test/{file.relative_to(folder)}"
        try:
            article = parse_page(data, url)
        except PageError:
            continue
        readings.append(Reading("press", url, url, None, Page(digest(file.name), url, NOW, size=len(data)), article))
    outlet = Outlet("press", "Press", "fr", "FR", "Europe/Paris", "https://press.test/")
    return OutletBatch(outlet, tuple(readings))


def prepare(folder: Path, known: int, count: int, pages: Path | None) -> None:
    """Make a warehouse of known claims, with a run of sentences and one of articles to resolve."""
    press = Press(known + count)
    with writer(folder) as con:
        fill(con, press, known)
        bulk.insert(con, "mentions", mentions(press, known, count))
        if pages:
            load(con, Run("articles", "run", NOW), articles(pages))


def measure(folder: Path, run: str) -> tuple[int, float, float, float | None, float]:
    """Mentions resolved, seconds, seconds of CPU, the part of the told claims that was found again, and peak MB."""
    with writer(folder) as con:
        start, worked = time.perf_counter(), time.process_time()
        count = identity.resolve(con, Run(run, "run", NOW))
        spent, worked = time.perf_counter() - start, time.process_time() - worked
        (found,) = con.execute(FOUND, [run]).fetchall()[0]
    return count, spent, worked, found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


FOUND = """
SELECT avg((mc.claim_id = c.claim_id)::INTEGER)
FROM mentions AS m JOIN mention_claims AS mc USING (mention_id)
JOIN claims AS c ON c.text = m.resolved AND c.run_id = 'old'
WHERE m.run_id = ?"""


def alone(work: Callable[..., T], *args: object) -> T:
    """What some work gives in a process of its own, whose memory is its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *args).result()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--known", type=int, nargs="+", default=[0, 100_000, 1_000_000])
    parser.add_argument("--mentions", type=int, default=5_000)
    parser.add_argument("--pages", type=Path)
    options = parser.parse_args()
    print(f"{'known':>9} {'mentions':>15} {'a second':>9} {'per CPU s':>10} {'seconds':>8} {'found':>6} {'peak MB':>8}")
    for known in options.known:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            alone(prepare, folder, known, options.mentions, options.pages)
            for run in ("sentences", "articles")[: 1 + bool(options.pages)]:
                count, spent, worked, found, peak = alone(measure, folder, run)
                part = f"{found:6.3f}" if found is not None else f"{'':6}"
                rate = f"{count / spent:9,.0f} {count / worked:10,.0f} {spent:8.2f}"
                print(f"{known:9,} {count:5,} {run:>9} {rate} {part} {peak:8,.0f}", flush=True)


if __name__ == "__main__":
    main()
