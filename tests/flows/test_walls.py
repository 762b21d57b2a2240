"""Walls before a site's pages have an outcome each, and what merely speaks of walls has none."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import MappingProxyType

import pytest
from loopback import Answer, Host

from flows.exchange import Fetched, Policy, Refusal
from flows.net import Network
from flows.settings import Settings
from flows.walls import wall

PAGE = "https://www.example.org/2026/article"


def response(
    url: str = PAGE, status: int = 200, headers: Mapping[str, str] = MappingProxyType({}), body: bytes = b""
) -> Fetched:
    return Fetched(PAGE, url, status, headers, body)


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        (response(status=403, headers={"cf-mitigated": "challenge"}), "bot-wall"),
        (response(status=202, headers={"x-amzn-waf-action": "challenge"}), "bot-wall"),
        (response(status=403, body=b"<script src='https://geo.captcha-delivery.com/captcha/x.js'>"), "bot-wall"),
        (response("https://www.example.org/captcha?to=/2026/article"), "bot-wall"),
        (response("https://consent.example.org/collect?id=7"), "consent-wall"),
        (response("https://www.example.org/zustimmung?url=x"), "consent-wall"),
        (response(status=402), "paywall"),
        (response("https://abo.example.org/offres"), "paywall"),
        (response("https://www.example.org/connexion?back=x"), "paywall"),
        (response(), None),
        (response(status=403), None),
        (response("https://www.example.org/2026/consent-decree-signed"), None),
        (response("https://www.example.org/login-et-mot-de-passe-que-faire"), None),
        (response(body=b"<p>px-captcha</p>" + b"x" * 50_000), None),
    ],
)
def test_a_wall_is_told_by_headers_status_body_or_where_it_leads(shown: Fetched, kind: str | None) -> None:
    assert wall(shown) == kind


def test_a_page_that_was_asked_for_by_such_an_address_is_no_wall() -> None:
    url = "https://www.example.org/subscribe/our-story"
    assert wall(Fetched(url, url, 200, {}, b"")) is None


def test_a_wall_is_an_outcome_and_not_tried_again(host: Host, settings: Settings) -> None:
    host.pages["/a"] = Answer(b"_cf_chl_opt", 503)

    async def once() -> None:
        async with Network(settings) as network:
            await network.get(f"{host.url}/a", Policy(0.0, allow_private=True))

    with pytest.raises(Refusal, match="shows a bot wall") as caught:
        asyncio.run(once())
    assert caught.value.outcome == "skipped:bot-wall"
    assert host.paths == ["/a"]
