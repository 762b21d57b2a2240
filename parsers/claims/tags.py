"""What each token is, as one letter, from the pack's closed classes, its verb forms and the neighbours.

``V`` finite verb, ``I`` infinitive, ``X`` past participle, ``G`` gerund, ``D`` determiner, ``S`` subject pronoun,
``c`` clitic pronoun, ``o`` other pronoun, ``Q`` that, ``R`` relative, ``U`` subordinator, ``K`` coordinator,
``P`` preposition, ``A`` adverb, ``n`` negator, ``M`` name, ``N`` any other word, ``#`` number, ``"`` quotation mark;
other marks stand for themselves, with dashes as ``-`` and ``…`` as ``.``.
"""

from __future__ import annotations

from functools import cache, lru_cache

from parsers.claims.pack import Pack, pack
from parsers.claims.retag import retag
from parsers.claims.tokens import Row

SENTENCE = 40  # words before a verb among which its "que" stands
FORMS = 1 << 14  # words whose readings are kept
NEGATION = 6  # words between the halves of a negation
FINITE = frozenset("PIFCHS")
THIRD = frozenset("36")
MARKS = {"–": "-", "—": "-", "―": "-", "−": "-", "-": "-", "…": ".", "...": ".", "!": ".", "?": ".", "[": "(", "]": ")"}
NOUN_LEFT = frozenset("NMX#)")
CLOSED = (
    "that",
    "articles",
    "pronominal",
    "clitics",
    "reflexives",
    "determiners",
    "quantifiers",
    "of",
    "relatives",
    "coordinators",
    "prepositions",
    "subordinators",
    "negators",
)


@lru_cache(maxsize=FORMS)
def readings(language: str, form: str) -> tuple[tuple[str, str, str], ...]:
    """The readings of a verb form: (tense, person, infinitive)."""
    found = (p := pack(language)) and p.forms.get(form)
    if not found:
        return ()
    return tuple((tag[0], tag[1:], lemma) for tag, lemma in (r.split("|") for r in found.split()))


@lru_cache(maxsize=FORMS)
def finite(language: str, form: str) -> tuple[tuple[str, str, str], ...]:
    """The readings of a form as a finite verb, the likeliest first: the third person, and no subjunctive."""
    found = (r for r in readings(language, form) if r[0] in FINITE)
    return tuple(sorted(found, key=lambda r: (r[1] not in THIRD, r[0] == "S")))


@lru_cache(maxsize=FORMS)
def shape(language: str, form: str) -> str:
    """The kinds a form may have as a verb, among V, I, X and G."""
    tenses = {t for t, _, _ in readings(language, form)}
    return ("V" if tenses & FINITE else "") + "".join(k for t, k in (("N", "I"), ("X", "X"), ("G", "G")) if t in tenses)


@cache
def closed_words(language: str) -> frozenset[str]:
    """The words that `_closed` knows."""
    p = pack(language)
    return frozenset().union(p.subjects, p.objects, *(p.w[c] for c in CLOSED)) if p else frozenset()


def tag(row: Row) -> None:
    """Fill ``row.kind``."""
    p, language = row.pack, row.pack.language
    names = _names(row)
    if p.grammar.get("analytic"):
        from parsers.claims.analytic import Tagger

        row.kind = Tagger(row, names).run()
        return
    kinds: list[str] = []
    starts = {u[0] for u in row.units}
    _bare_capitals(row, starts)
    for a, b in row.units:
        for i in range(a, b):
            first = i == a or kinds[i - 1] in '":-(.'
            before, after = kinds[i - 1] if i > a else "", row.low[i + 1] if i + 1 < b else ""
            kinds.append(_kind(row, p, language, kinds, names, i, before, after, first))
    for i in [*starts, *(k + 1 for k, kind in enumerate(kinds) if kind == ":")]:
        if kinds[i : i + 1] in (["N"], ["V"]) and _bare_subject(row, kinds, i):
            kinds[i] = "M"
        if kinds[i : i + 1] in (["c"], ["o"]) and row.low[i] in p.objects and _verb_near(kinds, i):
            kinds[i] = "S"  # "Lui table sur une baisse"
    retag(row, kinds)
    row.kind = kinds


def _verb_near(kinds: list[str], i: int) -> bool:
    """Whether a finite verb stands behind i, with at most its pronouns between."""
    verb = next((k for k in range(i + 1, min(i + 4, len(kinds))) if kinds[k] not in "cnA"), i)
    return kinds[verb] == "V"


