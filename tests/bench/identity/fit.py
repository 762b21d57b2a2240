"""Fit the weights of identity (``seeds/identity/model.json``) on labelled pairs, and cross-validate by topic.

    python tests/bench/identity/fit.py PAIRS …                 prints the cross-validated scores
    python tests/bench/identity/fit.py PAIRS … --write FILE    fits on all of them and writes the weights

PAIRS is a .jsonl as ``veille match`` takes it, with "same_claim", "same_series" and "why" (ids begin with their topic:
d01-…; ``--skip-thirds`` leaves every third topic unseen), ``tests/warehouse/identity/pairs.yaml``,
``seeds/newsroom/truth.yaml``, whose tellings are paired with each other, or ``mentions.yaml`` beside this, whose groups
are different claims with words in common. Added are easy examples: texts of different topics, each text with itself,
each claim with its bare denial, with its being given up, and two tellings of one claim of which the second is moved
elsewhere. A quarter of the words is forgotten in two copies of every pair, as new topics bring words that the lexicon
lacks. A logistic loss with an L2 penalty: the same pairs always give
the same weights. ``pairs_fresh.yaml`` is never among them: it tells what topics cost that nobody fitted to.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from warehouse.identity.comparing import features
from warehouse.identity.lexicon import load
from warehouse.identity.reading import Meaning, meaning
from warehouse.identity.words import Unit
from warehouse.models import digest

PENALTY = 0.15
STEPS = 40
STRIDE = 4.0  # how far a weight may move in one step: Newton's method overshoots where examples are few
GAPS = 0.25  # the share of the words that a new topic brings and the lexicon lacks
SEEDS = ("one", "two")
EASY = 0.2  # what an easy example counts for
CORPUS = 0.05  # what a pair of a corpus counts for: there are many, and who asks for two claims has seldom such in mind
MOVED = 0.1  # what a pair counts for whose second telling was moved elsewhere
STRANGERS = 2  # easy negatives for each topic


def read(side: dict[str, Any]) -> Meaning:
    return _read(side["text"], side["lang"], side["date"])


@cache
def _read(text: str, language: str, day: str) -> Meaning:
    return meaning(text, language, date=date.fromisoformat(day))


def forget(m: Meaning, share: float, seed: str) -> Meaning:
    """The meaning as read with a lexicon that lacks a share of its words: what new topics will meet."""
    units = []
    for u in m.units:
        lost = int(digest(seed, m.language, u.text.lower())[:8], 16) % 1000 < share * 1000
        known = u.kind in ("places", "names", "name", "word")
        units.append(u if known or not lost else replace(u, concepts=(), kind="word", weight=load().word_weight))
    return replace(m, units=tuple(units))


def load_pairs(file: Path, skip_thirds: bool) -> list[dict[str, Any]]:
    """The labelled pairs of a file (see above)."""
    if file.suffix == ".jsonl":
        pairs = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        return [p for p in pairs if not skip_thirds or int(topic(p)[1:]) % 3]
    data = yaml.safe_load(file.read_text("utf-8"))
    if isinstance(data, list):
        return corpus_pairs(data)
    return planted_pairs(data["claims"]) if "claims" in data else varied_pairs(data)


def varied_pairs(topics: dict[str, Any]) -> list[dict[str, Any]]:
    """Each claim with its variants; topics are numbered from 100."""
    found = []
    for number, entry in enumerate(topics.values(), 100):
        day = str(entry["day"])
        for n, (why, language, text) in enumerate(entry["variants"]):
            same = why in ("paraphrase", "near-copy", "translation")
            sides = {
                "a": {"text": entry["claim"], "lang": "fr", "date": day},
                "b": {"text": text, "lang": language, "date": day},
            }
            labels = {"same_claim": same, "same_series": same or why == "figure", "why": why}
            found.append({"id": f"d{number}-{n}", **sides, **labels})
    return found


def planted_pairs(claims: dict[str, Any]) -> list[dict[str, Any]]:
    """The tellings of the demo press two by two: all that belong together, every fifth of the others."""
    told = {}
    for name, claim in claims.items():
        for t in claim["told"]:
            language = "en" if t["in"].split("/")[0] in ENGLISH else "fr"
            side = {"text": t["claim"], "lang": language, "date": f"2026-09-{6 + t['day']:02}"}
            told.setdefault((name, t["claim"]), (name, claim.get("series", name), side))
    found = []
    for n, (a, b) in enumerate(combinations(told.values(), 2)):
        same, kin = a[0] == b[0], a[1] == b[1]
        if kin or n % 5 == 0:
            why = "news-same" if same else "news-series" if kin else "news-other"
            number = 200 + int(digest(a[1])[:4], 16) % 8
            pair = {"id": f"d{number}-{n}", "a": a[2], "b": b[2], "same_claim": same, "same_series": kin, "why": why}
            found.append(pair)
    return found


def corpus_pairs(groups: list[list[list[str]]]) -> list[dict[str, Any]]:
    """Mentions of a corpus two by two, of different groups, that share enough for a comparison to be asked for."""
    sides = [
        (n, {"text": text, "lang": language, "date": "2026-09-09"})
        for n, group in enumerate(groups)
        for language, text in group
    ]
    found = []
    for (m, a), (n, b) in combinations(sides, 2):
        if m != n and features(read(a), read(b))["cover_low"] >= ASKED:
            labels = {"same_claim": False, "same_series": False, "why": "news-corpus"}
            found.append({"id": f"d{300 + (m + n) % 8}-{m}-{n}", "a": a, "b": b, **labels})
    return found


ASKED = 0.35
ENGLISH = ("harbour-ledger", "selin-courier")


def topic(pair: dict[str, Any]) -> str:
    return str(pair["id"]).split("-")[0]


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, signs: np.ndarray) -> np.ndarray:
    """Weights of the columns and the bias last, by Newton's method.

    A weight may not cross the sign that its feature must have: columns that would are left out, the worst first.
    """
    kept = np.ones(x.shape[1], dtype=bool)
    while True:
        w = np.zeros(x.shape[1] + 1)
        w[np.r_[kept, True]] = _newton(np.hstack([x[:, kept], np.ones((len(x), 1))]), y, weight)
        crossing = np.where(signs * w[:-1] < 0, np.abs(w[:-1]), 0.0)
        if not crossing.any():
            return w
        kept[int(np.argmax(crossing))] = False


def _newton(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    w = np.zeros(x.shape[1])
    ridge = np.r_[np.full(x.shape[1] - 1, PENALTY), 1e-6]
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ ((p - y) * weight) + ridge * w
        hessian = (x * (weight * np.maximum(p * (1 - p), 1e-6))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w = w - step * min(1.0, STRIDE / max(float(np.abs(step).max()), 1e-9))
    return w


SIGNS = {
    "cover_low": 1, "cover_high": 1, "common": 1, "action_low": 1, "action_high": 1, "both_miss_actions": -1,
    "both_miss_places": -1, "one_misses_places": -1, "both_miss_names": -1, "one_misses_names": -1,
    "figures_differ": -1, "figures_missing": -1, "figures_agree": 1, "clocks_differ": -1, "ordinals_differ": -1,
    "turned": -1, "turned_copy": -1, "negated_alone": -1, "untrue": -1, "contrary": -1, "contrast": -1,
    "reversed_copy": -1, "contrary_copy": -1, "contrast_copy": -1, "country_differs": -1, "country_copy": -1,
    "directions_differ": -1, "directions_copy": -1, "of_another": -1, "heads_abroad": -1, "swapped_alike": -1,
    "limit_alone": -1,
    "reversed": -1, "month_alone": -1, "subject_differs": -1, "subject_agrees": 1, "subject_swapped": -1,
    "head_low": 1, "head_high": 1, "heads_apart": -1, "period": -1, "both_miss": -1, "verbatim": 1,
    "verbatim_uncovered": -1, "loose": 1, "replaced": -1, "subject_replaced": -1,
}  # fmt: skip


def table(pairs: list[dict[str, Any]], seed: str | None = None) -> tuple[list[str], np.ndarray]:
    rows = []
    for p in pairs:
        a, b = read(p["a"]), read(p["b"])
        b = TURNS[p["why"]](a, b) if p["why"] in TURNS else b
        rows.append(features(forget(a, GAPS, seed), forget(b, GAPS, seed)) if seed else features(a, b))
    names = [name for name in rows[0] if name in SIGNS or name == "same_language"]
    return names, np.array([[r[n] for n in names] for r in rows])


def strangers(pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_topic = defaultdict(list)
    for p in pairs:
        by_topic[topic(p)].append(p)
    topics = sorted(by_topic)
    found = []
    for i, t in enumerate(topics):
        for k in range(1, STRANGERS + 1):
            other = by_topic[topics[(i + k * 7) % len(topics)]]
            found.append({"id": by_topic[t][0]["id"], "a": by_topic[t][0]["a"], "b": other[k]["b"]})
    return [{**f, "same_claim": False, "same_series": False, "why": "stranger"} for f in found]


def copies(pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each text with itself: what is told twice in the same words is one claim."""
    sides = {p[s]["text"]: {"id": p["id"], "a": p[s], "b": p[s]} for p in pairs for s in "ab"}
    return [{**c, "same_claim": True, "same_series": True, "why": "copy"} for c in sides.values()]


