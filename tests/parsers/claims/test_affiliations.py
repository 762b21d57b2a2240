"""Where persons belong, by their roles and by brackets."""

from __future__ import annotations

import pytest

from parsers.models import Article

ROLES = [
    ("Claire Dumas, secrétaire générale de la CGT,", "secrétaire générale", "CGT"),
    ("Anne Roux, chercheuse à l'Inserm,", "chercheuse", "Inserm"),
    ("Anne Roux, professeure à l'université de Lille,", "professeure", "université de Lille"),
    ("Anne Roux, présidente du groupe LR au Sénat,", "présidente", "groupe LR au Sénat"),
    ("Anne Roux, présidente de la Commission européenne,", "présidente", "Commission européenne"),
    ("Anne Roux, députée Renaissance,", "députée", "Renaissance"),
    ("Anne Roux (PS)", None, "PS"),
    ("La députée RN Anne Roux", None, "RN"),
    ("La ministre de la Justice, Anne Roux,", "ministre de la Justice", None),
    ("Anne Roux, maire de Lyon,", "maire de Lyon", None),
    ("Anne Roux, gouverneure de la région,", "gouverneure de la région", None),
    ("Anne Roux (Lyon)", None, None),
]


@pytest.mark.parametrize(("named", "role", "affiliation"), ROLES)
def test_where_a_person_belongs(named: str, role: str | None, affiliation: str | None) -> None:
    article = Article(language="fr", body=(f"{named} affirme que rien n'est prêt.",))
    info = article.statements[0].speaker_info
    assert (info.role, info.affiliation) == (role, affiliation)
