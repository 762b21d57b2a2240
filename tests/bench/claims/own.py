"""Score the extractor on the French articles of our own in ``gold/``, annotated under the project's guidelines.

    python tests/bench/claims/own.py [--verbose]

Rules may be tuned on all but those in ``HELD_OUT``, which are scored in totals and never printed. The scorer is the
evaluation folder's (``VEILLE_EVAL`` or ``../shared/eval``).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench import EVAL, scorer

from parsers.models import Article

GOLD = Path(__file__).with_name("gold")
HELD_OUT = frozenset(f"k{n:02}" for n in range(1, 9))
SHOWN = ("statement_p", "statement_r", "statement_f1", "statement_f1_strict", "attributed_f1", "claim_f1")


def read(gold: dict[str, Any]) -> dict[str, Any]:
    """What the extractor makes of the annotated article's own text."""
    given = {key: gold[key] for key in ("language", "title", "standfirst", "published")}
    return Article(**given, body=tuple(gold["body"])).as_dict()


def main() -> None:
    """Print both parts' scores."""
    if not EVAL.exists():
        sys.exit(f"{EVAL} is not there; name the evaluation folder with VEILLE_EVAL")
    score = scorer().score
    pages = [(f.stem, json.loads(f.read_text("utf-8"))) for f in sorted(GOLD.glob("*.json"))]
    for part, held in (("to tune on", False), ("held out", True)):
        chosen = [(name, gold, read(gold)) for name, gold in pages if (name in HELD_OUT) == held]
        totals = score(chosen, "--verbose" in sys.argv and not held)
        print(f"{part}: {len(chosen)} articles, " + ", ".join(f"{key} {totals[key]:.3f}" for key in SHOWN))
        print(f"  speaker right where given {totals['speaker_precision']:.3f}, quantity F1 {totals['quantity_f1']:.3f}")


if __name__ == "__main__":
    main()
