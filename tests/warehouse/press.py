"""A press in a few lines: articles, statements and batches for the tests of the warehouse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from parsers.models import Article, Mention, Quantity, Span, SpeakerInfo, Statement
from warehouse.models import Outcome, Outlet, OutletBatch, Page, Reading, digest

PARIS = Outlet("matin", "Le Matin", "fr", "FR", "Europe/Paris", "http://matin.test/")
LONDON = Outlet("globe", "The Globe", "en", "GB", "Europe/London", "http://globe.test/")


def day(n: int, hour: int = 18) -> dt.datetime:
    """Day n of September 2026."""
    return dt.datetime(2026, 9, n, hour, tzinfo=dt.UTC)


def said(
    text: str,
    by: str | None = "Jeanne Morel",
    figures: Sequence[tuple[float, str]] = (),
    polarity: Any = "positive",
    where: str = "body:0",
) -> Statement:
    """A statement of one mention."""
    quantities = tuple(Quantity(f"{n:g} {unit}", n, n, unit) for n, unit in figures)
    mention = Mention(text, text, "deny" if polarity == "negative" else "assert", polarity, quantities=quantities)
    spans = (Span("content", 0, where, 0, len(text)),)
    info = SpeakerInfo("ministre", None, by, 0.9) if by else SpeakerInfo()
    return Statement(where, (text,), "a déclaré", by or "", by, "indirect", (mention,), spans, info)


def article(
    *statements: Statement,
    title: str = "Un titre",
    published: str | None = "2026-09-07T09:00:00+02:00",
    modified: str | None = None,
    language: str = "fr",
    more: str = "",
    **fields: Any,
) -> Article:
    """An article whose body is what is said in it, with ``more`` as its last paragraph."""
    body = tuple(s.content[0] for s in statements) + ((more,) if more else ())
    made = Article(
        title=title, body=body, published=published, modified=modified, language=language,
        provenance={"published": "json-ld"}, **fields,
    )  # fmt: skip
    vars(made)["statements"] = statements
    return made


def reading(url: str, made: Article, outlet: Outlet = PARIS, canonical: str | None = None, **fields: Any) -> Reading:
    """The reading of an article at a URL; its page's hash follows from what it says."""
    mark = digest(url, made.title, made.published, made.modified, *made.body)
    page = Page(mark, url, day(7), archive_path=f"{mark}.gz", size=100)
    return Reading(outlet.id, url, canonical or url, None, page, made, **fields)


def batch(*readings: Reading, outlet: Outlet = PARIS, outcomes: Sequence[Outcome] = (), **fields: Any) -> OutletBatch:
    """A batch of one outlet."""
    return OutletBatch(outlet, readings, tuple(outcomes), **fields)
