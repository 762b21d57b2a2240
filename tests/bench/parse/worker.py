"""One contestant over all pages: CPU seconds a page, peak memory, and what it found. Runs in the contestant's Python.

``worker.py NAME FILES.txt OUT.json``: FILES lists one page a line. Needs nothing but the contestant itself.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from pathlib import Path

WARM = 12
"""Pages read before the clock starts: imports, compiled patterns, language packs."""


def lxml_only():
    from lxml import etree

    return lambda page: etree.HTML(page) is None


def soup_only():
    from bs4 import BeautifulSoup

    return lambda page: BeautifulSoup(page, "lxml") is None


def veille():
    from py3langid.langid import classify

    from parsers import parse_page
    from parsers.reading import language

    classify("the model takes a second to load, and only pages that do not say their language need it")
    language.identify = timed(language.identify)

    def read(page):
        a = parse_page(page)
        return {
            "title": a.title,
            "authors": list(a.authors),
            "published": a.published,
            "modified": a.modified,
            "body": list(a.body),
            "captions": list(a.captions),
        }

    return read


APART = [0.0]
"""CPU seconds that Veille has spent on telling the language: the peers do not tell it."""


def timed(identify):
    def told_apart(*args):
        start = time.process_time()
        found = identify(*args)
        APART[0] += time.process_time() - start
        return found

    return told_apart


def trafilatura(**options):
    import trafilatura as peer

    def read(page):
        found = peer.bare_extraction(page, with_metadata=True, include_comments=False, **options)
        if found is None:
            return {}
        names = [a.strip() for a in (found.author or "").split(";") if a.strip()]
        return {"title": found.title, "authors": names, "published": found.date, "body": (found.text or "").split("\n")}

    return read


def newspaper4k():
    import newspaper

    def read(page):
        article = newspaper.Article("http://localhost/", fetch_images=False)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        day = article.publish_date
        published = day.isoformat() if hasattr(day, "isoformat") else None
        return {
            "title": article.title,
            "authors": article.authors,
            "published": published,
            "body": article.text.split("\n"),
        }

    return read


def readability():
    import lxml.html
    import readability as peer

    def read(page):
        document = peer.Document(page.decode("utf-8", "replace"))
        body = lxml.html.fromstring(document.summary()).text_content().split("\n")
        return {"title": document.short_title(), "body": body}

    return read


CONTESTANTS = {
    "veille": veille,
    "trafilatura-fast": lambda: trafilatura(fast=True),
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability,
    "lxml": lxml_only,
    "beautifulsoup": soup_only,
}


def main(name: str, files: str, out: str) -> None:
    pages = [(Path(f).name, gzip.decompress(Path(f).read_bytes())) for f in Path(files).read_text().split("\n") if f]
    read = CONTESTANTS[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _, page in pages[:WARM]:
        attempt(read, page)
    results = {}
    for page_name, page in pages:
        APART[0], start = 0.0, time.process_time()
        found = attempt(read, page)
        spent = time.process_time() - start
        results[page_name] = {"seconds": spent - APART[0], "apart": APART[0], "found": found}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Path(out).write_text(json.dumps({"before_kib": before, "peak_kib": peak, "pages": results}))


def attempt(read, page):
    """A peer's exception is a failed page, not a failed run."""
    try:
        found = read(page)
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"[:200]}
    return found if isinstance(found, dict) else {}


if __name__ == "__main__":
    main(*sys.argv[1:])
