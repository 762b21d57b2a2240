"""``make bench-flows``: articles per second from feed to warehouse on the made-up press, beside the usual stack.

The press stands on loopback in a process of its own, politeness is off, and each contestant has a process of its own:

- Veille: the flow ``ingest`` on a Prefect server that is up, into a warehouse that is empty and into one that knows a
  million claims. Fetched, archived, parsed, extracted, loaded, resolved, published.
- the usual stack (``usual.py``, in an environment of its own): feedparser, httpx, trafilatura, spaCy with
  fr-core-news-md, one INSERT each into a DuckDB file on the same disk. It reads a part of the same pages and its rate
  is taken for the whole.

The press's articles are as short as dispatches, 160 words with ten statements. Real French articles have 400 to 700
words, a statement in fifty; a second press (``--words``) lengthens its copies by background that quotes nobody.

Prints for each: articles a second, processor milliseconds an article by stage, peak memory (the proportional set
sizes of the run's processes together, the server's apart). Where others use the machine the processor times tell the
truth: the rate on two free cores is at least two articles for those of one. Exits 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
USUAL = ROOT / ".venv/bench-flows/bin/python"
RATE, TIMES, MEMORY = 40.0, 15.0, 1000.0
"""The bars: articles a second, times the usual stack's rate, MB."""


@contextmanager
def press(articles: int, words: int, seeds: Path) -> Iterator[None]:
    """The press on its last day, its copies of at least so many words, its outlets' files in ``seeds``."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", "newsroom", "--articles", str(articles)]
    command += ["--words", str(words), "--day", "7", "--write", str(seeds / "outlets")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while "Ctrl-C" not in process.stdout.readline():
            assert process.poll() is None, "the press did not start"
        try:
            yield
        finally:
            process.terminate()


def run(python: str | Path, script: str, *arguments: object, **env: str) -> dict[str, Any]:
    """What a contestant printed last, which is JSON."""
    command = [str(python), str(HERE / script), *map(str, arguments)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **env}).stdout
    result: dict[str, Any] = json.loads(out.splitlines()[-1])
    return result


def usual(seeds: Path, count: int, warehouse: Path) -> dict[str, Any]:
    """The usual stack on the first ``count`` pages of the feeds."""
    import yaml

    files = [yaml.safe_load(file.read_text("utf-8")) for file in sorted((seeds / "outlets").glob("*.yaml"))]
    listed = [outlet["feeds"][0] for outlet in files if outlet["language"] == "fr"]
    feeds = [feed["url"] for feed in listed if feed["kind"] in ("rss", "atom")]
    return run(USUAL, "usual.py", warehouse, count, *feeds)


def report(name: str, got: dict[str, Any]) -> None:
    """One contestant's row, and its stages."""
    articles, total = got["articles"], sum(got["stages"].values())
    rate, cores = articles / got["seconds"], total / got["seconds"]
    print(f"{name:<28}{articles:>9}{rate:>12.1f}{1000 * total / articles:>10.1f}{cores:>8.2f}{got['memory']:>8.0f}")
    for stage, seconds in got["stages"].items():
        print(f"    {stage:<24}{'':>21}{1000 * seconds / articles:>10.1f}{seconds / total:>8.0%}", flush=True)


def contest(words: int, known: list[int], asked: argparse.Namespace) -> bool:
    """Run the contestants on one press, print their rows; whether a bar was missed."""
    missed = False
    with tempfile.TemporaryDirectory() as folder, press(asked.articles, words, Path(folder, "seeds")):
        seeds = Path(folder, "seeds")
        peer = usual(seeds, asked.usual, Path(folder, "usual.duckdb")) if asked.usual else None
        if peer:
            report("usual stack", peer)
        for count in known:
            data = Path(folder, f"data-{count}")
            env = {"VEILLE_SEEDS": str(seeds), "VEILLE_DATA": str(data), "VEILLE_MAX_PAGES": str(asked.articles)}
            if count:
                run(sys.executable, "veille.py", "--fill", count, **env)
            began = time.monotonic()
            got = run(sys.executable, "veille.py", **env)
            report(f"Veille, {count:,} claims known", got)
            rate = got["articles"] / got["seconds"]
            missed |= rate < RATE or got["memory"] > MEMORY
            if peer:
                times = rate / (peer["articles"] / peer["seconds"])
                missed |= times < TIMES
                print(f"    {times:.1f} times the usual stack's rate")
            start = time.monotonic() - began - got["seconds"]
            print(f"    articles of {got['words']:.0f} words and {got['statements']:.1f} statements, start and imports "
                  f"{start:.0f} s, server {got['server']:.0f} MB, outcomes {got['outcomes']}", flush=True)  # fmt: skip
    return missed


def main() -> None:
    """Run the contestants one after the other and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=5000)
    options.add_argument("--words", type=int, nargs="*", default=[0, 500], help="of an article, press by press")
    options.add_argument("--known", type=int, nargs="*", default=[0, 1_000_000], help="claims in the warehouse before")
    options.add_argument("--usual", type=int, default=100, help="pages for the usual stack; 0 leaves it out")
    asked = options.parse_args()
    print(f"{'':<28}{'articles':>9}{'articles/s':>12}{'CPU ms':>10}{'cores':>8}{'MB':>8}")
    missed = [contest(words, asked.known[:1] if words else asked.known, asked) for words in asked.words]
    print(f"bars: {RATE:.0f} articles/s, {TIMES:.0f} times the usual stack, {MEMORY:.0f} MB")
    sys.exit(any(missed))


if __name__ == "__main__":
    main()
