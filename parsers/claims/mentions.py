"""Mentions: the atomic pieces of what is said, with figures, times, act and stance."""

from __future__ import annotations

from datetime import date

from parsers.claims import quantities
from parsers.models import Act, Mention


def read_mention(
    text: str, language: str, anchor: date | None = None, cue: str = "", *, resolved: str | None = None, act: Act = "assert"
) -> Mention:
    """One piece of text as a mention. ``anchor`` (the article's date) resolves times; ``cue`` attributes it."""
    found = quantities.find(text, language)
    return Mention(text, resolved or text, act, quantities=tuple(f.quantity for f in found))
