"""A real server on loopback that answers as it is told and remembers who asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the server says; ``wait`` seconds before, and half a body where ``cut``."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: bool = False


@dataclass(frozen=True)
class Asked:
    """A request as it came in, with the moments it came and was answered."""

    path: str
    headers: Mapping[str, str]
    began: float
    ended: float


Script = Answer | list[Answer] | Callable[[Mapping[str, str]], Answer]


class Host:
    """One loopback host: ``pages`` maps paths to an answer, a list of them (the last repeats) or a function.

    ``begun`` are the paths of all requests so far, those that still wait for their answer too.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Script] = {}
        self.asked: list[Asked] = []
        self.begun: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, the files of rules aside."""
        return [a.path for a in self.asked if a.path not in ("/robots.txt", "/.well-known/tdmrep.json")]

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        script = self.pages.get(path, Answer(b"no such page", 404))
        if isinstance(script, list):
            return script.pop(0) if len(script) > 1 else script[0]
        return script if isinstance(script, Answer) else script(headers)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                began = time.monotonic()
                headers = {k.lower(): v for k, v in self.headers.items()}
                host.begun.append(self.path)
                answer = host.answer(self.path, headers)
                time.sleep(answer.wait)
                host.asked.append(Asked(self.path, headers, began, time.monotonic()))
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(answer.body) * (2 if answer.cut else 1)))
                self.end_headers()
                with suppress(OSError):  # who asked may have hung up
                    self.wfile.write(answer.body)
                self.close_connection = answer.cut

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            def version_string(self) -> str:
                return "loopback"

            def log_message(self, *_: Any) -> None: ...

        return Handler
