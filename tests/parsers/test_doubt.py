"""Lines that no name and no phrase gives away are judged by their place; quotations and sentences are never asked."""

from parsers import parse_page
from parsers.reading.doubt import FEATURES, model, scorer
from tests.parsers.test_signatures import TEXTS, TITLES

OWN = TEXTS["en"]
NEWS = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
CARDS = [
    ("Orchard growers count the frost's cost", "Four valleys lost their early plums"),
    ("The night ferry sails again from May", "Crossings were stopped for two winters"),
    ("A library opens in the old signal box", "Its shelves hold nine thousand books"),
    ("Choir of the quarry sings for the last time", "The stone hall closes in the autumn"),
    ("Bakers ask for a later market", "Ovens run from three in the morning"),
]


def page(*parts: str) -> bytes:
    """A page of the text in unnamed boxes, with ``parts`` between and after its paragraphs."""
    text = "".join(f"<p class='q7'>{line}</p>" for line in OWN * 2)
    inner, *after = parts
    middle = f"<p class='q7'>{OWN[0]} Again.</p>{inner}"
    return (
        f"<html lang=en><head><title>{TITLES['en']}</title>{NEWS}</head><body><div class='x1'>"
        f"<h1>{TITLES['en']}</h1><div class='x2'>{text}{middle}{text}{''.join(after)}</div></div></html>"
    ).encode()


def test_the_trees_were_fitted_on_these_features() -> None:
    _, news, other = model()
    assert other < news
    assert len(set(FEATURES)) == len(FEATURES)


def test_trees_are_summed_and_a_threshold_itself_is_under_it() -> None:
    inner = {"feature": "size", "at": 80.0, "under": 4, "over": 8.0}
    score = scorer([1.5, {"feature": "links", "at": 0.5, "under": inner, "over": -2.0}])
    line = dict.fromkeys(FEATURES, 0.0)
    assert score(**line | {"links": 0.5, "size": 80}) == 5.5
    assert score(**line | {"links": 0.5, "size": 81}) == 9.5
    assert score(**line | {"links": 0.6}) == -0.5


def test_cards_of_unknown_names_after_the_text_go_and_are_recorded() -> None:
    cards = "".join(f"<div class='z9'><div class='z8'>{a}</div><div class='z7'>{b}</div></div>" for a, b in CARDS)
    article = parse_page(page("", f"<div class='z1'>{cards}</div>"))
    kept = " ".join(article.body)
    gone = " ".join(line.text for line in article.removed)
    assert not [a for a, _ in CARDS if a in kept]
    assert not [a for a, _ in CARDS if a not in gone]
    assert len(article.body) >= 4 * len(OWN)


def test_a_quotation_between_paragraphs_is_never_asked() -> None:
    article = parse_page(page("<blockquote class='e1'><p class='e2'>We sow what we can</p></blockquote>"))
    assert "We sow what we can" in article.body


def test_the_line_below_a_picture_that_its_alt_repeats_is_a_caption() -> None:
    line = "The press at dawn, before the first cart"
    article = parse_page(page(f"<div class='i1'><img src='/a.jpg' alt='{line}'></div><div class='i2'>{line}</div>"))
    assert article.captions == (line,)
    assert line not in article.body
