"""HTML to an article: one parse, one pass over the declarations, one walk over the text."""

from __future__ import annotations

from lxml import etree

from parsers.models import Article
from parsers.reading import language, metadata, names, scripts
from parsers.reading.blocks import HEADINGS, JUNK, LABEL, PARAGRAPHS, SEAM, SILENT, Block, Box, Element, Skipped, Walk
from parsers.reading.asides import asides, host, leads_inside
from parsers.reading.dates import Calendar
from parsers.reading.dates import calendar as calendar_of
from parsers.reading.find import find
from parsers.reading.head import Head, read_head
from parsers.reading.normalise import Parts, is_caption, is_date_line, reason
from parsers.reading.packs import Phrases, fold
from parsers.reading.packs import phrases as phrases_of
from parsers.reading.typography import WORD, mend, resolve, squeeze

PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
LABELS = frozenset(("date", "byline", "meta", "kicker"))
"""Roles of lines that say who and when; they are read as metadata and never kept in the body."""
LINE_OF_CAPTION = 280
"""Characters of the longest line that is taken for a caption because it stands alone with a picture."""
ABOVE = 12
"""So many short lines may stand above the headline: section, kicker, date."""
ENOUGH = 250
"""A strict walk that finds fewer characters than that is repeated without the rules that skip."""


def tree(text: str) -> Element | None:
    """The tree of a page; None where it holds no element."""
    return etree.fromstring(text.encode("utf-8", "replace"), PARSER) if text.strip() else None


def walk(body: Element) -> tuple[Walk, Box]:
    """The page's blocks and the box of its article."""
    strict = Walk()
    box = find(strict.run(body), strict.blocks)
    if sum(len(b.text) for b in strict.blocks[box.start : box.end]) >= ENOUGH:
        return strict, box
    loose = Walk(strict=False)
    wide = find(loose.run(body), loose.blocks)
    return (loose, wide) if wide.mass > 2 * max(box.mass, 1) else (strict, box)


def without_junk(root: Element, text: str) -> Element:
    """The tree without what holds no text. An unclosed ``<nav>`` or ``<button>`` may hold the page: then they stay."""
    for button in root.xpath("//button[.//figcaption]"):
        button.tag = "div"
    if "$RC" in text or "$RS" in text:
        settle(root)
    etree.strip_elements(root, *SILENT, with_tail=False)
    before = PARAGRAPHS(root)
    etree.strip_elements(root, *JUNK, with_tail=False)
    if PARAGRAPHS(root) >= before / 2:
        return root
    again = tree(text)
    etree.strip_elements(again, *SILENT, with_tail=False)
    for element in list(again.iter(*JUNK)):
        if PARAGRAPHS(element) >= before / 2:
            element.tag = "div"
    etree.strip_elements(again, *JUNK, with_tail=False)
    return again


def settle(root: Element) -> None:
    """Put what React streams late (``<div hidden id="S:1">``) where its place-holder (``B:1`` or ``P:1``) stands."""
    places = {e.get("id")[2:]: e for e in root.iter("template") if (e.get("id") or "")[:2] in ("B:", "P:")}
    for late in [e for e in root.iter("div") if (e.get("id") or "").startswith("S:")]:
        place = places.get(late.get("id")[2:])
        late.attrib.pop("hidden", None)
        if place is not None and late not in place.iterancestors():
            place.addnext(late)


def stamps(root: Element) -> list[tuple[str, str, str]]:
    """The page's ``<time>`` elements before anything is dropped."""
    return [
        (fold(f"{t.get('itemprop') or ''} {t.get('class') or ''}"), t.get("datetime") or "", "".join(t.itertext()))
        for _, t in zip(range(8), root.iter("time"), strict=False)
    ]


def read_html(text: str, url: str | None) -> Article:
    """The article of a page."""
    root = tree(text)
    if root is None:
        return Article(url=url, kind="empty")
    head = read_head(root)
    times = stamps(root)
    root = without_junk(root, text)
    body = root.find("body")
    if body is None:
        return Article(url=url, kind="empty")
    walked, box = walk(body)
    blocks = walked.blocks
    sample = squeeze(" ".join(b.text for b in blocks[box.start : box.end])[: 2 * language.SAMPLE])
    code, known = language.identify(sample, head.language or head.first("og:locale", "content-language", "language"))
    phrases, calendar = phrases_of(code), calendar_of(code)
    vocabulary = Vocabulary(blocks[box.start : box.end], head, phrases)
    site = metadata.site_name(head)
    address = url or head.canonical or head.first("og:url")
    home = host(address)
    headings = [resolve(SEAM.join(h.itertext()), vocabulary)[0] for h in root.iter("h1")]
    title = metadata.title(head, headings, site, home)
    headline = title.found[0][1] if title.found else None
    for block in blocks:
        if block.tag in HEADINGS and block.tag < "h3":
            block.text, block.changes = resolve(block.text, vocabulary)
    start = opening(blocks, box, headline)
    for block in blocks[max(0, start - 8) : box.end + 3]:
        block.text, block.changes = resolve(block.text, vocabulary) if not block.changes else (block.text, block.changes)
    captions_by_picture(walked, blocks)
    dated, signed = labels(blocks[max(0, start - 8) : max(start, box.start) + 12] + blocks[box.end : box.end + 3], phrases, calendar)
    label_skipped(walked.skipped, start, box, dated, signed, phrases, calendar)
    published, modified = metadata.dates(head, dated, times, phrases, calendar)
    authors, people = metadata.authors(head, signed, phrases, site, home)
    parts = Parts(headline)
    lead = metadata.standfirst(head, blocks, start, box.start)
    if lead is not None:
        parts.lead(blocks[lead].text, apart=phrases.apart)
    before_body(blocks[start : box.start], parts)
    gone = asides(box, blocks, phrases, home) | above(blocks, box, start)
    for n in range(box.start, box.end):
        if n == lead:
            continue
        sort_line(blocks[n], gone.get(n), parts, phrases, calendar, home)
    note_skipped(walked.skipped, box, parts)
    return Article(
        url=url or head.canonical,
        canonical_url=head.canonical,
        language=code,
        title=mend(headline)[0] if headline else None,
        standfirst=parts.standfirst,
        authors=tuple(people),
        published=published.found[0][1] if published.found else None,
        modified=modified.found[0][1] if modified.found else None,
        site_name=site,
        body=tuple(parts.body),
        captions=tuple(i.caption for i in parts.images if i.caption),
        images=tuple(parts.images),
        removed=tuple(parts.removed),
        repairs=tuple(parts.repairs),
        provenance={"language": known},
    )


