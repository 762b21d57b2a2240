"""Pure functions from bytes to articles and statements: no network, no clock, no database, no Prefect."""

from __future__ import annotations

from parsers.models import Article
from parsers.page import parse_page

PARSER_VERSION = 1
"""Raised whenever the same page may give other rows; silent edits compare pages read by one version."""

__all__ = ["PARSER_VERSION", "Article", "parse_page"]