def _bare_subject(row: Row, kinds: list[str], i: int) -> bool:
    """Whether an unknown word with a capital opens a sentence without an article, as its verb's subject: a name."""
    text, low, p = row.tokens[i].text, row.low[i], row.pack
    verb = next((k for k in range(i + 1, min(i + 4, len(kinds))) if kinds[k] not in "cn"), i)
    if not text[0].isupper() or len(text) < 4 or kinds[verb] != "V" or row.tokens[i].q >= 0:
        return False
    if kinds[i] == "V" and kinds[verb + 1 : verb + 2] not in (["D"], ["Q"], ["c"], ["P"], ["n"]):
        return False  # "Fausse alerte : …"
    known = (low in p.forms and kinds[i] != "V") or any(low in c for c in (*p.w.values(), *p.people.values()))
    return not known and not any(t.text == low for t in row.tokens)


def _bare_capitals(row: Row, starts: set[int]) -> None:
    """A capital that lost its accent at the head of a sentence ("A Paris") is the preposition, not the verb."""
    bare = row.pack.grammar["bare_capitals"]
    for i in [*starts, *(i + 1 for i, t in enumerate(row.tokens) if t.text in row.pack.quotes)]:
        if bare and i + 1 < len(row.tokens) and row.tokens[i].text in bare and row.low[i + 1][0] != "-":
            row.low[i] = bare[row.tokens[i].text]


def _names(row: Row) -> frozenset[str]:
    """Words that the article writes with a capital inside a sentence."""
    starts = {u[0] for u in row.units}
    seen = {
        t.text
        for i, t in enumerate(row.tokens)
        if t.text[:1].isupper()
        and i not in starts
        and row.tokens[i - 1].text[:1].isalnum() | (row.low[i - 1][-1:] == "'")
    }
    return frozenset(seen)


def _kind(
    row: Row,
    p: Pack,
    language: str,
    kinds: list[str],
    names: frozenset[str],
    i: int,
    before: str,
    after: str,
    first: bool,
) -> str:
    token, low = row.tokens[i], row.low[i]
    if not low[0].isalpha() and (len(low) == 1 or low[0] not in "@#"):
        return _sign(p, token.text, low)
    if low in p.number_words and low not in p.w["determiners"]:
        return "#"
    closed = _closed(row, p, language, before, i, low, after) if low in closed_words(language) else ""
    if closed and not (token.text[0].isupper() and not first and len(low) > 1 and (closed != "D" or before == "M")):
        return closed
    if token.text[0].isupper() and (not first or _named(row, p, names, i)):
        return "N" if _common(p, low) and before != "M" else "M"
    if closed:
        return closed
    verb = shape(language, low) if low in p.forms else ""
    return (
        _verbal(row, p, language, before, kinds, i, low, verb)
        if verb
        else _plain(p, low, before, row.low[i - 1] if i else "")
    )


def _sign(p: Pack, text: str, low: str) -> str:
    """The kind of what begins with no letter: a figure, a mark, a pronoun joined to its verb ("-il")."""
    if low[0].isdigit() or (low in p.number_words and low not in p.w["determiners"]):
        return "#"
    if low[0] in "%€$£°":
        return "N"
    if low[0] not in "-@#":
        return '"' if text in p.quotes or text in p.quotes.values() else MARKS.get(text, text)
    if len(low) == 1:
        return "-"
    return "S" if low.rsplit("-", 1)[-1] in p.subjects else "A"


def _common(p: Pack, low: str) -> bool:
    """A role or adjective written with a capital: "Premier ministre", "Président"."""
    return low in p.w["adjectives"] or low in p.roles


def _named(row: Row, p: Pack, names: frozenset[str], i: int) -> bool:
    """Whether a capitalised word that opens a sentence is a name."""
    token = row.tokens[i]
    if len(token.text) > 1 and token.text.isupper() and token.low not in p.forms:
        return True
    if token.text in names or token.low in p.given or token.low in p.people["places"]:
        return True
    if token.low in p.people["titles_m"] or token.low in p.people["titles_f"]:
        return True
    following = row.tokens[i + 1] if i + 1 < len(row.tokens) else None
    known = token.low in p.forms or any(token.low in c for c in p.people.values()) or token.low in p.w["adverbs"]
    return bool(following and following.text[:1].isupper() and following.low not in p.w["articles"] and not known)


