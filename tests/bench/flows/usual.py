"""The usual stack over the first pages of some feeds, for ``bench.py``: prints JSON. Runs in its own Python.

``usual.py WAREHOUSE COUNT FEED…``: feedparser lists, httpx fetches, trafilatura gives the text, spaCy reads it, and the
DuckDB file gets one INSERT, committed, for each article and each sentence that holds a verb of speech or a quotation
mark.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from contextlib import contextmanager

import duckdb
import feedparser
import httpx
import spacy
import trafilatura

SPEECH = {"dire", "déclarer", "affirmer", "annoncer", "indiquer", "estimer", "expliquer", "préciser", "assurer"}


def main(warehouse: str, count: int, feeds: list[str]) -> None:
    spent: Counter[str] = Counter()

    @contextmanager
    def stage(name):
        began = time.process_time()
        yield
        spent[name] += time.process_time() - began

    nlp = spacy.load("fr_core_news_md")
    nlp("Le ministre a déclaré que le port resterait fermé.")
    con = duckdb.connect(warehouse)
    con.execute("CREATE TABLE articles (url VARCHAR, title VARCHAR, published VARCHAR, body VARCHAR)")
    con.execute("CREATE TABLE statements (url VARCHAR, sentence VARCHAR, names VARCHAR)")
    began = time.monotonic()
    with httpx.Client() as client:
        with stage("fetch"):
            listed = [feedparser.parse(client.get(feed).content).entries for feed in feeds]
        entries = [e for several in zip(*listed, strict=False) for e in several][:count]
        for entry in entries:
            with stage("fetch"):
                page = client.get(entry.link, follow_redirects=True)
            with stage("parse"):
                found = trafilatura.bare_extraction(page.content, url=entry.link, with_metadata=True)
            if not found or not found.text:
                continue
            with stage("extract"):
                doc = nlp(found.text)
                told = [s for s in doc.sents if "«" in s.text or SPEECH & {token.lemma_ for token in s}]
            with stage("load"):
                con.execute(
                    "INSERT INTO articles VALUES (?, ?, ?, ?)", [entry.link, found.title, found.date, found.text]
                )
                for sentence in told:
                    names = ", ".join(e.text for e in sentence.ents)
                    con.execute("INSERT INTO statements VALUES (?, ?, ?)", [entry.link, sentence.text, names])
    seconds = time.monotonic() - began
    (articles,) = con.execute("SELECT count(*) FROM articles").fetchone()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"articles": articles, "seconds": seconds, "stages": spent, "memory": memory}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
