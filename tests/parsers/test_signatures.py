"""Who signs: pages of all generations and several languages, each a headline, a signature somewhere, and a text."""

import pytest

from parsers import parse_page
from parsers.models import Article
from parsers.reading import names, signatures
from parsers.reading.packs import phrases

TEXTS = {
    "fr": (
        "Le conseil de la vallée a décidé hier que les trois écoles du bourg seront ouvertes dès la rentrée.",
        "Les familles, qui attendaient cette réponse depuis des mois, ont salué une décision « attendue ».",
        "La commune prendra à sa charge les travaux, dont le coût est estimé à deux millions de francs.",
        "Une seconde réunion est prévue dans la salle des fêtes, avec les directeurs et les associations.",
    ),
    "en": (
        "The council of the valley decided yesterday that the three schools of the town will open in autumn.",
        "The families, who had been waiting for this answer for months, said that it was about time.",
        "The town will pay for the works, which are estimated to cost two million over the next years.",
        "A second meeting is planned in the village hall, with the heads of the schools and the clubs.",
    ),
    "de": (
        "Der Rat des Tals hat gestern beschlossen, dass die drei Schulen des Ortes im Herbst geöffnet werden.",
        "Die Familien, die seit Monaten auf diese Antwort gewartet hatten, sprachen von einem guten Tag.",
        "Die Gemeinde übernimmt die Kosten für die Arbeiten, die auf zwei Millionen geschätzt werden.",
        "Ein zweites Treffen ist im Saal der Gemeinde geplant, mit den Leitern der Schulen und Vereinen.",
    ),
}
TITLES = {
    "fr": "Trois écoles rouvrent dans la vallée",
    "en": "Three schools open in the valley",
    "de": "Drei Schulen öffnen im Tal",
}


def read(language: str, above: str, below: str, head: str = "") -> Article:
    """A page with something between headline and text, and something after the text."""
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXTS[language])
    page = (
        f"<html lang='{language}'><head><title>{TITLES[language]} - Le Vallon</title>"
        f"<meta property='og:site_name' content='Le Vallon'>{head}</head><body><div id='page'>"
        f"<h1>{TITLES[language]}</h1>{above}<div class='texte'>{paragraphs}{below}</div></div></body></html>"
    )
    return parse_page(page.encode(), "https://www.levallon.example/a/1")


def linked(author: str) -> str:
    """JSON-LD with this author."""
    return f'<script type=\'application/ld+json\'>{{"@type": "NewsArticle", "author": {author}}}</script>'


