"""The one module that touches the network: polite, bounded, honest fetching over httpx."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urldefrag, urljoin, urlsplit

import httpcore
import httpx

from flows import address, decode, reservation
from flows.canonical import site
from flows.politeness import ROBOTS_BYTES, HostClock, Robots, back_off, host_and_port, origin, retry_after
from parsers.errors import PermanentError, TransientError, VeilleError

if TYPE_CHECKING:
    from flows.settings import Settings

MAX_REDIRECTS = 5
"""RFC 9309's number for robots.txt; a page behind more of them is behind a wall."""
REDIRECTS = {301, 302, 303, 307, 308}
PASSING = {408, 429, 500, 502, 503, 504, *range(520, 528)}
"""Statuses that may go through when tried again; 520 to 527 are a well-known proxy's."""
KEPT_HEADERS = ("content-type", "content-language", "date", "age", "cache-control", "server", "link", "tdm-reservation")


class Unfetched(VeilleError):
    """A URL that gave no page; ``outcome`` is what the run records ("failed:timeout", "skipped:robots" …)."""

    def __init__(self, message: str, *, outcome: str, url: str, status: int | None = None) -> None:
        super().__init__(message, url=url)
        self.outcome = outcome
        self.status = status


class Fault(Unfetched, TransientError):
    """A passing fault: a time-out, a 503, a refused connection."""


