"""Fit the trees that judge doubtful lines (``seeds/reading/lines.json``), and cross-validate them by site.

    python tests/bench/parse/fit.py            prints body F1 with and without them, on pages whose site was left out
    python tests/bench/parse/fit.py --write    fits on all pages and writes the file

The pages are those of the evaluation folder that may be looked at. Each is read several times: as it is, and with a
part of its class and id names forgotten, as an unknown site writes others; that part is "forgotten" in the table.
A line is text when half of its words stand in the annotated body, in runs of four.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import mean
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from bench import EVAL, ROOT, pages, scorer
from trees import Shape, Trees

from parsers import parse_page
from parsers.reading import blocks, doubt, webpage

FOLDS = 10
BELOW = {"news": 0.5, "other": 0.2}
"""Lines that are text with a smaller chance go. A page that declares no news may be anything, lists and forms too."""
VIEWS = {"as it is": (0.0, 0), "half forgotten": (0.5, 0), "again": (0.5, 1), "all forgotten": (1.0, 0)}
"""The share of the names that is forgotten, and which names."""
CHECKED = ("as it is", "half forgotten", "all forgotten")
LEAST = 40
"""Words of a body from which on a line weighs what its words are of it."""
NAMES = blocks.role_of


@dataclass
class Page:
    """One reading of a page: its kept lines, what is known of the doubtful ones, and how many words are annotated."""

    name: str
    site: str
    gold: list[str]
    lines: list[tuple[list[str], tuple[float, ...] | None]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)


def forgetting(share: float, seed: int) -> Any:
    """The judge of names, with a share of all names unknown to it."""

    def known(name: str) -> bool:
        return int(hashlib.md5(f"{seed}{name}".encode()).hexdigest()[:6], 16) >= share * 0xFFFFFF

    def role(names: str) -> tuple[str, str] | None:
        kept = " ".join(name for name in names.split() if known(name))
        return NAMES(kept) if kept else None

    return role if share else NAMES


def read(data: bytes, page: Page, score: Any) -> None:
    """Read a page without the trees; note its lines and whether they are text."""
    known: dict[int, tuple[float, ...]] = {}
    kept: list[blocks.Block] = []
    judge = webpage.sort_line

    def judged(block: blocks.Block, gone: str | None, parts: Any, *rest: Any) -> None:
        before = len(parts.body)
        judge(block, gone, parts, *rest)
        if len(parts.body) > before:
            kept.append(block)

    def none(box: blocks.Box, found: list[blocks.Block], gone: Any, *, news: bool) -> dict[int, str]:
        known.update((id(found[n]), line) for n, line in doubt.doubtful(box, found, gone, news=news))
        return {}

    webpage.sort_line, webpage.unlikely = judged, none  # type: ignore[assignment]
    try:
        article = parse_page(data)
    finally:
        webpage.sort_line, webpage.unlikely = judge, doubt.unlikely
    page.lead = score.tokens(" ".join(article.body[: len(article.body) - len(kept)]))
    page.lines = [(score.tokens(b.text), known.get(id(b))) for b in kept]


def label(page: Page, annotated: set[str], score: Any) -> None:
    """Whether each line is text."""
    runs = set(score.shingles(page.gold))
    stream = [(word, n) for n, (words, _) in enumerate(page.lines) for word in words]
    held = [False] * len(stream)
    for k in range(len(stream) - 3):
        if tuple(word for word, _ in stream[k : k + 4]) in runs:
            held[k : k + 4] = [True] * 4
    found = Counter(n for (_, n), is_held in zip(stream, held, strict=True) if is_held)
    page.labels = [
        2 * found[n] >= max(len(words), 1) or " ".join(words) in annotated for n, (words, _) in enumerate(page.lines)
    ]


def views(score: Any) -> Iterator[tuple[str, Page]]:
    """All readings of all pages."""
    for file in (file for files in pages().values() for file in files):
        name = file.name.removesuffix(".html.gz")
        gold = json.loads((file.parents[1] / "gold" / f"{name}.json").read_text("utf-8"))
        data = gzip.decompress(file.read_bytes())
        annotated = {" ".join(score.tokens(line)) for text in gold["body"] for line in text.split("\n")}
        site = urlsplit(gold.get("url") or "").hostname or name.split("_")[0]
        for view, (share, seed) in VIEWS.items():
            blocks.role_of = forgetting(share, seed)
            page = Page(name, site, score.tokens(" ".join(gold["body"])))
            read(data, page, score)
            label(page, annotated, score)
            yield view, page
        blocks.role_of = NAMES


def fitted(read_: list[Page]) -> list[Any]:
    """The trees for these readings."""
    rows, labels, weights = [], [], []
    for page in read_:
        for (words, line), is_text in zip(page.lines, page.labels, strict=True):
            if line is not None:
                rows.append([float(x) for x in line])
                labels.append(float(is_text))
                weights.append(max(1, len(words)) / max(LEAST, len(page.gold)) + 1 / 300)
    return Trees(np.array(rows), np.array(labels), np.array(weights), doubt.FEATURES, Shape()).found


def set_of(name: str) -> str:
    """The set of a page, as the table has it."""
    return name.split("-")[0] if name.startswith(("fundus-", "wcxb-")) else "french"


def log_odds(chance: float) -> float:
    """A chance as the trees' sums have it."""
    return round(math.log(chance / (1 - chance)), 4)


def f1(page: Page, likely: doubt.Score | None, score: Any) -> float:
    """Body F1 of a page whose unlikely lines are dropped."""
    words = list(page.lead)
    for text, line in page.lines:
        below = BELOW["news" if line is not None and line[doubt.FEATURES.index("news")] else "other"]
        if line is None or likely is None or likely(*line) >= log_odds(below):
            words += text
    return float(score.f1(page.gold, words))


def validate(read_: dict[str, list[Page]], score: Any) -> None:
    """Print mean F1 by set and view: without the trees, and with trees that never saw the page's site."""
    table: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    sites = sorted({page.site for page in read_["as it is"]}, key=lambda s: hashlib.md5(s.encode()).digest())
    for part in range(FOLDS):
        left_out = set(sites[part::FOLDS])
        found = fitted([page for view in read_.values() for page in view if page.site not in left_out])
        likely = doubt.scorer(found)
        for view in CHECKED:
            for page in read_[view]:
                if page.site in left_out:
                    table[view, set_of(page.name)].append((f1(page, None, score), f1(page, likely, score)))
    for (view, group), scores in sorted(table.items()):
        without, with_ = zip(*scores, strict=True)
        print(f"{group:8} {view:15} {len(scores):4} pages  without {mean(without):.4f}  with {mean(with_):.4f}")


def main() -> None:
    """Read, then print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    if not EVAL.exists():
        raise SystemExit(f"the evaluation folder {EVAL} is absent: set VEILLE_EVAL")
    score = scorer()
    found: dict[str, list[Page]] = defaultdict(list)
    write = parser.parse_args().write
    for view, page in views(score):
        found[view].append(page)
    if not write:
        validate(found, score)
        return
    below = {kind: log_odds(chance) for kind, chance in BELOW.items()}
    trees = fitted([page for readings in found.values() for page in readings])
    lines = ",\n".join(json.dumps(tree) for tree in trees)
    head = f'"features": {json.dumps(doubt.FEATURES)},\n"below": {json.dumps(below)},\n"trees": [\n{lines}\n]'
    (ROOT / "seeds/reading/lines.json").write_text(f"{{\n{head}\n}}\n", "utf-8")


if __name__ == "__main__":
    main()