ABOVE = [
    *(
        ("fr", line, ["Jeanne Dupraz", "Luc Morin"])
        for line in (
            "<p>Par Jeanne Dupraz</p><p>et Luc Morin</p>",
            "<p>Par Jeanne Dupraz<br>Luc Morin</p>",
            "<p>Par <a href='/a'>Jeanne Dupraz</a> <a href='/b'>Luc Morin</a></p>",
            "<div><span class='auteur'>Par Jeanne Dupraz</span><span class='auteur'>Luc Morin</span></div>",
            "<p>Par Jeanne Dupraz - Luc Morin</p>",
            "<p>Par Jeanne Dupraz (à Tunis) et Luc Morin</p>",
            "<p>Par Jeanne Dupraz &amp; Luc Morin</p>",
            "<p>Jeanne Dupraz</p><p>Luc Morin</p><p>12/03/2014</p>",
        )
    ),
    ("fr", "<p>Jeanne Dupraz, Tunis</p><p>12.03.2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p class='auteur'>Service Monde avec AFP</p>", ["AFP"]),
    ("fr", "<p>Par AFP, AP, Reuters Agences</p><p>12.03.2014</p>", ["AFP", "AP", "Reuters"]),
    ("fr", "<p>Une enquête de Jeanne Dupraz et Luc Morin</p>", ["Jeanne Dupraz", "Luc Morin"]),
    ("fr", "<p>Marie Curie, Paris</p>", []),
    ("fr", "<p>Jeanne Dupraz, journaliste</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Jeanne Dupraz, correspondante à Rabat</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Jeanne Dupraz avec AFP</p>", ["Jeanne Dupraz", "AFP"]),
    ("fr", "<p>Auteure : Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Luc Morin, président du conseil</p>", []),
    ("en", "<p>Ana Roe, Staff Writer</p>", ["Ana Roe"]),
    ("en", "<p>Ana Roe, president of the council</p>", []),
    ("fr", "<p>Par Jeanne DUPRAZ</p>", ["Jeanne DUPRAZ"]),
    (
        "fr",
        "<p>Par <a href='/j'>Jeanne Dupraz</a> (avec Luc Morin et Ana Roe)</p>",
        ["Jeanne Dupraz", "Luc Morin", "Ana Roe"],
    ),
    ("fr", "<p>Jeanne Dupraz, à Tunis</p><p>12.03.2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Jeanne Dupraz (à Tunis)</p><p>Publié le 12.03.2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Par Jeanne Dupraz, correspondante à Québec | Publié le 12/03/2014 à 10:12</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Publié par Jeanne Dupraz le 12 mars 2014 à 10h12</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Posté le 12 mars 2014 par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>12 mars 2014, 10:12, Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Propos recueillis par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Le Vallon avec AFP</p><p>Publié le 12/03/2014</p>", ["AFP"]),
    ("fr", "<p>Le Vallon.fr (avec AFP) - Publié le 12/03/2014 à 10:12</p>", ["AFP"]),
    ("fr", "<p>Par AFP, publié le 12/03/2014</p>", ["AFP"]),
    ("fr", "<p>AFP | 12/03/2014 | 10h12</p>", ["AFP"]),
    ("fr", "<p>Source AFP</p><p>12/03/2014</p>", ["AFP"]),
    ("fr", "<p>Jeanne Dupraz avec AFP</p><p>12/03/2014</p>", ["Jeanne Dupraz", "AFP"]),
    ("fr", "<p>Par LeVallon.fr</p><p>12/03/2014</p>", []),
    ("fr", "<p>Par la rédaction</p><p>12/03/2014</p>", []),
    ("fr", "<p>Par Rédaction Le Vallon</p><p>12/03/2014</p>", []),
    ("fr", "<p>De notre correspondante à Rabat, Jeanne Dupraz</p><p>12/03/2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Texte : Jeanne Dupraz - Photos : Luc Morin</p><p>12/03/2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p class='auteur'>Jeanne Dupraz<br>Journaliste au service Monde</p>", ["Jeanne Dupraz"]),
    (
        "fr",
        "<div class='author'><span>Jeanne Dupraz</span> <span>Grand reporter</span> <span>@jdupraz</span></div>",
        ["Jeanne Dupraz"],
    ),
    ("fr", "<p class='byline'>Jeanne DuprazPublié le 12 mars 2014 à 10h12</p>", ["Jeanne Dupraz"]),
    ("fr", "<p class='signature'>JEANNE DUPRAZ 12 mars 2014</p>", ["JEANNE DUPRAZ"]),
    ("fr", "<div class='meta'><a rel='author' href='/j'>J. Dupraz</a> - 12/03/2014 à 10:12</div>", ["J. Dupraz"]),
    ("fr", "<div itemprop='author' itemscope><meta itemprop='name' content='Jeanne Dupraz'></div>", ["Jeanne Dupraz"]),
    ("fr", "<p>Mis en ligne le 12/03/2014</p><p>Lu 312 fois</p><p>Réagir</p>", []),
    ("fr", "<p>Le Vallon</p><p>12/03/2014</p>", []),
    ("fr", "<p>Accueil > Monde > Afrique</p><p>12/03/2014</p>", []),
    ("fr", "<p>Rabat, Maroc</p><p>12/03/2014</p>", []),
    ("fr", "<div class='auteur'>Par <strong>Source AFP</strong></div>", ["AFP"]),
    ("fr", "<p>Le Vallon.fr - Publié le 19/02/2010 à 17:33</p>", []),
    ("fr", "<p>Publié le 04/12/2013 à 14:33 - Modifié le 04/12/2013 à 15:10 | Le Vallon.fr</p>", []),
    ("fr", "<p>Par JEANNE DUPRAZ (AVEC AFP)</p>", ["JEANNE DUPRAZ", "AFP"]),
    ("fr", "<span class='author'><a href='/a'>AFP</a></span><time>30 avril 2015 à 08:26</time>", ["AFP"]),
    ("fr", "<p>Par <a href='/a'>AFP</a> — 30 avril 2015 à 08:26</p>", ["AFP"]),
    ("fr", "<p>Par LEVALLON.FR (avec AFP)</p>", ["AFP"]),
    ("fr", "<p>Par levallon.fr avec AFP</p><p>12/03/2014</p>", ["AFP"]),
    ("fr", "<p>20 Minutes avec AFP</p><p>Publié le 12/03/2014</p>", ["AFP"]),
    ("fr", "<p>J.-P. Dupraz avec agences</p><p>12/03/2014</p>", ["J.-P. Dupraz"]),
    ("fr", "<p>Par J.-P. Dupraz</p>", ["J.-P. Dupraz"]),
    ("fr", "<p>Propos recueillis par J.-P. Dupraz et L. Morin</p>", ["J.-P. Dupraz", "L. Morin"]),
    ("fr", "<p>La Presse canadienne</p><p>Publié le 12 mars 2014</p>", ["La Presse canadienne"]),
    ("fr", "<p>Jeanne Dupraz, Agence QMI</p><p>Mercredi 12 mars 2014</p>", ["Jeanne Dupraz", "Agence QMI"]),
    ("fr", "<p>Jeanne Dupraz | Le Vallon | 12 mars 2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Jeanne Dupraz @jdupraz</p><p>12 mars 2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p class='author-name'>JEANNE DUPRAZ</p>", ["JEANNE DUPRAZ"]),
    (
        "fr",
        "<div class='byline'><span class='by'>Par</span> <span class='name'>Jeanne Dupraz</span></div>",
        ["Jeanne Dupraz"],
    ),
    ("fr", "<div class='author'>par <b>Jeanne Dupraz</b> publié le 12.03.2014 à 10h</div>", ["Jeanne Dupraz"]),
    ("fr", "<div class='signature'>Par Jeanne Dupraz<br>Mis à jour le 12.03.2014</div>", ["Jeanne Dupraz"]),
    ("fr", "<p>Par Jeanne Dupraz et notre correspondant à Rabat</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>De nos envoyés spéciaux Jeanne Dupraz et Luc Morin</p>", ["Jeanne Dupraz", "Luc Morin"]),
    ("fr", "<p>Interview réalisée par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Entretien par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Chronique de Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Recueilli par Jeanne Dupraz, le 12/03/2014 à 10:12</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Article de Jeanne Dupraz</p><p>12/03/2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Jeanne Dupraz,</p><p>12/03/2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Jeanne Dupraz et Luc Morin</p><p>12/03/2014</p>", ["Jeanne Dupraz", "Luc Morin"]),
    ("fr", "<p>Jeanne DUPRAZ - 12/03/2014 10:12</p>", ["Jeanne DUPRAZ"]),
    ("fr", "<p>Écrit par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Rédigé par Jeanne Dupraz le Mercredi 12 Mars 2014</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>TAP | Publié le 12/03/2014</p>", ["TAP"]),
    ("fr", "<p>Par APS</p>", ["APS"]),
    ("fr", "<p>MAP, 12 mars 2014</p>", ["MAP"]),
    ("en", "<p>By Jane Doe</p>", ["Jane Doe"]),
    ("en", "<p>By JANE DOE and JOHN ROE</p>", ["JANE DOE", "JOHN ROE"]),
    ("en", "<p>Jane Doe, Political Editor</p><p>12 March 2014</p>", ["Jane Doe"]),
    ("en", "<p>By Jane Doe in Rabat and John Roe in London</p>", ["Jane Doe", "John Roe"]),
    ("en", "<p>By Jane Doe for Le Vallon</p><p>12 March 2014</p>", ["Jane Doe"]),
    ("en", "<p>By Jane Doe, Associated Press</p>", ["Jane Doe", "Associated Press"]),
    ("en", "<p>By Jane Doe | Published March 12, 2014</p>", ["Jane Doe"]),
    ("en", "<p>Posted on March 12, 2014 by Jane Doe</p>", ["Jane Doe"]),
    ("en", "<p>March 12, 2014</p><p>Read More</p><p>Yes No</p><p>Discover More</p>", []),
    ("en", "<p>March 12, 2014</p><p>Jane Doe</p>", ["Jane Doe"]),
    ("en", "<p>March 12, 2014</p><p>News Desk</p>", []),
    ("en", "<p class='byline'>Jane DoeMarch 12, 2014</p>", ["Jane Doe"]),
    ("en", "<p class='author'>Jane Doe, Lead Reviewer</p>", ["Jane Doe"]),
    ("en", "<div data-testid='byline-name'><span>Jane Doe</span></div>", ["Jane Doe"]),
    ("en", "<p>By Jane (Ann) Doe</p>", ["Jane (Ann) Doe"]),
    ("en", "<p>By Jane Doe, Senior Director, Sales & Growth, Contoso and Fabrikam Institute</p>", ["Jane Doe"]),
    ("en", "<p>Reviewed by Jane Doe, Trial Attorney at Roe & Roe, on March 12, 2014.</p>", ["Jane Doe"]),
    ("en", "<p>By Jane Doe | Updated March 12, 2014 | Fact-checked by John Roe</p>", ["Jane Doe"]),
    ("en", "<p>By Jane Doe</p><p>Contributions from: John Roe</p>", ["Jane Doe"]),
    ("en", "<p>Written by</p><p>Jane Doe</p>", ["Jane Doe"]),
    ("en", "<p>Edited by</p><p class='author'>John Roe</p><p class='author'>Jane Doe</p>", ["Jane Doe"]),
    ("en", "<p><time>Mar 12, 2014</time></p><p>By 3i Harbours</p>", ["3i Harbours"]),
    ("en", "<p class='byline'>By the Harbour Team</p>", ["the Harbour Team"]),
    ("en", "<div class='hero-banner'><p>By Jane Doe</p><p>3 minutes</p></div>", ["Jane Doe"]),
    ("en", "<p>by <a href='/author/jane/'>Jane</a> · March 12, 2014</p>", ["Jane"]),
    ("en", "<p><a href='/blog/authors/jane-doe'>Jane Doe</a></p>", ["Jane Doe"]),
    ("en", "<p><a href='/people/royals'>Royals</a></p><p><a href='/team/42'>Jane Doe</a></p>", ["Jane Doe"]),
    ("en", "<p><a href='/authors/'>Authors</a></p><p><a href='/people/all'>View all</a></p>", []),
    ("en", "<p>Author: <a href='/author/jd'>Jane Doe</a></p><p>Released: 2014 by Roe Books</p>", ["Jane Doe"]),
    ("en", "<div><img src='/j.jpg'><p>By Jane Doe, Lead Writer</p></div>", ["Jane Doe"]),
    ("en", "<ul class='author'><li>Jane Doe</li><li>View all posts</li><li>About the author</li></ul>", ["Jane Doe"]),
    ("de", "<p>Von Hanna Roth</p>", ["Hanna Roth"]),
    ("de", "<p class='autor'>von Hanna Roth, LEVALLON Ost</p>", ["Hanna Roth"]),
    ("de", "<p>Von Hanna Roth und Uwe Klee</p>", ["Hanna Roth", "Uwe Klee"]),
    ("de", "<p>Von Hanna Roth, Bern</p>", ["Hanna Roth"]),
    ("de", "<p>Ein Kommentar von Hanna Roth</p>", ["Hanna Roth"]),
    ("de", "<p>Hanna Roth, ARD-Studio Rabat</p><p>12.03.2014</p>", ["Hanna Roth"]),
    ("de", "<p>Stand: 12.03.2014, 10:12 Uhr | Von Hanna Roth</p>", ["Hanna Roth"]),
    ("de", "<p class='autor'>Hanna Roth und Uwe Klee, Bern</p>", ["Hanna Roth", "Uwe Klee"]),
    ("de", "<p>Foto: Uwe Klee</p><p>12.03.2014</p>", []),
]


