"""Reads the files of ``seeds/rules/``, with complaints that name file and line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import seeds
from parsers.errors import ConfigError
from parsers.models import Act, Polarity
from seeds.places import line
from warehouse import kinds
from warehouse.rules import MOST, Channel, Rule, duration

if TYPE_CHECKING:
    import yaml

LISTS = ("speaker", "affiliation", "words", "topic", "outlet", "country", "language", "act", "polarity")
KEYS = {"id", "kind", *LISTS, "figures", "independent", "confidence", "quiet", "digest", "most", "lang", "channels"}
OF_CLAIMS = {*LISTS, "figures", "independent", "confidence"} - {"outlet"}
"""What cannot be asked of an outlet's own events."""
ONE_OF = {"act": get_args(Act), "polarity": get_args(Polarity)}


@dataclass(frozen=True, slots=True)
class _Place:
    """A value of a file, and what it is called there."""

    file: Path
    tree: yaml.Node | None
    path: tuple[int | str, ...]
    value: Any

    def __getitem__(self, key: int | str) -> _Place:
        value = self.value.get(key) if isinstance(self.value, Mapping) else self.value[key]
        return _Place(self.file, self.tree, (*self.path, key), value)

    @property
    def name(self) -> str:
        """The dotted keys within the rule."""
        return ".".join(str(p) for p in self.path[2:] if isinstance(p, str))

    def error(self, what: str) -> ConfigError:
        """A complaint that says where this stands."""
        return ConfigError(f"{self.file}, line {line(self.tree, self.path) or 1}: {what}")


def load_rules(paths: Iterable[Path] | None = None) -> list[Rule]:
    """The rules of the seeds, or of these files, in order.

    Raises ``ConfigError`` naming file, line and what is wrong there.
    """
    files = seeds.files("rules", ".yaml") if paths is None else paths
    found: dict[str, Rule] = {}
    for place in (rule for path in files for rule in _entries(path)):
        rule = _rule(place)
        if rule.id in found:
            raise place["id"].error(f"two rules are called {rule.id!r}; give each its own id.")
        found[rule.id] = rule
    return list(found.values())


def _entries(file: Path) -> list[_Place]:
    import yaml

    try:
        text = file.read_text("utf-8")
        data, tree = seeds.parse(text), seeds.compose(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ConfigError(f"{file} cannot be read: {error}") from error
    whole = _Place(file, tree, (), data)
    if not isinstance(data, Mapping) or not isinstance(data.get("rules"), list):
        raise whole.error("the file should hold `rules:` and a list below it.")
    return [whole["rules"][n] for n in range(len(data["rules"]))]


def _rule(p: _Place) -> Rule:
    raw = p.value
    if not isinstance(raw, Mapping) or not isinstance(raw.get("id"), str):
        raise p.error("a rule is a mapping with an `id`.")
    kind = raw.get("kind", "new_claim")
    if kind not in kinds.names():
        raise p["kind"].error(f"kind {kind!r} is none of {', '.join(kinds.names())}.")
    params = {q.name: q for q in kinds.get(kind).params}
    keys = KEYS - OF_CLAIMS if kind.startswith("outlet_") else KEYS
    if extra := [str(key) for key in raw if key not in keys and key not in params]:
        known = ", ".join(sorted(keys | set(params)))
        raise p[extra[0]].error(f"unknown key {extra[0]!r}; a rule of kind {kind} knows {known}.")
    figures = _figures(p["figures"])
    return Rule(
        id=raw["id"],
        kind=kind,
        options={name: _option(p[name], q.type) for name, q in params.items() if name in raw},
        **{name: _texts(p[name]) for name in LISTS},
        figures_min=_number(figures["min"], 0.0) if figures.value and "min" in figures.value else None,
        figures_unit=_texts(figures["unit"]) if figures.value else (),
        independent=int(_number(p["independent"], 1)),
        confidence=_number(p["confidence"], 0.0),
        quiet=_time(p["quiet"]),
        digest=_time(p["digest"]),
        most=int(_number(p["most"], MOST)),
        lang=_lang(p["lang"]),
        channels=_channels(p["channels"]),
    )


def _texts(p: _Place) -> tuple[str, ...]:
    values = [] if p.value is None else p.value if isinstance(p.value, list) else [p.value]
    if not all(isinstance(v, str) and v.strip() for v in values):
        raise p.error(f"`{p.name}` is a text or a list of texts, not {p.value!r}.")
    if wrong := [v for v in values if v not in ONE_OF.get(p.name, values)]:
        raise p.error(f"`{p.name}` is one of {', '.join(ONE_OF[p.name])}, not {wrong[0]!r}.")
    return tuple(values)


def _figures(p: _Place) -> _Place:
    if p.value is not None and (not isinstance(p.value, Mapping) or set(p.value) - {"min", "unit"}):
        raise p.error("`figures` takes `min` and `unit`, as in {min: 1000, unit: [hommes]}.")
    return p


def _number(p: _Place, default: float) -> float:
    if p.value is None:
        return default
    if isinstance(p.value, bool) or not isinstance(p.value, int | float):
        raise p.error(f"`{p.name}` is a number, not {p.value!r}.")
    return p.value


def _time(p: _Place) -> dt.timedelta | None:
    try:
        return None if p.value is None else duration(str(p.value))
    except ValueError as error:
        raise p.error(f"`{p.name}`: {error}.") from error


def _option(p: _Place, kind: str) -> str:
    """The SQL of an option's value."""
    if kind == "INTERVAL":
        return f"INTERVAL {int((_time(p) or dt.timedelta()).total_seconds())} SECOND"
    if kind in ("INTEGER", "DOUBLE"):
        return str(_number(p, 0))
    quoted = ["'" + text.replace("'", "''") + "'" for text in _texts(p)]
    return f"[{', '.join(quoted)}]" if kind.endswith("[]") else quoted[0]


def _lang(p: _Place) -> str:
    known = [file.stem for file in seeds.files("messages", ".yaml")]
    if p.value is not None and p.value not in known:
        raise p.error(f"there are no messages in {p.value!r}; there are {', '.join(known)}.")
    return p.value or "en"


def _channels(p: _Place) -> tuple[Channel, ...]:
    values = [] if p.value is None else p.value if isinstance(p.value, list) else [p.value]
    return tuple(_channel(p, v) for v in values) or (Channel("console"),)


def _channel(p: _Place, value: Any) -> Channel:
    if isinstance(value, str) and value.strip():
        return Channel(value.strip())
    texts = isinstance(value, Mapping) and all(isinstance(v, str) and v.strip() for v in value.values())
    if not texts or not {"webhook"} <= set(value) <= {"webhook", "secret"}:
        raise p.error("a channel is `console`, an address, `$NAME`, or {webhook: $NAME, secret: $NAME}.")
    return Channel(value["webhook"], webhook=True, secret=value.get("secret"))
