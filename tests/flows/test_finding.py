"""From a home page to an outlet file that loads."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from loopback import Answer, Host
from typer.testing import CliRunner

from flows.cli.outlets import app
from flows.finding import find
from flows.newsroom import Newsroom
from flows.outlets import load_outlet
from flows.settings import Settings
from parsers.errors import ConfigError, PermanentError

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><title>Hier</title><link href="/a"/><published>2026-09-07T08:00:00+02:00</published></entry>
<entry><title>Aujourd'hui</title><link href="/b"/><published>2026-09-08T08:00:00+02:00</published></entry></feed>"""


NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@pytest.fixture
def quick(settings: Settings) -> Settings:
    return settings.model_copy(update={"delay": 0.0})


def test_the_feeds_a_page_names_are_tried_and_what_it_says_of_itself_is_kept(host: Host, quick: Settings) -> None:
    head = """<title>Accueil</title><meta property="og:site_name" content="Le Phare">
    <link rel="alternate" type="application/rss+xml" href="/dead"><link rel="stylesheet" href="/x.css">
    <link rel="alternate" type="application/atom+xml" href="atom.xml">"""
    host.pages |= {"/fr/": Answer(f'<html lang="fr-CH"><head>{head}</head>'.encode()), "/fr/atom.xml": Answer(ATOM)}
    found = find(quick, f"{host.url}/fr/", allow_private=True)
    assert (found.file["name"], found.file["language"]) == ("Le Phare", "fr")
    assert found.file["feeds"] == [{"url": f"{host.url}/fr/atom.xml", "kind": "atom"}]
    assert [item.title for item in found.newest] == ["Aujourd'hui", "Hier"]


def test_a_feed_that_no_page_names_is_looked_for_where_feeds_stand(host: Host, quick: Settings) -> None:
    host.pages |= {"/": Answer(b"<html><title>T</title>"), "/rss.xml": Answer(ATOM)}
    assert find(quick, f"{host.url}/", allow_private=True).file["feeds"][0]["url"] == f"{host.url}/rss.xml"


def test_the_sitemap_of_the_news_that_robots_txt_names_is_taken_and_that_of_all_pages_is_not(
    host: Host, quick: Settings
) -> None:
    names = "".join(f"Sitemap: {host.url}{path}\n" for path in ("/all.xml", "/index.xml"))
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    dated = f'<news:news xmlns:news="{NEWS}"><news:publication_date>2026-09-07</news:publication_date></news:news>'
    host.pages |= {
        "/": Answer(b"<title>T</title>"),
        "/robots.txt": Answer(f"User-agent: *\nDisallow: /feed\n{names}".encode()),
        "/all.xml": Answer(f"<urlset {space}><url><loc>{host.url}/old</loc></url></urlset>".encode()),
        "/index.xml": Answer(
            f"<sitemapindex {space}><sitemap><loc>{host.url}/news.xml</loc></sitemap></sitemapindex>".encode()
        ),
        "/news.xml": Answer(f"<urlset {space}><url><loc>{host.url}/new</loc>{dated}</url></urlset>".encode()),
    }
    found = find(quick, f"{host.url}/", allow_private=True)
    assert found.file["feeds"] == [{"url": f"{host.url}/news.xml", "kind": "sitemap"}]
    assert [item.url for item in found.newest] == [f"{host.url}/new"]
    assert "/feed" not in host.paths


def test_a_site_without_a_feed_is_told(host: Host, quick: Settings) -> None:
    host.pages["/"] = Answer(b"")
    with pytest.raises(PermanentError, match="names no feed that can be read"):
        find(quick, f"{host.url}/", allow_private=True)


def test_the_command_writes_a_file_that_loads_and_overwrites_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILLE_DELAY", "0")
    with Newsroom(port=None) as newsroom:
        home = next(o["homepage"] for o in newsroom.outlets() if o["id"] == "le-quai")
        arguments = ["add", home, "--id", "quai", "--seeds", str(tmp_path)]
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
        again = CliRunner().invoke(app, arguments)
    assert isinstance(again.exception, ConfigError)
    outlet = load_outlet(tmp_path / "outlets" / "quai.yaml")
    assert (outlet.id, outlet.allow_private, outlet.feeds[0].kind) == ("quai", True, "rss")
    assert yaml.safe_load((tmp_path / "outlets" / "quai.yaml").read_text("utf-8"))["homepage"] == home
    assert f"VEILLE_SEEDS={tmp_path} veille run quai" in done.output
