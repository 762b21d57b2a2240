"""``veille match``: are two texts the same claim? Light: imports neither Prefect nor DuckDB."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parsers.errors import ConfigError

if TYPE_CHECKING:
    from warehouse.identity import Meaning


def meaning_of(side: dict[str, Any]) -> Meaning:
    """The meaning of one side of a pair: ``{"text", "lang"}`` and, where known, ``speaker`` and ``date``."""
    from parsers.claims import read_mention
    from warehouse.identity import meaning

    said = side.get("date")
    day = date.fromisoformat(said) if said else None
    mention = read_mention(side["text"], side["lang"], anchor=day)
    return meaning(
        side["text"],
        side["lang"],
        speaker=side.get("speaker"),
        date=day,
        quantities=mention.quantities,
        polarity=mention.polarity,
        times=mention.times,
    )


def match(
    pairs: Annotated[Path, typer.Argument(metavar="PAIRS.jsonl", help="One pair a line; - reads standard input.")],
) -> None:
    """Tell for pairs of claims whether they are one claim, and whether they belong to one series.

    Each line is {"id", "a": {"text", "lang", "speaker", "date"}, "b": {...}}; each answer is
    {"id", "same_claim", "same_series"}. Labels in the file are not read.

    Example:

      veille match pairs.jsonl > predicted.jsonl
    """
    from warehouse.identity import compare

    try:
        lines = sys.stdin.read() if str(pairs) == "-" else pairs.read_text("utf-8")
    except OSError as error:
        raise ConfigError(
            f"{pairs} cannot be read ({error.strerror}); name a file of pairs, one JSON object a line"
        ) from error
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            pair = json.loads(line)
            decision = compare(meaning_of(pair["a"]), meaning_of(pair["b"]))
            answer = {"id": pair["id"], "same_claim": decision.same_claim, "same_series": decision.same_series}
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"{pairs} line {number} is no pair ({error!r}); "
                'a pair is {"id": "1", "a": {"text": "…", "lang": "fr"}, "b": {"text": "…", "lang": "en"}}'
            ) from error
        print(json.dumps(answer, ensure_ascii=False))