def denials(pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each claim and its bare denial: the same words, the leading predicate negated."""
    sides = {p["a"]["text"]: {"id": p["id"], "a": p["a"], "b": p["a"]} for p in pairs}
    return [{**s, "same_claim": False, "same_series": False, "why": "denial"} for s in sides.values()]


def renouncements(pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each claim and that it was given up: the same words, their leading predicate governed by another."""
    return [{**d, "why": "renouncement"} for d in denials(pairs)]


def renounce(m: Meaning) -> Meaning:
    """The meaning with "gives up" before its leading predicate."""
    at = next((i for i, u in enumerate(m.units) if u.kind == "actions" and u.weight >= 0.5), 0)
    lexicon = load()
    gives_up = Unit("", (lexicon.names.index("give_up"),), "actions", 1.0, "", m.units[at].at, m.units[at].clause)
    return replace(m, units=(*m.units[:at], gives_up, *m.units[at:]))


def removals(pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each two tellings of one claim, the second moved elsewhere: a place or name that both have is another."""
    same = [p for p in pairs if p["same_claim"] and p["a"] != p["b"] and not p["why"].startswith("news")]
    same = [p for p in same if remove(read(p["a"]), read(p["b"])) != read(p["b"])]
    return [{**p, "same_claim": False, "same_series": False, "why": "removal"} for p in same]


def remove(a: Meaning, b: Meaning) -> Meaning:
    """The second meaning with another place or name instead of the first that both have."""
    keys, places = {u.key for u in a.units if u.kind == "name"}, {c for u in a.units for c in u.concepts}
    for u in b.units:
        shared = u.key in keys if u.kind == "name" else u.kind == "places" and bool(places.intersection(u.concepts))
        if shared and u.weight >= 1:
            other = replace(u, concepts=(ELSEWHERE,) if u.kind == "places" else (), key="elsewhere")
            units = (replace(other, at=v.at) if v.key == u.key else v for v in b.units)
            return replace(b, units=tuple(units))
    return b


ELSEWHERE = load().names.index("PY")  # no pair speaks of Paraguay
TURNS = {
    "denial": lambda a, b: deny(b),
    "renouncement": lambda a, b: renounce(b),
    "removal": remove,
}


def deny(m: Meaning) -> Meaning:
    """The meaning with its leading predicate negated, or, already so, affirmed."""
    at = next((i for i, u in enumerate(m.units) if u.kind == "actions" and u.weight >= 0.5), 0)
    return replace(m, units=tuple(replace(u, negated=not u.negated) if i == at else u for i, u in enumerate(m.units)))


def f1(p: np.ndarray, y: np.ndarray) -> float:
    hit = float((p & y).sum())
    return 2 * hit / max(float(p.sum() + y.sum()), 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--skip-thirds", action="store_true", help="leave topics d03, d06 … of a .jsonl out")
    parser.add_argument("--wrong", action="store_true", help="print the pairs that come out wrong when held out")
    options = parser.parse_args()
    pairs = [p for file in options.pairs for p in load_pairs(file, options.skip_thirds)]
    hard = [p for p in pairs if not p["why"].startswith("news")]
    pairs += strangers(hard) + copies(hard) + removals(pairs) + denials(pairs) + renouncements(hard)
    names, x = table(pairs)
    gaps = [table(pairs, seed)[1] for seed in SEEDS]
    topics = np.array([int(topic(p)[1:]) for p in pairs])
    easy = np.array([p["why"] in ("stranger", "copy", "news-other", "news-corpus", *TURNS) for p in pairs])
    corpus = np.array([p["why"] == "news-corpus" for p in pairs])
    moved = np.array([p["why"] == "removal" for p in pairs])
    signs = np.array([SIGNS.get(n, 0) for n in names])
    held_out = {}
    fitted: dict[str, Any] = {}
    for key in ("same_claim", "same_series"):
        y = np.array([p[key] for p in pairs], dtype=float)
        weight = np.where(easy, EASY, 1.0)
        weight[corpus], weight[moved] = CORPUS, MOVED
        every, labels, weights = np.vstack([x, *gaps]), np.tile(y, 1 + len(gaps)), np.tile(weight, 1 + len(gaps))
        w = fit(every, labels, weights, signs)
        fitted[key] = {"bias": round(w[-1], 4), "weights": {n: round(v, 4) for n, v in zip(names, w, strict=False)}}
        guess, blind = np.zeros(len(pairs)), np.zeros(len(pairs))
        for fold in range(8):
            out = topics % 8 == fold
            inside = np.tile(~out, 1 + len(gaps))
            w = fit(every[inside], labels[inside], weights[inside], signs)
            guess[out] = np.hstack([x[out], np.ones((out.sum(), 1))]) @ w
            blind[out] = np.hstack([gaps[0][out], np.ones((out.sum(), 1))]) @ w
        held_out[key] = guess > 0
        print(f"{key}: held-out F1 with {GAPS:.0%} of the words unknown {f1(blind[~easy] > 0, y[~easy] > 0):.3f}")
        print(f"{key}: held-out F1 {f1(held_out[key][~easy], y[~easy] > 0):.3f}")
    right = defaultdict(list)
    for p, guess in zip(pairs, held_out["same_claim"], strict=True):
        right[p["why"]].append(bool(guess) == p["same_claim"])
        if options.wrong and bool(guess) != p["same_claim"]:
            print(p["id"], p["why"], p["b"]["lang"])
    for why, hits in sorted(right.items()):
        print(f"  {why:12} {sum(hits) / len(hits):.3f}  of {len(hits)}")
    fitted["version"] = digest(json.dumps(fitted, sort_keys=True))[:12]
    if options.write:
        options.write.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
