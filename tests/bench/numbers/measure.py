"""Figures, percentages and currencies of the Microsoft Recognizers specs: how many values are read right.

    python tests/bench/numbers/measure.py [--verbose]

A case counts when it is a number as news write it; the others are listed with the reason. The specs ask for numbers, so
`NumberModel` is held against the reader of numbers at the place the spec names; the other two against quantities.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parsers.claims import numerals, quantities
from parsers.claims.figures import grammar

LANGUAGES = {"French": "fr", "English": "en"}
MODELS = ("NumberModel", "PercentModel", "CurrencyModel")
TENS = r"(?:vingt|trente|cent|mille|billion|trillion|hundred|twenty|thirty|thousand|llion)"
# Why a case is none of ours: the language it holds for, by a pattern of the result's text or of the whole input.
REASONS: list[tuple[str, str, str | None, str | None]] = [
    ("a power or a notation of science", "en fr", r"\^|\de[+-]?\d|x10", None),
    ("an address of a machine, a telephone number or a list of exercises", "en fr", None,
     r"\+1-222|192\.168|\bnrs?\. "),
    ("the value contradicts the input", "fr",
     r"^-92321312\.0$|^43894\.0$|trillions?(?: et trois cents)?$|^négative .* à ",
     None),
    ("a rank above twenty, or a fraction whose terms the specs part now here, now there", "en fr",
     rf"^(?!(?:un|a|quatre|twenty|vingt) \w+$).*{TENS}.*(?:[iI][eè]mes?|premières|fifths?|firsts?|dths|tieth)$"
     rf"|^(?!un?\b).*{TENS}(?:ths?|i[eè]mes?)$", None),
    ("cents after digits, which are money", "fr", r"^ ?(?:322|3|4 mille 3|2|2,12) cents?\b", None),
    ("Indian scales", "fr", r"lakh|crore", None),
    ("a division said aloud", "en fr", r" over |^deux mille sur|^négative un sur", None),
    ("the unit before its figure, or a verb for the sign", "en fr",
     r"^(?:pourcent|pourcentage|percents?|per cent) (?:de|des|of)|^soustraire|^maud", None),
    ("money without the name of its hundredths", "en fr",
     r"dollars? (?:et|and) \w+$|\$ 100 and fifty|kuai|forty five$|usd 50$", None),
]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One figure of the specs."""

    language: str
    model: str
    input: str
    text: str
    start: int
    value: float

    @property
    def reason(self) -> str | None:
        """Why it is not counted; None for a case that is."""
        for reason, languages, text, whole in REASONS:
            here = LANGUAGES[self.language] in languages.split()
            if here and ((text and re.search(text, self.text)) or (whole and re.search(whole, self.input))):
                return reason
        return None

    @property
    def right(self) -> bool:
        """The value is read from the input."""
        code = LANGUAGES[self.language]
        found = [v for f in quantities.find(self.input, code) for v in (f.quantity.low, f.quantity.high)]
        if self.model == "NumberModel":
            found.append(number_at(self.input, self.start, code))
        return any(v is not None and abs(v - self.value) <= 1e-6 * max(1.0, abs(self.value)) for v in found)


def folder() -> Path:
    """Where the specs are: `VEILLE_EVAL`, or the shared folder beside the project."""
    default = Path(__file__).parents[3] / ".." / "shared" / "eval"
    return Path(os.environ.get("VEILLE_EVAL", default)) / "numbers"


def number_at(text: str, start: int, language: str) -> float | None:
    """The number read at a place, with its sign."""
    g = grammar(language)
    assert g is not None
    t = g.tokens(text)
    i = next((k for k in range(len(t)) if t.end[k] > start), None)
    sign = 1.0
    if i is not None and (t.low[i] in g.words("negative") or t.low[i] == "-"):
        sign, i = -1.0, i + 1
    if i is None or i >= len(t):
        return None
    number = numerals.read(t, i, g)
    if number is None:
        return None
    return sign * numerals.short_scale(t, number, money=True, g=g)[0].value


def cases() -> Iterator[Case]:
    """Every figure of the specs that has a value."""
    for language, code in LANGUAGES.items():
        for model in MODELS:
            for entry in json.loads((folder() / language / f"{model}.json").read_text("utf-8")):
                for result in entry["Results"]:
                    value = _value((result.get("Resolution") or {}).get("value"), code)
                    if value is not None:
                        yield Case(language, model, entry["Input"], result["Text"], _start(entry, result), value)


def _start(entry: dict[str, Any], result: dict[str, Any]) -> int:
    return int(result.get("Start", entry["Input"].lower().find(result["Text"].lower())))


def _value(said: Any, code: str) -> float | None:
    if said in (None, "null"):
        return None
    text = str(said).rstrip("%")
    return float(text.replace(",", ".") if code == "fr" else text)


def main() -> None:
    """Print the table, the reasons and, with --verbose, what is missed."""
    seen: Counter[tuple[str, str, str]] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    for case in cases():
        key = case.language, case.model
        if case.reason:
            reasons[case.language, case.reason] += 1
            seen[*key, "left out"] += 1
            continue
        seen[*key, "cases"] += 1
        seen[*key, "right"] += case.right
        if "--verbose" in sys.argv and not case.right:
            print("missed:", case.model, repr(case.input[-90:]), repr(case.text), case.value)
    for language in LANGUAGES:
        for model in MODELS:
            n, right, out = (seen[language, model, k] for k in ("cases", "right", "left out"))
            print(f"{language:8} {model:14} {right:4} of {n:4} right, {right / n:.3f}; {out} left out")
    for (language, reason), n in sorted(reasons.items()):
        print(f"  left out, {language}: {n:3} {reason}")


if __name__ == "__main__":
    main()
