"""The values that travel from a page to the warehouse. Plain data: no I/O, no rules.

Offsets are in code points of the repaired text of a *place*: ``title``, ``standfirst`` or ``body:N`` (N counts
paragraphs from 0), so that ``article.place(span.place)[span.start:span.end]`` is the span's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal["assert", "deny", "accuse", "ask", "promise", "forecast", "judge"]
Polarity = Literal["positive", "negative"]
ArticleKind = Literal["article", "listing", "video", "live", "wall", "empty", "other"]


def _plain(value: Any) -> dict[str, Any]:
    """The fields of a value with slots, as they are (``asdict`` would copy each of them deeply)."""
    return {name: getattr(value, name) for name in value.__slots__}


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that normalisation took out of the article, and why (``kind``: date-line, credit, promo …)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What stood at ``place[start:end]`` of the repaired text before typography was mended."""

    place: str
    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True)
class Span:
    """Where a field's text stands: ``part`` counts the spans of one field (the content may have several)."""

    field: Literal["content", "cue", "source", "claim"]
    part: int
    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: ``low`` and ``high`` bound it (null where open), ``unit`` is what it counts, as written."""

    text: str
    low: float | None
    high: float | None
    unit: str
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time said in the text, as a half-open interval of ISO 8601 dates [start, end); null where open."""

    text: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """One atomic piece of a statement's content. ``text`` is verbatim; ``resolved`` can be read alone."""

    text: str
    resolved: str
    act: Act = "assert"
    polarity: Polarity = "positive"
    hedged: bool = False
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of one mention."""
        return _plain(self) | {
            "quantities": [_plain(q) for q in self.quantities],
            "times": [_plain(t) for t in self.times],
        }


@dataclass(frozen=True, slots=True)
class SpeakerInfo:
    """What the article says of the speaker, the words it rests on, and how sure the link is (0 to 1)."""

    role: str | None = None
    affiliation: str | None = None
    evidence: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of reporting: who (``source`` words, ``speaker`` resolved), by which ``cue``, says what."""

    where: str
    content: tuple[str, ...]
    cue: str
    source: str
    speaker: str | None
    kind: StatementKind
    mentions: tuple[Mention, ...]
    spans: tuple[Span, ...]
    speaker_info: SpeakerInfo = field(default_factory=SpeakerInfo)

    @property
    def claims(self) -> tuple[str, ...]:
        """The mentions' texts, verbatim."""
        return tuple(m.text for m in self.mentions)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity of the mentions, in order."""
        return tuple(q for m in self.mentions for q in m.quantities)

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of one statement (contract 1 of the command line)."""
        return {
            "where": self.where,
            "content": list(self.content),
            "cue": self.cue,
            "source": self.source,
            "speaker": self.speaker,
            "kind": self.kind,
            "claims": list(self.claims),
            "quantities": [_plain(q) for q in self.quantities],
            "spans": [_plain(s) for s in self.spans],
            "mentions": [m.as_dict() for m in self.mentions],
            "speaker_info": _plain(self.speaker_info),
        }


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article; the credit is told apart from the caption where it can be."""

    url: str | None
    caption: str | None
    credit: str | None


@dataclass(frozen=True)
class Article:
    """What one page says, cleaned.

    ``published`` and ``modified`` are ISO 8601, with the offset where the page states one. ``provenance`` names, for
    a field, where its value was found ("json-ld", "meta", "time", "line" …); ``conflicts`` keeps the values that lost.
    """

    url: str | None = None
    canonical_url: str | None = None
    kind: ArticleKind = "article"
    language: str | None = None
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    site_name: str | None = None
    body: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    removed: tuple[Removed, ...] = ()
    repairs: tuple[Repair, ...] = ()
    paywalled: bool | None = None
    translation_of: str | None = None
    tdm_reserved: bool | None = None
    provenance: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, list[str]] = field(default_factory=dict)

    def place(self, name: str) -> str:
        """The text of ``title``, ``standfirst`` or ``body:N``."""
        if name == "title":
            return self.title or ""
        if name == "standfirst":
            return self.standfirst or ""
        return self.body[int(name.removeprefix("body:"))]

    @property
    def places(self) -> list[tuple[str, str]]:
        """Each place that has text with that text, in reading order."""
        head = [("title", self.title), ("standfirst", self.standfirst)]
        return [(n, t) for n, t in head if t] + [(f"body:{i}", t) for i, t in enumerate(self.body)]

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the article, in reading order; () where its language has no pack."""
        from parsers.claims import extract

        return extract(self)

    def as_dict(self) -> dict[str, Any]:
        """The JSON object that ``veille parse`` prints (contract 1 of the command line)."""
        plain = {k: v for k, v in vars(self).items() if k not in ("statements", "removed", "repairs", "images")}
        return {
            **{k: list(v) if isinstance(v, tuple) else v for k, v in plain.items()},
            "images": [_plain(i) for i in self.images],
            "removed": [_plain(r) for r in self.removed],
            "repairs": [_plain(r) for r in self.repairs],
            "statements": [s.as_dict() for s in self.statements],
        }
