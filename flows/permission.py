"""What sites say of who may fetch and mine their pages: robots.txt and ``tdmrep.json``, each asked for once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from flows import reservation
from flows.exchange import MAX_REDIRECTS, REDIRECTS, Fault, Policy, Refusal, Unfetched
from flows.politeness import ROBOTS_BYTES, Robots, origin

if TYPE_CHECKING:
    from flows.net import Network


class Permissions:
    """The rules of every site that a network meets, kept as long as the network."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._robots: dict[str, asyncio.Future[Robots]] = {}
        self._mining: dict[str, asyncio.Future[reservation.Rules]] = {}

    async def check(self, url: str, policy: Policy) -> None:
        """Raise ``Refusal`` where robots.txt disallows a URL, ``Fault`` where nobody can tell."""
        robots = await self.robots_of(url, policy)
        if not robots.reachable:
            raise Fault("robots.txt cannot be had, so nothing is asked", outcome="skipped:robots-unreachable", url=url)
        if not robots.allows(url):
            raise Refusal("robots.txt disallows it", outcome="skipped:robots", url=url)

    async def reserved(self, url: str, policy: Policy) -> str | None:
        """Which of a site's own words reserve a URL against text and data mining, before it is asked for."""
        robots = await self.robots_of(url, policy)
        crawler = robots.shuts_out(url, reservation.AI_CRAWLERS)
        if crawler:
            return f"robots.txt shuts {crawler} out"
        key = _site(url, policy)
        if key not in self._mining:
            self._mining[key] = asyncio.ensure_future(self._fetch_mining(url, policy))
        rules = await asyncio.shield(self._mining[key])
        return f"{reservation.WELL_KNOWN} reserves it" if reservation.reserved_by_rules(rules, url) else None

    async def _fetch_mining(self, url: str, policy: Policy) -> reservation.Rules:
        site, memory = _site(url, policy), self._network.memory
        known = memory.rule(site, "mining")
        if known is not None:
            return reservation.read_rules(known.encode())
        try:
            response = await self._network.get(urljoin(url, reservation.WELL_KNOWN), policy, accept="application/json")
        except Refusal:
            memory.learn(site, "mining", "")
            return ()
        except Unfetched:
            return ()
        memory.learn(site, "mining", response.body.decode("utf-8", "replace"))
        return reservation.read_rules(response.body)

    async def robots_of(self, url: str, policy: Policy) -> Robots:
        """The robots.txt of a URL's site."""
        key = _site(url, policy)
        if key not in self._robots:
            self._robots[key] = asyncio.ensure_future(self._fetch_robots(url, policy))
        return await asyncio.shield(self._robots[key])

    async def _fetch_robots(self, url: str, policy: Policy) -> Robots:
        """RFC 9309: a 4xx allows everything, a 5xx or no answer disallows everything; an answer is good for a day."""
        site, memory = _site(url, policy), self._network.memory
        text = memory.rule(site, "robots")
        if text is None:
            text = await self._robots_text(url, policy)
            if text is None:
                return Robots(None)
            memory.learn(site, "robots", text)
            self._network.clock(url).hold(Robots(text).crawl_delay)
        robots = Robots(text)
        clock = self._network.clock(url)
        clock.floor = max(clock.floor, robots.crawl_delay)
        return robots

    async def _robots_text(self, url: str, policy: Policy) -> str | None:
        """The file; '' where there is none, None where nobody can tell."""
        here = urljoin(url, "/robots.txt")
        try:
            for _ in range(MAX_REDIRECTS + 1):
                response = await self._network.patiently(here, policy, {"Accept": "text/plain"})
                if response.status not in REDIRECTS:
                    break
                here = urljoin(here, response.headers.get("location", ""))
        except Refusal as error:
            if error.outcome == "skipped:private-address":
                raise
            return None
        except Fault:
            return None
        if response.status >= 500:
            return None
        return response.body[:ROBOTS_BYTES].decode("utf-8", "replace") if response.status == 200 else ""


def _site(url: str, policy: Policy) -> str:
    """What rules are kept for: an outlet that may reach private hosts does not lend them to one that may not."""
    return f"{origin(url)} {policy.allow_private}"
