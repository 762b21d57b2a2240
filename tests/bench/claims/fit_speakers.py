"""Fit the weights that rank who is meant (``seeds/claims/speakers.json``) on annotated articles, and cross-validate.

    python tests/bench/claims/fit_speakers.py [--write]

Fitted on the articles of our own that are not held out and on the seen pages of the evaluation folder. A question (a
pronoun, a description, a quotation without a source) is learned from where its statement matches an annotated one; the
questions asked on the way have no label. As who is meant depends on who spoke before, recording and fitting take turns.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from bench import EVAL, scorer
from own import GOLD, HELD_OUT

import seeds
from parsers.claims.find import find
from parsers.claims.pack import pack
from parsers.claims.people import People
from parsers.claims.phrases import Phrases
from parsers.claims.ranking import MODEL, Candidate, Question, of_form, scaled, shares
from parsers.claims.speakers import Speakers
from parsers.claims.tags import tag
from parsers.claims.tokens import read
from parsers.models import Article

CASES = Path(__file__).parents[2] / "parsers/claims/cases"
FOLDS, ROUNDS, STEPS, RATE = 10, 4, 400, 0.08
PENALTY = 2.0  # of a squared weight
SHARPER = 1.25  # the penalty keeps weights small and the model less sure than it is right (by cross-validation)
LEAST = 0.05  # a smaller weight is left out
DRAWN = 1.0  # how much scales are drawn to no change
ENOUGH = 10  # answers of a form that a scale can be told from
SEEN = 4  # questions a feature must tell candidates apart in
THRESHOLDS = (0.0, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.73, 0.75, 0.8, 0.85, 0.9, 0.95)
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
score = scorer()


@dataclass(slots=True)
class Asked:
    """A question as it was asked: its form, each candidate's features, and which of them are right."""

    form: str
    features: list[dict[str, float]]
    right: list[bool]


@dataclass(slots=True)
class Outcome:
    """A predicted statement: whether it matches, whether its speaker is right if given, or right if left out."""

    matched: bool
    form: str = ""
    right: bool = False
    null: bool = False  # the annotation gives nobody
    sure: float = 0.0


@dataclass(slots=True)
class Reading:
    """What an article gave under some weights."""

    asked: list[Asked] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    gold: int = 0


class Recorder(Speakers):
    """Resolves speakers by the weights handed in, and keeps what was asked."""

    given: Mapping[str, float]

    def choose(self, question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, float]:
        """The likeliest candidate under ``given``."""
        self.log[question.at, question.form == "none"] = question, candidates
        parts = shares(candidates, of_form(question.form, self.given))
        best = max(range(len(parts)), key=parts.__getitem__)
        return candidates[best], parts[best]

    log: dict[tuple[int, bool], tuple[Question, Sequence[Candidate]]]


def articles() -> dict[str, dict[str, Any]]:
    """The annotated articles to learn from."""
    unseen = set((EVAL / "fr-claims/unseen.txt").read_text("utf-8").split())
    files = [f for f in sorted(GOLD.glob("*.json")) if f.stem not in HELD_OUT]
    files += [f for f in sorted((EVAL / "fr-claims/gold").glob("*.json")) if f.stem not in unseen]
    return {f.stem: json.loads(f.read_text("utf-8")) for f in files}


def examples() -> list[dict[str, Any]]:
    """The examples of the tests that say who speaks, as annotated articles."""
    found = []
    for path in sorted(CASES.glob("fr-*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8"))["cases"]:
            says = [s for s in case["says"] if "speaker" in s]
            title, *body = (
                case["text"].split("\n\n") if case.get("where") == "title" else (None, *case["text"].split("\n\n"))
            )
            statements = [{**s, "content": [s["content"]], "where": "body"} for s in says]
            found.append({"language": "fr", "title": title, "body": body, "statements": statements})
    return found


