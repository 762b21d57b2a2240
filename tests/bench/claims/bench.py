"""``make bench-claims``: Veille's statements, spaCy's parse and textacy's quotations on the same texts in one run.

Prints CPU milliseconds for 500 words (one thread: median and p95 over articles), seconds to load and read a first
article, memory beyond the interpreter, and the evaluation's own scores. Stops where the evaluation folder is absent.
"""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
EVAL = Path(os.environ.get("VEILLE_EVAL", ROOT / "../shared/eval"))
PEERS = ROOT / ".venv/bench-claims/bin/python"
ORDER = ("veille", "spacy", "textacy")
WORDS = 500
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
KEYS = ("statement_f1", "statement_f1_strict", "attributed_f1", "claim_f1", "quantity_f1")


def articles() -> dict[str, dict[str, Any]]:
    """The annotated French articles that may be looked at while rules are written."""
    unseen = set((EVAL / "fr-claims/unseen.txt").read_text().split())
    files = sorted((EVAL / "fr-claims/gold").glob("*.json"))
    return {f.stem: json.loads(f.read_text()) for f in files if f.stem not in unseen}


def run(contestant: str, golds: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """One contestant's results, from a process of its own."""
    listed, out = folder / "articles.json", folder / f"{contestant}.json"
    keys = ("language", "title", "standfirst", "body", "published")
    listed.write_text(json.dumps([{k: gold.get(k) for k in keys} for gold in golds]))
    python = sys.executable if contestant == "veille" else str(PEERS)
    env = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT) if contestant == "veille" else ""}
    subprocess.run([python, str(HERE / "worker.py"), contestant, str(listed), str(out)], check=True, env=env)
    result: dict[str, Any] = json.loads(out.read_text())
    return result


def scorer() -> Any:
    """The evaluation's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    if not EVAL.exists():
        print(f"bench-claims: skipped, no evaluation data at {EVAL}; set VEILLE_EVAL")
        return
    golds = articles()
    with tempfile.TemporaryDirectory() as folder:
        results = {name: run(name, list(golds.values()), Path(folder)) for name in ORDER}
    words = [len(" ".join([g["title"], g["standfirst"] or "", *g["body"]]).split()) for g in golds.values()]
    score = scorer()
    print(f"{len(golds)} French articles, {sum(words)} words; CPU ms for {WORDS} words, one thread\n")
    heads = ("median", "p95", "load s", "MiB", *(k.replace("_", " ") for k in KEYS))
    print(f"{'':10}" + "".join(f"{h:>21}" if "f1" in h else f"{h:>9}" for h in heads))
    for name, result in results.items():
        each = zip(result["articles"], words, strict=True)
        ms = sorted(1000 * a["seconds"] * WORDS / n for a, n in each)
        row = f"{name:10}{statistics.median(ms):9.1f}{ms[int(0.95 * len(ms))]:9.1f}"
        row += f"{result['load']:9.2f}{result['memory_kib'] / 1024:9.0f}"
        if result["articles"][0]["statements"] is not None:
            pairs = zip(golds.items(), result["articles"], strict=True)
            found = score.score([(n, g, {**g, "statements": a["statements"]}) for (n, g), a in pairs], False)
            row += "".join(f"{found.get(k, float('nan')):21.3f}" for k in KEYS)
        print(row)
    total = {n: sum(a["seconds"] for a in r["articles"]) for n, r in results.items()}
    print(f"\nspaCy's parse alone takes {total['spacy'] / total['veille']:.1f} times as long as Veille's statements")


if __name__ == "__main__":
    main()
