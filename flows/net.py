"""The one module that touches the network: polite, bounded, honest fetching over httpx."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urldefrag, urljoin, urlsplit

import httpcore
import httpx

from flows import address, decode
from flows.exchange import MAX_REDIRECTS, REDIRECTS, Fault, Fetched, Policy, Refusal, Unfetched, Validators
from flows.memory import Memory
from flows.permission import Permissions
from flows.politeness import HostClock, back_off, host_and_port, retry_after
from flows.walls import wall

if TYPE_CHECKING:
    from flows.settings import Settings

PASSING = {408, 429, 500, 502, 503, 504, *range(520, 528)}
"""Statuses that may go through when tried again; 520 to 527 are a well-known proxy's."""


class _PublicOnly(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only, and to the very address that was checked."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved") from error
        failure: Exception | None = None
        for number in _public([str(info[4][0]) for info in found], host, port):
            try:
                return await self._inner.connect_tcp(number, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        assert failure
        raise failure

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's transport over a pool whose dialer checks addresses (httpx has no parameter for it)."""

    def __init__(self) -> None:
        super().__init__(http2=True)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=15.0,
            http2=True,
            network_backend=_PublicOnly(httpcore.AsyncConnectionPool()._network_backend),
        )


class Network:
    """Fetches for any number of outlets at once; an asynchronous context manager, of one event loop."""

    def __init__(self, settings: Settings, memory: Memory | None = None) -> None:
        self.settings = settings
        self.memory = memory or Memory()
        self.requests = 0
        self.permissions = Permissions(self)
        self._clocks: dict[str, HostClock] = {}
        self._clients: dict[bool, httpx.AsyncClient] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    def clock(self, url: str) -> HostClock:
        """The clock of a URL's host and port."""
        host = host_and_port(url)
        if host not in self._clocks:
            self._clocks[host] = HostClock()
            self._clocks[host].hold(self.memory.wait(host))
        return self._clocks[host]

    async def get(self, url: str, policy: Policy, known: Validators | None = None, accept: str = "*/*") -> Fetched:
        """The response (200 or 304) of a URL; raises ``Fault`` or ``Refusal``. Redirects are followed, each checked."""
        here = urldefrag(url).url
        headers = {"Accept": accept, **(known.headers if known else {})}
        for _ in range(MAX_REDIRECTS + 1):
            if policy.obey_robots:
                await self.permissions.check(here, policy)
            response = await self.patiently(here, policy, headers)
            target = response.headers.get("location")
            if response.status not in REDIRECTS or not target:
                return _judged(Fetched(url, here, response.status, response.headers, response.body))
            here = urldefrag(urljoin(here, target)).url
            if urlsplit(here).scheme not in ("http", "https"):
                raise Refusal(f"redirects to {here}, which is no page", outcome="failed:redirect", url=url)
        raise Refusal(f"redirects more than {MAX_REDIRECTS} times", outcome="failed:redirects", url=url)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Fetched:
        """What an address of the operator's own answers to a POST, whatever its status; no redirect is followed.

        Raises ``Fault`` or ``Refusal`` where there is no answer; their text does not hold the address, a secret.
        """
        try:
            return await self._once(url, Policy(0.0, allow_private=True), headers, body)
        except Unfetched as fault:
            raise type(fault)(fault.args[0], outcome=fault.outcome, url=host_and_port(url)) from None

    async def patiently(self, url: str, policy: Policy, headers: Mapping[str, str]) -> Fetched:
        """One URL, whatever its status and the rules; passing faults are tried again after a wait."""
        clock = self.clock(url)
        for attempt in range(self.settings.retries + 1):
            if clock.wait > self.settings.max_wait:
                text = f"the host asks to wait {clock.wait:.0f} s"
                raise Fault(text, outcome="skipped:host-waits", url=url, wait=clock.wait)
            try:
                async with clock.turn(policy.delay):
                    response = await self._once(url, policy, headers)
            except Fault as fault:
                failure, wait = fault, back_off(attempt, self.settings.retry_base)
            else:
                asked = self._asked_to_wait(response)
                if response.status not in PASSING or wall(response):
                    return response
                wait = back_off(attempt, self.settings.retry_base) if asked is None else asked
                name = f"failed:{response.status}"
                text = f"answers {response.status}"
                failure = Fault(text, outcome=name, url=url, status=response.status, wait=asked)
            clock.hold(wait)
            if wait > self.settings.max_wait:
                break
        raise failure

    def _asked_to_wait(self, response: Fetched) -> float | None:
        """Seconds of a Retry-After, whatever the status of the response; they hold for the host, also in later runs."""
        asked = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
        if asked is not None:
            self.clock(response.url).hold(asked)
            self.memory.hold(host_and_port(response.url), asked)
        return asked

    async def _once(
        self, url: str, policy: Policy, headers: Mapping[str, str], content: bytes | None = None
    ) -> Fetched:
        """One request, no redirect followed; anything that goes wrong on the way is a ``Fault`` or ``Refusal``."""
        self.requests += 1
        if self._proxied(policy):
            await _not_private(url)
        limit = self.settings.max_bytes
        try:
            async with asyncio.timeout(self.settings.total_timeout):
                all_headers = {**headers, **policy.own_headers(url)}
                method = "GET" if content is None else "POST"
                request = self._client(policy).stream(method, url, headers=all_headers, content=content)
                async with request as response:
                    raw = await _bounded(response, limit)
                    body = decode.decode(raw, response.headers.get("content-encoding", ""), limit)
                    kept = {k.lower(): v for k, v in response.headers.items()}
                    return Fetched(url, url, response.status_code, kept, body)
        except decode.TooLarge:
            raise Refusal(f"is larger than {limit:,} bytes", outcome="failed:too-large", url=url) from None
        except decode.BadCoding as error:
            raise Refusal(f"cannot be decoded: {error}", outcome="failed:coding", url=url) from error
        except (TimeoutError, httpx.TimeoutException):
            raise Fault("did not answer in time", outcome="failed:timeout", url=url) from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise Refusal(f"is no address that can be asked ({error})", outcome="failed:url", url=url) from error
        except httpx.TransportError as error:
            raise _transport_fault(url, error) from error

    def _client(self, policy: Policy) -> httpx.AsyncClient:
        if policy.allow_private not in self._clients:
            s = self.settings
            self._clients[policy.allow_private] = httpx.AsyncClient(
                transport=self._transport(policy),
                timeout=httpx.Timeout(s.read_timeout, connect=s.connect_timeout),
                headers={"User-Agent": s.user_agent, "Accept-Encoding": decode.ACCEPTED, "Accept-Language": "*"},
                trust_env=False,
            )
        return self._clients[policy.allow_private]

    def _transport(self, policy: Policy) -> httpx.AsyncBaseTransport:
        """An outlet with a private address is asked directly; who asks the others is the proxy, where there is one."""
        if policy.allow_private:
            return httpx.AsyncHTTPTransport(http2=True, trust_env=False)
        if self.settings.proxy is None:
            return _Transport()
        return httpx.AsyncHTTPTransport(http2=True, trust_env=False, proxy=self.settings.proxy.get_secret_value())

    def _proxied(self, policy: Policy) -> bool:
        return self.settings.proxy is not None and not policy.allow_private