def resolve(gold: dict[str, Any], given: Mapping[str, float]) -> Reading:
    """An article read under some weights."""
    named = {key: gold.get(key) for key in ("language", "title", "standfirst", "published")}
    words = pack("fr")
    assert words is not None
    row = read(Article(**named, body=tuple(gold["body"])), words)
    tag(row)
    phrases = Phrases(row)
    people = People(phrases)
    reports = find(row, phrases, people)
    recorder = Recorder(phrases, people)
    recorder.given, recorder.log = given, {}
    found = recorder.resolved(reports)
    said = [score.tokens(" ".join(row.slice(*c) for c in r.content)) for r in reports]
    where = [row.places[row.place_of(r.start)].name.split(":")[0] for r in reports]
    wanted = [(score.tokens(" ".join(s["content"])), s["where"].split(":")[0]) for s in gold["statements"]]
    pairs = score.match(
        range(len(wanted)),
        range(len(reports)),
        lambda i, j: score.f1(wanted[i][0], said[j]) + (0.001 if wanted[i][1] == where[j] else 0),
        0.6,
    )
    reading = Reading(gold=len(wanted), outcomes=[Outcome(False) for _ in range(len(reports) - len(pairs))])
    for i, j, _ in pairs:
        report, speaker, name = reports[j], found[j], gold["statements"][i]["speaker"]
        at = (report.source[0], False) if report.source else (report.start, True)
        form = ""
        if at in recorder.log:
            question, candidates = recorder.log[at]
            form = question.form
            if asked := labelled(question, candidates, name):
                reading.asked.append(asked)
        right = bool(speaker and score.name_ok(name, speaker.text))
        form = speaker.form if speaker else form
        reading.outcomes.append(Outcome(True, form, right, not name, speaker.confidence if speaker else 0.0))
    return reading


def labelled(question: Question, candidates: Sequence[Candidate], name: str | None) -> Asked | None:
    """A question with what is right; nobody is, where the annotation gives nobody or none of the candidates."""
    right = [bool(c.speaker and name and score.name_ok(name, c.speaker.text)) for c in candidates]
    if not any(right):
        right = [c.speaker is None for c in candidates]
    return Asked(question.form, [c.features for c in candidates], right) if any(right) else None


def prefixes(form: str) -> tuple[str, ...]:
    """What stands before a feature's name in the weights that count in a form of question."""
    return ("none:",) if form == "none" else ("", f"{form}:")


def fit(asked: list[Asked]) -> dict[str, float]:
    """The weights that make what is right likeliest, by gradient ascent on the penalised likelihood (Adam)."""
    told: Counter[str] = Counter()
    for a in asked:
        told.update({f"{p}{n}" for p in prefixes(a.form) for f in a.features for n, v in f.items() if v})
    names = sorted(n for n, count in told.items() if count >= SEEN)
    index = {n: k for k, n in enumerate(names)}
    rows, starts = [], []
    for a in asked:
        starts.append(len(rows))
        for f in a.features:
            row = np.zeros(len(names))
            for n, v in f.items():
                for key in (f"{p}{n}" for p in prefixes(a.form)):
                    if key in index:
                        row[index[key]] += v
            rows.append(row)
    x, right = np.array(rows), np.array([r for a in asked for r in a.right], dtype=float)
    sizes = np.diff([*starts, len(rows)])
    w, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = x @ w
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        p = np.exp(scores)
        all_, good = p / np.repeat(np.add.reduceat(p, starts), sizes), p * right
        good = good / np.repeat(np.maximum(np.add.reduceat(good, starts), 1e-12), sizes)
        slope = x.T @ (good - all_) - PENALTY * w
        m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope**2
        w += RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return {n: round(SHARPER * float(k), 3) for n, k in zip(names, w, strict=True) if abs(k) >= LEAST}


def learn(golds: list[dict[str, Any]]) -> dict[str, float]:
    """Weights from some articles, recording and fitting in turns."""
    given: dict[str, float] = {}
    short = examples()
    for _ in range(ROUNDS):
        given = fit([a for g in golds + short * 3 for a in resolve(g, given).asked])
    return given


def crossed(pages: dict[str, dict[str, Any]]) -> dict[str, Reading]:
    """Each article as read under weights that were fitted without it."""
    names = list(pages)
    found = {}
    for k in range(FOLDS):
        held = names[k::FOLDS]
        given = learn([pages[n] for n in names if n not in held])
        found |= {n: resolve(pages[n], given) for n in held}
    return found