@pytest.mark.parametrize(("language", "above", "people"), ABOVE)
def test_signed_under_the_headline(language: str, above: str, people: list[str]) -> None:
    article = read(language, above, "")
    assert list(article.authors) == people
    assert list(article.body) == list(TEXTS[language])


BELOW = [
    ("fr", "<p>Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p><b>Jeanne Dupraz (avec AFP)</b></p>", ["Jeanne Dupraz", "AFP"]),
    ("fr", "<p>JEANNE DUPRAZ, à Rabat</p>", ["JEANNE DUPRAZ"]),
    ("fr", "<p>(AFP)</p>", ["AFP"]),
    ("fr", "<p>(ats)</p>", ["ATS"]),
    ("fr", "<p>(nxp/ats)</p>", ["NXP", "ATS"]),
    ("fr", "<p>ATS/NXP</p>", ["ATS", "NXP"]),
    ("fr", "<p>(ats/afp/nxp)</p>", ["ATS", "AFP", "NXP"]),
    ("fr", "<p>AFP</p>", ["AFP"]),
    ("fr", "<p>J. D.</p>", ["J. D."]),
    ("fr", "<p>J.D. (avec AFP)</p>", ["J.D.", "AFP"]),
    ("fr", "<p>Avec AFP</p>", ["AFP"]),
    ("fr", "<p>Par Jeanne Dupraz</p><p>Crédit photo : Luc Morin</p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Créé: 12.03.2014, 10h12</p>", []),
    ("fr", "<p>La rédaction</p>", []),
    ("fr", "<p>Haut de page</p>", []),
    ("fr", "<p>J. Dupraz</p><p>Luc Morin / AFP</p>", ["J. Dupraz"]),
    ("fr", "<p>Propos recueillis par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<p><i>Par Jeanne Dupraz, à Rabat</i></p>", ["Jeanne Dupraz"]),
    ("fr", "<p>Jeanne Dupraz, avec AFP</p>", ["Jeanne Dupraz", "AFP"]),
    ("fr", "<p>J.D. avec AFP</p>", ["J.D.", "AFP"]),
    ("fr", "<p>JD</p>", []),
    ("fr", "<p>Le Vallon avec AFP</p>", ["AFP"]),
    ("fr", "<p>Source : AFP</p>", ["AFP"]),
    ("fr", "<p>Belga</p>", ["Belga"]),
    ("fr", "<p>© AFP</p>", ["AFP"]),
    ("fr", "<p>Jeanne Dupraz (AFP)</p>", ["Jeanne Dupraz", "AFP"]),
    ("fr", "<p>(AFP/ATS)</p>", ["AFP", "ATS"]),
    ("en", "<p>Jane Doe</p>", ["Jane Doe"]),
    (
        "en",
        "<div class='author-bio'><p>About the Author</p><p>This post was written by Jane Doe, Head of Growth</p></div>",
        ["Jane Doe"],
    ),
    ("en", "<h3>About the author</h3><p>Jane Doe</p>", ["Jane Doe"]),
    ("en", "<p>Posted by Jane at March 12, 2014 11:15 AM</p>", ["Jane"]),
    ("en", "<p>(Reuters)</p>", ["Reuters"]),
    ("en", "<p>— Jane Doe</p>", ["Jane Doe"]),
    ("de", "<p>(dpa)</p>", ["dpa"]),
    ("de", "<p>(sda/afp)</p>", ["SDA", "AFP"]),
]


