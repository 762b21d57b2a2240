"""Promotions and signatures inside paragraphs go; sentences that only look alike stay."""

import pytest

from parsers import parse_page

TEXT = "La mairie promet des travaux avant l’été, et le préfet s’en félicite."
GOES = [
    ("promo", "Lire aussi : La digue cédait déjà en 2024"),
    ("promo", "(Lire également notre enquête sur les digues)"),
    ("promo", "À LIRE AUSSI > La digue, trente ans de colmatages"),
    ("promo", "Suivez toute l’actualité du littoral sur notre page Facebook."),
    ("newsletter", "Inscrivez-vous à notre newsletter pour ne rien manquer."),
]
STAYS = [
    "Lire reste son seul luxe, dit-elle en souriant.",
    "« Suivez-moi sur le quai », lance la maire aux journalistes.",
    "Voir la mer monter (deux mètres en une heure) ne l’effraie plus.",
    "Découvrez-le grâce à notre carte de 720 communes.",
]
SIGNED = ["(AFP)", "(ats/afp)", "Avec AFP"]


def body(*paragraphs: str) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    inner = "".join(
        f"<p>{p}</p>" for p in ("Le port de Kersaint a rouvert mardi, après dix jours de tempête.", *paragraphs)
    )
    page = f"<html lang=fr><title>Le port</title><body><article><h1>Le port</h1>{inner}</article>"
    article = parse_page(page.encode())
    return article.body[1:], [(r.kind, r.text) for r in article.removed]


@pytest.mark.parametrize(("kind", "promotion"), GOES)
def test_promotion_inside_a_paragraph_goes_and_is_noted(kind: str, promotion: str) -> None:
    kept, removed = body(f"{TEXT} {promotion}")
    assert kept == (TEXT,)
    assert (kind, promotion) in removed


@pytest.mark.parametrize("sentence", STAYS)
def test_sentence_stays(sentence: str) -> None:
    assert body(f"{TEXT} {sentence}")[0] == (f"{TEXT} {sentence}",)


@pytest.mark.parametrize("signature", SIGNED)
def test_agency_signs_the_last_paragraph(signature: str) -> None:
    assert body(TEXT, f"{TEXT} {signature}")[0] == (TEXT, TEXT)
    assert body(f"{TEXT} {signature}", TEXT)[0] == (f"{TEXT} {signature}", TEXT)


OTHER = "Le port, fermé depuis dix jours, accueille de nouveau les chalutiers."
WITHIN = [
    f"{TEXT} <a href='/d'>LIRE AUSSI - La digue, trente ans de colmatages</a> {OTHER}",
    f"{TEXT} <b>Lire aussi :</b> <a href='/d'>La digue cédait déjà</a> {OTHER}",
    f"{TEXT}<span><a href='/d'>» À lire également : La digue cédait déjà</a></span>{OTHER}",
]
MENTIONED = [
    f"{TEXT} Elle invite à <a href='/d'>lire notre rapport</a> sur la digue.",
    f"{TEXT} <i>Lire aussi vite</i> n’est pas donné à tous, dit-elle.",
    f"{TEXT} « <i>Lire aussi bien</i> qu’écrire », voilà son but.",
]


@pytest.mark.parametrize("paragraph", WITHIN)
def test_promotion_between_two_sentences_parts_them(paragraph: str) -> None:
    kept, removed = body(paragraph)
    assert kept == (TEXT, OTHER)
    assert [kind for kind, _ in removed] == ["repeated", "promo"]


def test_promotion_before_a_text_goes() -> None:
    assert body(f"<b>À lire aussi :</b> <a href='/d'>La digue cédait déjà</a> {OTHER}")[0] == (OTHER,)


@pytest.mark.parametrize("paragraph", MENTIONED)
def test_words_within_a_sentence_stay(paragraph: str) -> None:
    assert len(body(paragraph)[0]) == 1
    assert "ire" in body(paragraph)[0][0]


def test_repairs_keep_their_place_where_a_promotion_goes_before_them() -> None:
    text = (
        "(Lire aussi : La digue cédait déjà) Les <a href='/c'>chalutiers</a>ont repris la mer, disent les chalutiers."
    )
    page = f"<html lang=fr><title>Le port</title><body><article><h1>Le port</h1><p>{TEXT}</p><p>{text}</p></article>"
    article = parse_page(page.encode())
    assert article.body[1] == "Les chalutiers ont repris la mer, disent les chalutiers."
    (blank,) = (r for r in article.repairs if not r.original)
    assert article.body[1][: blank.start] == "Les chalutiers"
    assert article.body[1][blank.start : blank.end] == " "
