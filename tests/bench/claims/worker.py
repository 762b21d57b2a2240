"""One contestant over all articles: CPU seconds each, load time, peak memory, statements. Runs in its own Python.

``worker.py NAME ARTICLES.json OUT.json``: ARTICLES is a list of gold objects (language, title, standfirst, body).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

MODEL = "fr_core_news_md"


def veille():
    from parsers.claims import extract
    from parsers.models import Article

    def find(gold):
        article = Article(
            language=gold["language"],
            title=gold["title"],
            standfirst=gold["standfirst"],
            body=tuple(gold["body"]),
            published=gold["published"],
        )
        return [s.as_dict() for s in extract(article)]

    return find


def spacy():
    import spacy as peer

    parse = peer.load(MODEL)
    return lambda gold: [parse(text) for text in places(gold).values()] and None


def textacy():
    import spacy as peer
    from textacy.extract import direct_quotations

    parse = peer.load(MODEL)

    def quotations(doc):
        try:
            return list(direct_quotations(doc))
        except ValueError:  # it gives up on a paragraph with an unclosed mark
            return []

    def find(gold):
        found = []
        for name, text in places(gold).items():
            for quote in quotations(parse(text)):
                words = quote.content.text.strip('«»“”" \u00a0\u202f')
                source = " ".join(t.text for t in quote.speaker)
                cue = " ".join(t.text for t in quote.cue)
                found.append(
                    {
                        "where": name,
                        "content": [words],
                        "cue": cue,
                        "source": source,
                        "speaker": source or None,
                        "kind": "direct",
                        "claims": [words],
                        "quantities": [],
                    }
                )
        return found

    return find


def places(gold):
    """The texts of an article by their place."""
    named = {"title": gold["title"], "standfirst": gold["standfirst"]}
    named |= {f"body:{n}": text for n, text in enumerate(gold["body"])}
    return {name: text for name, text in named.items() if text}


def main(name: str, articles: str, out: str) -> None:
    golds = json.loads(Path(articles).read_text())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    find = {"veille": veille, "spacy": spacy, "textacy": textacy}[name]()
    find(golds[0])
    load = time.perf_counter() - start
    results = []
    for gold in golds:
        start = time.process_time()
        found = find(gold)
        results.append({"seconds": time.process_time() - start, "statements": found})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Path(out).write_text(json.dumps({"load": load, "memory_kib": peak - before, "articles": results}))


if __name__ == "__main__":
    main(*sys.argv[1:])
