"""Statements, mentions and quantities of an article."""

from __future__ import annotations

from parsers.claims.mentions import read_mention
from parsers.claims.statements import extract

__all__ = ["extract", "read_mention"]