@pytest.mark.parametrize(("language", "below", "people"), BELOW)
def test_signed_below_the_text(language: str, below: str, people: list[str]) -> None:
    article = read(language, "<p>12.03.2014</p>", below)
    assert [a.lower() for a in article.authors] == [p.lower() for p in people]
    assert list(article.body) == list(TEXTS[language])


DECLARED = [
    ("fr", linked('{"@type": "Person", "name": "Jeanne Dupraz"}'), "", ["Jeanne Dupraz"]),
    ("fr", linked('{"@type": "Organization", "name": "Le Vallon"}'), "", []),
    ("fr", linked('{"@type": "Organization", "name": "Le Vallon"}'), "<p>Par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", linked('{"@type": "Organization", "name": "AFP"}'), "", ["AFP"]),
    (
        "fr",
        linked('{"@type": "Person", "name": "Jeanne Dupraz"}'),
        "<p>Jeanne Dupraz avec AFP</p>",
        ["Jeanne Dupraz", "AFP"],
    ),
    ("fr", linked('"Jeanne Dupraz avec AFP"'), "", ["Jeanne Dupraz", "AFP"]),
    ("fr", linked('"Par Jeanne Dupraz et Luc Morin"'), "", ["Jeanne Dupraz", "Luc Morin"]),
    ("en", "<meta name='vallon_authors' content='Jane Doe'>", "", ["Jane Doe"]),
    ("en", "<meta name='twitter:creator' content='@jane'>", "", []),
    (
        "en",
        "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Jane Doe'>"
        "<meta name='twitter:label2' content='Time to read'><meta name='twitter:data2' content='7 minutes'>",
        "",
        ["Jane Doe"],
    ),
    ("fr", "<meta name='twitter:label2' content='Écrit par'><meta name='twitter:data2' content='Jane'>", "", ["Jane"]),
    ("en", "<meta name='author' content='content'>", "<p>By Jane Doe</p>", ["Jane Doe"]),
    ("en", "<meta name='author' content='[author name]'>", "<p>By Jane Doe</p>", ["Jane Doe"]),
    ("en", "<meta name='author' content='jane-doe'>", "<p>By Jane Doe</p>", ["Jane Doe"]),
    ("en", "<meta name='author' content='Staff'>", "", ["Staff"]),
    ("en", "<meta name='author' content='3i Harbours'>", "", ["3i Harbours"]),
    ("en", "<meta name='author' content='12 March 2014'>", "", []),
    ("en", "<meta name='author' content='admin2'>", "<p>By Jane Doe</p>", ["Jane Doe"]),
    ("fr", "<meta name='author' content='Rédaction'>", "", []),
    (
        "en",
        linked('"Jane Doe, Professor of the Studies of Man and of Society at the Old University of Karveny"'),
        "",
        ["Jane Doe"],
    ),
    (
        "en",
        '<script type="application/ld+json">{"@type": "WebPage", "author": {"name": "Jane Doe"}}</script>',
        "",
        ["Jane Doe"],
    ),
    (
        "en",
        '<script>window.page = {"photo": {"author": "Roe Pictures"}, "pageAuthor": "Jane Doe"}</script>',
        "<div class='x'>Jane Doe</div>",
        ["Jane Doe"],
    ),
    ("en", '<script>window.page = {"author": "Roe Pictures"}</script>', "", []),
    ("fr", linked('["https://levallon.example/auteur/12"]'), "<p>Par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", linked('{"@type": "Person", "name": "Rédaction"}'), "", []),
    ("fr", linked('{"@type": "Person", "name": "admin"}'), "<p>Par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<meta name='author' content='Le Vallon'>", "<p>Par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<meta name='author' content='Le Vallon'>", "", []),
    ("fr", "<meta name='author' content='levallon.example'>", "", []),
    ("fr", "<meta name='author' content='Éditions du Vallon SA'>", "<p>Par Jeanne Dupraz</p>", ["Jeanne Dupraz"]),
    ("fr", "<meta name='author' content='Le Vallon avec AFP'>", "", ["AFP"]),
    ("fr", "<meta name='author' content='Jeanne Dupraz'>", "", ["Jeanne Dupraz"]),
    ("fr", "<meta property='article:author' content='https://social.example/levallon'>", "", []),
    ("en", linked('{"@type": "Person", "name": "Jane Doe, Political Editor"}'), "", ["Jane Doe"]),
    ("en", linked('[{"name": "Jane Doe"}, {"name": "John Roe"}]'), "", ["Jane Doe", "John Roe"]),
    ("en", linked('{"name": ["Jane Doe", "John Roe"]}'), "", ["Jane Doe", "John Roe"]),
    ("en", linked('"By Jane Doe"'), "", ["Jane Doe"]),
    (
        "en",
        linked('{"@id": "#j"}, "mainEntity": {"@type": "Person", "@id": "#j", "name": "Jane Doe"}'),
        "",
        ["Jane Doe"],
    ),
]


