"""The servers of the demo newsroom: one thread per outlet, ports in a row."""

from __future__ import annotations

import socket
import threading
import time as clock
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from zoneinfo import ZoneInfo

from flows.newsroom.press import enlarge
from flows.newsroom.site import Site
from flows.newsroom.texts import DAYS, FIRST, outlets, stories
from parsers.errors import ConfigError

HOST = "127.0.0.1"
BLOCKS_TRIED = 50


class _Server(ThreadingHTTPServer):
    """One outlet's server; it closes what is still open when it ends, so that nobody waits for a dead site."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, room: Newsroom, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.room = room
        self.site: Site
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is no news."""

    def end(self) -> None:
        self.shutdown()
        self.server_close()
        for request in list(self._open):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    # Head and body leave in one packet; in two, delayed acknowledgements would cost 40 ms a page.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        answer = self.server.site.respond(self.path, self.headers_given(), self.server.room.day)
        if answer.delay:
            clock.sleep(answer.delay)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body and answer.status != 304:
            self.wfile.write(answer.body)

    def headers_given(self) -> Mapping[str, str]:
        return self.headers  # type: ignore[return-value]  # a Message reads like a mapping, whatever the case

    def version_string(self) -> str:
        return "newsroom"

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The simulated evening, so that the same day gives the same headers."""
        return format_datetime(Newsroom.moment(self.server.room.day).astimezone(UTC), usegmt=True)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the flow tells what it fetched."""


class Newsroom:
    """The demo press on loopback; a context manager.

    ``port`` is the first of five in a row (the next free block where one is taken; None: any free ports), and
    ``articles`` makes a larger press of that many articles out of the same texts, always the same ones, each of at
    least so many ``words``.
    """

    def __init__(self, port: int | None = 8431, articles: int | None = None, words: int = 0) -> None:
        self._port = port
        self._stories = list(stories() if articles is None else enlarge(stories(), articles, words))
        self._servers: list[_Server] = []
        self._day = 1

    @property
    def day(self) -> int:
        """The simulated day, 1 (Monday 7 September 2026) to 7 (Sunday 13)."""
        return self._day

    @day.setter
    def day(self, day: int) -> None:
        if day not in range(1, DAYS + 1):
            raise ConfigError(f"The newsroom has days 1 to {DAYS}; there is no day {day}.")
        self._day = day

    @staticmethod
    def moment(day: int) -> datetime:
        """When the run of ``day`` happens: 20:00 in Paris, after everything of that day has come out."""
        return datetime.combine(FIRST + timedelta(days=day - 1), time(20), ZoneInfo("Europe/Paris"))

    @property
    def sites(self) -> dict[str, Site]:
        """The running sites by outlet id."""
        return {s.site.outlet.id: s.site for s in self._servers}

    def outlets(self) -> list[dict[str, Any]]:
        """The outlet files of the press, with the addresses it is served at."""
        files = []
        for site in self.sites.values():
            feed = site.outlet.site["feed"]
            feeds = [{"url": site.base + feed["path"], "kind": feed["kind"]}]
            here = {"homepage": site.base + "/", "feeds": feeds, "delay": 0, "allow_private": True}
            files.append({**site.outlet.file, **here})
        return files

    def __enter__(self) -> Newsroom:
        self._servers = self._listen()
        for outlet, server in zip(outlets(), self._servers, strict=True):
            own = [s for s in self._stories if s.outlet == outlet.id]
            server.site = Site(outlet, own, f"http://{HOST}:{server.server_address[1]}")
            serve = threading.Thread(target=server.serve_forever, args=(0.05,), name=outlet.id, daemon=True)
            serve.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.end()
        self._servers = []

    def _listen(self) -> list[_Server]:
        count = len(outlets())
        if self._port is None:
            return [_Server(self, 0) for _ in range(count)]
        for block in range(BLOCKS_TRIED):
            bound: list[_Server] = []
            try:
                for offset in range(count):
                    bound.append(_Server(self, self._port + block * count + offset))  # noqa: PERF401
                return bound
            except OSError:
                for server in bound:
                    server.server_close()
        last = self._port + BLOCKS_TRIED * count
        raise ConfigError(
            f"No {count} free ports in a row from {self._port} to {last} on {HOST}: name another first port."
        )
