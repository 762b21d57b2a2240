"""The bilingual lexicon: which concepts a word of fr, en, es, de or it may stand for.

Written as YAML in ``seeds/identity`` and compiled to ``lexicon.json`` beside it (reading the YAML takes a second):
``python -m warehouse.identity.lexicon`` compiles; a test holds the two equal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import seeds

from .folding import LANGUAGES, Stemmer, compile_rules, fold, words

CLASSES = {
    "actions": ("actions", "verbs", "deeds", "undoing"),
    "people": ("people",),
    "things": ("things", "nouns", "general", "matters"),
    "qualities": ("qualities", "adjectives", "traits"),
    "places": ("places",),
    "names": ("names",),
}
"""The classes of concepts and the files that hold them; a concept that stands in two gathers the words of both."""
ACRONYM_LENGTH = 5
PHRASES = ("untrue", "ceasing")  # entries of grammar.yaml that hold phrases, not words
# Two concepts that share this many words are near each other: "kill" and "die" share "mort" and "dead".
SHARED_WORDS = 2


@dataclass(frozen=True, slots=True)
class Pack:
    """The lexicon in one language. Keys are folded words, "^" before those that need a capital, "=" before acronyms."""

    language: str
    exact: Mapping[str, tuple[int, ...]]
    stems: Mapping[str, tuple[int, ...]]
    deep: Mapping[str, tuple[int, ...]]
    phrases: Mapping[str, tuple[int, ...]]
    starts: Mapping[str, int]
    openings: frozenset[str]  # the first two words of each phrase
    stemmer: Stemmer
    grammar: Mapping[str, frozenset[str]]
    untrue: tuple[str, ...]
    untrue_words: frozenset[str]  # the longest of each, by which they are looked for
    ceasing: frozenset[str]
    ceasing_starts: frozenset[str]
    memory: dict[tuple[str, bool], Any]  # words read before (see ``reading``)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts by number: name, class and weight, which contradict each other and which are near."""

    names: tuple[str, ...]
    classes: tuple[str, ...]
    weights: tuple[float, ...]
    opposite: Mapping[int, tuple[int, ...]]
    near: Mapping[int, tuple[int, ...]]
    kinds: Mapping[int, int]  # the group in which a concept is one kind of several
    reversing: frozenset[int]  # the predicates that say of another that it is not so
    national: frozenset[int]  # what each country has one of
    home: Mapping[str, int]  # the country that a language's press need not name
    word_weight: float
    name_weight: float
    texts: Mapping[str, str]  # the packs as JSON, read when first asked for
    packs: dict[str, Pack]
    figures: Mapping[str, Any]
    version: str

    def pack(self, language: str) -> Pack:
        """The pack of a language; English where it has none (names and figures still compare)."""
        found = self.packs.get(language)
        if found is None:
            held = language if language in self.texts else "en"
            found = self.packs[language] = _pack(held, json.loads(self.texts[held]))
        return found


@cache
def load() -> Lexicon:
    """The compiled lexicon, read once."""
    raw = json.loads(seeds.path("identity/lexicon.json").read_bytes())
    pairs = {key: _neighbours(raw[key]) for key in ("opposite", "near")}
    return Lexicon(
        names=tuple(raw["names"]),
        classes=tuple(raw["classes"]),
        weights=tuple(raw["weights"]),
        opposite=pairs["opposite"],
        near=pairs["near"],
        kinds=dict(raw["kinds"]),
        reversing=frozenset(raw["reversing"]),
        national=frozenset(raw["national"]),
        home=raw["home"],
        word_weight=raw["word_weight"],
        name_weight=raw["name_weight"],
        texts=raw["packs"],
        packs={},
        figures=raw["figures"],
        version=raw["version"],
    )


