"""Language packs: written as ``seeds/lexicon/<lang>.yaml``, compiled to JSON beside it (YAML takes a second to load).

``python -m parsers.lexicon`` compiles; a test holds the two equal. Compiling inflects every verb of the pack by its
``paradigms`` and ``irregular`` tables into ``forms``: a form maps to its readings, ``"<tense><person>|<infinitive>"``
(``"P3|dire"`` is the present, third person; ``X`` participles and ``G`` gerunds count their variants the same way).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import seeds

INFINITIVE = "N"


@cache
def load(language: str) -> dict[str, Any] | None:
    """The compiled pack of an ISO 639-1 language, or None where there is none."""
    file = seeds.path(f"lexicon/{language}.json")
    return json.loads(file.read_bytes()) if file.exists() else None


def compile_pack(source: Path) -> str:
    """The JSON text of a YAML pack."""
    import yaml

    pack = yaml.safe_load(source.read_text("utf-8"))
    if "paradigms" in pack:
        pack["forms"] = inflect(pack)
    pack.pop("paradigms", None)
    pack.pop("irregular", None)
    pack.pop("strong", None)
    return json.dumps(pack, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def inflect(pack: dict[str, Any]) -> dict[str, str]:
    """Every form of every verb the pack names, to its readings (apart by spaces)."""
    forms: dict[str, dict[str, None]] = {}
    for lemma in _lemmas(pack):
        for form, tag in _conjugate(lemma, pack):
            forms.setdefault(form, {})[f"{tag}|{lemma}"] = None
    return {form: " ".join(readings) for form, readings in sorted(forms.items())}


def heads(phrase: str) -> tuple[str, str, list[str]]:
    """A verb phrase as (the pronoun it needs: "s", "y" or "", the infinitive, the words that follow it)."""
    match = re.match(r"s(?=e |')(?:e |')|(?:y )", phrase)
    verb, *tail = (phrase[match.end() :] if match else phrase).replace("'", "' ").split()
    return (phrase[0] if match else ""), verb, tail


def phrases(text: str) -> list[str]:
    """The items of a list that is written with commas."""
    return [item for part in text.split(",") if (item := " ".join(part.split()))]


def _strong(pack: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Past and participle of the verbs that are listed with them ("say said said")."""
    return {v: (past, participle) for v, past, participle in (p.split() for p in phrases(pack.get("strong", "")))}


def _lemmas(pack: dict[str, Any]) -> dict[str, None]:
    named = dict.fromkeys([*pack.get("irregular", {}), *_strong(pack), *pack.get("verbs", "").split()])
    cues = pack.get("cues", {})
    texts = [group["verbs"] for group in cues.get("verbs", [])] + [cues.get("leads", "")]
    return named | dict.fromkeys(heads(p)[1] for t in texts for p in phrases(t))


def _conjugate(lemma: str, pack: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield lemma, f"{INFINITIVE}0"
    if table := pack["irregular"].get(lemma):
        for tense, text in table.items():
            for number, form in enumerate(text.split(), 1):
                if form != "-":
                    yield form, f"{tense}{number}"
        return
    paradigm = next((p for p in pack["paradigms"] if re.search(f"(?:{p['fit']})$", lemma)), None)
    if not paradigm:
        return
    past = _strong(pack).get(lemma)
    if past:
        yield past[0], "H3"
        yield past[1], "X1"
    stem = re.sub(f"{paradigm['cut']}$", "", lemma)
    old, new = paradigm.get("change", ("", ""))
    changed = new.join(stem.rsplit(old, 1)) if old else stem
    for tense, endings in paradigm.items():
        if len(tense) == 1 and not (past and tense in "HX"):
            for number, ending in enumerate(endings, 1):
                yield _attach(stem, changed, ending), f"{tense}{number}"


def _attach(stem: str, changed: str, ending: str) -> str:
    """``^`` takes the changed stem, ``-`` drops the stem's last letter, ``+`` doubles it."""
    match ending[:1]:
        case "^":
            return changed + ending[1:]
        case "-":
            return stem[:-1] + ending[1:]
        case "+":
            return stem + stem[-1] + ending[1:]
    return stem + ending


def main() -> None:
    """Compile every pack in place."""
    for source in seeds.files("lexicon", ".yaml"):
        source.with_suffix(".json").write_text(compile_pack(source), "utf-8")


if __name__ == "__main__":
    main()