def _closed(row: Row, p: Pack, language: str, before: str, i: int, low: str, after: str) -> str:
    w = p.w
    if (
        low in w["that"]
        and i
        and row.low[i - 1] in w["joining"]
        and (after in w["articles"] or after in w["determiners"])
    ):
        return "K"
    if low in w["articles"]:
        if low in w["clitics"] and before in (",", "S", "N", "M", ")") and _called(row, i + 1):
            return "c"
        return (
            "c"
            if low in w["clitics"]
            and not _after_perfect(row, before, i)
            and _is_clitic(p, language, before, row.low[i - 1] if i else "", after)
            else "D"
        )
    if low in w["that"]:
        return "Q"
    if low in w["pronominal"] and shape(language, after).startswith("V") and after not in w["homographs"]:
        return "S" if before in ("", ".", ",", "K", "U", "Q", ":", '"') else "A"
    if low in p.subjects:
        governed = before == "P" and after not in w["that"] and after not in w["relatives"]
        noun = after in w["homographs"] or not shape(language, after).startswith("V")
        if low in w["determiners"] and after and (governed or noun):
            return "D"
        if (before == "P" and low in p.objects) or (before in ("V", "I", "X", "P") and "-" in low[1:]):
            return "o"
        if low in w["clitics"] and ((before and before in "Sc") or _object_before(p, language, after)):
            return "c"
        return "S"
    if low in w["clitics"] or low in w["reflexives"]:
        if low in w["determiners"] and not (before and before in "ScRn"):
            verbal = shape(language, after)
            have = any(r[2] in p.grammar["auxiliaries"] for r in readings(language, after) if r[0] in FINITE)
            bare = before in ("N", "M", "K", ",", '"') and after not in w["homographs"]
            return "c" if "V" in verbal and (have or bare) else "D"
        if low in w["prepositions"] or low in p.objects:
            verbal = shape(language, after)
            if low in p.objects and ((before == "P" and "I" not in verbal) or not (verbal or after in w["clitics"])):
                return "o"
            if low in w["prepositions"]:
                if before == "c":
                    return "c"  # "n'en"
                if before not in ("D", "P") and any(
                    r[2] in p.grammar["auxiliaries"] for r in readings(language, after)
                ):
                    return "c"
                return (
                    "c"
                    if verbal[:1] in "VI" and verbal and after not in w["homographs"] and before not in "DP"
                    else "P"
                )
        return "c"
    if low in w["determiners"]:
        return "D"
    if (low in w["quantifiers"] and after in w["of"]) or (low in w["of"] and i and row.low[i - 1] in w["quantifiers"]):
        return "D"
    if after in w["partitives"] and low in w["of"] and before in ("", ".", ",", "K", "U", "Q", ":", "X", "V"):
        return "D"
    if low in w["relatives"]:
        return "R"
    if low in w["coordinators"]:
        return "K"
    if low in p.objects:
        return "o"
    if low in w["prepositions"]:
        return "V" if before in ("N", "M") and p.grammar.get("verbs_before", {}).get(low) == after else "P"
    if low in w["subordinators"]:
        return "U"
    if low in w["negators"]:
        if before == "D" and low not in w["quantifiers"]:
            return "N"  # "un point presse"
        return "n" if low not in w["quantifiers"] or _negated(row, i) else "A"
    return ""


def _negated(row: Row, i: int) -> bool:
    """Whether a particle of negation stands before: "ne … plus" denies, "plus stricte" compares."""
    near = row.low[max(0, i - NEGATION) : i]
    return any(word in row.pack.w["negations"] for word in near)


def _called(row: Row, k: int) -> bool:
    """Whether a form at k gives a quoted quality: "X, qui la connaît, la juge « brillante »"."""
    if k + 1 >= len(row.tokens) or row.tokens[k + 1].text not in row.pack.quotes:
        return False
    verbs = (r[2] for r in readings(row.pack.language, row.low[k]) if r[0] in FINITE and r[1] in THIRD)
    return any({"quality", "called"} & c.takes for v in verbs for c in row.pack.cues.get(v, ()))


def _after_perfect(row: Row, before: str, i: int) -> bool:
    """Whether a participle with "have" stands before: an article follows it ("a imputé la frappe"), and no pronoun."""
    p = row.pack
    have = p.grammar["auxiliaries"] - p.grammar["be"]
    near = row.low[max(0, i - 3) : i - 1]
    return before == "X" and any(r[2] in have for word in near for r in readings(p.language, word))


def _object_before(p: Pack, language: str, after: str) -> bool:
    """Whether "nous" or "vous" is an object: another pronoun or a verb of another person follows."""
    persons = {r[1] for r in readings(language, after) if r[0] in FINITE}
    return (after in p.w["clitics"] and after not in p.w["negations"]) or (bool(persons) and not persons & {"4", "5"})


