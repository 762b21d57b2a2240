"""Where a person belongs, by what the article tells of their role: "secrétaire général de la CGT", "X (PS)"."""

from __future__ import annotations

from parsers.claims.pack import Pack

SHORTEST = 2  # letters of an acronym


def is_body(word: str, pack: Pack) -> bool:
    """Whether a word as written is an acronym or a known name or noun for an organisation."""
    low = word.lower()
    if low in pack.people["places"]:
        return False
    acronym = len(word) >= SHORTEST and word.isupper() and word.isalpha()
    return acronym or low in pack.people["organisations"] or pack.is_word(low, "generic_organisations", "parties")


def split_role(role: str, pack: Pack) -> tuple[str, str | None]:
    """A role without the organisation it is held in, and that organisation where one is told for certain."""
    words = role.replace("’", "'").replace("'", "' ").split()
    links = pack.w["of"] | pack.w["linkers"] | frozenset(pack.contracted)
    articled = pack.w["articles"] | frozenset(pack.contracted)
    small = links | pack.w["articles"] | {w.lower() for w in words if w.lower() in pack.w["determiners"]}
    for n in range(1, len(words)):
        start = n
        while start > 1 and words[start - 1].lower() in small:
            start -= 1
        between = words[start:n]
        if words[n].islower():  # "du groupe socialiste", not "de presse" nor "de la région"
            rest = words[n + 1 :]
            own = any(w.lower() in articled for w in between) and is_body(words[n], pack)
            known = own and bool(rest) and (rest[0].lower() not in small or any(w[:1].isupper() for w in rest))
        elif words[n].lower() in pack.w["parties"] or is_body(words[n], pack):
            acronym, office = words[n].isupper(), any(w.lower() in pack.w["portfolios"] for w in words[:n])
            known = (not between or any(w.lower() in links for w in between)) and (acronym or not office)
        else:  # "à l'Inserm"
            at = len(between) == 2 and between[0].lower() in pack.w["linkers"] - pack.w["of"]
            known = at and words[n].lower() not in pack.people["places"]
        if known:
            return _written(words[:start]), _written(words[n:])
    return role, None


def _written(words: list[str]) -> str:
    return " ".join(words).replace("' ", "'")