@pytest.mark.parametrize(("language", "head", "above", "people"), DECLARED)
def test_signed_in_declarations(language: str, head: str, above: str, people: list[str]) -> None:
    article = read(language, above, "", head)
    assert list(article.authors) == people
    assert list(article.body) == list(TEXTS[language])


@pytest.mark.parametrize(
    ("language", "end", "people"),
    [
        ("fr", "(nxp/ats)", ["NXP", "ATS"]),
        ("fr", "(avec AFP)", ["AFP"]),
        ("de", "(dpa)", ["dpa"]),
        ("en", "(AP)", ["AP"]),
    ],
)
def test_signed_at_the_end_of_the_last_sentence(language: str, end: str, people: list[str]) -> None:
    article = read(language, "<p>12.03.2014</p>", f"<p>{TEXTS[language][0]} {end}</p>")
    assert [a.lower() for a in article.authors] == [p.lower() for p in people]


@pytest.mark.parametrize(
    ("language", "line", "people"),
    [
        ("zh", "(责编：王小明、李大海)", ["王小明", "李大海"]),
        ("ru", "Автор: Иван Петров", ["Иван Петров"]),
        ("tr", "Yazan: Ayşe Kaya", ["Ayşe Kaya"]),
        ("ar", "بقلم: سمير حداد", ["سمير حداد"]),
    ],
)
def test_signed_in_languages_without_a_pack(language: str, line: str, people: list[str]) -> None:
    assert names.split(line, phrases(language)) == people
    assert signatures.is_byline(line, phrases(language))