def _neighbours(pairs: list[list[int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for a, b in pairs:
        found[a] = (*found.get(a, ()), b)
        found[b] = (*found.get(b, ()), a)
    return found


def _pack(language: str, entry: Mapping[str, Any]) -> Pack:
    keyed = {key: {w: tuple(ids) for w, ids in entry[key].items()} for key in ("exact", "stems", "deep", "phrases")}
    return Pack(
        language=language,
        exact=keyed["exact"],
        stems=keyed["stems"],
        deep=keyed["deep"],
        phrases=keyed["phrases"],
        starts=entry["starts"],
        openings=frozenset(" ".join(phrase.split()[:2]) for phrase in keyed["phrases"]),
        stemmer=Stemmer(language, entry["inflection"]),
        grammar={k: frozenset(v) for k, v in entry["grammar"].items()},
        untrue=tuple(entry["untrue"]),
        untrue_words=frozenset(max(phrase.split(), key=len) for phrase in entry["untrue"]),
        ceasing=frozenset(entry["ceasing"]),
        ceasing_starts=frozenset(c.split()[0] for c in entry["ceasing"]),
        memory={},
    )


def compile_lexicon() -> str:
    """The JSON text of the lexicon, from the YAML files of ``seeds/identity``."""
    import yaml

    def read(name: str) -> Any:
        return yaml.safe_load(seeds.path(f"identity/{name}.yaml").read_text("utf-8"))

    grammar, inflection = read("grammar"), read("inflection")
    concepts: dict[str, tuple[str, list[list[str]]]] = {}
    for kind, file in ((kind, file) for kind, held in CLASSES.items() for file in held):
        for name, entry in read(file).items():
            concepts.setdefault(name, (kind, []))[1].append([part.strip() for part in entry.split("|")])
    kinds = _kinds(read("kinds"), concepts)
    names = list(concepts)
    classes = [kind for kind, _ in concepts.values()]
    entries = [[" ".join(parts) for parts in zip(*held, strict=True)] for _, held in concepts.values()]
    broad = [[] if name in kinds else entry for name, entry in zip(names, entries, strict=True)]
    number = {name: i for i, name in enumerate(names)}
    packs = {
        language: _text(
            _compile_pack(language, [e[i] for e in entries], classes, grammar[language], inflection[language])
        )
        for i, language in enumerate(LANGUAGES)
    }
    opposite = [[number[a], number[b]] for a, b in read("opposites") if a in number and b in number]
    result = {
        "names": names,
        "classes": classes,
        "weights": [grammar["generic"].get(n, grammar["weights"][c]) for n, c in zip(names, classes, strict=True)],
        "opposite": opposite,
        "kinds": [[number[name], group] for name, group in kinds.items()],
        "near": _near(broad, opposite, [[number[a], number[b]] for a, b in read("kin")]),
        "reversing": sorted(number[name] for name in grammar["reversing"]),
        "national": sorted(number[name] for name in grammar["national"]),
        "home": {language: number[place] for language, place in grammar["home"].items()},
        "word_weight": grammar["weights"]["word"],
        "name_weight": grammar["weights"]["name"],
        "packs": packs,
        "figures": read("figures"),
    }
    from warehouse.models import digest

    version = digest(_text(result))[:12]
    return json.dumps({**result, "version": version}, ensure_ascii=False, sort_keys=True, indent=0) + "\n"


def _kinds(classes: Mapping[str, Any], concepts: dict[str, tuple[str, list[list[str]]]]) -> dict[str, int]:
    """The group of each kind of kinds.yaml, which become concepts of their own: "crops:wheat" beside "wheat"."""
    found: dict[str, int] = {}
    for kind, groups in classes.items():
        for number, (group, members) in enumerate(groups.items(), len(set(found.values()))):
            for name, entry in members.items():
                concepts[f"{group}:{name}"] = (kind, [[part.strip() for part in entry.split("|")]])
                found[f"{group}:{name}"] = number
    return found


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _near(entries: list[list[str]], opposite: list[list[int]], kin: list[list[int]]) -> list[list[int]]:
    """The pairs of concepts that share words (see SHARED_WORDS) or are named as kin, contraries left out."""
    holders: dict[str, set[int]] = {}
    for number, entry in enumerate(entries):
        for language, part in zip(LANGUAGES, entry, strict=bool(entry)):
            for word in part.split():
                holders.setdefault(f"{language} {fold(word)}", set()).add(number)
    shared: dict[tuple[int, int], int] = {}
    for found in holders.values():
        ordered = sorted(found)
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 :]:
                shared[a, b] = shared.get((a, b), 0) + 1
    against = {tuple(sorted(p)) for p in opposite}
    close = {pair for pair, n in shared.items() if n >= SHARED_WORDS} | {(min(p), max(p)) for p in kin}
    return [list(pair) for pair in sorted(close) if pair not in against]


def _compile_pack(
    language: str, parts: list[str], classes: list[str], grammar: Mapping[str, str], inflection: Mapping[str, Any]
) -> dict[str, Any]:
    rules = compile_rules(inflection)
    stemmer = Stemmer(language, rules)
    exact: dict[str, list[int]] = {}
    stems: dict[str, list[int]] = {}
    deep: dict[str, list[int]] = {}
    phrases: dict[str, list[int]] = {}
    starts: dict[str, int] = {}
    for number, (part, kind) in enumerate(zip(parts, classes, strict=True)):
        for entry in part.split():
            pieces = words(entry)
            if len(pieces) == 1:
                _add(exact, _key(entry, language), number)
                if not _key(entry, language).startswith("="):
                    mark = "^" if _key(entry, language).startswith("^") else ""
                    stem = stemmer(fold(entry))
                    if _stem_counts(stem, kind):
                        _add(stems, mark + stem, number)
                    elif _stem_counts(fold(entry), kind):
                        _add(stems, mark + fold(entry), number)  # "russischem" is found by its shortest ending
                    if kind == "places" and entry.islower():
                        for form in _demonyms(fold(entry), inflection["demonyms"]):
                            _add(exact, form, number)
                    if kind not in ("places", "names") and (base := stemmer.deep(fold(entry))):
                        _add(deep, base, number)
            else:
                stemmed = [stemmer(fold(w)) for w in pieces]
                _add(phrases, " ".join(stemmed), number)
                starts[stemmed[0]] = max(starts.get(stemmed[0], 0), len(stemmed))
    lists = {k: sorted({fold(w) for v in [text] for w in v.replace("'", " ").split()}) for k, text in grammar.items()}
    turns = {
        "untrue": [" ".join(fold(w) for w in words(p)) for p in grammar["untrue"].split()],
        "ceasing": [" ".join(stemmer(fold(w)) for w in words(p)) for p in grammar["ceasing"].split()],
    }
    lists = {k: v for k, v in lists.items() if k not in PHRASES}
    lists["light"] = sorted({stemmer(word) for word in lists["light"]})
    spelt = {w.lower() for text in grammar.values() for w in text.replace("'", " ").split() if not w.isascii()}
    lists["spelt"] = sorted(spelt)
    return {
        "exact": exact,
        "stems": stems,
        "deep": deep,
        "phrases": phrases,
        "starts": starts,
        "inflection": rules,
        "grammar": lists,
        **turns,
    }


def _demonyms(word: str, rules: Mapping[str, str]) -> list[str]:
    """The feminine and plural forms of a people's name, by the longest of its endings that has a rule."""
    ending = max((e for e in rules if word.endswith(e)), key=len, default=None)
    return [word[: len(word) - len(ending)] + form for form in rules[ending].split()] if ending else []


def _stem_counts(stem: str, kind: str) -> bool:
    """Whether a word may be found by its stem: names only by a long one."""
    return kind not in ("places", "names") or len(stem) >= SAFE_STEM


SAFE_STEM = 5


def _key(word: str, language: str) -> str:
    if word.isupper() and 1 < len(word) <= ACRONYM_LENGTH:
        return f"={word}"
    return f"^{fold(word)}" if word[0].isupper() and language != "de" else fold(word)


def _add(table: dict[str, list[int]], key: str, number: int) -> None:
    held = table.setdefault(key, [])
    if number not in held:
        held.append(number)


def main() -> None:
    """Compile the lexicon in place."""
    Path(seeds.path("identity/lexicon.json")).write_text(compile_lexicon(), "utf-8")


if __name__ == "__main__":
    main()
