"""Contents cut into atomic claims."""

from __future__ import annotations

import pytest

from parsers.claims import extract
from parsers.claims.extents import Extents
from parsers.claims.pack import pack
from parsers.claims.phrases import Phrases
from parsers.claims.report import Report
from parsers.claims.split import Splitter
from parsers.claims.tags import tag
from parsers.claims.tokens import read
from parsers.models import Article


def cut(text: str, how: str = "free") -> list[str]:
    words = pack("fr")
    assert words
    row = read(Article(language="fr", body=(f"Selon lui, {text}",)), words)
    tag(row)
    phrases = Phrases(row)
    report = Report(content=[(3, len(row.tokens))], cue=None, source=None, how=how)
    return [row.slice(*p.span) for p in Splitter(phrases, Extents(phrases)).pieces(report)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "le port rouvrira lundi, et les grues seront révisées",
            ["le port rouvrira lundi", "les grues seront révisées"],
        ),
        ("le port rouvrira lundi, le trafic reprendra mardi", ["le port rouvrira lundi", "le trafic reprendra mardi"]),
        ("la digue a cédé ; le moulin est noyé", ["la digue a cédé", "le moulin est noyé"]),
        ("le port rouvre mais les grues restent à quai", ["le port rouvre", "les grues restent à quai"]),
        ("elle signe la lettre et refuse la prime", ["elle signe la lettre", "refuse la prime"]),
        (
            "nous avons prévenu la mairie, car le pont de la gare menace ruine",
            ["nous avons prévenu la mairie", "le pont de la gare menace ruine"],
        ),
        (
            "le convoi est parti, les derniers blessés étant soignés sur place",
            ["le convoi est parti", "les derniers blessés étant soignés sur place"],
        ),
        ("rien n'a changé, rien ne changera", ["rien n'a changé", "rien ne changera"]),
        ("la ligne est vétuste : les trains y roulent au pas", ["la ligne est vétuste", "les trains y roulent au pas"]),
        ("le kilo se vend 12 euros, contre 9 l'an dernier", ["le kilo se vend 12 euros", "9 l'an dernier"]),
        (
            "le pays exporte du blé, tandis que son voisin en importe",
            ["le pays exporte du blé", "son voisin en importe"],
        ),
        (
            "la région va racheter la ligne et la confier à un syndicat",
            ["la région va racheter la ligne", "la confier à un syndicat"],
        ),
        (
            "le train n'a pas été supprimé mais retardé par la neige",
            ["le train n'a pas été supprimé", "retardé par la neige"],
        ),
    ],
)
def test_clauses_of_their_own(text: str, claims: list[str]) -> None:
    assert cut(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "ce qui manque, c'est un médecin",
        "ce que nous demandons, ce sont des bras",
        "je crois qu'en fermant la route, le préfet gagnera du temps",
        "il pense que, dans dix ans, le glacier aura disparu",
        "il a précisé que si la pluie tombait, le match serait reporté",
        "il y a dix ans, la rivière était propre",
        "malgré l'avis qu'il avait reçu, le maire a signé",
        "le maire refuse parce qu'il est tard et qu'il pleut",
        "nous craignons que les loups et les ours reviennent",
        "une loi, quand elle est mal faite, ne sert personne",
        "quand le vent tombe, les pales s'arrêtent",
        "nous attendrons trois ou quatre semaines",
        "il m'a dit : “Range tes affaires, je te ramène”",
        "le docteur nous répond : patientez",
        "il manque un médecin pour les enfants et les vieillards",
        "permettre aux élus de lire et de comprendre le texte",
    ],
)
def test_one_claim(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("une hausse des péages et la fin des navettes", ["une hausse des péages", "la fin des navettes"]),
        ("un abri neuf, des bancs et une fontaine", ["un abri neuf", "des bancs", "une fontaine"]),
        ("un quai plus long ainsi que la pose d'un auvent", ["un quai plus long", "la pose d'un auvent"]),
        ("des aides pour les éleveurs et les maraîchers", ["des aides pour les éleveurs et les maraîchers"]),
        ("le fossé entre la ville et la campagne", ["le fossé entre la ville et la campagne"]),
        ("un oui ou un non", ["un oui ou un non"]),
        ("trop bruyant et trop coûteux", ["trop bruyant", "trop coûteux"]),
        ("séduisant mais irréaliste", ["séduisant", "irréaliste"]),
    ],
)
def test_noun_phrases(text: str, claims: list[str]) -> None:
    assert cut(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("fermer le tunnel et rouvrir le col", ["fermer le tunnel", "rouvrir le col"]),
        ("ne pas céder au chantage et tenir la grève", ["ne pas céder au chantage", "tenir la grève"]),
    ],
)
def test_infinitives(text: str, claims: list[str]) -> None:
    assert cut(text, "infinitive") == claims


@pytest.mark.parametrize(
    ("text", "claims", "resolved"),
    [
        (
            "« Les navettes du port, a expliqué Jeanne Morel, seront gratuites tout l'été. »",
            ["seront gratuites tout l'été"],
            "Les navettes du port seront gratuites tout l'été",
        ),
        (
            "« Au rythme actuel, a calculé Jeanne Morel, le chantier finira dans dix ans. »",
            ["le chantier finira dans dix ans"],
            None,
        ),
        (
            "« Le musée ferme ses portes, a annoncé Jeanne Morel. Non. La salle des cartes rouvrira. »",
            ["Le musée ferme ses portes", "La salle des cartes rouvrira"],
            None,
        ),
        (
            "Jeanne Morel demande d'élargir le pont et d'abaisser la vitesse.",
            ["élargir le pont", "abaisser la vitesse"],
            None,
        ),
    ],
)
def test_in_an_article(text: str, claims: list[str], resolved: str | None) -> None:
    mentions = [m for s in extract(Article(language="fr", body=(text,))) for m in s.mentions]
    assert [m.text for m in mentions] == claims
    assert resolved is None or mentions[0].resolved == resolved


def test_what_leads_up_to_a_claim_holds_it_back() -> None:
    text = "« Peut-être, a glissé Jeanne Morel, le musée rouvrira au printemps. »"
    (mention,) = [m for s in extract(Article(language="fr", body=(text,))) for m in s.mentions]
    assert (mention.text, mention.hedged) == ("le musée rouvrira au printemps", True)


def test_the_topic_of_a_title_is_said_with_its_clause() -> None:
    title = "Port-Selin : le travail reprendra lundi, annonce l'Union des dockers"
    (statement,) = extract(Article(language="fr", title=title))
    (mention,) = statement.mentions
    assert (mention.text, mention.resolved) == (
        "le travail reprendra lundi",
        "Port-Selin : le travail reprendra lundi",
    )
