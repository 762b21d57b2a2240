"""What a person reads: both languages, every kind, and nothing from a page that a channel could take for markup."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jinja2
import jinja2.meta
import pytest
import yaml
from documents import AT, document

import seeds
from flows import atom
from warehouse import kinds
from warehouse.messages import LONGEST, Format, write
from warehouse.models import Alert
from warehouse.outbox import Message

NOW = datetime(2026, 9, 13, 18, tzinfo=UTC)
ID = "0123456789abcdef0123456789abcdef"


def alert(lang: str = "en", **more: Any) -> Alert:
    d = document(ID, lang=lang, **more)
    return Alert(ID, "r", d["kind"], lang, "t", "b", d["article"]["url"], json.dumps(d), 1, NOW)


def message(*alerts: Alert) -> Message:
    return Message("m", "c", 0, 0, alerts)


BEFORE = {
    "value": 3400.0,
    "unit": "personnes",
    "said": "x",
    "told_by": "Luc Brand",
    "outlet": "Le Matin",
    "told_at": AT,
}
MOVED = {
    "kind": "figure_changed", "words": "5 100 personnes", "context": "La maire parle de 5 100 personnes.",
    "facts": {"before": BEFORE, "now": {"value": 5100.5, "unit": "personnes"}, "change": 0.5001},
    "figures": [{"text": "5 100 personnes", "low": 5100.5, "high": 5100.5, "unit": "personnes"}],
}  # fmt: skip


def test_a_figure_that_moved_in_french() -> None:
    written = write(message(alert("fr", **MOVED)), "text")
    assert written.title == "Chiffre modifié : Ann Lee, Matin"
    assert written.body.splitlines() == [
        "Ann Lee : 5 100 personnes",
        "  La maire parle de 5 100 personnes.",
        "Avant : 3 400 personnes (Luc Brand, Le Matin, 13 septembre 2026, 09:00) ; maintenant 5 100,5 personnes "
        "(+50 %).",
        "Chiffres : 5 100 personnes.",
        "Dit d’abord : Matin, 13 septembre 2026, 09:00 ; veille depuis le 1er septembre 2026.",
        "A title",
        "https://example.org/a",
        "Page archivée : c0ffee · règle r",
    ]


def test_the_same_in_english() -> None:
    lines = write(message(alert(**MOVED)), "text").body.splitlines()
    assert lines[2] == (
        "Before: 3,400 personnes (Luc Brand, Le Matin, 13 September 2026, 09:00); now 5,100.5 personnes (+50%)."
    )


def test_large_figures_are_told_in_millions() -> None:
    was, now = ({**MOVED["facts"][k], "value": v, "unit": "euros"} for k, v in (("before", 45e6), ("now", 2.4e9)))
    moved = MOVED | {"facts": MOVED["facts"] | {"before": was, "now": now}}
    assert "Avant : 45 millions d'euros (" in write(message(alert("fr", **moved)), "text").body
    assert "; now 2.4 billion euros (" in write(message(alert(**moved)), "text").body


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "“la ministre” (speaker uncertain): "), ("fr", "« la ministre » (source incertaine) : ")]
)
def test_a_doubtful_speaker_is_the_source_s_words(lang: str, says: str) -> None:
    doubtful = {"name": None, "source": "la ministre", "role": None, "affiliation": None}
    assert write(message(alert(lang, speaker=doubtful)), "text").body.startswith(says)


def test_a_new_claim_says_what_is_nearest_and_why_it_is_another() -> None:
    near = {"claim_id": "n", "text": "12 morts", "relation": "figure", "score": 0.1, "only_here": [], "only_there": []}
    other = near | {"text": "La route est coupée", "relation": "other", "only_here": ["pont", "Lorne"]}
    body = write(
        message(alert("fr", nearest=[near, other], reasons=["figure", "told independently 2 times"])), "text"
    ).body
    assert "Plus proche connue : « 12 morts » : autre chiffre." in body
    assert "« La route est coupée » : autre chose (seule la nouvelle dit : pont, Lorne)." in body
    assert "Pourquoi : chiffre, rapporté 2 fois indépendamment." in body


FACTS: dict[str, dict[str, Any]] = {
    "new_claim": {},
    "new_speaker": {"said_before_by": ["Luc Brand"]},
    "denied": {"denies": {"id": "c", "text": "x", "told_by": None, "outlet": "Le Matin", "told_at": AT}},
    "figure_changed": MOVED["facts"],  # type: ignore[dict-item]
    "disagreement": {
        "others": [{"said": "x", "low": 1, "high": 1, "unit": "u", "told_by": None, "outlet": "o", "told_at": AT}]
    },
    "withdrawn": {"changes": [{"kind": "withdrawn", "before": "x", "after": None, "told_by": None}], "silent": True},
    "silent_edit": {"changes": [{"kind": "figure", "before": "x", "after": "y", "told_by": None}], "silent": True},
    "spike": {"who": "Luc Brand", "by": "speaker", "day": "2026-09-13", "tellings": 9, "times_baseline": 4.5},
    "spread": {"independent": 4, "hours": 3.5},
}
NO_OUTLET = {"claim": None, "page": {"hash": None}, "watched_since": None, "words": "silent for 3 days"}


def test_facts_of_every_kind_are_tried_here() -> None:
    assert {k for k in kinds.names() if not k.startswith("outlet_")} == set(FACTS)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("kind", sorted(FACTS))
def test_every_kind_can_be_said(lang: str, kind: str) -> None:
    written = write(message(alert(lang, kind=kind, facts=FACTS[kind])), "text")
    assert len(written.body.splitlines()) >= 6
    assert "None" not in written.body


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("why", ["merged", "withdrawn", "refigured", "re-attributed"])
def test_every_correction_can_be_said(lang: str, why: str) -> None:
    facts = {"why": why, "after": "15 morts", "speaker": "Luc Brand",
             "claim": {"id": "c", "text": "known before", "outlet": "Le Matin", "told_at": AT}}  # fmt: skip
    body = write(message(alert(lang, kind="correction", facts=facts)), "text").body
    gone = {"en": "no longer holds", "fr": "ne contient plus"}[lang]
    expected = {"merged": "known before", "refigured": "15 morts", "re-attributed": "Luc Brand", "withdrawn": gone}
    assert expected[why] in body
    assert f"said {ID}" in body
    together = write(message(*[alert(lang, kind="correction", facts=facts)] * 2), "text")
    assert together.body.count(expected[why]) == 2
    assert "2" in together.title


def test_an_outlet_s_alert_needs_no_claim() -> None:
    written = write(message(alert(kind="outlet_silent", **NO_OUTLET)), "text")
    assert (written.title, written.body.splitlines()[0]) == ("Silent outlet: Matin", "silent for 3 days")


def test_both_languages_say_the_same_things() -> None:
    """Each text of one language uses the variables that it uses in the other."""
    env = jinja2.Environment()
    env.filters |= dict.fromkeys(("date", "day", "number", "percent", "reason"), str)

    def used(node: Any) -> Any:
        if isinstance(node, str):
            return jinja2.meta.find_undeclared_variables(env.parse(node))
        if isinstance(node, dict):
            return {key: used(value) for key, value in node.items()}
        return [used(value) for value in node]

    def texts(lang: str) -> Any:
        data = yaml.safe_load(seeds.path(f"messages/{lang}.yaml").read_text("utf-8"))
        return used({name: data[name] for name in ("parts", "title", "lines", "digest", "kinds", "acts", "changes")})

    assert texts("fr") == texts("en")


HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1)) **bold** _it_ `code` # head > quote",
    "ab\u202edc\u200b\u2066x\ufeff\x00\x1b[31m",
    "</p><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% for x in y %}",
    "@everyone <!channel> <@U123>",
    "x" * 10_000_000,
]


class Tags(HTMLParser):
    """What markup there is."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name != "href"] + [v for n, v in attrs if n == "href"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_a_page_says_shows_as_text(text: str, form: Format) -> None:
    speaker = {"name": text, "source": text, "role": None, "affiliation": None}
    made = alert(
        words=text, context=text + ".", speaker=speaker, article={"title": text, "url": "https://example.org/a"}
    )
    written = write(message(made), form)
    assert len(written.body) < 20 * LONGEST
    assert not re.search("[\u202a-\u202e\u200b-\u200f\u2066-\u2069\ufeff\x00\x1b]", written.title + written.body)
    assert "49" not in written.body
    if form == "html":
        tags = Tags()
        tags.feed(written.body)
        assert tags.tags <= {"p", "blockquote", "a"}
        assert tags.links == ["https://example.org/a"]
    if form == "markdown":
        assert re.findall(r"(?<!\\)\]\(([^)]*)\)", written.body) == ["https://example.org/a"]
        assert not re.search(r"(?<!\\)[*`<]", written.body)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://e.org/"><script>', "https://e.org/) [x](y"]
)
def test_no_address_of_a_page_becomes_more_than_a_link(url: str) -> None:
    made = message(alert(article={"title": "t", "url": url}))
    page, plain = write(made, "html").body, write(made, "markdown").body
    assert "javascript" not in page
    assert "<script" not in page
    assert "](y" not in plain


