"""``make bench-parse``: Veille beside its peers on the same pages in one run, each in a process of its own.

Prints CPU milliseconds a page (median, p95, total as a ratio to a bare lxml parse), peak memory above the loaded pages,
and the scores of the evaluation's own scorer. Says so and stops where the evaluation folder is absent.
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
PEERS = ROOT / ".venv/bench-parse/bin/python"
SETS = ("articles", "fr-claims")
ORDER = ("lxml", "beautifulsoup", "veille", "trafilatura-fast", "trafilatura", "newspaper4k", "readability-lxml")


def pages() -> dict[str, list[Path]]:
    """The HTML pages of each set that may be looked at while rules are written."""
    found = {}
    for name in SETS:
        unseen = set((EVAL / name / "unseen.txt").read_text().split())
        files = sorted((EVAL / name / "pages").glob("*.html.gz"))
        found[name] = [f for f in files if f.name.removesuffix(".html.gz") not in unseen]
    return found


def run(contestant: str, files: list[Path], folder: Path) -> dict[str, Any]:
    """One contestant's results."""
    listed, out = folder / "files.txt", folder / f"{contestant}.json"
    listed.write_text("\n".join(map(str, files)))
    python = sys.executable if contestant in ("veille", "lxml", "beautifulsoup") else str(PEERS)
    env = {**os.environ, "PYTHONPATH": str(ROOT) if python == sys.executable else ""}
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


def scores(result: dict[str, Any], files: list[Path], score: Any) -> dict[str, float]:
    """What the scorer says of a contestant on some pages."""
    rows = []
    for file in files:
        name = file.name.removesuffix(".html.gz")
        gold = json.loads((file.parents[1] / "gold" / f"{name}.json").read_text())
        gold.pop("statements", None)
        rows.append((name, gold, result["pages"][file.name]["found"]))
    found: dict[str, float] = score.score(rows, False)
    return found


def main() -> None:
    if not EVAL.exists():
        print(f"bench-parse: skipped, no evaluation data at {EVAL}; set VEILLE_EVAL")
        return
    sets = pages()
    everything = [f for files in sets.values() for f in files]
    with tempfile.TemporaryDirectory() as folder:
        results = {name: run(name, everything, Path(folder)) for name in ORDER}
    bare = sum(p["seconds"] for p in results["lxml"]["pages"].values())
    fast = sum(p["seconds"] for p in results["trafilatura-fast"]["pages"].values())
    print(f"{len(everything)} pages, CPU ms a page, one thread\n")
    print(f"{'':18}{'median':>8}{'p95':>8}{'/ lxml':>8}{'fast /':>8}{'MiB':>7}{'failed':>8}")
    for name, result in results.items():
        ms = sorted(1000 * p["seconds"] for p in result["pages"].values())
        total = sum(ms) / 1000
        failed = sum("failed" in p["found"] for p in result["pages"].values())
        memory = (result["peak_kib"] - result["before_kib"]) / 1024
        print(
            f"{name:18}{statistics.median(ms):8.1f}{ms[int(0.95 * len(ms))]:8.1f}{total / bare:8.2f}{fast / total:8.2f}"
            f"{memory:7.0f}{failed:8}"
        )
    apart = [p["apart"] for p in results["veille"]["pages"].values()]
    print(
        f"\nveille tells the language apart from that: {1000 * statistics.median(apart):.2f} ms a page at the median,"
        f" {sum(apart) / bare:.2f} of a bare lxml parse in total"
    )
    score = scorer()
    groups = {
        "articles fundus-*": [f for f in sets["articles"] if f.name.startswith("fundus")],
        "articles wcxb-*": [f for f in sets["articles"] if f.name.startswith("wcxb")],
        "fr-claims": sets["fr-claims"],
    }
    keys = ("body_f1", "body_order_f1", "title", "authors", "published", "boilerplate_leaked", "captions_leaked")
    for group, files in groups.items():
        print(f"\n{group:18}" + "".join(f"{k.replace('_', ' '):>20}" for k in keys))
        for name in ORDER[2:]:
            found = scores(results[name], files, score)
            print(f"{name:18}" + "".join(f"{found.get(k, float('nan')):20.3f}" for k in keys))


if __name__ == "__main__":
    main()