class Refusal(Unfetched, PermanentError):
    """Will come out the same again: a 404, a robots rule, a private address."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How one outlet is to be treated."""

    delay: float
    allow_private: bool = False
    obey_robots: bool = True
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    homepage: str | None = None

    def own_headers(self, url: str) -> Mapping[str, str]:
        """The outlet's own headers, which hold secrets: for its own site and never for where a redirect leads."""
        return self.headers if self.homepage and site(url) == site(self.homepage) else {}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request says of the copy that is known."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """As request headers."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response: ``url`` is where it came from at last, ``body`` decoded; empty with status 304."""

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def unchanged(self) -> bool:
        """Whether the known copy still stands."""
        return self.status == 304

    @property
    def content_type(self) -> str | None:
        """The Content-Type header."""
        return self.headers.get("content-type")

    @property
    def etag(self) -> str | None:
        """The ETag header."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """The Last-Modified header."""
        return self.headers.get("last-modified")

    @property
    def kept_headers(self) -> dict[str, str]:
        """The headers worth keeping beside the archived page."""
        return {name: self.headers[name] for name in KEPT_HEADERS if name in self.headers}


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
        numbers = list(dict.fromkeys(str(info[4][0]) for info in found))
        public = [n for n in numbers if address.is_public(n)]
        if not public:
            raise Refusal(
                f"{host} is the private address {', '.join(numbers)}; "
                "allow_private: true in the outlet's file would permit it",
                outcome="skipped:private-address",
                url=f"{host}:{port}",
            )
        failure: Exception | None = None
        for number in public:
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

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.requests = 0
        self._clocks: dict[str, HostClock] = {}
        self._robots: dict[str, asyncio.Future[Robots]] = {}
        self._mining: dict[str, asyncio.Future[reservation.Rules]] = {}
        self._clients: dict[bool, httpx.AsyncClient] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    def clock(self, url: str) -> HostClock:
        """The clock of a URL's host and port."""
        return self._clocks.setdefault(host_and_port(url), HostClock())

    async def get(self, url: str, policy: Policy, known: Validators | None = None, accept: str = "*/*") -> Fetched:
        """The response (200 or 304) of a URL; raises ``Fault`` or ``Refusal``. Redirects are followed, each checked."""
        here = urldefrag(url).url
        headers = {"Accept": accept, **(known.headers if known else {})}
        for _ in range(MAX_REDIRECTS + 1):
            if policy.obey_robots:
                await self._check_robots(here, policy)
            response = await self._patiently(here, policy, headers, self.settings.max_bytes)
            target = response.headers.get("location")
            if response.status not in REDIRECTS or not target:
                return _judged(Fetched(url, here, response.status, response.headers, response.body))
            here = urldefrag(urljoin(here, target)).url
            if urlsplit(here).scheme not in ("http", "https"):
                raise Refusal(f"redirects to {here}, which is no page", outcome="failed:redirect", url=url)
        raise Refusal(f"redirects more than {MAX_REDIRECTS} times", outcome="failed:redirects", url=url)

    async def reserved(self, url: str, policy: Policy) -> str | None:
        """Which of a site's own words reserve a URL against text and data mining, before it is asked for."""
        robots = await self._robots_of(url, policy)
        crawler = robots.shuts_out(url, reservation.AI_CRAWLERS)
        if crawler:
            return f"robots.txt shuts {crawler} out"
        key = f"{origin(url)} {policy.allow_private}"
        if key not in self._mining:
            self._mining[key] = asyncio.ensure_future(self._mining_rules(url, policy))
        rules = await asyncio.shield(self._mining[key])
        return f"{reservation.WELL_KNOWN} reserves it" if reservation.reserved_by_rules(rules, url) else None

    async def _mining_rules(self, url: str, policy: Policy) -> reservation.Rules:
        try:
            response = await self.get(urljoin(url, reservation.WELL_KNOWN), policy, accept="application/json")
        except Unfetched:
            return ()
        return reservation.read_rules(response.body)

    async def _check_robots(self, url: str, policy: Policy) -> None:
        robots = await self._robots_of(url, policy)
        if not robots.reachable:
            raise Fault("robots.txt cannot be had, so nothing is asked", outcome="skipped:robots-unreachable", url=url)
        if not robots.allows(url):
            raise Refusal("robots.txt disallows it", outcome="skipped:robots", url=url)

    async def _robots_of(self, url: str, policy: Policy) -> Robots:
        key = f"{origin(url)} {policy.allow_private}"
        if key not in self._robots:
            self._robots[key] = asyncio.ensure_future(self._fetch_robots(url, policy))
        return await asyncio.shield(self._robots[key])

    async def _fetch_robots(self, url: str, policy: Policy) -> Robots:
        """RFC 9309: a 4xx allows everything, a 5xx or no answer disallows everything."""
        here = urljoin(url, "/robots.txt")
        try:
            for _ in range(MAX_REDIRECTS + 1):
                response = await self._patiently(here, policy, {"Accept": "text/plain"}, self.settings.max_bytes)
                if response.status not in REDIRECTS:
                    break
                here = urljoin(here, response.headers.get("location", ""))
        except Refusal as error:
            if error.outcome == "skipped:private-address":
                raise
            return Robots(None)
        except Fault:
            return Robots(None)
        if response.status >= 500:
            return Robots(None)
        text = response.body[:ROBOTS_BYTES].decode("utf-8", "replace") if response.status == 200 else ""
        robots = Robots(text)
        self.clock(url).floor = max(self.clock(url).floor, robots.crawl_delay)
        return robots

    async def _patiently(self, url: str, policy: Policy, headers: Mapping[str, str], limit: int) -> Fetched:
        """One URL, passing faults tried again after the wait the server asks for, else a growing one."""
        clock = self.clock(url)
        for attempt in range(self.settings.retries + 1):
            if clock.wait > self.settings.max_wait:
                raise Fault(f"the host asks to wait {clock.wait:.0f} s", outcome="skipped:host-waits", url=url)
            try:
                async with clock.turn(policy.delay):
                    response = await self._once(url, policy, headers, limit)
            except Fault as fault:
                failure, wait = fault, back_off(attempt, self.settings.retry_base)
            else:
                if response.status not in PASSING:
                    return response
                failure, wait = self._passing(url, response, attempt)
            clock.hold(wait)
            if wait > self.settings.max_wait:
                break
        raise failure

    def _passing(self, url: str, response: Fetched, attempt: int) -> tuple[Fault, float]:
        asked = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
        wait = back_off(attempt, self.settings.retry_base) if asked is None else asked
        name = f"failed:{response.status}"
        return Fault(f"answers {response.status}", outcome=name, url=url, status=response.status), wait

    async def _once(self, url: str, policy: Policy, headers: Mapping[str, str], limit: int) -> Fetched:
        """One request, no redirect followed; anything that goes wrong on the way is a ``Fault`` or ``Refusal``."""
        self.requests += 1
        try:
            async with asyncio.timeout(self.settings.total_timeout):
                all_headers = {**headers, **policy.own_headers(url)}
                async with self._client(policy).stream("GET", url, headers=all_headers) as response:
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
                transport=httpx.AsyncHTTPTransport(http2=True, trust_env=False)
                if policy.allow_private
                else _Transport(),
                timeout=httpx.Timeout(s.read_timeout, connect=s.connect_timeout),
                headers={"User-Agent": s.user_agent, "Accept-Encoding": decode.ACCEPTED, "Accept-Language": "*"},
                trust_env=False,
            )
        return self._clients[policy.allow_private]


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