def entries(alerts: list[Alert]) -> list[ET.Element]:
    return ET.fromstring(atom.feed(alerts, NOW)).findall(f"{{{atom.NAMESPACE}}}entry")


def test_the_feed_is_what_rfc_4287_asks_for() -> None:
    root = ET.fromstring(atom.feed([alert("fr", **MOVED)], NOW))
    children = [child.tag.partition("}")[2] for child in root]
    assert children == ["id", "title", "updated", "author", "entry"]
    entry = {child.tag.partition("}")[2]: child for child in root[-1]}
    assert entry["id"].text == "urn:uuid:01234567-89ab-cdef-0123-456789abcdef"
    assert entry["title"].text == "Chiffre modifié : Ann Lee, Matin"
    assert entry["updated"].text == "2026-09-13T18:00:00Z"
    assert entry["link"].attrib == {"rel": "alternate", "href": "https://example.org/a"}
    assert entry["content"].attrib == {"type": "html"}
    assert (entry["content"].text or "").startswith("<p>Ann Lee")


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=range(len(HOSTILE) - 1))
def test_the_feed_stays_xml_whatever_a_page_says(text: str) -> None:
    [entry] = entries([alert(words=text, article={"title": text, "url": f"https://example.org/{text}"})])
    tags = Tags()
    tags.feed(entry.findtext(f"{{{atom.NAMESPACE}}}content") or "")
    assert tags.tags <= {"p", "blockquote", "a"}


def test_what_stands_in_the_documentation_is_what_is_sent() -> None:
    text = (Path(__file__).parents[2] / "docs" / "alerts.md").read_text("utf-8")
    for name in document(ID):
        assert f"`{name}`" in text