async def _not_private(url: str) -> None:
    """Raise ``Refusal`` where a proxy would be sent to a private address; a name that only it knows is its matter."""
    parts = urlsplit(url)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, parts.port, type=socket.SOCK_STREAM)
    except OSError:
        return
    _public([str(info[4][0]) for info in found], parts.hostname or "", parts.port)


def _public(numbers: Iterable[str], host: str, port: int | None) -> list[str]:
    """The public ones of the addresses of a host; raises ``Refusal`` where it has none."""
    numbers = list(dict.fromkeys(numbers))
    public = [n for n in numbers if address.is_public(n)]
    if not public:
        raise Refusal(
            f"{host} is the private address {', '.join(numbers)}; "
            "allow_private: true in the outlet's file would permit it",
            outcome="skipped:private-address",
            url=f"{host}:{port}" if port else host,
        )
    return public


async def _bounded(response: httpx.Response, limit: int) -> bytes:
    raw = bytearray()
    async for chunk in response.aiter_raw():
        raw += chunk
        if len(raw) > limit:
            raise decode.TooLarge
    return bytes(raw)


def _transport_fault(url: str, error: httpx.TransportError) -> Unfetched:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Refusal(f"shows a bad certificate ({cause.verify_message})", outcome="failed:tls", url=url)
        if isinstance(cause, socket.gaierror):
            return Fault("has a name that cannot be resolved", outcome="failed:dns", url=url)
        cause = cause.__cause__ or cause.__context__
    return Fault(f"broke the connection ({error or type(error).__name__})", outcome="failed:connection", url=url)


def _judged(response: Fetched) -> Fetched:
    if kind := wall(response):
        raise Refusal(f"shows a {kind.replace('-', ' ')}", outcome=f"skipped:{kind}", url=response.asked)
    if response.status in (200, 304):
        return response
    name = f"failed:{response.status}"
    raise Refusal(f"answers {response.status}", outcome=name, url=response.asked, status=response.status)


LOCAL = re.compile(r"(localhost|127\.\d+\.\d+\.\d+|::1)")


def is_local(url: str) -> bool:
    """Whether an address that a person typed means this very machine."""
    return LOCAL.fullmatch(urlsplit(url).hostname or "") is not None


def fetch_page(url: str) -> Fetched:
    """One page for a person who asks for it: politely, and on this machine itself only when the address says so."""
    from flows.settings import load

    async def once() -> Fetched:
        async with Network(load()) as network:
            return await network.get(url, Policy(delay=0.0, allow_private=is_local(url)))

    return asyncio.run(once())
