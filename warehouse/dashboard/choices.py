"""The form and the language that a reader asks for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from warehouse.words import languages


def chosen_form(request: Request, name: str) -> str:
    """``format`` in the address wins over the Accept header; a page without either is HTML."""
    asked = request.query_params.get("format")
    if asked == "json" or (name == "trend" and asked in ("csv", "parquet")):
        return str(asked)
    return "json" if "application/json" in request.headers.get("accept", "").partition("text/html")[0] else "html"


def chosen_language(request: Request) -> str:
    """``lang`` in the address wins over the first language of Accept-Language that the interface has."""
    known = languages()
    if request.query_params.get("lang") in known:
        return str(request.query_params["lang"])
    wanted = [part.partition(";q=") for part in request.headers.get("accept-language", "").split(",")]
    ranked = sorted(wanted, key=lambda w: -_weight(w[2]))
    codes = [code.strip()[:2].lower() for code, _, _ in ranked]
    return next((code for code in codes if code in known), "en")


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def as_json(data: Mapping[str, Any]) -> str:
    """A page's data as JSON: moments in ISO 8601 with UTC, lengths of time in seconds."""
    return json.dumps(data, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, dt.datetime) and value.tzinfo:
        value = value.astimezone(dt.UTC)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
