"""Fetching against a real server: polite, bounded, honest."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from loopback import Answer, Host
from pydantic import SecretStr

from flows.exchange import Fault, Fetched, Policy, Refusal, Unfetched, Validators
from flows.net import Network
from flows.politeness import ROBOTS_BYTES
from flows.settings import Settings
from flows.settings import load as load_settings
from parsers.errors import ConfigError

HERE = Policy(delay=0.0, allow_private=True)


def get(settings: Settings, *urls: str, policy: Policy = HERE, known: Validators | None = None) -> list[Fetched]:
    """Fetch URLs side by side over one network."""

    async def all_of_them() -> list[Fetched]:
        async with Network(settings) as network:
            return list(await asyncio.gather(*(network.get(url, policy, known) for url in urls)))

    return asyncio.run(all_of_them())


def refused(settings: Settings, url: str, policy: Policy = HERE) -> Unfetched:
    with pytest.raises(Unfetched) as caught:
        get(settings, url, policy=policy)
    return caught.value


def test_a_page_comes_with_its_headers_and_says_who_asks(host: Host, settings: Settings) -> None:
    host.pages["/a"] = Answer(b"<p>un</p>", headers={"ETag": '"1"', "Content-Type": "text/html; charset=utf-8"})
    (page,) = get(settings, f"{host.url}/a#part")
    assert (page.status, page.body, page.etag, page.content_type) == (
        200,
        b"<p>un</p>",
        '"1"',
        "text/html; charset=utf-8",
    )
    assert host.asked[-1].headers["user-agent"].startswith("Veille/")


def test_a_known_copy_is_asked_for_conditionally(host: Host, settings: Settings) -> None:
    host.pages["/a"] = lambda headers: Answer(status=304 if headers.get("if-none-match") == '"1"' else 200)
    assert get(settings, f"{host.url}/a", known=Validators(etag='"1"'))[0].unchanged
    assert not get(settings, f"{host.url}/a", known=Validators(etag='"2"'))[0].unchanged


# Politeness ---------------------------------------------------------------------------------------------------------


def test_a_host_is_never_asked_twice_at_once_nor_within_its_delay(host: Host, settings: Settings) -> None:
    for n in range(4):
        host.pages[f"/{n}"] = Answer(b"x", wait=0.02)
    get(settings, *(f"{host.url}/{n}" for n in range(4)), policy=Policy(0.1, allow_private=True))
    gaps = [after.began - before.ended for before, after in zip(host.asked, host.asked[1:], strict=False)]
    assert len(gaps) == 4
    assert min(gaps) >= 0.09


def test_two_hosts_are_asked_side_by_side(host: Host, other_host: Host, settings: Settings) -> None:
    host.pages["/"] = other_host.pages["/"] = Answer(b"x", wait=0.6)
    get(settings, f"{host.url}/", f"{other_host.url}/")
    assert host.asked[-1].began < other_host.asked[-1].ended
    assert other_host.asked[-1].began < host.asked[-1].ended


def test_robots_txt_is_asked_once_and_kept(host: Host, settings: Settings) -> None:
    host.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\nAllow: /private/press\n")
    host.pages["/private/press"] = Answer(b"x")
    assert get(settings, f"{host.url}/private/press", f"{host.url}/private/press")[0].body == b"x"
    assert refused(settings, f"{host.url}/private/a").outcome == "skipped:robots"
    assert [a.path for a in host.asked].count("/robots.txt") == 2  # one for each network
    assert "/private/a" not in host.paths


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [(Answer(status=404), None), (Answer(status=403), None), (Answer(status=500), "skipped:robots-unreachable")],
)
def test_a_missing_robots_txt_allows_and_a_broken_one_forbids(
    host: Host, settings: Settings, robots: Answer, outcome: str | None
) -> None:
    host.pages |= {"/robots.txt": robots, "/a": Answer(b"x")}
    if outcome is None:
        assert get(settings, f"{host.url}/a")[0].body == b"x"
    else:
        assert refused(settings, f"{host.url}/a").outcome == outcome
        assert host.paths == []


@pytest.mark.parametrize(("hops", "outcome"), [(5, "skipped:robots"), (6, None)])
def test_a_robots_txt_is_followed_over_five_redirects(
    host: Host, settings: Settings, hops: int, outcome: str | None
) -> None:
    """RFC 9309, 2.3.1.2: behind more of them it counts as not there."""
    places = ["/robots.txt", *(f"/r{n}" for n in range(1, hops + 1))]
    for here, there in pairwise(places):
        host.pages[here] = Answer(status=302, headers={"Location": there})
    host.pages |= {places[-1]: Answer(b"User-agent: *\nDisallow: /\n"), "/a": Answer(b"x")}
    if outcome:
        assert refused(settings, f"{host.url}/a").outcome == outcome
    else:
        assert get(settings, f"{host.url}/a")[0].body == b"x"


def test_of_a_robots_txt_half_a_megabyte_counts(host: Host, settings: Settings) -> None:
    padding = b"#" * (ROBOTS_BYTES - 60) + b"\n"
    host.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a\n" + padding + b"#" * 60 + b"\nDisallow: /b\n")
    host.pages["/b"] = Answer(b"x")
    large = settings.model_copy(update={"max_bytes": 10_000_000})
    assert refused(large, f"{host.url}/a").outcome == "skipped:robots"
    assert get(large, f"{host.url}/b")[0].body == b"x"


def test_a_crawl_delay_is_kept(host: Host, settings: Settings) -> None:
    host.pages |= {"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 0.2\n"), "/a": Answer(b"x"), "/b": Answer(b"x")}
    get(settings, f"{host.url}/a", f"{host.url}/b")
    first, second = host.asked[-2:]
    assert second.began - first.ended >= 0.19


# Faults -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 522])
def test_a_passing_fault_is_tried_again(host: Host, settings: Settings, status: int) -> None:
    host.pages["/a"] = [Answer(status=status), Answer(b"well again")]
    assert get(settings, f"{host.url}/a")[0].body == b"well again"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501])
def test_a_final_answer_is_not_tried_again(host: Host, settings: Settings, status: int) -> None:
    host.pages["/a"] = Answer(status=status)
    error = refused(settings, f"{host.url}/a")
    assert isinstance(error, Refusal)
    assert (error.outcome, error.status) == (f"failed:{status}", status)
    assert host.paths == ["/a"]


def test_a_fault_that_stays_is_given_up_after_the_retries(host: Host, settings: Settings) -> None:
    host.pages["/a"] = Answer(status=503)
    error = refused(settings, f"{host.url}/a")
    assert isinstance(error, Fault)
    assert error.outcome == "failed:503"
    assert len(host.paths) == settings.retries + 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_holds_the_whole_host(host: Host, settings: Settings, form: str) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    value = "1" if form == "seconds" else soon
    host.pages |= {"/a": [Answer(status=429, headers={"Retry-After": value}), Answer(b"x")], "/b": Answer(b"x")}
    slow = settings.model_copy(update={"max_wait": 3.0})

    async def one_after_the_other() -> None:
        async with Network(slow) as network:
            first = asyncio.create_task(network.get(f"{host.url}/a", HERE))
            while "/a" not in host.paths:
                await asyncio.sleep(0.01)
            await asyncio.gather(first, network.get(f"{host.url}/b", HERE))

    asyncio.run(one_after_the_other())
    refusal, *later = [a for a in host.asked if a.path != "/robots.txt"]
    assert refusal.path == "/a"
    assert min(a.began for a in later) - refusal.ended >= 0.95


def test_a_host_that_asks_for_a_long_wait_is_left_to_the_next_run(host: Host, settings: Settings) -> None:
    host.pages |= {"/a": Answer(status=503, headers={"Retry-After": "3600"}), "/b": Answer(b"x")}

    async def both() -> list[BaseException | Fetched]:
        async with Network(settings) as network:
            first = await asyncio.gather(network.get(f"{host.url}/a", HERE), return_exceptions=True)
            return first + await asyncio.gather(network.get(f"{host.url}/b", HERE), return_exceptions=True)

    outcomes = [e.outcome for e in asyncio.run(both()) if isinstance(e, Unfetched)]
    assert outcomes == ["failed:503", "skipped:host-waits"]
    assert host.paths == ["/a"]


def test_a_server_that_says_nothing_costs_a_bounded_time(host: Host, settings: Settings) -> None:
    host.pages["/a"] = Answer(b"x", wait=1.5)
    hasty = settings.model_copy(update={"retries": 0, "read_timeout": 0.5})
    assert refused(hasty, f"{host.url}/a").outcome == "failed:timeout"


def test_a_server_that_takes_too_long_in_all_is_cut_off(host: Host, settings: Settings) -> None:
    host.pages["/a"] = Answer(b"x", wait=1.5)
    hasty = settings.model_copy(update={"retries": 0, "total_timeout": 0.5})
    assert refused(hasty, f"{host.url}/a").outcome == "failed:timeout"


def test_a_connection_that_breaks_is_tried_again(host: Host, settings: Settings) -> None:
    host.pages["/a"] = [Answer(b"half", cut=True), Answer(b"whole")]
    assert get(settings, f"{host.url}/a")[0].body == b"whole"


def test_nobody_listening_is_a_passing_fault(host: Host, settings: Settings) -> None:
    host.close()
    error = refused(settings.model_copy(update={"retries": 1}), f"{host.url}/a")
    assert isinstance(error, Fault)
    assert error.outcome == "skipped:robots-unreachable"


# Redirects ------------------------------------------------------------------------------------------------------------


def test_redirects_are_followed_and_the_last_address_is_told(host: Host, settings: Settings) -> None:
    host.pages |= {"/old": Answer(status=301, headers={"Location": "/new?x=1#top"}), "/new?x=1": Answer(b"x")}
    (page,) = get(settings, f"{host.url}/old")
    assert (page.asked, page.url) == (f"{host.url}/old", f"{host.url}/new?x=1")


def test_a_redirect_is_held_to_the_robots_rules_of_where_it_leads(
    host: Host, other_host: Host, settings: Settings
) -> None:
    host.pages["/a"] = Answer(status=302, headers={"Location": f"{other_host.url}/secret"})
    other_host.pages |= {"/robots.txt": Answer(b"User-agent: Veille\nDisallow: /\n"), "/secret": Answer(b"x")}
    assert refused(settings, f"{host.url}/a").outcome == "skipped:robots"
    assert other_host.paths == []


def test_a_loop_of_redirects_ends(host: Host, settings: Settings) -> None:
    host.pages["/a"] = Answer(status=302, headers={"Location": "/a"})
    assert refused(settings, f"{host.url}/a").outcome == "failed:redirects"
    assert len(host.paths) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "javascript:void(0)"])
def test_a_redirect_to_what_is_no_page_is_refused(host: Host, settings: Settings, target: str) -> None:
    host.pages["/a"] = Answer(status=302, headers={"Location": target})
    assert refused(settings, f"{host.url}/a").outcome in ("failed:redirect", "failed:url")


# Addresses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_not_connected_to(host: Host, settings: Settings, name: str) -> None:
    url = f"http://{name}:{host.url.rsplit(':', 1)[1]}/a"
    quick = settings.model_copy(update={"retries": 0})
    error = refused(quick, url, policy=Policy(0.0))
    assert error.outcome in ("skipped:private-address", "failed:url", "skipped:robots-unreachable")
    assert host.asked == []


def test_an_outlet_that_is_public_cannot_lead_to_a_private_address(host: Host, settings: Settings) -> None:
    assert refused(settings, f"{host.url}/a", policy=Policy(0.0)).outcome == "skipped:private-address"


def test_through_a_proxy_names_are_its_matter_and_private_addresses_are_not_asked_for(
    host: Host, other_host: Host, settings: Settings
) -> None:
    """``host`` is the proxy, so that it is asked for whole addresses."""
    proxied = settings.model_copy(update={"proxy": SecretStr(host.url.replace("http://", "http://me:hunter2@"))})
    host.pages["http://news.invalid/a"] = Answer(b"by proxy")
    (page,) = get(proxied, "http://news.invalid/a", policy=Policy(0.0))
    assert (page.body, page.url) == (b"by proxy", "http://news.invalid/a")
    assert [a.path for a in host.asked] == ["http://news.invalid/robots.txt", "http://news.invalid/a"]
    assert host.asked[-1].headers["proxy-authorization"].startswith("Basic ")
    assert "hunter2" not in repr(proxied)
    assert load_settings(proxy="http://me:hunter2@proxy:3128").proxy is not None
    with pytest.raises(ConfigError, match=r"VEILLE_PROXY is hidden: .*a proxy is http") as wrong:
        load_settings(proxy="socks5://me:hunter2@proxy")
    assert "hunter2" not in str(wrong.value)
    assert refused(proxied, f"{other_host.url}/a", policy=Policy(0.0)).outcome == "skipped:private-address"
    other_host.pages["/a"] = Answer(b"direct")
    assert get(proxied, f"{other_host.url}/a")[0].body == b"direct"
    assert len(host.asked) == 2


# Bounds ---------------------------------------------------------------------------------------------------------------


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd}


@pytest.mark.parametrize("coding", PACKERS)
def test_every_coding_that_is_asked_for_is_undone(host: Host, settings: Settings, coding: str) -> None:
    text = "Les secours ont évacué 1 200 personnes. ".encode() * 50
    host.pages["/a"] = Answer(PACKERS[coding](text), headers={"Content-Encoding": coding})
    assert get(settings, f"{host.url}/a")[0].body == text
    assert coding in host.asked[-1].headers["accept-encoding"]


def test_the_bare_deflate_of_some_servers_is_undone(host: Host, settings: Settings) -> None:
    host.pages["/a"] = Answer(bare_deflate(b"abc" * 100), headers={"Content-Encoding": "deflate"})
    assert get(settings, f"{host.url}/a")[0].body == b"abc" * 100


@pytest.mark.parametrize("coding", PACKERS)
def test_a_small_body_that_unpacks_to_a_large_one_is_refused(host: Host, settings: Settings, coding: str) -> None:
    host.pages["/a"] = Answer(PACKERS[coding](bytes(20_000_000)), headers={"Content-Encoding": coding})
    assert refused(settings, f"{host.url}/a").outcome == "failed:too-large"


def test_a_large_body_is_refused(host: Host, settings: Settings) -> None:
    host.pages["/a"] = Answer(bytes(settings.max_bytes + 1))
    assert refused(settings, f"{host.url}/a").outcome == "failed:too-large"


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "lzma", "gzip, gzip, gzip"])
def test_a_body_that_is_not_what_it_says_is_refused(host: Host, settings: Settings, coding: str) -> None:
    host.pages["/a"] = Answer(b"just text", headers={"Content-Encoding": coding})
    assert refused(settings, f"{host.url}/a").outcome == "failed:coding"
