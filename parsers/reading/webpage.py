"""HTML to an article: one parse, one pass over the declarations, one walk over the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parsers.models import Article
from parsers.reading import authors as signers
from parsers.reading import bylines, facts, inside, language, metadata, names, near, scripts, signatures, when
from parsers.reading import recipe as recipes
from parsers.reading.asides import asides, host
from parsers.reading.blocks import BLANK, CAPTIONING, HEADINGS, SEAM, Block, Box, Walk
from parsers.reading.body import better_body, walk
from parsers.reading.dates import calendar as calendar_of
from parsers.reading.doubt import unlikely
from parsers.reading.head import Head, read_head
from parsers.reading.headings import headings_of
from parsers.reading.lines import note_skipped, sort_line
from parsers.reading.normalise import Parts, reason
from parsers.reading.packs import fold
from parsers.reading.packs import phrases as phrases_of
from parsers.reading.tree import parse, without_junk
from parsers.reading.typography import Vocabulary, resolve, squeeze

CLOSING = re.compile(r"\([^()]{2,30}\)(?=\.?$)")
"""What ends a text in brackets: "(ats/afp)", "(avec AFP)"."""


def read_html(
    page: bytes, url: str | None, seen: datetime | None = None, recipe: Mapping[str, Any] | None = None
) -> Article:
    """The article of a page."""
    root = parse(page)
    if root is None:
        return Article(url=url, kind="empty")
    head = read_head(root, page)
    root = without_junk(root, page)
    found = recipes.read(recipe, page.decode()) if recipe and recipes.applies(recipe, seen) else recipes.Found()
    body = root.find("body")
    walked, box = walk(body if body is not None else root)
    walked, box, source = better_body(walked, box, head, found, page)
    return Reader(head, walked, box, headings_of(root, head), url, found).article(source)


class Reader:
    """One page on its way to an article."""

    def __init__(
        self, head: Head, walked: Walk, box: Box, headings: list[str], url: str | None, found: recipes.Found
    ) -> None:
        self.head, self.walked, self.box, self.found = head, walked, box, found
        self.blocks = walked.blocks
        self.url = url
        self.site = metadata.site_name(head)
        self.home = host(url or head.canonical or head.first("og:url"))
        sample = squeeze(" ".join(b.text for b in self.blocks[box.start : box.end])[: 2 * language.SAMPLE])
        declared = head.language or head.first("og:locale", "content-language", "language")
        self.language, self.known_from = language.identify(sample, declared)
        self.phrases, self.calendar = phrases_of(self.language), calendar_of(self.language)
        self.words = Vocabulary(
            [b.text for b in self.blocks[box.start : box.end]],
            head.subject.get("articleBody"),
            self.phrases.seam_words,
        )
        self.headings = [resolve(h, self.words)[0] for h in headings]

    def article(self, source: str) -> Article:
        """The article, once all its parts are read."""
        head, found = self.head, self.found.texts
        title = metadata.title(head, self.headings, self.site, self.home)
        title.put("recipe", found.get("title"))
        headline = title.value
        start = self.resolve_near(headline)
        published, modified, authors, people = self.who_and_when(start)
        parts = self.parts(headline, start, [value for _, value in title.found], people)
        facts_ = facts.read(head)
        return Article(
            url=self.url or head.canonical,
            canonical_url=head.canonical,
            kind=facts.kind(head, parts, self.blocks, self.box),
            language=self.language,
            title=parts.mended("title", headline) if headline else None,
            standfirst=parts.standfirst,
            authors=tuple(people),
            published=published.value,
            modified=modified.value,
            section=next(iter(found.get("section", [])), facts_.section),
            keywords=facts_.keywords,
            site_name=self.site,
            body=tuple(parts.body),
            captions=tuple(i.caption for i in parts.images if i.caption),
            images=tuple(parts.images),
            removed=tuple(parts.removed),
            repairs=tuple(parts.repairs),
            paywalled=facts_.paywalled,
            translation_of=facts_.translation_of,
            tdm_reserved=facts_.tdm_reserved,
            provenance=self.provenance(source, title=title, authors=authors, published=published, modified=modified),
            conflicts=self.conflicts(title=title, authors=authors, published=published, modified=modified),
        )

    def resolve_near(self, headline: str | None) -> int:
        """Resolve the seams of the lines that matter; the number of the block after the headline."""
        for block in self.blocks:
            if block.tag in HEADINGS and block.tag < "h3":
                block.text, block.changes = resolve(block.text, self.words)
        start = near.opening(self.blocks, self.box, headline)
        for block in self.blocks[max(0, min(start - 8, self.box.start)) : self.box.end + 3]:
            if SEAM in block.text:
                block.text, block.changes = resolve(self.marked(block), self.words)
            elif not block.changes:
                block.text = squeeze(block.text)
        near.captions_by_picture(self.walked, self.blocks, self.phrases)
        return start

    def marked(self, block: Block) -> str:
        """A line's raw text, its promotions bounded and the names of a byline told apart."""
        raw = block.text
        if len(raw) < bylines.SIGNATURE and (block.role == "byline" or self.phrases.byline.match(raw.lstrip(BLANK))):
            return signatures.named_apart(raw, self.phrases)
        return inside.bounded(raw, self.phrases)

    def who_and_when(self, start: int) -> tuple[metadata.Choice, metadata.Choice, metadata.Choice, list[str]]:
        """Published, modified, the candidates for authors and the authors."""
        box, found = self.box, self.found.texts
        first, stop = max(0, start - 8), max(start, box.start) + 12
        late = max(stop, box.end - 2)
        around, tail = self.blocks[first:stop], self.blocks[late : box.end + 3]
        dated, signed = bylines.labels(around, first, start, self.phrases, self.calendar)
        late_dated, late_signed = bylines.labels(tail, late, start, self.phrases, self.calendar)
        more_dated, more_signed = bylines.passed_labels(self.walked.skipped, start, box, self.phrases, self.calendar)
        dated += late_dated + more_dated
        published, modified = when.dates(self.head, dated, self.phrases, self.calendar, self.url)
        for choice, name in ((published, "published"), (modified, "modified")):
            choice.put("recipe", [v for t in found.get(name, []) if (v := when.moment(t, self.calendar))])
        signed = signed or late_signed or more_signed or bylines.named_below(self.blocks, start, box, self.phrases)
        own = signers.own_names(self.site, self.home)
        authors, people = signers.authors(self.head, self.signs(start, signed, around + tail), self.phrases, own)
        authors.put("recipe", [", ".join(found["authors"])] if found.get("authors") else None)
        return published, modified, authors, found.get("authors") or people

    def signs(self, start: int, lines: list[str], around: list[Block]) -> signers.Signs:
        """What stands near the article and says who signs; ``lines`` are its bylines."""
        box, skipped = self.box, self.walked.skipped
        above, below = bylines.plain_signatures(self.blocks, start, box, self.phrases, self.calendar)
        last = [b.text for b in self.blocks[max(start, box.end - 2) : box.end]]
        closing = [m[0] for t in last if (m := CLOSING.search(t))]
        return signers.Signs(
            lines,
            plain=above + below,
            wired=bylines.short_pieces(around, self.phrases, self.calendar) + closing,
            links=lambda: bylines.author_links(self.blocks, skipped, start, box, self.phrases),
            loose=lambda: bylines.loose_signatures(self.blocks, skipped, start, box, self.phrases, self.calendar),
            shown=self.shows,
        )

    def shows(self, name: str) -> bool:
        """Whether a name stands in the page's text, outside captions."""
        return any(name in b.text for b in self.blocks if b.role not in CAPTIONING)

    def parts(self, headline: str | None, start: int, titles: list[str], people: list[str]) -> Parts:
        """Body, captions, removed and repairs."""
        signed = frozenset(names.key(p) for p in people)
        last = tuple(p.split()[-1].lower() for p in people)
        parts, box, found = (
            Parts(headline, tuple(titles), signed, last, self.words, self.phrases.glued),
            self.box,
            self.found.texts,
        )

        def is_text(line: str) -> bool:
            return reason(line, self.phrases, self.calendar) is None

        lead = metadata.standfirst(self.head, self.blocks, start, box.start, is_text)
        if found.get("standfirst"):
            parts.lead(" ".join(found["standfirst"]), apart=True)
        elif lead is not None:
            parts.lead(self.blocks[lead].text, apart=self.phrases.apart and near.is_apart(self.blocks, lead, box.end))
        near.before_body(self.blocks[start : box.start], parts)
        for caption in found.get("captions", []):
            parts.caption(caption)
        gone = near.rims(self.blocks, box, is_text) | asides(box, self.blocks, self.phrases, self.home)
        gone |= near.above(self.blocks, box, start) | near.bios(self.blocks, box, people, self.phrases, gone)
        gone |= unlikely(box, self.blocks, gone, news=any("News" in t for t in scripts.types(self.head.subject)))
        captions = {fold(b.text) for b in self.blocks[box.start : box.end] if b.role == "caption"}
        for n in range(box.start, box.end):
            if n != lead:
                block = self.blocks[n]
                said = bool(captions) and block.role is None and fold(block.text) in captions
                sort_line(block, "caption" if said else gone.get(n), parts, self.phrases, self.calendar, self.home)
        parts.unsigned(self.phrases)
        note_skipped(self.walked.skipped, box, parts)
        return parts

    def provenance(self, source: str, **choices: metadata.Choice) -> dict[str, str]:
        """Where each field's value was found."""
        return {
            "body": source,
            "language": self.known_from,
            **{k: c.found[0][0] for k, c in choices.items() if c.found},
        }

    def conflicts(self, **choices: metadata.Choice) -> dict[str, list[str]]:
        """The values that lost, and a recipe's drift."""
        lost = {k: losers for k, c in choices.items() if (losers := c.losers())}
        return lost | ({"recipe": self.found.drift} if self.found.drift else {})
