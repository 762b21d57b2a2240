"""The application: addresses, the choice of language and form, and what may be kept of an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from parsers.errors import ConfigError, PermanentError
from warehouse.dashboard import asking, drawing, pages, show, telling
from warehouse.dashboard.access import Access, Guard
from warehouse.dashboard.ask import Ask, Missing, Moved
from warehouse.dashboard.choices import as_json, chosen_form, chosen_language
from warehouse.dashboard.kept import Kept
from warehouse.dashboard.record import Edition, Record
from warehouse.words import words

PAGES: dict[str, tuple[str, Callable[[Ask], dict[str, Any]]]] = {
    "/": ("today", pages.today),
    "/claims": ("claims", pages.claims),
    "/claims/{id}": ("claim", telling.claim),
    "/alerts": ("alerts", pages.alerts),
    "/series": ("all_series", pages.all_series),
    "/series/{id}": ("series", pages.series),
    "/speakers": ("speakers", pages.speakers),
    "/speakers/{id}": ("speaker", pages.speaker),
    "/outlets": ("outlets", pages.outlets),
    "/outlets/{id}": ("outlet", pages.outlet),
    "/articles/{id}": ("article", telling.article),
    "/runs": ("runs", pages.runs),
    "/runs/{id}": ("run", pages.run),
    "/trends": ("trends", asking.list_trends),
    "/trends/{id}": ("trend", asking.trend),
    "/sql": ("sql", asking.sql),
}
"""Address -> template and the function that gives its data."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What all requests share."""

    record: Record
    access: Access
    tz: str
    kept: Kept

    def answer(
        self, request: Request, form: str, make: Callable[[Ask, Edition], Response], *, keep: bool = True
    ) -> Response:
        """An answer made on the newest snapshot, unless the reader or this server has it already."""
        edition, reader = self.record.edition(), words(chosen_language(request))
        trusted = self.access.trusts(request.scope)
        tag = f'W/"{edition.number}-{int(edition.published.timestamp())}-{reader.language}-{form}-{int(trusted)}"'
        headers = {
            "etag": tag,
            "last-modified": format_datetime(edition.published, usegmt=True),
            "vary": "Accept, Accept-Language, Authorization",
            "cache-control": "private, no-cache",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        key = (request.url.path, request.url.query, reader.language, form, trusted)
        if (known := self.kept.get(edition.number, key)) is not None:
            return known
        with self.record.cursor() as con:
            ask = Ask(con, self.record.data, reader, self.tz, trusted, request.path_params, request.query_params)
            try:
                made = make(ask, edition)
            except Moved as moved:
                query = request.url.query
                return RedirectResponse(moved.path + ("?" + query if query else ""), 308)
        made.headers.update(headers)
        if keep:
            self.kept.put(edition.number, key, made)
        return made


def application(data: Path, access: Access, *, tz: str = "Europe/Paris") -> ASGIApp:
    """The dashboard on the data directory, as an ASGI application."""
    dashboard = Dashboard(Record(data), access, tz, Kept())
    routes = [Route(path, _page(dashboard, name, build), name=name) for path, (name, build) in PAGES.items()]
    routes += [Route(path, _chart(dashboard, draw)) for path, draw in drawing.CHARTS.items()]
    routes += [Route("/static/{name}", _static)]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=1_000)],
        exception_handlers={
            Missing: _failing(dashboard, 404), HTTPException: _failing(dashboard, 404),
            ConfigError: _failing(dashboard, 400), PermanentError: _failing(dashboard, 503),
            Exception: _failing(dashboard, 500),
        },
    )  # fmt: skip
    return Guard(app, access)


def _page(dashboard: Dashboard, name: str, build: Callable[[Ask], dict[str, Any]]) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        form = chosen_form(request, name)

        def make(ask: Ask, edition: Edition) -> Response:
            if form in ("csv", "parquet"):
                return _file(asking.download(ask, form), f"{ask.path['id']}.{form}")
            data = build(ask)
            if form == "json":
                return Response(as_json(data), media_type="application/json")
            return _html(name, data, ask, request, edition)

        if name == "sql" and request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            raise Missing(name)  # another site's page may not make this one work
        return dashboard.answer(request, form, make, keep=name != "sql")  # whose answer may be that it was busy

    return endpoint


def _html(
    name: str, data: Mapping[str, Any], ask: Ask, request: Request, edition: Edition, status: int = 200
) -> Response:
    body = show.page(
        name, {**data, "trusted": ask.trusted}, words=ask.words, tz=ask.tz, address=request.url.path,
        query=dict(request.query_params), edition=edition,
    )  # fmt: skip
    return Response(body, status, media_type="text/html")


def _file(body: bytes, name: str) -> Response:
    kind = "text/csv" if name.endswith(".csv") else "application/vnd.apache.parquet"
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def _chart(dashboard: Dashboard, draw: Callable[[Ask], str]) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return dashboard.answer(request, "svg", lambda ask, _: Response(draw(ask), media_type="image/svg+xml"))

    return endpoint


def _static(request: Request) -> Response:
    """A file of ours; for good under the version it has now."""
    file = show.STATIC.get(request.path_params["name"])
    if file is None:
        raise Missing(request.url.path)
    known = request.query_params.get("v") == file.version
    keep = "private, max-age=31536000, immutable" if known else "no-cache"
    return Response(file.body, media_type=file.kind, headers={"cache-control": keep})


def _failing(dashboard: Dashboard, status: int) -> Callable[[Request, Exception], Response]:
    """What a reader sees instead of a page: the reason, in the page's own dress."""

    def handler(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else status
        reason = str(error) if code in (400, 503) else ""
        if chosen_form(request, "failed") == "json":
            return Response(as_json({"error": reason or "not found"}), code, media_type="application/json")
        reader = words(chosen_language(request))
        body = show.page(
            "failed", {"status": code, "reason": reason, "trusted": False}, words=reader, tz=dashboard.tz,
            address=request.url.path, query={}, edition=Edition(0, dt.datetime.now(dt.UTC)),
        )  # fmt: skip
        return Response(body, code, media_type="text/html")

    return handler
