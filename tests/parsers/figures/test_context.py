"""Figures whose unit stands elsewhere: in the same sentence, in the piece before, in the article."""

from __future__ import annotations

import pytest

from parsers.claims import quantities

ARTICLE = "La ville avait d'abord parlé de 30 millions de francs. Le pont est fermé."


@pytest.mark.parametrize(
    ("text", "before", "around", "wanted"),
    [
        ("90 l'an dernier", "Le lac compte 120 bateaux, contre ", "", [(90, 90, "bateaux")]),
        ("une vingtaine sont graves", "On soigne 150 brûlés, dont ", "", [(20, 20, "brûlés")]),
        ("1.900, selon la préfecture", "Ils ont vu 5.000 marcheurs et ", "", [(1900, 1900, "marcheurs")]),
        ("20 000 autres n'ont plus de toit", "40 000 familles sont parties et ", "", [(20000, 20000, "familles")]),
        ("le chantier coûtera 45 millions", "", ARTICLE, [(45e6, 45e6, "francs")]),
        (
            "le chantier coûtera 45 millions",
            "Elle offre 3 milliards de roubles. ",
            ARTICLE,
            [(45e6, 45e6, "roubles")],
        ),
        ("d'abord à 2 milliards, puis à 3 milliards d'euros", "", "", [(2e9, 2e9, "euros"), (3e9, 3e9, "euros")]),
        ("les 14 millions promis manquent", "", ARTICLE, [(14e6, 14e6, "francs")]),
        ("ils étaient 3 millions", "", ARTICLE, [(3e6, 3e6, "")]),
        ("le pays a 3 millions d'élèves", "", ARTICLE, [(3e6, 3e6, "élèves")]),
        ("j'en ai déjà corrigé douze", "Voici les copies. ", "", [(12, 12, "copies")]),
        ("par 50 voix contre 12 et 3 blancs", "", "", [(50, 50, "voix"), (12, 12, "voix"), (3, 3, "blancs")]),
        ("après six mois, par 210 voix contre 180", "", "", [(6, 6, "mois"), (210, 210, "voix"), (180, 180, "voix")]),
        ("trois heures au lieu de deux", "", "", [(3, 3, "heures"), (2, 2, "heures")]),
        ("dix sous-marins et deux ex-ministres", "", "", [(10, 10, "sous-marins"), (2, 2, "ex-ministres")]),
        ("3,2 milliards d'euros, contre 2,8 en 2024", "", "", [(3.2e9, 3.2e9, "euros"), (2.8e9, 2.8e9, "euros")]),
        ("un trou de 4,5 milliards, contre 3,9 prévus", "", "", [(4.5e9, 4.5e9, ""), (3.9e9, 3.9e9, "")]),
        ("90 millions de dinars, dont 40 dès mai", "", "", [(90e6, 90e6, "dinars"), (40e6, 40e6, "dinars")]),
        ("ils seraient 1 500 à 2 000", "", "", [(1500, 2000, "")]),
        ("il faisait 38° à l'ombre", "", "", [(38, 38, "°")]),
        ("trois longues heures", "", "", [(3, 3, "heures")]),
        ("cinq de ses neuf vaches", "", "", [(5, 5, "vaches"), (9, 9, "vaches")]),
        ("45 millions", "", "", [(45e6, 45e6, "")]),
    ],
)
def test_a_bare_figure_takes_what_was_told(text: str, before: str, around: str, wanted: list[object]) -> None:
    found = quantities.find(text, "fr", before, around)
    assert [(f.quantity.low, f.quantity.high, f.quantity.unit) for f in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Un seul guichet sert 900 abonnés", [1, 900]),
        ("Il n'y a qu'un guichet pour 900 abonnés", [1, 900]),
        ("Il n'y a qu'une solution", []),
        ("Ce n'est qu'un début, dans 3 villes", [3]),
        ("Voici deux ans qu'elle enquête", [2]),
        ("Voici deux ans, elle enquêtait", []),
        ("l'âge de départ est fixé à 64 ans", []),
        ("le bail est fixé à neuf ans", [9]),
        ("le corps d'un homme d'une soixantaine d'années", []),
        ("vers 6 h 20, trois chiens", [3]),
        ("les prix ont doublé en six mois", [6]),
        ("la skieuse de 22 ans et le plombier de 41 ans", []),
        ("une carrière de 22 ans", [22]),
        ("ses neveux, de 8 et 11 ans, jouent", []),
        ("au terme de six heures de débat", [6]),
        ("à trois heures de route", [3]),
        ("un discours de près de trois heures", [3]),
        ("le train de 8 heures", []),
        ("ils ont veillé jusqu'à 4 h du matin", []),
        ("Il est 15 heures, le jury délibère", []),
        ("Il n'y a qu'un arbre. Deux chiens dorment", [2]),
    ],
)
def test_what_counts(text: str, wanted: list[float]) -> None:
    assert [f.quantity.low for f in quantities.find(text, "fr")] == wanted