class Vocabulary:
    """The words a page writes and its language's small words; gathered when first asked."""

    def __init__(self, blocks: list[Block], head: Head, phrases: Phrases) -> None:
        self.blocks, self.head, self.small = blocks, head, phrases.small_words
        self.words: frozenset[str] | None = None

    def __call__(self) -> tuple[frozenset[str], frozenset[str]]:
        """``(words, small words)`` in small letters."""
        if self.words is None:
            said = [scripts.text(self.head.subject.get("articleBody")) or "", *(b.text for b in self.blocks)]
            self.words = frozenset(WORD.findall(" ".join(said).lower())) | self.small
        return self.words, self.small


def opening(blocks: list[Block], box: Box, headline: str | None) -> int:
    """The number of the block after the headline, where the article's head begins."""
    wanted = fold(headline or "")
    for n in range(min(box.end, len(blocks)) - 1, -1, -1):
        if blocks[n].tag in HEADINGS and blocks[n].tag < "h3" and fold(blocks[n].text) == wanted:
            return n + 1
    return max(0, box.start - 6)


def labels(blocks: list[Block], phrases: Phrases, calendar: Calendar) -> tuple[list[str], list[str]]:
    """The lines near the article that say when, and those that say who."""
    dated: list[str] = []
    signed: list[str] = []
    for block in blocks:
        line = block.text
        if len(line) > LABEL or block.tag in HEADINGS and block.tag < "h4":
            continue
        if block.role == "byline" or names.is_byline(line, phrases):
            signed.append(line)
        if block.role in LABELS or is_date_line(line, phrases, calendar):
            dated.append(line)
    return dated, signed


def above(blocks: list[Block], box: Box, start: int) -> dict[int, str]:
    """The lines of the box that stand above the headline, where they are but a rim."""
    rim = [n for n in range(box.start, start) if len(blocks[n].text) < LABEL / 4]
    return dict.fromkeys(rim, "above-title") if start - box.start < ABOVE else {}


def label_skipped(
    skipped: list[Skipped], start: int, box: Box, dated: list[str], signed: list[str], phrases: Phrases, calendar: Calendar
) -> None:
    """The same from what was passed over near the headline, and from the author's box below the article."""
    for one in skipped:
        head = start - 3 <= one.at <= max(start, box.start) + 8
        if not head and not (one.kind == "byline" and one.at >= box.end - 2):
            continue
        pieces = [piece for text in one.element.itertext() if (piece := squeeze(text))]
        if len(pieces) > 40:
            continue
        for piece in pieces:
            if one.kind == "byline" and (names.is_byline(piece, phrases) or names.looks_like_name(piece)):
                signed.append(piece)
                break
        if head:
            dated += [piece for piece in pieces if is_date_line(piece, phrases, calendar)]


def captions_by_picture(walked: Walk, blocks: list[Block]) -> None:
    """A short line alone in a box with a picture is its caption, whatever the box is called."""
    for picture in walked.pictures:
        box = picture.box
        while box.parent is not None and box.parent.end - box.parent.start <= 2:
            box = box.parent
        if not 0 < box.end - box.start <= 2 or box.element.tag in ("p", "li"):
            continue
        for block in blocks[box.start : box.end]:
            if block.role is None and block.tag not in HEADINGS and 20 < len(block.text) < LINE_OF_CAPTION and not block.links:
                block.role = "caption"


def before_body(blocks: list[Block], parts: Parts) -> None:
    """Take the captions between the headline and the body."""
    for block in blocks:
        if block.role in ("caption", "figure"):
            parts.caption(block.text)
        elif block.role == "credit":
            parts.credit(block.text)


def sort_line(block: Block, gone: str | None, parts: Parts, phrases: Phrases, calendar: Calendar, site: str) -> None:
    """One line of the article to body, captions or removed."""
    line = block.text
    heading = block.tag in HEADINGS
    if block.role in ("caption", "figure"):
        parts.caption(line)
    elif block.role == "credit":
        parts.credit(line)
    elif parts.repeats(line) or (block.tag == "h1" and not parts.body):
        parts.drop("repeated", line)
    elif gone:
        parts.drop(gone, line)
    elif block.role in LABELS and len(line) < 120:
        parts.drop({"date": "date-line"}.get(block.role or "", block.role or ""), line)
    elif not heading and is_caption(line):
        parts.caption(line)
    elif (why := reason(line, phrases, calendar)) is not None:
        parts.drop(why, line)
    elif block.links * 10 > len(line) * 9 and len(line) > 20 and not heading and leads_inside(block.element, site):
        parts.drop("related", line)
    else:
        parts.keep(line, block.changes)


def note_skipped(skipped: list[Skipped], box: Box, parts: Parts) -> None:
    """What the walk passed over inside the article is removed with its kind."""
    for one in skipped:
        if box.start < one.at < box.end and (text := " ".join(" ".join(one.element.itertext()).split())):
            parts.drop(one.kind, text)
