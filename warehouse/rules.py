"""Alert rules: what a person wants to hear of, as YAML in ``seeds/rules/``.

    rules:
      - id: losses
        kind: new_claim                    # one of warehouse/kinds; what stands there as @param is an option here
        speaker: [Jens Stoltenberg]        # any of these, as resolved; affiliation likewise
        words: [pertes, "tué* ou blessé*"] # any of these words or phrases, whatever the inflection; * is any ending
        language: [fr]                     # also outlet, country, topic, act, polarity
        figures: {min: 1000, unit: [hommes, men]}
        independent: 2                     # at least so many independent articles
        confidence: 0.8                    # of who speaks, at least
        within: 3d                         # the article is no older
        quiet: 24h                         # nothing of the same claim, series, article or speaker again before
        digest: 24h                        # one message for all of a time, of the `most` best
        lang: fr                           # the message's language
        channels: [console, $DESK_SLACK, {webhook: $DESK_HOOK, secret: $DESK_SECRET}]

A filter that is left out lets everything through; all that are given must hold. ``new_claim`` without a filter is a
digest, for it would be a flood.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from warehouse.text import fold, wildcard

Stems = Callable[[str | None, str], str]
"""The stems of a phrase in a language, a space before and after each."""
MOST = 20
"""Alerts in a digest: as many as a person reads."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Where an alert goes: ``console``, an Apprise address, or a webhook that signs with a secret.

    An address or secret that is ``$NAME`` stands in the environment, or in the file that ``$NAME_FILE`` names there.
    The warehouse keeps the label, never the address.
    """

    address: str
    webhook: bool = False
    secret: str | None = None

    @property
    def label(self) -> str:
        """``console``, ``$NAME``, or the address's scheme with a digest that tells two apart."""
        head = "webhook:" if self.webhook else ""
        if self.address == "console" or self.address.startswith("$"):
            return head + self.address
        scheme = "" if self.webhook else self.address.split(":")[0] + ":"
        return f"{head}{scheme}{blake2b(self.address.encode(), digest_size=4).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Event:
    """What a rule is asked about: a candidate of its kind, with the telling that shows it."""

    run_id: str
    event: str
    subject: str
    claim_id: str | None
    mention_id: str | None
    happened_at: dt.datetime
    points: int
    reasons: Sequence[str]
    facts: str | None
    cites: Sequence[str]
    speaker: str | None
    speaker_id: str | None
    affiliation: str | None
    confidence: float
    language: str | None
    act: str | None
    polarity: str | None
    outlet: str
    country: str | None
    said: str | None
    text: str
    stems: str
    topics: Sequence[str]
    figures: Sequence[tuple[float | None, float | None, str]]
    independent: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of event with its options (SQL by name), filters on it, and how and where it is told."""

    id: str
    kind: str = "new_claim"
    options: Mapping[str, str] = field(default_factory=dict)
    speaker: tuple[str, ...] = ()
    affiliation: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    figures_min: float | None = None
    figures_unit: tuple[str, ...] = ()
    independent: int = 1
    confidence: float = 0.0
    quiet: dt.timedelta | None = None
    digest: dt.timedelta | None = None
    most: int = MOST
    lang: str = "en"
    channels: tuple[Channel, ...] = (Channel("console"),)

    @property
    def window(self) -> dt.timedelta | None:
        """For how long alerts are gathered into one message: None for none, zero for a run's."""
        flood = self.kind == "new_claim" and not self.filtered
        return dt.timedelta(0) if flood and self.digest is None else self.digest

    @property
    def filtered(self) -> bool:
        """Whether the rule asks for anything but its kind."""
        names = (self.speaker, self.affiliation, self.words, self.topic, self.outlet, self.act, self.polarity)
        return any(names) or self._asks_figures or self.independent > 1

    def matches(self, e: Event, stems: Stems) -> bool:
        """Whether every filter lets the event through."""
        return (
            (not self.speaker or fold(e.speaker or "") in map(fold, self.speaker))
            and (not self.affiliation or any(_holds(e.affiliation or "", a) for a in self.affiliation))
            and (not self.words or any(_says(e, phrase, stems) for phrase in self.words))
            and (not self.topic or not set(self.topic).isdisjoint(e.topics))
            and all(
                not allowed or value in allowed
                for value, allowed in (
                    (e.outlet, self.outlet), (e.country, self.country), (e.language, self.language),
                    (e.act, self.act), (e.polarity, self.polarity),
                )
            )
            and (not self._asks_figures or any(self._counts(*f) for f in e.figures))
            and e.independent >= self.independent
            and e.confidence >= self.confidence
        )  # fmt: skip

    @property
    def _asks_figures(self) -> bool:
        return self.figures_min is not None or bool(self.figures_unit)

    def _counts(self, low: float | None, high: float | None, unit: str) -> bool:
        largest = high if high is not None else low
        enough = self.figures_min is None or (largest is not None and largest >= self.figures_min)
        return enough and (not self.figures_unit or any(_holds(unit, u) for u in self.figures_unit))


def _says(e: Event, phrase: str, stems: Stems) -> bool:
    return _holds(e.text, phrase) if "*" in phrase else stems(e.language, phrase) in e.stems


def _holds(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words, accents and case aside; ``*`` is any ending."""
    return wildcard([phrase]).search(fold(text)) is not None


def duration(text: str) -> dt.timedelta:
    """A time such as ``90m``, ``24h``, ``7d`` or ``2w``. Raises ``ValueError``."""
    found = re.fullmatch(r"(\d+)\s*([mhdw])", text)
    if not found:
        raise ValueError(f"{text!r} is no time; write 90m, 24h, 7d or 2w")
    unit = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}[found[2]]
    return dt.timedelta(**{unit: int(found[1])})