def _is_clitic(p: Pack, language: str, before: str, previous: str, after: str) -> bool:
    """An article before a verb form is a pronoun after a subject, and before a form that is no noun."""
    verbal = shape(language, after)
    if not verbal:
        return after in p.w["clitics"] and before in ("S", "R", "c")
    if after in (p.w["homographs"] if verbal == "G" else p.w["not_infinitives"]):
        return False
    if before == "R" and previous not in p.grammar["before_verbs"] and after in p.w["homographs"]:
        return False  # "dont le président": a subject follows
    if verbal == "I" and after in p.w["homographs"] and before in ("", ".", ",", ":", "K", "N", "M", "Q", "U", '"'):
        return False  # "le conseiller"
    if before in ("S", "c", "R") or verbal in ("I", "G"):
        return before != "P" or verbal in ("I", "G")
    if any(r[2] in p.grammar["auxiliaries"] - p.grammar["be"] for r in readings(language, after)):
        return True
    if "V" not in verbal or after in p.w["homographs"] or {r[1] for r in readings(language, after)} == {"2"}:
        return False
    return before != "" and (before in NOUN_LEFT or before in "UQ")


def _verbal(row: Row, p: Pack, language: str, before: str, kinds: list[str], i: int, low: str, verb: str) -> str:
    following = row.low[i + 1] if i + 1 < len(row.low) else ""
    previous = row.low[i - 1] if i else ""
    if verb == "G" and low in p.w["adverbs"]:
        return "G" if before in ("P", ",", "c") and following != "," else "A"  # "maintenant"
    if len(verb) == 1 and verb in "IG":
        return "N" if before == "D" and not (verb == "G" and previous in p.w["pronominal"]) else verb
    if "V" in verb and following[:1] == "-" and following.rsplit("-", 1)[-1] in p.subjects:
        return "V"
    noun = low in p.w["homographs"]
    if before == "D" or (before == "P" and "I" not in verb):
        return "N" if noun or before == "P" or "X" not in verb else "X"
    if before == "c" and "V" in verb and "N" not in verb:
        return "V"
    if "V" in verb and "X" in verb and _finite_here(row, p, kinds, i, before, following):
        return "V"
    if before in ("S", "c"):
        return verb[0] if not ("X" in verb and _after_auxiliary(row, p, language, kinds, i)) else "X"
    if "X" in verb and _after_auxiliary(row, p, language, kinds, i):
        return "X"
    persons = {r[1] for r in readings(language, low) if r[0] in FINITE}
    moods = {r[0] for r in readings(language, low) if r[0] in FINITE and r[1] in THIRD}
    if verb == "V" and moods == {"S"} and "Q" not in kinds[-SENTENCE:]:
        return "N"  # "Terre vive": no subjunctive without "que"
    if verb == "V" and (persons == {"2"} or (persons <= {"1", "2"} and before in ("#", "N", "D", "P"))):
        return "N"  # "900 postes", "un possible recours": nobody is spoken to
    if "V" in verb:
        if "X" in verb:
            if not any(r[1] in THIRD for r in readings(language, low) if r[0] in FINITE):
                return "X"
            says = any(r[2] in p.cues for r in readings(language, low)) and (before == "M" or previous in p.speaking)
            if following in p.by and not says:
                return "X"  # "un habitant joint par téléphone", not "le maire dit par ailleurs"
            joined = before == "K" and next((k for k in reversed(kinds) if k in "VX."), "") == "V"
            return "V" if joined or before in ("N", "M", ")", "R", '"', ",", "A") else "X"
        if "I" in verb and before == "P":
            return "I"
        if noun and (before in ("", ".", "#", "A", "P", ":") or (previous in p.w["prenominal"] and kinds[-2] == "D")):
            return "N"
        if noun and not any(r[1] in THIRD for r in readings(language, low) if r[0] in FINITE):
            return "N"
        last = previous in p.people["that_one"] and row.low[i - 2] not in p.w["demonstratives"]
        if noun and last and kinds[-2] == "D" and following in p.w["of"]:
            return "N"  # "le dernier décompte de"
        if low in p.w["also_adjectives"] and before == "N" and kinds[-2:-1] == ["D"] and _no_object(row, p, i):
            return "N"
        if noun and before == "N" and previous in p.w["adjectives"] and (i < 2 or kinds[i - 2] != "D"):
            return "N"  # "seule voie"
        if noun and before == "N" and previous not in p.w["homographs"]:
            following = row.low[i + 1] if i + 1 < len(row.low) else ""
            reports = any(r[2] in p.cues and r[1] in THIRD for r in readings(language, low) if r[0] in FINITE)
            return "N" if following in p.w["of"] and not reports else "V"
        return "V"
    return verb[-1]


