"""From a fetched page to what the warehouse loads: the parsers' work, every page with an outcome."""

from __future__ import annotations

import logging
from dataclasses import replace

from flows.canonical import canonical
from flows.visit import Got, Visit
from parsers import parse_page
from parsers.errors import VeilleError
from parsers.models import Article
from warehouse.models import Outcome, OutletBatch, Reading, UrlState

NO_ARTICLES = ("listing", "wall", "empty")
log = logging.getLogger(__name__)


def read(visit: Visit) -> OutletBatch:
    """Read every page of a visit; a page that fails costs its own outcome, not the run."""
    readings: list[Reading] = []
    outcomes, urls = list(visit.outcomes), list(visit.urls)
    for got in visit.got:
        reading, outcome, state = _read_one(visit, got)
        urls.append(state)
        readings += [reading] if reading else []
        outcomes += [outcome] if outcome else []
    return OutletBatch(visit.outlet.row, tuple(readings), tuple(outcomes), visit.feeds, tuple(urls))


def _read_one(visit: Visit, got: Got) -> tuple[Reading | None, Outcome | None, UrlState]:
    outlet = visit.outlet
    try:
        article = _parse(visit, got)
    except VeilleError as error:
        return None, Outcome(outlet.id, got.url, "failed:unreadable", str(error.args[0])), _unread(got.state)
    except Exception as error:
        log.exception("%s: the parser failed on %s", outlet.id, got.url)
        return (
            None,
            Outcome(outlet.id, got.url, "failed:parser", f"{type(error).__name__}: {error}"),
            _unread(got.state),
        )
    address = canonical(got.final_url, article.canonical_url)
    state = replace(got.state, article_url=address)
    if article.tdm_reserved and not outlet.may_mine:
        return None, Outcome(outlet.id, got.url, "skipped:tdm", "the page's meta element reserves it"), state
    if article.kind in NO_ARTICLES:
        return None, Outcome(outlet.id, got.url, f"skipped:{article.kind}"), state
    reading = Reading(outlet.id, got.url, address, got.feed_url, got.page, article, got.published_hint)
    return reading, None, state


def _unread(state: UrlState) -> UrlState:
    """Without validators, so that the page is asked for in full again: a 304 would hide it for ever."""
    return replace(state, etag=None, last_modified=None, page_hash=None)


def _parse(visit: Visit, got: Got) -> Article:
    article = parse_page(
        got.body,
        got.final_url,
        content_type=got.page.content_type,
        seen_at=got.page.fetched_at,
        recipe=visit.outlet.recipe,
    )
    if got.reserved:
        article = replace(article, tdm_reserved=True)
    if visit.outlet.may_mine or not article.tdm_reserved:
        _ = article.statements
    return article
