"""Real receivers on loopback: webhooks that take, refuse, hang or die after they took, and an SMTP server."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Taken:
    """A request as it came in."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def key(self) -> str:
        return self.headers["idempotency-key"]

    @property
    def document(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What a receiver does with a request once it has it: answers a status, after a wait, or dies without a word."""

    status: int = 200
    wait: float = 0.0
    dies: bool = False
    headers: Mapping[str, str] | None = None


class Receiver:
    """A webhook that keeps all it is sent; ``script`` gives the reply to each request in turn, the last for good."""

    def __init__(self, *script: Reply, choose: Callable[[Taken], Reply] | None = None) -> None:
        self.taken: list[Taken] = []
        self.script = list(script) or [Reply()]
        self._choose = choose
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/hook"

    @property
    def keys(self) -> list[str]:
        return [t.key for t in self.taken]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reply(self, taken: Taken) -> Reply:
        self.taken.append(taken)
        if self._choose:
            return self._choose(taken)
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                reply = receiver.reply(Taken({k.lower(): v for k, v in self.headers.items()}, body))
                time.sleep(reply.wait)
                if reply.dies:
                    self.close_connection = True
                    return
                with suppress(OSError):  # who asked may have hung up
                    self.send_response(reply.status)
                    for name, value in (reply.headers or {}).items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def handle_one_request(self) -> None:
                with suppress(ConnectionError):  # who asked may have been killed
                    super().handle_one_request()

            def log_message(self, *_: Any) -> None: ...

        return Handler


class Mailbox(socketserver.ThreadingTCPServer):
    """An SMTP server (RFC 5321, without extensions) that keeps the messages it takes."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        super().__init__(("127.0.0.1", 0), _Session)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        """As Apprise writes it; ``mode=insecure`` is SMTP without TLS."""
        port = self.server_address[1]
        return f"mailto://127.0.0.1:{port}/?from=veille@desk.test&to=desk@desk.test&mode=insecure&smtp=127.0.0.1"

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Session(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("220 desk.test")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self._say("354 go on")
                self._keep()
            self._say("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def _keep(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()).rstrip(b"\r\n") != b".":
            lines.append(line[1:] if line.startswith(b"..") else line)
        parsed = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.server.messages.append(parsed)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
