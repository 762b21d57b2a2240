"""Mentions: the atomic pieces of what is said, with figures, times, act and stance."""

from __future__ import annotations

from datetime import date

from parsers.claims import quantities, stance, times
from parsers.models import Act, Mention


def read_mention(
    text: str,
    language: str,
    anchor: date | None = None,
    cue: str = "",
    *,
    resolved: str | None = None,
    act: Act = "assert",
    before: str = "",
    around: str = "",
) -> Mention:
    """One piece of text as a mention. ``anchor`` (the article's date) resolves times; ``cue`` attributes it.

    ``before`` is the text that leads up to it and ``around`` the article: what figures count may stand there. The
    act is read from the cue's words; where they tell none it is ``act``, or shows in the text's form.
    """
    figures, said = quantities.find(text, language, before, around), times.find(text, language, anchor)
    found = stance.judge(resolved or text, cue, language, act)  # what leads up to a piece may hold it back
    return Mention(
        text,
        resolved or text,
        found.act,
        found.polarity,
        found.hedged,
        tuple(f.quantity for f in figures),
        tuple(s.time for s in said),
    )
