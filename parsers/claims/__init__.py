"""Statements, mentions and quantities of an article."""

from __future__ import annotations

from parsers.models import Article, Statement


def extract(article: Article) -> tuple[Statement, ...]:
    """The article's statements in reading order; () for a language that has no pack in ``seeds/lexicon``."""
    return ()