def _no_object(row: Row, p: Pack, i: int) -> bool:
    """Whether what follows i is nothing that a verb there could govern."""
    after = row.tokens[i + 1].low if i + 1 < len(row.tokens) else ""
    says = any(r[2] in p.cues for r in readings(p.language, row.low[i]))
    objects = (p.w["articles"] | p.w["determiners"]) - p.w["addressing"]
    return after not in objects and not (says and (after in p.w["that"] or after in p.quotes))


def _finite_here(row: Row, p: Pack, kinds: list[str], i: int, before: str, following: str) -> bool:
    """Whether a form that may be a participle is none: "…, dit le maire", "elle note que … et dit que"."""
    if not any(r[0] == "P" and r[1] in THIRD for r in readings(p.language, row.low[i])):
        return False
    if before == ",":
        text = row.tokens[i + 1].text if following else ""
        subject = following in p.w["articles"] | p.w["determiners"] or text[:1].isupper()
        return subject or following in p.w["that"] or shape(p.language, following) == "I"
    if before == "o":
        return following in p.w["that"]
    if before == "K" and (following in p.w["that"] or shape(p.language, following) == "I"):
        start = next(a for a, b in row.units if a <= i < b)
        main = next((k for k in range(start, i) if kinds[k] == "V" and row.tokens[k].q < 0), i)
        return main < i and not any(r[2] in p.grammar["auxiliaries"] for r in readings(p.language, row.low[main]))
    return False


@cache
def _adverbial_ends(language: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in p.adverbials if (p := pack(language)) else ():
        if len(phrase) > 1:
            found.setdefault(phrase[-1], []).append(phrase)
    return found


def _before_adverbial(row: Row, language: str, i: int) -> int:
    """Where a set phrase before i begins: "a de son côté fait", or i."""
    for phrase in _adverbial_ends(language).get(row.low[i - 1], ()) if i else ():
        if i >= len(phrase) and tuple(row.low[i - len(phrase) : i]) == phrase:
            return i - len(phrase)
    return i


def _after_auxiliary(row: Row, p: Pack, language: str, kinds: list[str], i: int) -> bool:
    """Whether an auxiliary stands before, with at most a few adverbs or a pronoun between."""
    auxiliaries = p.grammar["auxiliaries"]
    i = _before_adverbial(row, language, i)
    for back in range(i - 1, max(-1, i - 6), -1):
        if kinds[back] in "VGIX" and any(r[2] in auxiliaries for r in readings(language, row.low[back])):
            return True
        if kinds[back] not in "AnScX,PK" and row.low[back] not in p.w["negators"]:
            return False
    return False


def _action(p: Pack, low: str) -> bool:
    """Whether a word is the noun of a verb's action: "recensement" from "recenser"."""
    return any(
        low.endswith(end) and low[: -len(end)] + new in p.forms for end, new in dict(p.grammar["actions"]).items()
    )


def _plain(p: Pack, low: str, before: str, previous: str = "") -> str:
    if previous in p.w["whole"] and low.endswith(tuple(p.grammar["open_infinitive_ends"])):
        return "I"
    if (
        before in NOUN_LEFT | {"S", "c", "R"}
        and len(low) > 5
        and any(low.endswith(e) for e in p.grammar["finite_ends"])
    ):
        return "V"
    if low in p.w["adverbs"]:
        return "A"
    if previous in p.grammar["before_verbs"] and low.isalpha():
        return "V"  # no noun stands behind "il" or "qui"
    if before not in ("D", "P", "N") and p.grammar["sure_infinitive_ends"]:
        if low.endswith(tuple(p.grammar["sure_infinitive_ends"])):
            return "I"
    if before in ("P", "c") and len(low) > 4 and low not in p.w["not_infinitives"] and not low.endswith("ier"):
        if any(low.endswith(e) for e in p.grammar["open_infinitive_ends"]):
            return "I"
    if (
        before not in ("D", "P")
        and any(low.endswith(e) for e in p.grammar["adverb_ends"])
        and low not in p.grammar["nouns_in_ment"]
        and not _action(p, low)
    ):
        return "A"
    return "N"
