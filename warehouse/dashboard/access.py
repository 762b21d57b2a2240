"""Who may read: the names this server answers to, the secret that strangers need, and the headers of every answer."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parsers.errors import ConfigError

LOOPBACK = ("localhost", "127.0.0.1", "::1")
SHORTEST_SECRET = 16

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""No script is shipped, so none may run; no page may be framed, read by another site or tell where they come from."""


@dataclass(frozen=True, slots=True)
class Access:
    """``names`` are the hosts that browsers may ask for; ``secret`` is asked of everyone where there is one.

    With ``public``, nobody is taken for a reader on this machine: a proxy in front looks like one.
    """

    names: frozenset[str]
    secret: str | None = None
    public: bool = False

    def trusts(self, scope: Scope) -> bool:
        """Whether the reader sits at this machine: texts are whole, and SQL may be asked."""
        client = scope.get("client")
        headers = Headers(scope=scope)
        passed_on = "forwarded" in headers or "x-forwarded-for" in headers or "via" in headers
        return not self.public and client is not None and is_loopback(client[0]) and not passed_on


def access(host: str, names: Iterable[str] = (), secret: str | None = None) -> Access:
    """Who may read a server that listens at ``host``. Raises ``ConfigError`` where strangers could come in freely."""
    more = frozenset(name.lower() for name in names)
    public = bool(more) or not is_loopback(host)
    if public and not secret:
        raise ConfigError(
            f"others than this machine could read at {host}: set VEILLE_SERVE_SECRET (or name a file with "
            f"--secret-file) to a secret of {SHORTEST_SECRET} characters or more; readers give it as their password."
        )
    if secret is not None and len(secret) < SHORTEST_SECRET:
        raise ConfigError(f"the secret of the dashboard is too short: give it {SHORTEST_SECRET} characters or more.")
    return Access(more | {host.lower(), *LOOPBACK}, secret, public)


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """Refuses foreign hosts (DNS rebinding), other methods and strangers; puts the headers on every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer why not."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        return await (refusal or self.app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        if _hostname(headers.get("host", "")) not in self.access.names:
            return PlainTextResponse("This server does not answer to that name; see `veille serve --name`.\n", 421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("The dashboard is only read.\n", 405, {"allow": "GET, HEAD"})
        if self.access.secret is not None and not _proves(headers.get("authorization", ""), self.access.secret):
            ask = {"www-authenticate": 'Basic realm="Veille", charset="UTF-8"'}
            return PlainTextResponse(
                "The dashboard asks for its secret: as the password, or as a bearer token.\n", 401, ask
            )
        return None


def _hostname(host: str) -> str:
    name = host.lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


def _proves(authorization: str, secret: str) -> bool:
    """Whether the header carries the secret: a bearer token, or the password of any user."""
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given.strip(), validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.strip().encode(), secret.encode())