def scales(readings: Sequence[Reading]) -> dict[str, tuple[float, float]]:
    """What makes the shares of each form probabilities (Platt's scaling, drawn to no change)."""
    found = {}
    given = [o for r in readings for o in r.outcomes if o.matched and o.sure]
    for form in sorted({o.form for o in given}):
        own = [o for o in given if o.form == form]
        if len(own) < ENOUGH:
            continue
        p = np.clip([o.sure for o in own], 0.01, 0.99)
        x, right = np.stack([np.ones(len(own)), np.log(p / (1 - p))]), np.array([o.right for o in own], dtype=float)
        w, start = np.array([0.0, 1.0]), np.array([0.0, 1.0])
        for _ in range(100):
            q = 1 / (1 + np.exp(-w @ x))
            slope = x @ (right - q) - DRAWN * (w - start)
            w += 0.3 * np.linalg.solve((x * (q * (1 - q))) @ x.T + DRAWN * np.eye(2), slope)
        found[form] = (round(float(w[0]), 2), round(float(w[1]), 2))
    return found


def scaled_across(pages: dict[str, Reading]) -> list[Reading]:
    """The readings with each article's shares scaled by what the others show."""
    names, found = list(pages), []
    for k in range(FOLDS):
        learnt = scales([pages[n] for i, n in enumerate(names) if i % FOLDS != k])
        for n in names[k::FOLDS]:
            own = pages[n]
            sure = [o.sure and scaled(o.sure, *learnt.get(o.form, (0.0, 1.0))) for o in own.outcomes]
            outcomes = [replace(o, sure=s) for o, s in zip(own.outcomes, sure, strict=True)]
            found.append(Reading(outcomes=outcomes, gold=own.gold))
    return found


def report(readings: Sequence[Reading]) -> None:
    """Attributed F1 and precision at thresholds, and how right each form and each confidence is."""
    outcomes = [o for r in readings for o in r.outcomes]
    whole = len(outcomes) + sum(r.gold for r in readings)
    print("threshold  attributed F1  given and right  given")
    for threshold in THRESHOLDS:
        given = [o for o in outcomes if o.matched and o.sure and o.sure >= threshold]
        right = sum(o.right for o in given)
        empty = sum(o.matched and o.null and not (o.sure and o.sure >= threshold) for o in outcomes)
        print(f"{threshold:9.2f}  {2 * (right + empty) / whole:13.3f}  {right / len(given):15.3f}  {len(given):5}")
    for form in sorted({o.form for o in outcomes}):
        right_ones = [o.right or (o.null and not o.sure) for o in outcomes if o.matched and o.form == form]
        print(f"{form or 'no question':12} {len(right_ones):4} right {sum(right_ones) / max(1, len(right_ones)):.3f}")
    for low, high in pairwise(BINS):
        own = [o for o in outcomes if o.matched and o.form and o.sure and low <= o.sure < high]
        if own:
            print(f"asked, {low:.2f}-{high:.2f}: {len(own):4} right {sum(o.right for o in own) / len(own):.3f}")


def main() -> None:
    """Cross-validate, fit on all, and write the weights where asked to."""
    pages = articles()
    readings = crossed(pages)
    for part in ("abcde", "ab", "cde"):
        own = [r for n, r in readings.items() if n[0] in part and n[1:].isdigit()]
        print(f"cross-validated, {len(own)} articles {part}")
        report(own)
    print("cross-validated, seen pages")
    report([r for n, r in readings.items() if not n[1:].isdigit()])
    print("cross-validated, all, as the ranking is sure")
    report(list(readings.values()))
    print("cross-validated, all, scaled")
    report(scaled_across(readings))
    given = learn(list(pages.values()))
    print(f"fitted on all: {len(given)} weights")
    report([resolve(g, given) for n, g in pages.items()])
    if "--write" in sys.argv:
        note = (
            "Weights of the features that rank who is meant (parsers/claims/ranking.py). Fitted by "
            "tests/bench/claims/fit_speakers.py; a name with a form before a colon counts in questions of that form."
        )
        path = Path(seeds.__file__).parent / MODEL
        model = {"note": note, "scales": scales(list(readings.values())), "weights": given}
        path.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
