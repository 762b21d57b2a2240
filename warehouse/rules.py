"""Alert rules: what a person wants to hear of, as YAML in ``seeds/rules/``.

    rules:
      - id: losses
        kind: new_claim
        speaker: [Jens Stoltenberg]        # any of these, as resolved
        words: [perte*, "tués ou blessés"] # any of these words or phrases; * stands for any ending
        language: [fr]
        outlet: [le-quotidien]
        figures: {min: 1000, unit: [hommes, men]}
        channels: [console, "ntfy://topic"]

A filter that is left out lets everything through; all that are given must hold. Of the kinds ``outlet_silent`` and
``outlet_drift`` (see ``warehouse.troubles``) ``outlet`` is the only filter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from parsers.errors import ConfigError
from warehouse.text import fold, wildcard

OUTLET_KINDS = ("outlet_silent", "outlet_drift")
KINDS = ("new_claim", *OUTLET_KINDS)
OUTLET_KEYS = {"id", "kind", "outlet", "channels"}
KEYS = {"id", "kind", "speaker", "words", "language", "outlet", "figures", "channels"}


@dataclass(frozen=True, slots=True)
class Channel:
    """Where an alert goes: ``console`` or an Apprise URL. The warehouse keeps the label, never the URL's secrets."""

    url: str

    @property
    def label(self) -> str:
        """``console``, or the URL's scheme with a digest that tells two apart."""
        if self.url == "console":
            return self.url
        return f"{self.url.split(':')[0]}:{blake2b(self.url.encode(), digest_size=4).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Telling:
    """What a rule is asked about: a mention of a new claim."""

    claim_id: str
    mention_id: str
    text: str
    resolved: str
    speaker: str | None
    language: str | None
    outlet_id: str
    figures: Sequence[tuple[float | None, float | None, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Filters on the tellings of new claims, and the channels of the alerts."""

    id: str
    kind: str = "new_claim"
    speaker: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    figures_min: float | None = None
    figures_unit: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = (Channel("console"),)

    def matches(self, t: Telling) -> bool:
        """Whether every filter lets the telling through."""
        return (
            (not self.speaker or fold(t.speaker or "") in map(fold, self.speaker))
            and (not self.language or t.language in self.language)
            and (not self.outlet or t.outlet_id in self.outlet)
            and (not self.words or any(_says(t, phrase) for phrase in self.words))
            and (not self._asks_figures or any(self._counts(*f) for f in t.figures))
        )

    @property
    def _asks_figures(self) -> bool:
        return self.figures_min is not None or bool(self.figures_unit)

    def _counts(self, low: float | None, high: float | None, unit: str) -> bool:
        largest = high if high is not None else low
        enough = self.figures_min is None or (largest is not None and largest >= self.figures_min)
        return enough and (not self.figures_unit or any(_holds(unit, u) for u in self.figures_unit))


def _says(t: Telling, phrase: str) -> bool:
    return _holds(t.text, phrase) or _holds(t.resolved, phrase)


def _holds(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words, accents and case aside; ``*`` is any ending."""
    return wildcard([phrase]).search(fold(text)) is not None


def load_rules(paths: Iterable[Path]) -> list[Rule]:
    """The rules of several files, in order. Raises ``ConfigError`` naming file, rule and what is wrong with it."""
    found: dict[str, Rule] = {}
    for path in paths:
        for n, raw in enumerate(_entries(path), 1):
            rule = _rule(raw, f"{path}, rule {n}")
            if rule.id in found:
                raise ConfigError(f"{path}: two rules are called {rule.id!r}; give each its own id.")
            found[rule.id] = rule
    return list(found.values())


def _entries(path: Path) -> list[Any]:
    import yaml

    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    entries = data.get("rules") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise ConfigError(f"{path} should hold `rules:` and a list below it.")
    return entries


def _rule(raw: Any, where: str) -> Rule:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("id"), str):
        raise ConfigError(f"{where}: a rule is a mapping with an `id`.")
    if extra := sorted(set(map(str, raw)) - KEYS):
        raise ConfigError(f"{where}: unknown key {extra[0]!r}; known are {', '.join(sorted(KEYS))}.")
    if raw.get("kind", "new_claim") not in KINDS:
        raise ConfigError(f"{where}: kind {raw['kind']!r} is none of {', '.join(KINDS)}.")
    if raw.get("kind") in OUTLET_KINDS and (extra := sorted(set(map(str, raw)) - OUTLET_KEYS)):
        raise ConfigError(f"{where}: a rule of kind {raw['kind']} asks nothing of claims; take {extra[0]!r} out.")
    figures = raw.get("figures") or {}
    if not isinstance(figures, Mapping) or set(figures) - {"min", "unit"}:
        raise ConfigError(f"{where}: `figures` takes `min` and `unit`, as in {{min: 1000, unit: [hommes]}}.")
    low = figures.get("min")
    if low is not None and (isinstance(low, bool) or not isinstance(low, int | float)):
        raise ConfigError(f"{where}: `figures.min` is a number, not {low!r}.")
    return Rule(
        id=raw["id"],
        kind=raw.get("kind", "new_claim"),
        speaker=_texts(raw, "speaker", where),
        words=_texts(raw, "words", where),
        language=_texts(raw, "language", where),
        outlet=_texts(raw, "outlet", where),
        figures_min=low,
        figures_unit=_texts(figures, "unit", where),
        channels=tuple(map(Channel, _texts(raw, "channels", where) or ("console",))),
    )


def _texts(raw: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = raw.get(key)
    values = [] if value is None else value if isinstance(value, list) else [value]
    if not all(isinstance(v, str) and v.strip() for v in values):
        raise ConfigError(f"{where}: `{key}` is a text or a list of texts, not {value!r}.")
    return tuple(values)
