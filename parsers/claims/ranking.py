"""Whom a pronoun, a description or a quotation without a source means: candidates ranked by a fitted log-linear model.

``seeds/claims/speakers.json`` holds the weights; ``tests/bench/claims/fit_speakers.py`` fits them. A candidate's score
is the sum of its features' weights; the probabilities of a question's candidates (softmax) are how sure the link is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log
from typing import Any

import seeds
from parsers.claims.view import Speaker

MODEL = "claims/speakers.json"


@dataclass(slots=True)
class Question:
    """Whom the words [at, end) mean. ``form`` is what they are: "pronoun", "joined", "noun", "body" or "none"."""

    at: int
    form: str
    gender: str = ""
    plural: bool | None = False  # None: it doesn't show
    things: bool = True  # whether an organisation or a document can be meant
    noun: int | None = None  # the token of the noun
    end: int = 0


@dataclass(slots=True)
class Candidate:
    """Somebody who may be meant; ``speaker`` is None for nobody that the text has named so far."""

    speaker: Speaker | None
    mentions: list[tuple[int, str]] = field(default_factory=list)  # token, and what stands there
    features: dict[str, float] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The token of the last mention."""
        return max(self.mentions)[0]


def scaled(sure: float, shift: float, slope: float) -> float:
    """A share as a probability: its log odds shifted and stretched."""
    odds = log(max(sure, 0.01) / max(1 - sure, 0.01))
    return round(1 / (1 + exp(-shift - slope * odds)), 2)


@cache
def _model() -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(seeds.path(MODEL).read_bytes())
    return found


def certainty(form: str, sure: float) -> float:
    """How often links of a form that are this sure are right."""
    return scaled(sure, *_model().get("scales", {}).get(form, (0.0, 1.0)))


def weights() -> Mapping[str, float]:
    """The fitted weights by feature."""
    found: Mapping[str, float] = _model()["weights"]
    return found


def of_form(form: str, given: Mapping[str, float]) -> dict[str, float]:
    """The weights of the features in questions of a form: those of any question with words, and the form's own."""
    worded = {} if form == "none" else {f: w for f, w in given.items() if ":" not in f}
    for name, weight in given.items():
        if name.startswith(f"{form}:"):
            feature = name.partition(":")[2]
            worded[feature] = worded.get(feature, 0.0) + weight
    return worded


@cache
def fitted(form: str) -> dict[str, float]:
    """The fitted weights of a form of question."""
    return of_form(form, weights())


def shares(candidates: Sequence[Candidate], given: Mapping[str, float]) -> list[float]:
    """The probability of each candidate, by the weights of the question's form."""
    get = given.get
    scores = [sum(get(f, 0.0) * v for f, v in c.features.items() if v) for c in candidates]
    top = max(scores)
    parts = [exp(s - top) for s in scores]
    whole = sum(parts)
    return [p / whole for p in parts]
