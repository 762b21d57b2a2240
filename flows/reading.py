"""From a fetched page to what the warehouse loads: archived, then the parsers' work; every page with an outcome."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

import warehouse.models
from flows import brought
from flows.archive import Archive
from flows.brought import Got, Visit
from flows.canonical import canonical
from flows.outlets import OutletFile
from flows.parcels import pack_quickly
from parsers import models, parse_page
from parsers.errors import VeilleError
from parsers.models import Article
from warehouse.models import Outcome, OutletBatch, Reading, UrlState

KINDS = {"article": "empty", "other": "empty", "wall": "paywall"}
"""What a page without a body is called where its own kind does not say it."""
NO_ARTICLES = ("listing", "wall", "empty")
Read = tuple[Reading | None, Outcome | None, UrlState]
log = logging.getLogger(__name__)
pack_quickly(brought, models, warehouse.models)


def read(archive: Archive, visit: Visit) -> OutletBatch:
    """Keep and read every page of a visit; one that cannot be read costs its own outcome, not the run."""
    return batch(visit, read_pages(archive, visit.outlet, visit.got))


def read_pages(archive: Archive, outlet: OutletFile, pages: Sequence[Got]) -> list[Read]:
    """Keep the pages, and what each gave. Whoever loads it may refer to them: they are on the disk by then."""
    for got in pages:
        archive.put(got.body)
    return [read_one(outlet, got) for got in pages]


def batch(visit: Visit, pages: Sequence[Read]) -> OutletBatch:
    """What is loaded of a visit: what its pages gave beside what it brought itself."""
    readings = tuple(reading for reading, _, _ in pages if reading)
    outcomes = visit.outcomes + tuple(outcome for _, outcome, _ in pages if outcome)
    urls = visit.urls + tuple(state for _, _, state in pages)
    return OutletBatch(visit.outlet.row, readings, outcomes, visit.feeds, urls)


def read_one(outlet: OutletFile, got: Got) -> Read:
    """What a page gave: a reading, or the outcome that says why there is none."""
    try:
        article = _parse(outlet, got)
    except VeilleError as error:
        return None, Outcome(outlet.id, got.url, "failed:unreadable", str(error.args[0])), _unread(got.state)
    except Exception as error:
        log.exception("%s: the parser failed on %s", outlet.id, got.url)
        what = f"{type(error).__name__}: {error}"
        return None, Outcome(outlet.id, got.url, "failed:parser", what), _unread(got.state)
    address = canonical(got.final_url, article.canonical_url)
    state = replace(got.state, article_url=address)
    if article.tdm_reserved and not outlet.may_mine:
        return None, Outcome(outlet.id, got.url, "skipped:tdm", "the page's meta element reserves it"), state
    if article.kind in NO_ARTICLES or not article.body:
        kind = KINDS.get(article.kind, article.kind)
        return None, Outcome(outlet.id, got.url, f"skipped:{kind}"), state
    reading = Reading(outlet.id, got.url, address, got.feed_url, got.page, article, got.published_hint)
    return reading, None, state


def _unread(state: UrlState) -> UrlState:
    """Without validators, so that the page is asked for in full again: a 304 would hide it for ever."""
    return replace(state, etag=None, last_modified=None, page_hash=None)


def _parse(outlet: OutletFile, got: Got) -> Article:
    article = parse_page(
        got.body,
        got.final_url,
        content_type=got.page.content_type,
        seen_at=got.page.fetched_at,
        recipe=outlet.recipe,
    )
    if got.reserved:
        article = replace(article, tdm_reserved=True)
    if outlet.may_mine or not article.tdm_reserved:
        _ = article.statements
    return article
