"""The words, numbers and dates of the interface, in the reader's language: one YAML file a language in this folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import seeds
from parsers.errors import ConfigError
from warehouse.text import fold

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Words:
    """One language: its texts by name, and how it writes numbers, dates and lengths of time."""

    language: str
    data: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    def say(self, name: str, n: float | None = None, **values: object) -> str:
        """A text with its values filled in; where it has a singular and a plural, ``n`` chooses."""
        text = self.data[name]
        if isinstance(text, Mapping):
            least, most = self.data["singular"]
            text = text["one" if n is not None and least <= abs(n) <= most else "many"]
        shown = {key: self.number(v) if isinstance(v, int | float) else v for key, v in values.items()}
        return str(text).format(n=self.number(n) if n is not None else "", **shown)

    def number(self, n: float | None, digits: int = 2) -> str:
        """A number with the language's separators; no more decimals than it has."""
        if n is None:
            return "–"
        text = f"{n:,.{digits}f}".rstrip("0").rstrip(".") if digits and n % 1 else f"{n:,.0f}"
        numbers = self.data["numbers"]
        return text.translate({ord(","): numbers["thousands"], ord("."): numbers["decimal"], ord("-"): "−"})

    def percent(self, share: float | None) -> str:
        """A share of one as a percentage."""
        return "–" if share is None else self.data["numbers"]["percent"].format(self.number(100 * share, 0))

    def figure(self, low: float | None, high: float | None, unit: str = "") -> str:
        """A quantity: one figure, a range, or one that is open below or above, with its unit."""
        ends = [n for n in (low, high) if n is not None]
        scale, counted = self.scale(ends, unit)
        shown = [self.number(n / scale) for n in ends]
        if low is None or high is None:
            amount = ("≥ " if high is None else "≤ ") + shown[0]
        else:
            amount = shown[0] if low == high else "–".join(shown)
        return f"{amount}\u00a0{counted}".strip()

    def scale(self, amounts: Sequence[float], unit: str = "") -> tuple[int, str]:
        """By what to divide amounts that are told in millions or billions, and the unit then: "millions d'euros".

        One, and the unit as it is, where two decimals do not hold every amount.
        """
        numbers = self.data["numbers"]
        for scale in numbers["scales"]:
            of, told = scale["of"], [abs(n) / scale["of"] for n in amounts]
            if told and all(n >= 1 and n == round(n, 2) for n in told):
                word = scale["one" if max(told) <= self.data["singular"][1] else "many"]
                form = numbers["of_elided" if fold(unit[:1]) in set(numbers["elides"]) else "of_unit"]
                return of, f"{word} {form.format(unit)}" if unit else word
        return 1, unit

    def date(self, day: dt.date | None, form: str = "short") -> str:
        """A day in the language's ``long``, ``short`` or ``tiny`` form."""
        if day is None:
            return "–"
        dates = self.data["dates"]
        return str(dates[form]).format(
            weekday=dates["days"][day.isoweekday() % 7],
            day=dates["first"] if day.day == 1 else day.day,
            month=dates["months"][day.month - 1],
            mon=dates["shortMonths"][day.month - 1],
            year=day.year,
        )

    def moment(self, when: dt.datetime | None, tz: str) -> str:
        """A moment to the minute, in a zone."""
        if when is None:
            return "–"
        local = when.astimezone(ZoneInfo(tz))
        return str(self.data["dates"]["moment"]).format(date=self.date(local.date()), time=local.strftime("%H:%M"))

    def span(self, length: dt.timedelta | None) -> str:
        """A length of time in its two largest units: days and hours, hours and minutes, or minutes."""
        if length is None:
            return "–"
        minutes = round(abs(length.total_seconds()) / 60)
        parts = [(minutes // 1440, "d"), (minutes % 1440 // 60, "h"), (minutes % 60, "min")]
        shown = [f"{n}\u00a0{self.data['spans'][unit]}" for n, unit in parts if n][:2]
        return " ".join(shown) or f"0\u00a0{self.data['spans']['min']}"

    def cell(self, value: Any, tz: str) -> str:
        """Any value of an answer, as the language writes it."""
        if isinstance(value, list | dict):
            parts = value.values() if isinstance(value, dict) else value
            return (" " if isinstance(value, dict) else ", ").join(self.cell(v, tz) for v in parts if v is not None)
        if isinstance(value, bool):
            return str(self.data["truth"][int(value)])
        if isinstance(value, int | float):
            return self.number(value, 4)
        if isinstance(value, dt.datetime):
            return self.moment(value, tz)
        if isinstance(value, dt.date):
            return self.date(value)
        return self.span(value) if isinstance(value, dt.timedelta) else str(value)

    @property
    def d3(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The number and date formats as D3, which draws the charts, wants them."""
        numbers, dates = self.data["numbers"], self.data["dates"]
        names: Sequence[str] = ("days", "shortDays", "months", "shortMonths")
        return (
            {k: numbers[k] for k in ("decimal", "thousands")} | {"grouping": [3], "currency": ["", ""]},
            {"dateTime": "%c", "date": "%x", "time": "%X", "periods": ["", ""]} | {n: dates[n] for n in names},
        )


def languages() -> list[str]:
    """The languages of the interface."""
    return sorted(f.stem for f in FOLDER.glob("*.yaml"))


@cache
def words(language: str) -> Words:
    """One language's words. Raises ``ConfigError`` naming those there are."""
    if language not in languages():
        raise ConfigError(f"charts and pages are labelled in {' or '.join(languages())}, not {language!r}.")
    return Words(language, seeds.parse((FOLDER / f"{language}.yaml").read_text("utf-8")))
