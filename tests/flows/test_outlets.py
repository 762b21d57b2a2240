"""Outlet files: what is right loads, what is wrong is told with file, line and key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flows.outlets import load_outlet, load_outlets, write_outlets
from parsers.errors import ConfigError

GOOD = """\
id: le-quai
name: Le Quai
homepage: https://example.org/
language: fr
country: FR
timezone: Europe/Paris
feeds:
  - {url: https://example.org/rss, kind: rss}
  - url: https://example.org/news.xml
    kind: sitemap
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "le-quai.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_good_file_loads(tmp_path: Path) -> None:
    outlet = load_outlet(written(tmp_path, GOOD + "expect: {articles_per_day: [1, 5]}\n"))
    assert [f.kind for f in outlet.feeds] == ["rss", "sitemap"]
    assert (outlet.delay, outlet.allow_private, outlet.row.expect) == (None, False, (1, 5))


def test_how_long_pages_and_texts_are_kept(tmp_path: Path) -> None:
    kept = load_outlet(written(tmp_path, GOOD + "retention: {pages: 12w, text: 2y}\n")).retention
    assert (kept.pages, kept.text) == (timedelta(84), timedelta(730))
    assert load_outlet(written(tmp_path, GOOD)).retention.pages is None


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("kind: sitemap", "kind: gopher"), r"le-quai.yaml, line 10: feeds.1.kind 'gopher'"),
        (("Europe/Paris", "Europe/Lutece"), r"line 6: timezone 'Europe/Lutece': is no IANA time zone"),
        (("name: Le Quai\n", ""), r"name is missing"),
        (("country: FR", "contry: FR"), r"line 5: contry is unknown; known keys are id, name"),
        (("https://example.org/rss", "example.org/rss"), r"line 8: feeds.0.url 'example.org/rss': is no http"),
        (("language: fr", "language: français"), r"line 4: language"),
        (("id: le-quai", "id: Le Quai"), r"line 1: id"),
        (("name: Le Quai", "name: [Le"), r"is no YAML"),
        (
            ("country: FR", "retention: {pages: soon}"),
            r"line 5: retention.pages 'soon': is no age; 90d, 12w and 2y are",
        ),
        (("country: FR", "retention: {page: 90d}"), r"line 5: retention.page is unknown; known keys are pages, text"),
        (("country: FR", "retention: {pages: 2y, text: 90d}"), r"line 5: retention .*pages hold the text"),
        (("kind: sitemap", "kind: section"), r"line 9: feeds.1 .*a section needs a selector, as in `h2 a`"),
        (
            ("kind: sitemap", "kind: section\n    selector: h2 >>"),
            r"line 11: feeds.1.selector 'h2 >>': is no CSS",
        ),
        (("kind: sitemap", "sort: x"), r"line 10: feeds.1.sort is unknown; known keys are url, kind, selector"),
        (("name: Le Quai", "recipe: {titel: h1}\nname: Q"), r"line 2: recipe .*unknown titel; the fields are title"),
        (("name: Le Quai", "recipe: {title: 'h1['}\nname: Q"), r"line 2: recipe .*a selector cannot be read"),
    ],
)
def test_a_bad_file_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        load_outlet(written(tmp_path, GOOD.replace(*change)))


def test_a_file_that_holds_something_else_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="must hold the keys of an outlet"):
        load_outlet(written(tmp_path, "- a list"))
    with pytest.raises(ConfigError, match="cannot be read"):
        load_outlet(tmp_path / "absent.yaml")


def test_the_shipped_outlets_load_and_are_polite() -> None:
    outlets = load_outlets()
    assert sum(o.language == "fr" for o in outlets) == 8
    assert sum(o.language == "en" for o in outlets) == 2
    assert not any(o.allow_private for o in outlets)
    assert all(o.delay is not None and o.delay >= 5 for o in outlets)


def test_an_overlay_adds_outlets_and_an_unknown_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outlet = {"id": "here", "name": "Here", "homepage": "http://127.0.0.1:1/", "language": "en", "timezone": "UTC"}
    write_outlets([{**outlet, "feeds": [{"url": "http://127.0.0.1:1/rss"}], "delay": 0}], tmp_path / "outlets")
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path))
    assert [o.delay for o in load_outlets(["here"])] == [0]
    assert len(load_outlets()) == 11
    with pytest.raises(ConfigError, match="no outlet there; known are"):
        load_outlets(["there"])
